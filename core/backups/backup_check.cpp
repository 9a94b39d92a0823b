#include "core/backups/backup_check.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <system_error>

#include <sodium.h>

#include "core/backups/household_file.hpp"
#include "core/backups/kept_photos.hpp"
#include "core/backups/sealed_file.hpp"
#include "core/system/durable_file.hpp"

namespace core::backups {

namespace fs = std::filesystem;
using namespace system;

namespace {

// An archive's database is looked at in memory, never written down in the clear. A larger one is checked by its hash
// alone.
constexpr std::uint64_t most_in_memory = std::uint64_t{1} << 30;

void look_at_rows(const HouseholdFile& file, BackupFindings& findings) {
    if (const auto verdict = file.integrity_check(); verdict != "ok") {
        findings.damage = verdict;
        return;
    }
    check_schema(file, findings.rows);
    for (const auto& table : file.tables()) check_rows(file, table, findings.rows);
}

}  // namespace

std::string summary(const BackupFindings& findings) {
    if (!findings.damage.empty()) return findings.damage;
    if (const auto missing = findings.photos_missing.size(); missing > 0)
        return std::to_string(missing) + " of its photos are missing";
    if (const auto wrong = findings.photos_wrong.size(); wrong > 0)
        return std::to_string(wrong) + " of its photos are damaged";
    if (findings.rows.count > 0) return std::to_string(findings.rows.count) + " of its rows are wrong";
    return "ok";
}

BackupCheck::BackupCheck(BackupFolder local) : local_(std::move(local)) {}

BackupCheck::BackupCheck(SecondFolder second, const Secret& key) : second_(std::move(second)), key_(key.copy()) {}

BackupFindings BackupCheck::look_at(Day day) {
    BackupFindings findings;
    try {
        if (local_) look_at_local(day, findings);
        else look_at_sealed(day, findings);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        findings.damage = error.what();
    }
    return findings;
}

void BackupCheck::note(Found found, const std::string& name, BackupFindings& findings) const {
    switch (found) {
        case Found::right: ++findings.photos_right; break;
        case Found::missing: findings.photos_missing.push_back(name); break;
        case Found::wrong: findings.photos_wrong.push_back(name); break;
    }
}

void BackupCheck::look_at_local(Day day, BackupFindings& findings) {
    if (auto verdict = local_->verify(day); verdict != "ok") {
        findings.damage = std::move(verdict);
        return;
    }
    const HouseholdFile file(local_->file_of(day), HouseholdFile::Kept::by_itself);
    look_at_rows(file, findings);
    for (const auto& photo : file.memory_photos()) {
        auto& [found, name] = seen_.try_emplace(photo, Found::missing, std::string()).first->second;
        if (name.empty()) found = local_photo(photo, name);
        note(found, name, findings);
    }
}

// Where a restore would take it from: what was kept first, else the household's own. `file` is what it is called, or
// its hash.
BackupCheck::Found BackupCheck::local_photo(const std::string& photo, std::string& file) {
    file = photo;
    auto found = Found::missing;
    for (const auto& photos : {local_->photos(), local_->data_folder() / "photos"}) {
        const auto names = files_in(photos / photo.substr(0, 2));
        for (auto name = std::lower_bound(names.begin(), names.end(), photo);
             name != names.end() && photo_of(*name) == photo; ++name) {
            file = *name;
            if (!is_wrong_photo(shard_of(photos, *name))) return Found::right;
            found = Found::wrong;
        }
        if (found == Found::wrong) return found;  // a damaged one is told of, whatever else there is
    }
    return found;
}

void BackupCheck::look_at_sealed(Day day, BackupFindings& findings) {
    SealedReader archive(second_->file_of(day), derived(key_, "inglenook second folder: archives"),
                         second_->bound_archive(day));
    const auto head = read_head(archive);
    std::vector<unsigned char> database;
    const bool whole = head.database_bytes <= most_in_memory;
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, crypto_generichash_BYTES);
    std::vector<unsigned char> part(1 << 20);
    std::uint64_t length = 0;
    for (std::size_t count; (count = archive.read(part.data(), part.size())) > 0; length += count) {
        crypto_generichash_update(&state, part.data(), count);
        if (whole) database.insert(database.end(), part.begin(), part.begin() + static_cast<std::ptrdiff_t>(count));
        if (length > head.database_bytes) break;
    }
    if (length != head.database_bytes) {
        findings.damage = "it is not as long as it says";
        return;
    }
    PhotoHash hash;
    crypto_generichash_final(&state, hash.bytes.data(), hash.bytes.size());
    if (!head.sum.empty() && head.sum != "blake2b-256 " + to_hex(hash) + " " + std::to_string(length) + "\n") {
        findings.damage = "its bytes are not those that were brought";
        return;
    }
    std::vector<std::string> wanted;
    if (whole) {
        const HouseholdFile file(std::move(database));
        look_at_rows(file, findings);
        wanted = file.memory_photos();
    }
    std::vector<std::string> named;
    for (const auto& name : head.photos) {
        named.push_back(photo_of(name));
        auto& [found, file] = seen_.try_emplace(name, Found::missing, std::string()).first->second;
        if (file.empty()) found = sealed_photo(file = name);
        note(found, name, findings);
    }
    // What the household names and nobody had when the backup was brought.
    std::sort(named.begin(), named.end());
    for (const auto& photo : wanted)
        if (!std::binary_search(named.begin(), named.end(), photo)) findings.photos_missing.push_back(photo);
}

BackupCheck::Found BackupCheck::sealed_photo(const std::string& file) {
    std::error_code error;
    if (!fs::exists(second_->photo_file(file, key_), error)) return Found::missing;
    return second_->holds(file, key_) ? Found::right : Found::wrong;
}

}  // namespace core::backups
