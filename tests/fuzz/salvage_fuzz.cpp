// The pages of a household that is damaged beyond SQLite's help, and its log, read for rows. The first byte says how
// many sixteenths of the rest are the log.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/backups/page_salvage.hpp"
#include "core/household/household.hpp"
#include "tests/core/device.hpp"
#include "tests/core/files.hpp"
#include "tests/core/seeded_random.hpp"
#include "tests/core/temporary_folder.hpp"

using namespace core;
using namespace core::backups;

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

// As recovery asks for them.
std::vector<StoredTable> household_tables(const std::filesystem::path& folder) {
    const FixedClock clock({1'795'453'805'000, 60});
    tests::SeededRandom random;
    const Household household(folder, clock, random, tests::device());
    const db::Connection db(folder / "household.db");
    std::vector<StoredTable> tables;
    db.prepare(
          "SELECT t.name, s.rootpage FROM pragma_table_list t JOIN sqlite_schema s ON s.type = 'table' AND s.name = t.name"
          " WHERE t.schema = 'main' AND t.type = 'table' AND t.wr = 1 AND t.strict = 1 ORDER BY t.name")
        .each([&](const auto& row) {
            tables.push_back({row.text(0), {}, static_cast<std::uint32_t>(row.integer(1))});
        });
    for (auto& table : tables)
        db.prepare(
              "SELECT name, type, \"notnull\" = 1 AND dflt_value IS NULL, pk > 0 FROM pragma_table_info(?1) ORDER BY pk = 0, pk, cid")
            .each(
                [&](const auto& row) {
                    table.columns.push_back({row.text(0), row.text(1), row.integer(2) != 0, row.integer(3) != 0});
                },
                table.name);
    return tables;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    static const tests::TemporaryFolder place;
    static const auto tables = household_tables(place.path() / "made");
    if (count == 0) return 0;
    const auto log = (count - 1) * (bytes[0] % 16) / 16;
    const std::string rest(reinterpret_cast<const char*>(bytes) + 1, count - 1);
    const auto file = place.path() / "household.db", log_file = place.path() / "household.db-wal";
    std::filesystem::remove(log_file);
    tests::write_bytes(file, rest.substr(0, rest.size() - log));
    if (log > 0) tests::write_bytes(log_file, rest.substr(rest.size() - log));

    std::size_t rows = 0;
    const auto found = salvage_rows(file, tables, [&](const StoredTable& table, const std::vector<StoredValue>& row) {
        ++rows;
        check(!row.empty() && row.size() <= table.columns.size());
        std::size_t held = 0;
        for (const auto& value : row) {
            if (const auto* text = std::get_if<std::string>(&value)) held += text->size();
            if (const auto* blob = std::get_if<std::vector<std::uint8_t>>(&value)) held += blob->size();
        }
        check(held <= count);
    });
    check(tables.size() > 5 && rows <= count);
    check(found.pages_damaged <= found.pages + count);
    return 0;
}
