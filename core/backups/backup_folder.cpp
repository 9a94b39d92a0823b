#include "core/backups/backup_folder.hpp"

#include <algorithm>
#include <exception>
#include <system_error>

#include <sodium.h>

#include "core/backups/household_file.hpp"
#include "core/backups/kept_photos.hpp"
#include "core/backups/newest.hpp"
#include "core/backups/recovery.hpp"
#include "core/backups/rotation.hpp"
#include "core/memories/photo_hash.hpp"
#include "core/system/durable_file.hpp"

namespace core::backups {

namespace fs = std::filesystem;
using namespace system;

namespace {

constexpr const char* beginning = "household-";

std::optional<Day> day_in(const std::string& file_name) {
    const std::string prefix = beginning, ending = ".db";
    if (file_name.size() != prefix.size() + 10 + ending.size() || file_name.compare(0, prefix.size(), prefix) != 0 ||
        file_name.compare(prefix.size() + 10, ending.size(), ending) != 0)
        return std::nullopt;
    return day_from_iso(std::string_view(file_name).substr(prefix.size(), 10));
}

// Hash and length of a file, as its .sum file says them.
std::string summed(const fs::path& path) {
    const auto file = open_for_reading(path);
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, crypto_generichash_BYTES);
    std::vector<std::uint8_t> part(1 << 20);
    std::uint64_t length = 0;
    for (std::size_t count; (count = read_up_to(file, part.data(), part.size())) > 0; length += count)
        crypto_generichash_update(&state, part.data(), count);
    PhotoHash hash;
    crypto_generichash_final(&state, hash.bytes.data(), hash.bytes.size());
    return "blake2b-256 " + to_hex(hash) + " " + std::to_string(length) + "\n";
}

bool has_sound_header(const fs::path& file) {
    return examine_database(file, HouseholdFile::Kept::by_itself, Look::brief) == Health::fine;
}

struct CloseDatabase {
    void operator()(sqlite3* db) const noexcept { sqlite3_close_v2(db); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

Database opened(const fs::path& file, int mode) {
    sqlite3* db = nullptr;
    const int rc = sqlite3_open_v2(file.c_str(), &db, mode | SQLITE_OPEN_EXRESCODE, nullptr);
    Database owned(db);
    if (rc != SQLITE_OK) throw_sqlite(db, rc, "cannot open " + file.string());
    sqlite3_busy_timeout(db, 20);  // a slice is no place to wait
    return owned;
}

void exec(const Database& db, const char* sql) {
    const int rc = sqlite3_exec(db.get(), sql, nullptr, nullptr, nullptr);
    if (rc != SQLITE_OK) throw_sqlite(db.get(), rc, sql);
}

}  // namespace

BackupState state_of(const Fault& fault) {
    switch (fault.kind) {
        case Fault::Kind::disk_full: return BackupState::full;
        case Fault::Kind::read_only: return BackupState::read_only;
        case Fault::Kind::no_access: return BackupState::no_access;
        case Fault::Kind::damaged:
        case Fault::Kind::not_a_household: return BackupState::damaged;
        default: return BackupState::failed;
    }
}

fs::path BackupFolder::file_of(Day day) const { return folder() / (beginning + to_iso(day) + ".db"); }

fs::path BackupFolder::sum_of(Day day) const { return folder() / (beginning + to_iso(day) + ".sum"); }

std::vector<Backup> BackupFolder::list() const {
    std::vector<Backup> found;
    for (const auto& name : files_in(folder()))
        if (const auto day = day_in(name))
            if (auto backup = find(*day)) found.push_back(std::move(*backup));
    std::reverse(found.begin(), found.end());
    return found;
}

std::optional<Backup> BackupFolder::find(Day day) const {
    std::error_code error;
    Backup backup{day, file_of(day)};
    backup.bytes = fs::file_size(backup.file, error);
    if (error) return std::nullopt;
    const auto sum = read_small(sum_of(day), 200);
    const auto length = " " + std::to_string(backup.bytes) + "\n";
    backup.verified =
        sum && sum->size() > length.size() && sum->compare(sum->size() - length.size(), length.size(), length) == 0;
    return backup;
}

std::string BackupFolder::verify(Day day) const {
    try {
        const auto sum = read_small(sum_of(day), 200);
        if (sum && *sum != summed(file_of(day))) return "its bytes have changed since it was written";
        const auto verdict = HouseholdFile(file_of(day), HouseholdFile::Kept::by_itself).integrity_check();
        return verdict == "ok" && !has_sound_header(file_of(day)) ? "its header is not what it should be" : verdict;
    } catch (const Fault& fault) {
        return fault.what();
    }
}

bool BackupFolder::is_whole(Day day) const {
    try {
        return HouseholdFile(file_of(day), HouseholdFile::Kept::by_itself).integrity_check() == "ok" &&
               has_sound_header(file_of(day));
    } catch (const Fault&) {
        return false;
    }
}

// A copy on its way from one database to another.
struct BackUp::Copy {
    Database source, target;
    sqlite3_backup* backup = nullptr;
    std::int64_t pages = 0;
    int waited = 0;  // slices in which somebody else had the file
    static constexpr int longest_wait = 500;

