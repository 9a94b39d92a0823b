#include "core/backups/restore.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <iterator>
#include <system_error>

#include "core/backups/household_file.hpp"
#include "core/backups/kept_photos.hpp"
#include "core/backups/newest.hpp"
#include "core/backups/sealed_file.hpp"
#include "core/db/connection.hpp"
#include "core/system/durable_file.hpp"
#include "core/system/file_identity.hpp"

namespace core::backups {

namespace fs = std::filesystem;
using namespace system;

namespace {

constexpr const char* unfinished_mark = "restore-unfinished";
constexpr const char* unfinished_database = "restore-unfinished.db";
constexpr std::size_t read_a_slice = 4;  // megabytes

bool is_there(const fs::path& path) {
    std::error_code error;
    return fs::exists(fs::symlink_status(path, error));
}

RestoreState restore_state_of(const Fault& fault) {
    switch (fault.kind) {
        case Fault::Kind::disk_full: return RestoreState::full;
        case Fault::Kind::read_only: return RestoreState::read_only;
        case Fault::Kind::no_access: return RestoreState::no_access;
        case Fault::Kind::damaged:
        case Fault::Kind::newer_version:
        case Fault::Kind::not_a_household: return RestoreState::damaged;
        default: return RestoreState::failed;
    }
}

}  // namespace

// A database on its way, from one place or the other.
struct Restore::Reading {
    Descriptor plain;
    std::unique_ptr<SealedReader> sealed;
    NewFile written;
    std::uint64_t left = 0;  // of the sealed one

    std::size_t read(char* bytes, std::size_t count) {
        if (!sealed) return read_up_to(plain, bytes, count);
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(count, left));
        sealed->read_exactly(bytes, wanted);
        left -= wanted;
        if (wanted < count) sealed->expect_end();
        return wanted;
    }
};

Restore::Restore(BackupFolder from, Day day, fs::path into)
    : local_(std::move(from)), day_(day), into_(std::move(into)) {
    report_.day = day;
}

Restore::Restore(SecondFolder from, const Secret& key, Day day, fs::path into)
    : second_(std::move(from)), key_(key.copy()), day_(day), into_(std::move(into)) {
    report_.day = day;
}

Restore::~Restore() = default;

bool Restore::step() noexcept {
    try {
        if (cancelled()) end(RestoreState::cancelled);
        return !done_ && advance();
    } catch (const Fault& fault) {
        end(restore_state_of(fault), fault.what());
    } catch (const std::exception& error) {
        end(RestoreState::failed, error.what());
    }
    return false;
}

bool Restore::advance() {
    switch (phase_) {
        case Phase::begin: begin(); break;
        case Phase::database: read_database(); break;
        case Phase::check: check(); break;
        case Phase::photos:
            if (local_) bring_local_photos();
            else bring_sealed_photo();
            break;
        case Phase::finish: finish(); break;
    }
    return !done_;
}

void Restore::begin() {
    std::error_code error;
    if (is_there(into_) && !is_there(into_ / unfinished_mark) &&
        !(fs::is_directory(into_, error) && fs::is_empty(into_, error) && !error))
        return end(RestoreState::folder_not_empty);
    if (!is_there(local_ ? local_->file_of(day_) : second_->file_of(day_))) return end(RestoreState::no_such_backup);
    if (local_) {
        lock_ = FolderLock::try_take(local_->data_folder());
        if (!lock_) return end(RestoreState::another_program);
    }
    make_folder(into_);
    NewFile(into_ / unfinished_mark).commit();
    sweep(into_);

    const auto place = into_ / unfinished_database;
    if (local_) {
        reading_ =
            std::unique_ptr<Reading>(new Reading{open_for_reading(local_->file_of(day_)), nullptr, NewFile(place)});
    } else {
        auto sealed = std::make_unique<SealedReader>(
            second_->file_of(day_), derived(key_, "inglenook second folder: archives"), second_->bound_archive(day_));
        auto head = read_head(*sealed);
        report_.extra = std::move(head.extra);
        sealed_ = std::move(head.photos);
        reading_ =
            std::unique_ptr<Reading>(new Reading{Descriptor(), std::move(sealed), NewFile(place), head.database_bytes});
    }
    phase_ = Phase::database;
}

