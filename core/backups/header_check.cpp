#include "core/backups/header_check.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "core/backups/big_endian.hpp"
#include "core/db/connection.hpp"
#include "core/db/migrations.hpp"

namespace core::backups {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t header_bytes = 100, usual_page_size = 4096;

// Whether the free pages are as many as the header says, each once and within the file.
bool free_list_agrees(const HouseholdFile& file, std::uint32_t trunk, std::uint32_t count, std::uint32_t pages,
                      std::size_t page_size) {
    std::set<std::uint32_t> seen;
    std::vector<std::uint8_t> page(page_size);
    while (trunk != 0) {
        if (trunk < 2 || trunk > pages || !seen.insert(trunk).second ||
            !file.read_at(std::uint64_t{trunk - 1} * page_size, page.data(), page_size))
            return false;
        const auto leaves = be32(page.data() + 4);
        if (leaves > page_size / 4 - 2) return false;
        for (std::uint32_t n = 0; n < leaves; ++n) {
            const auto leaf = be32(page.data() + 8 + 4 * n);
            if (leaf < 2 || leaf > pages || !seen.insert(leaf).second) return false;
        }
        if (seen.size() > count) return false;
        trunk = be32(page.data());
    }
    return seen.size() == count;
}

using Objects = std::set<std::string>;

constexpr const char* names =
    "SELECT type || ' ' || name FROM sqlite_schema WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'";
constexpr const char* columns =
    "SELECT s.name || '.' || c.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c"
    " WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite~_%' ESCAPE '~'";

Objects objects_in(const HouseholdFile& file) {
    Objects objects;
    for (const auto* list : {names, columns})
        file.each(list, [&](sqlite3_stmt* row) { objects.insert(text_of(row, 0)); });
    return objects;
}

// What each version's migrations have made by then.
using Versions = std::vector<std::pair<int, Objects>>;

Versions made_by(const std::vector<db::Migration>& migrations) {
    Versions all;
    const db::Connection memory(":memory:");
    for (const auto& migration : migrations) {
        if (sqlite3_exec(memory.raw(), migration.sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            throw_sqlite(memory.raw(), sqlite3_extended_errcode(memory.raw()), "cannot make a household's tables");
        Objects objects;
        for (const auto* list : {names, columns})
            memory.prepare(list).each([&](const auto& row) { objects.insert(row.text(0)); });
        all.emplace_back(migration.version, std::move(objects));
    }
    return all;
}

// Made once, but for a test that has a migration more.
std::shared_ptr<const Versions> objects_by_version() {
    const auto& migrations = db::embedded_migrations();
    static const auto made = std::make_shared<const Versions>(made_by(migrations));
    return made->size() == migrations.size() ? made : std::make_shared<const Versions>(made_by(migrations));
}

}  // namespace

Header look_at_header(const HouseholdFile& file) {
    std::array<std::uint8_t, header_bytes> head{};
    if (!file.read_at(0, head.data(), head.size())) return Header::wrong;
    const auto* const at = head.data();
    if (std::memcmp(at, "SQLite format 3", 16) != 0) return Header::wrong;
    const std::size_t page_size = be16(at + 16) == 1 ? 65'536 : be16(at + 16);
    if (page_size < 512 || (page_size & (page_size - 1)) != 0) return Header::wrong;
    const auto is_journal = [](std::uint8_t version) { return version == 1 || version == 2; };
    if (!is_journal(at[18]) || !is_journal(at[19])) return Header::wrong;
    if (at[21] != 64 || at[22] != 32 || at[23] != 32) return Header::wrong;
    // Of a new file the first page may be in its log only.
    std::error_code error;
    const auto log = fs::file_size(file.path().string() + "-wal", error);
    const auto wrong = !error && log > 0 ? Header::doubtful : Header::wrong;
    if (be32(at + 44) > 4) return wrong;                         // schema format
    if (be32(at + 56) != 1) return wrong;                        // UTF-8
    if (be32(at + 52) == 0 && be32(at + 64) != 0) return wrong;  // incremental vacuum without its tables

    const auto size = file.size();
    const bool counted = be32(at + 24) == be32(at + 92);  // else SQLite goes by the file's size
    const auto pages = size / page_size;
    if (page_size != usual_page_size || at[20] != 0 || be32(at + 52) != 0 || be32(at + 44) == 0)
        return Header::doubtful;
    if (size % page_size != 0 || (counted && be32(at + 28) != pages)) return Header::doubtful;
    const auto trunk = be32(at + 32), free = be32(at + 36);
    const bool agrees = free_list_agrees(file, trunk, free, static_cast<std::uint32_t>(pages), page_size);
    return agrees ? Header::right : Header::doubtful;
}

SchemaAge age_of_schema(const HouseholdFile& file) {
    const auto versions = objects_by_version();
    const auto& by_version = *versions;
    const auto& all = by_version.back().second;
    const auto present = objects_in(file);
    Objects ours;
    std::set_intersection(present.begin(), present.end(), all.begin(), all.end(), std::inserter(ours, ours.end()));
    SchemaAge age;
    age.has_more = ours.size() < present.size();
    for (const auto& [version, objects] : by_version)
        if (objects == ours) age.versions.insert(version);
    return age;
}

bool is_newer_version(std::int64_t version) {
    constexpr std::int64_t versions_to_come = 100'000;
    const auto newest = db::embedded_migrations().back().version;
    return version > newest && version <= newest + versions_to_come;
}

}  // namespace core::backups