    Copy(const fs::path& from, const fs::path& to)
        : source(opened(from, SQLITE_OPEN_READWRITE)), target(opened(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) {
        // It is synced and named once it is whole; until then nothing of it matters.
        exec(target, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON");
        backup = sqlite3_backup_init(target.get(), "main", source.get(), "main");
        if (!backup) throw_sqlite(target.get(), sqlite3_extended_errcode(target.get()), "cannot begin the copy");
    }
    ~Copy() { sqlite3_backup_finish(backup); }
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;

    // True when it is whole.
    bool advance(int count) {
        // Each time somebody writes it begins again. After some rounds the rest is done at once, while they wait.
        const bool patience = pages <= 3 * static_cast<std::int64_t>(sqlite3_backup_pagecount(backup)) + 3 * count;
        const int rc = sqlite3_backup_step(backup, patience ? count : -1);
        pages += count;
        if (rc == SQLITE_DONE) return true;
        const bool waits = rc == SQLITE_BUSY || rc == SQLITE_LOCKED;
        if (rc == SQLITE_OK || (waits && ++waited < longest_wait)) return false;
        throw_sqlite(nullptr, rc, "cannot copy");
    }
    void finish() {
        const int rc = sqlite3_backup_finish(std::exchange(backup, nullptr));
        if (rc != SQLITE_OK) throw_sqlite(nullptr, rc, "cannot finish the copy");
    }
};

BackUp::BackUp(fs::path data_folder, Day today, When when, int pages_a_slice)
    : folder_(std::move(data_folder)), today_(today), when_(when), pages_a_slice_(pages_a_slice) {
    outcome_.day = today;
}

BackUp::~BackUp() {
    copy_.reset();
    if (!unfinished_.empty()) sweep(folder_.folder());
}

bool BackUp::step() noexcept {
    try {
        if (cancelled()) end(BackupState::cancelled);
        return !done_ && advance();
    } catch (const Fault& fault) {
        end(state_of(fault), fault.what());
    } catch (const std::exception& error) {
        end(BackupState::failed, error.what());
    }
    return false;
}

bool BackUp::advance() {
    switch (phase_) {
        case Phase::begin: begin(); break;
        case Phase::copy: copy(); break;
        case Phase::check: check(); break;
        case Phase::photos:
            if (shard_ < shards_.size()) {
                outcome_.photos_added +=
                    keep_photos(folder_.data_folder() / "photos" / shards_[shard_], folder_.photos() / shards_[shard_],
                                named_, outcome_.photos_damaged);
                ++shard_;
            } else {
                phase_ = Phase::name;
            }
            break;
        case Phase::name: name(); break;
        case Phase::rotate: rotate(); break;
        case Phase::drop:
            if (shard_ < shards_.size()) {
                drop_photos(folder_.photos() / shards_[shard_], named_);
                ++shard_;
            } else {
                end(BackupState::written);
            }
            break;
    }
    return !done_;
}

void BackUp::begin() {
    // One with today's name that another was made after is of a day when the clock was ahead.
    if (when_ == When::if_missing)
        if (const auto today = folder_.find(today_); today && today->verified && was_made_last(today_))
            return end(BackupState::there_already);
    lock_ = FolderLock::try_take(folder_.data_folder());
    if (!lock_) return end(BackupState::another_program);
    make_folder(folder_.folder());
    sweep(folder_.folder());
    for (const auto& shard : shards_in(folder_.photos())) sweep(folder_.photos() / shard);
    count_beyond_backups(folder_.data_folder() / "household.db", folder_.list());
    unfinished_ = folder_.folder() / (".arriving-" + to_iso(today_) + ".db");
    copy_ = std::make_unique<Copy>(folder_.data_folder() / "household.db", unfinished_);
    phase_ = Phase::copy;
}

bool BackUp::was_made_last(Day day) const {
    const auto ordered = made_last_first(folder_.list(), day);
    const auto best = newest(ordered, day);
    return !best || best->day == day;
}

void BackUp::copy() {
    if (!copy_->advance(pages_a_slice_)) return;
    copy_->finish();
    copy_.reset();
    // A file of its own, without a log beside it.
    exec(opened(unfinished_, SQLITE_OPEN_READWRITE), "PRAGMA journal_mode = DELETE");
    phase_ = Phase::check;
}

void BackUp::check() {
    // A header that only SQLite puts up with is no good copy's.
    if (!has_sound_header(unfinished_))
        throw Fault(Fault::Kind::damaged, "the household's header or tables are not what they should be");
    {
        const HouseholdFile copy(unfinished_, HouseholdFile::Kept::by_itself);
        const auto verdict = copy.integrity_check();
        if (verdict != "ok") throw Fault(Fault::Kind::damaged, "the copy does not pass its check: " + verdict);
        keep_counts(folder_.data_folder(), {Instant{copy.newest_utc_ms(end_of(today_)), 0}, copy.counts()});
        // Nothing else that lies in the photo folder: it may be on its way in, or out.
        named_ = copy.photo_names();
    }
    fs::permissions(unfinished_, fs::perms::owner_read | fs::perms::owner_write);
    sync_file(unfinished_);
    sum_ = summed(unfinished_);
    shards_ = shards_in(folder_.data_folder() / "photos");
    phase_ = Phase::photos;
}

void BackUp::name() {
    // Without its sum it counts as not verified: so it never stands beside another one's.
    remove_file(folder_.sum_of(today_));
    move_file(unfinished_, folder_.file_of(today_));
    unfinished_.clear();
    NewFile sum(folder_.sum_of(today_));
    sum.write(sum_.data(), sum_.size());
    sum.commit();

    std::vector<Day> days;
    for (const auto& backup : folder_.list()) days.push_back(backup.day);
    kept_ = to_keep(days, today_);
    for (const auto day : days) {
        if (std::binary_search(kept_.begin(), kept_.end(), day)) continue;
        remove_file(folder_.file_of(day));
        remove_file(folder_.sum_of(day));
    }
    shards_ = shards_in(folder_.photos());
    shards_.erase(std::remove_if(shards_.begin(), shards_.end(),
                                 [&](const auto& shard) { return !has_others(folder_.photos() / shard, named_); }),
                  shards_.end());
    shard_ = 0;
    if (shards_.empty()) return end(BackupState::written);
    phase_ = Phase::rotate;
}

// What the kept backups name. If one of them cannot be read, nobody knows what it needs, and every photo stays.
void BackUp::rotate() {
    if (read_ == kept_.size()) {
        std::sort(named_.begin(), named_.end());
        named_.erase(std::unique(named_.begin(), named_.end()), named_.end());
        phase_ = Phase::drop;
        return;
    }
    try {
        const auto names = HouseholdFile(folder_.file_of(kept_[read_++]), HouseholdFile::Kept::by_itself).photo_names();
        named_.insert(named_.end(), names.begin(), names.end());
    } catch (const Fault&) {
        end(BackupState::written);
    }
}

void BackUp::end(BackupState state, std::string detail) {
    outcome_.state = state;
    outcome_.detail = std::move(detail);
    done_ = true;
    copy_.reset();
    if (!unfinished_.empty()) sweep(folder_.folder());
    unfinished_.clear();
    lock_.reset();
}

}  // namespace core::backups