void Restore::read_database() {
    std::vector<char> part(1 << 20);
    for (std::size_t n = 0; n < read_a_slice; ++n) {
        const auto count = reading_->read(part.data(), part.size());
        reading_->written.write(part.data(), count);
        if (count == part.size()) continue;
        reading_->written.commit();
        reading_.reset();
        phase_ = Phase::check;
        return;
    }
}

void Restore::check() {
    const HouseholdFile file(into_ / unfinished_database, HouseholdFile::Kept::by_itself);
    if (const auto verdict = file.integrity_check(); verdict != "ok")
        throw Fault(Fault::Kind::damaged, "the backup does not pass its check: " + verdict);
    report_.counts = file.counts();
    named_ = file.photo_names();
    if (local_) {
        const auto kept = shards_in(local_->photos()), live = shards_in(local_->data_folder() / "photos");
        std::set_union(kept.begin(), kept.end(), live.begin(), live.end(), std::back_inserter(shards_));
    }
    phase_ = Phase::photos;
}

void Restore::bring_local_photos() {
    if (next_ == shards_.size()) {
        phase_ = Phase::finish;
        return;
    }
    const auto shard = shards_[next_++];
    const auto to = into_ / "photos" / shard;
    bool any = false;
    // What was kept first: the live one may have been lost since, or be another one's.
    for (const auto& from : {local_->photos() / shard, local_->data_folder() / "photos" / shard})
        for (const auto& name : files_in(from)) {
            if (!std::binary_search(named_.begin(), named_.end(), photo_of(name)) || is_there(to / name)) continue;
            const bool wrong = is_wrong_photo(from / name);
            // A damaged one only where there is no better one, and it is told of.
            const auto live = shard_of(local_->data_folder() / "photos", name);
            if (wrong && from / name != live && is_there(live)) continue;
            make_folder(to);
            link_or_copy(from / name, to / name);
            (wrong ? report_.photos_wrong : found_).push_back(wrong ? name : photo_of(name));
            any = true;
        }
    if (any) sync_folder(to);
}

void Restore::bring_sealed_photo() {
    if (next_ == sealed_.size()) {
        phase_ = Phase::finish;
        return;
    }
    const auto name = sealed_[next_++];
    const auto to = shard_of(into_ / "photos", name);
    // Of a restore that was killed: what came is whole.
    if (is_there(to)) {
        found_.push_back(photo_of(name));
        return;
    }
    const auto from = second_->photo_file(name, key_);
    if (!is_there(from)) return;
    try {
        SealedReader photo(from, derived(key_, "inglenook second folder: photos"), second_->bound_photo(from));
        if (photo.read_text(255) != name) return;
        make_folder(to.parent_path());
        NewFile written(to, 0440);
        PhotoSum sum(name);
        std::vector<std::uint8_t> part(1 << 20);
        for (std::size_t count; (count = photo.read(part.data(), part.size())) > 0;) {
            sum.add(part.data(), count);
            written.write(part.data(), count);
        }
        written.commit();
        // It was damaged before it was brought there.
        const bool wrong = sum.result() == PhotoBytes::wrong;
        (wrong ? report_.photos_wrong : found_).push_back(wrong ? name : photo_of(name));
    } catch (const Fault& fault) {
        // One photo that went bad is missing; the others are not.
        if (fault.kind != Fault::Kind::damaged) throw;
    }
}

