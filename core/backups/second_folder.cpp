#include "core/backups/second_folder.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <system_error>

#include <sodium.h>
#include "core/backups/backup_check.hpp"
#include "core/backups/household_file.hpp"
#include "core/backups/kept_photos.hpp"
#include "core/backups/newest.hpp"
#include "core/backups/rotation.hpp"
#include "core/backups/sealed_file.hpp"
#include "core/db/connection.hpp"
#include "core/hex.hpp"
#include "core/id.hpp"
#include "core/memories/photo_hash.hpp"
#include "core/system/durable_file.hpp"
#include "core/system/file_identity.hpp"
#include "core/vault/spelling.hpp"

namespace core::backups {

namespace fs = std::filesystem;
using namespace system;

namespace {

constexpr std::uint64_t format = 1;
constexpr std::size_t longest_extra = 1 << 20, longest_name = 255;
constexpr std::uint64_t most_photos = 10'000'000, longest_database = std::uint64_t{1} << 40;
constexpr std::size_t written_a_slice = 4 << 20, looked_at_a_slice = 200;
// How much of what lies there is read to its end by each backup: of a small household all of it, of a large one a part.
constexpr std::uint64_t read_each_time = 64u << 20, looked_at_a_slice_bytes = 4u << 20;
constexpr int read_within = 28;  // days

constexpr const char* key_file_name = "key.json";
constexpr const char* last_file_name = "last.sealed";
constexpr std::size_t longest_key_file = 4096;

struct KeyFile {
    std::string salt, check;  // bytes
    ArchiveCost cost;
};

std::string hex_of(const std::string& bytes) { return to_hex(bytes.data(), bytes.size()); }

std::optional<std::string> bytes_from_hex(const std::string& hex, std::size_t count) {
    std::string bytes(count, '\0');
    return from_hex(hex, bytes.data(), count) ? std::optional(bytes) : std::nullopt;
}

// SQLite reads JSON well, and is here anyway.
std::optional<KeyFile> key_file_from(const std::string& text) {
    const db::Connection json(":memory:");
    std::int64_t valid = 0;
    json.prepare("SELECT json_valid(?1)").each([&](const auto& row) { valid = row.integer(0); }, text);
    if (!valid) return std::nullopt;
    std::optional<KeyFile> read;
    json.prepare(
            "SELECT json_type(?1, '$.format') = 'integer' AND json_type(?1, '$.passes') = 'integer' AND"
            " json_type(?1, '$.memory') = 'integer' AND json_type(?1, '$.salt') = 'text' AND json_type(?1, '$.check') = 'text' AND"
            " json_extract(?1, '$.format') = 1 AND json_extract(?1, '$.key') = 'argon2id13',"
            " json_extract(?1, '$.passes'), json_extract(?1, '$.memory'), json_extract(?1, '$.salt'), json_extract(?1, '$.check')")
        .each(
            [&](const auto& row) {
                if (row.integer(0) != 1 || row.integer(1) < 1 || row.integer(2) < 1) return;
                const auto salt = bytes_from_hex(row.text(3), crypto_pwhash_SALTBYTES);
                const auto check = bytes_from_hex(row.text(4), crypto_generichash_BYTES);
                if (!salt || !check) return;
                read =
                    KeyFile{*salt,
                            *check,
                            {static_cast<std::uint64_t>(row.integer(1)), static_cast<std::uint64_t>(row.integer(2))}};
            },
            text);
    return read;
}

std::string text_of(const KeyFile& file) {
    return "{\n  \"format\": " + std::to_string(format) +
           ",\n  \"key\": \"argon2id13\",\n  \"passes\": " + std::to_string(file.cost.passes) +
           ",\n  \"memory\": " + std::to_string(file.cost.memory_bytes) + ",\n  \"salt\": \"" + hex_of(file.salt) +
           "\",\n  \"check\": \"" + hex_of(file.check) + "\"\n}\n";
}

bool too_costly(const ArchiveCost& cost) {
    return cost.passes > highest_archive_cost.passes || cost.memory_bytes > highest_archive_cost.memory_bytes;
}

std::optional<Secret> stretched(const Secret& passphrase, const KeyFile& file) {
    Secret key(32);
    if (too_costly(file.cost) ||
        crypto_pwhash(key.data(), key.size(), passphrase.text().data(), passphrase.size(),
                      reinterpret_cast<const unsigned char*>(file.salt.data()), file.cost.passes,
                      static_cast<std::size_t>(file.cost.memory_bytes), crypto_pwhash_ALG_ARGON2ID13) != 0)
        return std::nullopt;
    return key;
}

// By this a key is known to be the right one; it says nothing else about it.
std::string check_of(const Secret& key) { return std::string(derived(key, "inglenook second folder: check").text()); }

std::optional<Day> day_in(const std::string& file_name) {
    const std::string prefix = "household-", ending = ".sealed";
    if (file_name.size() != prefix.size() + 10 + ending.size() || file_name.compare(0, prefix.size(), prefix) != 0 ||
        file_name.compare(prefix.size() + 10, ending.size(), ending) != 0)
        return std::nullopt;
    return day_from_iso(std::string_view(file_name).substr(prefix.size(), 10));
}

Secret archive_key(const Secret& key) { return derived(key, "inglenook second folder: archives"); }
Secret photo_key(const Secret& key) { return derived(key, "inglenook second folder: photos"); }

// What goes wrong in the household's own folder must not be blamed on the stick.
template <class Work> auto at_home(BackupOutcome& outcome, Work work) {
    try {
        return work();
    } catch (const Fault&) {
        outcome.at_home = true;
        throw;
    }
}

bool is_folder(const fs::path& path) {
    std::error_code error;
    return fs::is_directory(path, error);
}

}  // namespace

// --- the folder -------------------------------------------------------------------------------------

SecondFolder::SecondFolder(fs::path chosen, const std::string& household_id) : chosen_(std::move(chosen)) {
    const auto id = uuid_from_text(household_id);
    if (!id) throw Fault(Fault::Kind::other, "a household's id is missing");
    id_ = to_text(*id);
    folder_ = chosen_ / "Inglenook" / id_;
}

std::vector<std::string> SecondFolder::households_in(const fs::path& chosen) {
    std::vector<std::string> ids;
    for (const auto& name : shards_in(chosen / "Inglenook"))
        if (uuid_from_text(name) && read_small(chosen / "Inglenook" / name / key_file_name, longest_key_file))
            ids.push_back(name);
    return ids;
}

fs::path SecondFolder::file_of(Day day) const { return folder_ / ("household-" + to_iso(day) + ".sealed"); }

SecondFolder::Opened SecondFolder::open(const Secret& passphrase) const {
    const auto text = read_small(folder_ / key_file_name, longest_key_file);
    if (!text) return {KeyState::missing, {}};
    const auto file = key_file_from(*text);
    if (!file) return {KeyState::damaged, {}};
    if (passphrase.empty()) return {KeyState::wrong_passphrase, {}};
    for (const auto& spelling : spellings(passphrase)) {
        auto key = stretched(spelling, *file);
        if (!key) return {KeyState::too_costly, {}};
        if (check_of(*key) == file->check) return {KeyState::right, std::move(*key)};
    }
    return {KeyState::wrong_passphrase, {}};
}

SecondFolder::Opened SecondFolder::set_up(const Secret& passphrase, ArchiveCost cost) const {
    // A drive that is not plugged in must not be made up on the disk below.
    if (!is_folder(chosen_)) return {KeyState::missing, {}};
    if (passphrase.empty()) return {KeyState::wrong_passphrase, {}};
    std::error_code error;
    if (!fs::exists(folder_ / key_file_name, error)) {
        KeyFile file{std::string(crypto_pwhash_SALTBYTES, '\0'), {}, cost};
        if (sodium_init() < 0) throw std::bad_alloc();
        randombytes_buf(file.salt.data(), file.salt.size());
        auto key = stretched(normalised(passphrase), file);
        if (!key) return {KeyState::too_costly, {}};
        file.check = check_of(*key);
        make_folder(folder_);
        NewFile written(folder_ / key_file_name);
        const auto text = text_of(file);
        written.write(text.data(), text.size());
        written.commit();
        return {check(*key), std::move(*key)};
    }
    return open(passphrase);
}

SecondFolder::KeyState SecondFolder::check(const Secret& key) const {
    const auto text = read_small(folder_ / key_file_name, longest_key_file);
    if (!text) return KeyState::missing;
    const auto file = key_file_from(*text);
    if (!file) return KeyState::damaged;
    return key.size() == 32 && check_of(key) == file->check ? KeyState::right : KeyState::wrong_passphrase;
}

std::vector<Backup> SecondFolder::list() const {
    std::vector<Backup> found;
    for (const auto& name : files_in(folder_)) {
        const auto day = day_in(name);
        if (!day) continue;
        std::error_code error;
        Backup backup{*day, folder_ / name};
        backup.bytes = fs::file_size(backup.file, error);
        backup.verified = true;
        if (!error) found.push_back(std::move(backup));
    }
    std::reverse(found.begin(), found.end());
    return found;
}

std::string SecondFolder::verify(Day day, const Secret& key) const {
    return summary(BackupCheck(*this, key).look_at(day));
}

std::optional<Day> SecondFolder::brought_last(const Secret& key) const {
    try {
        SealedReader last(folder_ / last_file_name, archive_key(key), bound_last());
        const auto day = day_from_iso(last.read_text(10));
        const auto sum = last.read_text(200);
        last.expect_end();
        if (!day) return std::nullopt;
        // The archive of that day may be another one by now.
        SealedReader archive(file_of(*day), archive_key(key), bound_archive(*day));
        return read_head(archive).sum == sum ? day : std::nullopt;
    } catch (const Fault&) {
        return std::nullopt;
    }
}

std::vector<Backup> SecondFolder::made_last_first(const Secret& key, Day today) const {
    auto ordered = list();
    const auto last = brought_last(key);
    std::stable_partition(ordered.begin(), ordered.end(),
                          [&](const auto& backup) { return last && backup.day == *last; });
    std::stable_partition(ordered.begin(), ordered.end(),
                          [&](const auto& backup) { return !from_the_future(backup, today); });
    return ordered;
}

void SecondFolder::note_last(Day day, const std::string& sum, const Secret& key) const {
    SealedWriter last(folder_ / last_file_name, archive_key(key), bound_last());
    last.write_text(to_iso(day));
    last.write_text(sum);
    last.commit();
}

fs::path SecondFolder::photo_file(const std::string& name, const Secret& key) const {
    const auto hidden = hex_of(std::string(derived(key, "inglenook second folder: the photo " + name).text()));
    return shard_of(folder_ / "photos", hidden + ".sealed");
}

bool SecondFolder::holds(const std::string& name, const Secret& key) const {
    const auto hash = hash_from_hex(photo_of(name));
    if (!hash) return false;
    try {
        const auto file = photo_file(name, key);
        SealedReader photo(file, photo_key(key), bound_photo(file));
        if (photo.read_text(longest_name) != name) return false;
        PhotoSum sum(name);
        std::vector<std::uint8_t> part(1 << 20);
        for (std::size_t count; (count = photo.read(part.data(), part.size())) > 0;) sum.add(part.data(), count);
        return sum.result() != PhotoBytes::wrong;
    } catch (const Fault&) {
        return false;
    }
}

std::string SecondFolder::bound_archive(Day day) const { return "inglenook archive 1\n" + id_ + "\n" + to_iso(day); }

std::string SecondFolder::bound_last() const { return "inglenook last 1\n" + id_; }

std::string SecondFolder::bound_photo(const fs::path& file) const {
    return "inglenook photo 1\n" + id_ + "\n" + file.filename().string();
}

ArchiveHead read_head(SealedReader& archive) {
    ArchiveHead head;
    if (archive.read_number(format) != format)
        throw Fault(Fault::Kind::newer_version, "the archive was written by a newer version");
    head.sum = archive.read_text(200);
    head.extra = Secret(static_cast<std::size_t>(archive.read_number(longest_extra)));
    archive.read_exactly(head.extra.data(), head.extra.size());
    for (auto left = archive.read_number(most_photos); left > 0; --left) {
        auto name = archive.read_text(longest_name);
        // It becomes a path.
        if (photo_of(name).size() != 64 || name.find('/') != std::string::npos)
            throw Fault(Fault::Kind::damaged, "the archive names a photo that cannot be");
        head.photos.push_back(std::move(name));
    }
    head.database_bytes = archive.read_number(longest_database);
    return head;
}

// --- the job ----------------------------------------------------------------------------------------

struct SecondBackUp::Writing {
    Descriptor database;
    SealedWriter archive;
};

SecondBackUp::SecondBackUp(fs::path data_folder, SecondFolder second, const Secret& key, const Secret& extra, Day today)
    : local_(std::move(data_folder)),
      second_(std::move(second)),
      key_(key.copy()),
      extra_(extra.copy()),
      today_(today) {}

SecondBackUp::~SecondBackUp() = default;

bool SecondBackUp::step() noexcept {
    try {
        if (cancelled()) end(BackupState::cancelled);
        return !done_ && advance();
    } catch (const Fault& fault) {
        // A drive that was pulled out answers with anything.
        const bool gone = !outcome_.at_home && !is_folder(second_.folder());
        end(gone ? BackupState::missing : state_of(fault), fault.what());
    } catch (const std::exception& error) {
        end(BackupState::failed, error.what());
    }
    return false;
}

bool SecondBackUp::advance() {
    switch (phase_) {
        case Phase::begin: begin(); break;
        case Phase::photos: bring_photos(); break;
        case Phase::archive: write_archive(); break;
        case Phase::rotate: rotate(); break;
        case Phase::drop: drop(); break;
    }
    return !done_;
}

void SecondBackUp::begin() {
    switch (second_.check(key_)) {
        case SecondFolder::KeyState::right: break;
        case SecondFolder::KeyState::missing: return end(BackupState::missing);
        case SecondFolder::KeyState::wrong_passphrase: return end(BackupState::other_passphrase);
        default: return end(BackupState::failed, "key.json in the second folder cannot be understood");
    }
    lock_ = at_home(outcome_, [&] { return FolderLock::try_take(local_.data_folder()); });
    if (!lock_) return end(BackupState::another_program);
    auto backups = local_.list();
    backups.erase(std::remove_if(backups.begin(), backups.end(), [](const auto& backup) { return !backup.verified; }),
                  backups.end());
    const auto newest = backups::newest(made_last_first(std::move(backups), today_), today_);
    if (!newest) return end(BackupState::no_backup_yet);
    day_ = newest->day;
    outcome_.day = day_;
    sum_ = read_small(local_.sum_of(day_), 200).value_or("");

    if (const auto error = why_not_writable(second_.folder()))
        throw_io(error, "cannot write into " + second_.folder().string());
    sweep(second_.folder());
    const auto named =
        at_home(outcome_, [&] { return HouseholdFile(newest->file, HouseholdFile::Kept::by_itself).photo_names(); });
    for (const auto& shard : shards_in(local_.photos()))
        for (auto& name : files_in(local_.photos() / shard))
            if (std::binary_search(named.begin(), named.end(), photo_of(name))) photos_.push_back(std::move(name));
    archive_is_there_ = is_there_already();
    plan_reading();
    if (archive_is_there_ && second_.brought_last(key_) != day_) second_.note_last(day_, sum_, key_);
    phase_ = Phase::photos;
}

bool SecondBackUp::is_there_already() const {
    std::error_code error;
    if (!fs::exists(second_.file_of(day_), error)) return false;
    try {
        SealedReader archive(second_.file_of(day_), archive_key(key_), second_.bound_archive(day_));
        const auto head = read_head(archive);
        std::uint64_t length = 5 * 8 + head.sum.size() + head.extra.size() + head.database_bytes;
        for (const auto& name : head.photos) length += 8 + name.size();
        if (fs::file_size(second_.file_of(day_)) != sealed_length(length)) return false;
        return head.sum == sum_ && head.extra == extra_ && head.photos == photos_;
    } catch (const Fault&) {
        return false;  // a damaged one is written anew
    }
}

// Another part each day: within `read_within` days all of them, however many there are.
void SecondBackUp::plan_reading() {
    read_at_least_ = photos_.size() / read_within + 1;
    read_from_ = static_cast<std::size_t>(((today_.number % read_within) + read_within) % read_within) * read_at_least_;
}

void SecondBackUp::bring_photos() {
    for (std::size_t looked_at = 0; looked_at < looked_at_a_slice; ++looked_at) {
        if (photo_ == photos_.size()) {
            if (archive_is_there_)
                return end(outcome_.photos_added > 0 ? BackupState::written : BackupState::there_already);
            begin_archive();
            return;
        }
        // Beginning with today's part, so that what is left of the allowance goes to those behind it.
        const auto& name = photos_[(read_from_ + photo_) % photos_.size()];
        const auto read_before = read_bytes_;
        if (needs_bringing(name)) {
            bring_photo(name);
            if (done_) return;
            ++photo_;
            return;
        }
        ++photo_;
        if (read_bytes_ - read_before > looked_at_a_slice_bytes) return;
    }
}

bool SecondBackUp::needs_bringing(const std::string& name) {
    std::error_code error;
    const auto bytes = fs::file_size(shard_of(local_.photos(), name), error);
    const bool gone = static_cast<bool>(error);
    const auto there = fs::file_size(second_.photo_file(name, key_), error);
    if (error) return true;
    if (gone) return false;
    const bool as_long = there == sealed_length(8 + name.size() + bytes);
    const bool todays = photo_ < read_at_least_ || read_bytes_ < read_each_time;
    if (as_long && !todays) return false;
    read_bytes_ += there;
    if (!second_.holds(name, key_)) return true;
    // Of two that are whole and differ the newer is the household's; of two of which one is damaged it is the other.
    return !as_long &&
           at_home(outcome_, [&] { return examine_photo(shard_of(local_.photos(), name)); }) == PhotoBytes::right;
}

void SecondBackUp::bring_photo(const std::string& name) {
    const auto from = shard_of(local_.photos(), name), place = second_.photo_file(name, key_);
    // A damaged one takes no other's place; without another it is better than nothing. Either way `verify` names it.
    std::error_code error;
    if (fs::exists(place, error) && at_home(outcome_, [&] { return examine_photo(from); }) == PhotoBytes::wrong) return;
    if (!is_folder(place.parent_path())) {
        // A drive that was pulled out must not be made up on the disk below.
        if (!is_folder(second_.folder())) return end(BackupState::missing);
        make_folder(place.parent_path());
    }
    sweep(place.parent_path());
    const auto photo = at_home(outcome_, [&] { return open_for_reading(from); });
    SealedWriter sealed(place, photo_key(key_), second_.bound_photo(place));
    sealed.write_text(name);
    std::vector<char> part(1 << 20);
    const auto read = [&] { return at_home(outcome_, [&] { return read_up_to(photo, part.data(), part.size()); }); };
    for (std::size_t count; (count = read()) > 0;) sealed.write(part.data(), count);
    sealed.commit();
    ++outcome_.photos_added;
}

void SecondBackUp::begin_archive() {
    const auto file = local_.file_of(day_);
    writing_ = std::unique_ptr<Writing>(
        new Writing{at_home(outcome_, [&] { return open_for_reading(file); }),
                    SealedWriter(second_.file_of(day_), archive_key(key_), second_.bound_archive(day_))});
    auto& archive = writing_->archive;
    archive.write_number(format);
    archive.write_text(sum_);
    archive.write_number(extra_.size());
    archive.write(extra_.data(), extra_.size());
    archive.write_number(photos_.size());
    for (const auto& name : photos_) archive.write_text(name);
    archive.write_number(fs::file_size(file));
    phase_ = Phase::archive;
}

void SecondBackUp::write_archive() {
    std::vector<char> part(1 << 20);
    for (std::size_t written = 0; written < written_a_slice; written += part.size()) {
        const auto count = at_home(outcome_, [&] { return read_up_to(writing_->database, part.data(), part.size()); });
        writing_->archive.write(part.data(), count);
        if (count == part.size()) continue;
        writing_->archive.commit();
        writing_.reset();
        second_.note_last(day_, sum_, key_);

        std::vector<Day> days;
        for (const auto& backup : second_.list()) days.push_back(backup.day);
        kept_ = to_keep(days, today_);
        // An old name, from when the clock was behind: the rotation alone would not keep it, nor its photos.
        if (!std::binary_search(kept_.begin(), kept_.end(), day_))
            kept_.insert(std::lower_bound(kept_.begin(), kept_.end(), day_), day_);
        bool any_went = false;
        for (const auto day : days) {
            if (std::binary_search(kept_.begin(), kept_.end(), day)) continue;
            remove_file(second_.file_of(day));
            any_went = true;
        }
        // Photos can only have become superfluous with the archive that named them.
        if (!any_went) return end(BackupState::written);
        phase_ = Phase::rotate;
        return;
    }
}

// What the kept archives name. If one of them cannot be read, nobody knows what it needs, and every photo stays.
void SecondBackUp::rotate() {
    if (read_ == kept_.size()) {
        std::sort(needed_.begin(), needed_.end());
        needed_.erase(std::unique(needed_.begin(), needed_.end()), needed_.end());
        shards_ = shards_in(second_.folder() / "photos");
        phase_ = Phase::drop;
        return;
    }
    try {
        const Day day = kept_[read_++];
        SealedReader archive(second_.file_of(day), archive_key(key_), second_.bound_archive(day));
        for (const auto& name : read_head(archive).photos)
            needed_.push_back(second_.photo_file(name, key_).filename().string());
    } catch (const Fault&) {
        end(BackupState::written);
    }
}

void SecondBackUp::drop() {
    if (shard_ == shards_.size()) return end(BackupState::written);
    const auto folder = second_.folder() / "photos" / shards_[shard_++];
    for (const auto& name : files_in(folder))
        if (!std::binary_search(needed_.begin(), needed_.end(), name)) remove_file(folder / name);
}

void SecondBackUp::end(BackupState state, std::string detail) {
    outcome_.state = state;
    outcome_.detail = std::move(detail);
    done_ = true;
    writing_.reset();
    lock_.reset();
}

}  // namespace core::backups