void Restore::finish() {
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    report_.photos_found = found_.size();
    // Of all 32-byte values only those are photos that a memory or a portrait names.
    const HouseholdFile file(into_ / unfinished_database, HouseholdFile::Kept::by_itself);
    const auto came_wrong = [&](const std::string& photo) {
        return std::any_of(report_.photos_wrong.begin(), report_.photos_wrong.end(),
                           [&](const auto& each) { return photo_of(each) == photo; });
    };
    for (auto& name : file.memory_photos())
        if (!std::binary_search(found_.begin(), found_.end(), name) && !came_wrong(name))
            report_.photos_missing.push_back(std::move(name));
    move_file(into_ / unfinished_database, into_ / "household.db");
    remove_file(into_ / unfinished_mark);
    sync_folder(into_);
    end(RestoreState::restored);
}

void Restore::end(RestoreState state, std::string detail) {
    report_.state = state;
    report_.detail = std::move(detail);
    done_ = true;
    reading_.reset();
    lock_.reset();
}

// --- putting it in place ----------------------------------------------------------------------------

namespace {

// Beside the folder that is replaced: what is being done, in absolute paths.
fs::path note_of(const fs::path& live) { return live.parent_path() / ("." + live.filename().string() + ".replacing"); }

fs::path plain(const fs::path& folder) {
    auto path = fs::absolute(folder).lexically_normal();
    return path.has_filename() ? path : path.parent_path();
}

// In write-ahead mode every connection holds a lock that leaving the mode needs alone.
bool open_elsewhere(const fs::path& database) {
    sqlite3* db = nullptr;
    const int opened = sqlite3_open_v2(database.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, nullptr);
    int rc = opened;
    if (opened == SQLITE_OK) {
        sqlite3_busy_timeout(db, 500);
        rc = sqlite3_exec(db, "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
    }
    sqlite3_close_v2(db);
    return (rc & 0xff) == SQLITE_BUSY || (rc & 0xff) == SQLITE_LOCKED;
}

// Keys stay as they are today. Who set a PIN since the backup has its key behind that PIN only, and the restored file
// would know nothing of it; who changed it since would find the old one; and wrong PINs stay counted. Of a household
// that is damaged they cannot be had.
void keep_keys(const fs::path& live, const fs::path& restored) {
    try {
        db::Connection db(restored / "household.db");
        db.prepare("ATTACH ?1 AS live").run((live / "household.db").string());
        db::Transaction transaction(db);
        constexpr const char* wraps =
            "id, vault_key, kind, salt, passes, memory, device_mark, nonce, wrapped, created_at, created_offset, deleted_at, deleted_offset";
        const std::string same =
            " WHERE vault_key IN (SELECT now.id FROM live.vault_key now JOIN main.vault_key old ON old.id = now.id AND"
            " old.public_key = now.public_key WHERE now.deleted_at IS NULL)";
        // Recovery words that the folder of today knows nothing of still open it.
        db.exec(("DELETE FROM main.vault_wrap" + same +
                 " AND (kind <> 'phrase' OR vault_key IN (SELECT vault_key FROM live.vault_wrap"
                 " WHERE kind = 'phrase' AND deleted_at IS NULL AND wrapped IS NOT NULL))")
                    .c_str());
        db.exec((std::string("INSERT OR REPLACE INTO main.vault_wrap (") + wraps + ") SELECT " + wraps +
                 " FROM live.vault_wrap" + same)
                    .c_str());
        // Either may be of a version that did not note what remains of a wait; then it begins anew.
        std::int64_t notes = 0;
        db.prepare(
              "SELECT (SELECT count(*) FROM pragma_table_info('vault_attempt', 'main') WHERE name = 'wait_left') +"
              " (SELECT count(*) FROM pragma_table_info('vault_attempt', 'live') WHERE name = 'wait_left')")
            .each([&](const auto& row) { notes = row.integer(0); });
        const std::string attempt = notes == 2 ? "person, failures, last_at, wait_left, observed_start, observed_ms"
                                               : "person, failures, last_at";
        db.exec(("INSERT OR REPLACE INTO main.vault_attempt (" + attempt + ") SELECT " + attempt +
                 " FROM live.vault_attempt")
                    .c_str());
        transaction.commit();
    } catch (const Fault& fault) {
        using Kind = Fault::Kind;
        if (fault.kind != Kind::damaged && fault.kind != Kind::not_a_household && fault.kind != Kind::other) throw;
    }
}

// For everybody who lives there: an older state brings back what was erased or taken back since.
void note_replacing(const fs::path& restored, Day today) {
    db::Connection db(restored / "household.db");
    db.prepare(
          "INSERT INTO device_setting (name, value) VALUES ('put_back', ?1) ON CONFLICT (name) DO UPDATE SET value = ?1")
        .run(to_iso(today));
}

// The backups that stay are of later states than the one that is put back, and yet are older than what is written from
// now on.
void go_on_counting(const fs::path& live, const fs::path& restored) {
    db::Connection db(restored / "household.db");
    count_beyond(db, BackupFolder(live).list(), live / "household.db");
}

void put_in_place(const fs::path& live, const fs::path& restored, const fs::path& aside) {
    if (!is_there(live)) move_file(restored, live);
    // The backups of before are still those of this household.
    if (is_there(aside / "backups") && !is_there(live / "backups")) move_file(aside / "backups", live / "backups");
    // What was counted in the one that went says nothing of this one.
    if (is_there(live / "backups" / "household.counts")) remove_file(live / "backups" / "household.counts");
    remove_file(note_of(live));
    sync_folder(live.parent_path());
}

}  // namespace

Replaced replace_household(const fs::path& live_folder, const fs::path& restored_folder, Day today) {
    const auto live = plain(live_folder), restored = plain(restored_folder);
    finish_replacing(live);
    try {
        if (is_there(restored / unfinished_mark) ||
            HouseholdFile(restored / "household.db", HouseholdFile::Kept::by_itself).quick_check() != "ok")
            return {ReplaceState::no_household_there, {}};
    } catch (const Fault&) {
        return {ReplaceState::no_household_there, {}};
    }
    std::error_code error;
    const auto one = identity_of(restored, error), other = identity_of(live.parent_path(), error);
    if (!one || !other) throw_io(error, "cannot look at " + live.string());
    if (one->disk != other->disk) return {ReplaceState::other_disk, {}};
    if (!is_there(live)) {
        move_file(restored, live);
        return {ReplaceState::replaced, {}};
    }
    const auto lock = FolderLock::take(live, 2000);
    if (!lock || (is_there(live / "household.db") && open_elsewhere(live / "household.db")))
        return {ReplaceState::in_use, {}};

    if (is_there(live / "household.db")) {
        keep_keys(live, restored);
        note_replacing(restored, today);
    }
    go_on_counting(live, restored);

    const auto name = live.string() + ".before-restore-" + to_iso(today);
    fs::path aside = name;
    for (int n = 2; is_there(aside); ++n) aside = name + "-" + std::to_string(n);
    {
        NewFile note(note_of(live));
        const auto text = restored.string() + '\0' + aside.string();
        note.write(text.data(), text.size());
        note.commit();
    }
    try {
        move_file(live, aside);
    } catch (...) {
        if (is_there(live)) remove_file(note_of(live));
        throw;
    }
    put_in_place(live, restored, aside);
    return {ReplaceState::replaced, aside};
}

void finish_replacing(const fs::path& live_folder) {
    const auto live = plain(live_folder);
    if (!is_there(note_of(live))) return;
    const auto text = read_small(note_of(live), 1 << 16);
    const auto cut = text ? text->find('\0') : std::string::npos;
    if (cut == std::string::npos) {
        remove_file(note_of(live));
        return;
    }
    const fs::path restored = text->substr(0, cut), aside = text->substr(cut + 1);
    if (!is_there(aside)) {
        remove_file(note_of(live));  // nothing had been moved yet
    } else if (is_there(live) || is_there(restored)) {
        put_in_place(live, restored, aside);
    } else {
        move_file(aside, live);  // somebody took the restored one away
        remove_file(note_of(live));
    }
}

}  // namespace core::backups
