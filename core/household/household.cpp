#include "core/household/household.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/backups/household_check.hpp"
#include "core/backups/newest.hpp"
#include "core/db/migrations.hpp"
#include "core/household/features.hpp"
#include "core/household/photo_move.hpp"
#include "core/items/kind.hpp"
#include "core/leaving/remains.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/people/person_store.hpp"
#include "core/settings/setting_store.hpp"
#include "core/system/folder_lock.hpp"
#include "core/text.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/vault/recovery_phrase.hpp"
#include "core/vault/sealed_row.hpp"

namespace core {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t undo_depth = 50;
constexpr std::size_t commands_a_frame = 50, rows_a_frame = 200;

// Nobody's doing, or this device's own: undoing leaves it alone.
const std::set<std::string> not_recorded{"device_setting", "draft",     "file_removal",
                                         "vault_attempt",  "vault_key", "vault_wrap"};

constexpr int lock_patience_ms = 30'000;  // a backup of many years takes seconds

// In the table of files to take away: it is emptied instead.
constexpr const char* write_ahead_log = "household.db-wal";

fs::path prepared(const fs::path& folder) {
    std::error_code error;
    const bool existed = fs::exists(folder, error);
    if (!existed) {
        fs::create_directories(folder, error);
        if (error) throw Fault(Fault::Kind::no_access, "cannot make the data folder: " + error.message());
        // Nobody else on this machine has any business in there.
        fs::permissions(folder, fs::perms::owner_all, error);
    }
    if (!fs::is_directory(folder, error)) throw Fault(Fault::Kind::no_access, "the data folder is not a folder");
    return folder;
}

db::Connection opened(const fs::path& folder, const Clock& clock, Household::Access access) {
    const auto inspect = [](const db::Connection& file) { db::refuse_foreign(file, db::embedded_migrations()); };
    const auto file = folder / "household.db";
    if (access == Household::Access::read) {
        db::Connection db(file, inspect, access);
        if (db.pragma("user_version") < db::embedded_migrations().back().version)
            throw Fault(Fault::Kind::read_only,
                        "the household is of an older version, and cannot be brought up to date here");
        return db;
    }
    std::error_code ignored;  // what cannot be looked at cannot be opened either, and opening says why
    const bool fresh = !fs::exists(file, ignored);
    db::Connection db(file, inspect);
    if (fresh) fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, ignored);
    // One program at a time brings a folder up to date, backs it up or repairs it.
    std::optional<system::FolderLock> lock;
    if (db.pragma("user_version") < db::embedded_migrations().back().version) {
        lock = system::FolderLock::take(folder, lock_patience_ms);
        if (!lock) throw Fault(Fault::Kind::busy, "another program works on the whole folder");
    }
    db::migrate(db, db::embedded_migrations(), folder / "backups", clock.now());
    return db;
}

// Reads the settings and keys again once a transaction is over: one given up takes its change with it.
class RereadAfter {
public:
    RereadAfter(SettingStore& settings, Vault& vault, PersonStore& people, MemoryStore& memories,
                Vault::Written written = Vault::Written::forgotten)
        : settings_(settings), vault_(vault), people_(people), memories_(memories) {
        vault_.begin_change(written);
    }
    ~RereadAfter() {
        vault_.end_change();
        try {
            if (!committed_) memories_.reload();
            settings_.reload();
            if (!committed_) people_.reload();
            if (!committed_) vault_.reload();
        } catch (const std::exception&) {
            // The next read or write says so to somebody who can hear it.
        }
    }
    RereadAfter(const RereadAfter&) = delete;
    RereadAfter& operator=(const RereadAfter&) = delete;
    void committed() {
        committed_ = true;
        vault_.has_come_through();
    }

private:
    SettingStore& settings_;
    Vault& vault_;
    PersonStore& people_;
    MemoryStore& memories_;
    bool committed_ = false;
};

Stores& with_features(Stores& stores, db::Connection& db, Vault& vault) {
    for (const auto* kind : kinds_of_items()) kind->add_store(stores, db, vault);
    for (const auto& feature : features()) feature.add_store(stores, db, vault);
    return stores;
}

class RemoveAfter {
public:
    explicit RemoveAfter(std::function<void()> work) : work_(std::move(work)) {}
    ~RemoveAfter() { work_(); }
    RemoveAfter(const RemoveAfter&) = delete;
    RemoveAfter& operator=(const RemoveAfter&) = delete;

private:
    std::function<void()> work_;
};

}  // namespace

struct Household::Step {
    std::optional<PersonId> by;
    Uuid subject;
    std::vector<db::RowChange> changes;
    std::vector<PhotoMove> moves;
};

Household::Household(fs::path folder, const Clock& clock, Random& random, DeviceSecrets& device, KeyCost cost,
                     Access access)
    : folder_(access == Access::write ? prepared(folder) : folder),
      access_(access),
      clock_(clock),
      device_(device),
      random_(random),
      ids_(clock, random),
      db_(opened(folder_, clock, access)),
      recorder_(db_, not_recorded),
      settings_(stores_.add<SettingStore>(db_)),
      vault_(db_, settled_household(), device, ids_, clock, cost),
      people_(stores_.add<PersonStore>(db_)),
      memories_(with_features(stores_, db_, vault_).get<MemoryStore>()),
      photos_(std::make_unique<PhotoFolder>(folder_)),
      draft_(db_.prepare(
          "SELECT sealed FROM draft WHERE person = ?1 AND (place = ?2 OR place GLOB ?2 || '/*') ORDER BY changed_at, place DESC")),
      removals_(db_.prepare("SELECT path FROM file_removal")),
      count_change_(db_.prepare(backups::count_change)),
      keep_draft_(db_.prepare(
          "INSERT INTO draft (person, place, sealed, changed_at, changed_offset) VALUES (?1, ?2, ?3, ?4, ?5)"
          " ON CONFLICT (person, place) DO UPDATE SET sealed = ?3, changed_at = ?4, changed_offset = ?5")),
      forget_draft_(db_.prepare("DELETE FROM draft WHERE person = ?1 AND (place = ?2 OR place GLOB ?2 || '/*')")),
      put_draft_aside_(db_.prepare(
          "UPDATE OR REPLACE draft SET place = place || '/' || changed_at WHERE person = ?1 AND place = ?2")),
      forget_drafts_(db_.prepare("DELETE FROM draft WHERE person = ?1")),
      insert_removal_(db_.prepare("INSERT OR IGNORE INTO file_removal (path) VALUES (?1)")),
      delete_removal_(db_.prepare("DELETE FROM file_removal WHERE path = ?1")),
      seen_data_version_(db_.data_version()) {
    db_.set_opens([this](PersonId person, const std::optional<Uuid>& item) { return can_read(person, item); });
    db_.set_sees_since([this](PersonId person) { return people_.sees_since(person); });
    db_.set_now([this] { return clock_.certain_now().utc_ms; });  // it opens what waits for its moment
    db_.set_before_commit([this] { count_change_.run(); });
    if (access_ == Access::read) return;
    note_waits();
    remove_stranded();
    remove_files();  // and what a killed program did not come to
    settle_log();
    remember_erased();
    std::vector<PersonId> people;
    for (const auto& person : people_.all()) people.push_back(person.id);
    if (keys_to_settle(people)) settle_keys(people);
    seen_data_version_ = db_.data_version();
}

// Of a file whose own id is gone or another household's: the one under which this device remembers a key that it has.
// Where the file has no id at all, somebody who lives here is enough; two households of one demo have the same people.
// Nothing is asked where there is nothing that the device could know of.
Vault::Found Household::find_on_device(const std::string& id) const {
    bool anybody_left = false;
    db_.prepare("SELECT EXISTS (SELECT 1 FROM person WHERE name = '' AND deleted_at IS NOT NULL)")
        .each([&](const auto& row) { anybody_left = row.integer(0) != 0; });
    const bool any_private = Vault::anything_private(db_);
    if (!id.empty() && !any_private && !anybody_left) return {id, std::nullopt, false};
    std::vector<std::pair<PersonId, std::vector<std::uint8_t>>> keys;
    db_.prepare(
           "SELECT person.id, vault_key.public_key FROM person LEFT JOIN vault_key ON vault_key.person = person.id")
        .each([&](const auto& row) {
            keys.emplace_back(row.template id<PersonId>(0), row.null(1) ? std::vector<std::uint8_t>() : row.blob(1));
        });
    if (keys.empty()) return {id, std::nullopt, false};
    const auto of_here = [&](const DeviceRecord& record, bool people_do) {
        return std::any_of(keys.begin(), keys.end(), [&](const auto& key) {
            const auto* known = record.find(key.first);
            return known && (people_do || std::any_of(known->pairs.begin(), known->pairs.end(), [&](const auto& pair) {
                                 return std::equal(key.second.begin(), key.second.end(), pair.public_key.begin(),
                                                   pair.public_key.end());
                             }));
        });
    };
    Vault::Found found{id, std::nullopt, false};
    try {
        const auto own = id.empty() ? std::nullopt : device_.get(id);
        found.record = own ? device_record(*own) : DeviceRecord();
        if (!found.record) found.out_of_reach = true;  // it is damaged
        if ((own && found.record && of_here(*found.record, true)) || (!id.empty() && !any_private)) return found;
        const auto all = device_.households();
        for (const bool people_do : {false, true})
            for (const auto& household : all) {
                if (household == id || (people_do && !id.empty())) continue;
                const auto bytes = device_.get(household);
                auto record = bytes ? device_record(*bytes) : std::nullopt;
                if (record && of_here(*record, people_do)) return {household, std::move(record), false};
            }
    } catch (const Fault&) {
        // Out of reach; the next opening looks again.
        return {id, std::nullopt, true};
    }
    return found;
}

// The name that devices keep their record under; made once. A keyring may have to ask its owner, and takes its time:
// nobody waits for the file meanwhile.
Vault::Found Household::settled_household() {
    const auto id = settings_.household_id();
    auto found = find_on_device(id);
    if ((!id.empty() && found.household == id) || access_ == Access::read) return found;
    db::Transaction transaction(db_);
    if (settings_.household_id() != id)
        return {settings_.household_id(), std::nullopt, false};  // another program came first
    if (found.household.empty()) {
        SystemRandom random;  // never twice, whatever made the household
        found.household = to_text(IdSource(clock_, random).next_uuid());
    } else {
        const auto bytes = device_.get(found.household);
        found.record = bytes ? device_record(*bytes) : std::nullopt;
        if (found.record) {
            for (auto& known : found.record->people) known.put_back = true;
            device_.set(found.household, to_bytes(*found.record));
        }
    }
    settings_.set("household_id", found.household, now());
    transaction.commit();
    return found;
}

namespace {

// What remains of the waits after wrong PINs, as far as this program saw it pass.
template <class Due> void write_waits(db::Connection& db, Vault& vault, Due due) noexcept {
    try {
        if (!due()) return;
        db::Transaction transaction(db);
        vault.note_waits();
        transaction.commit();
    } catch (const std::exception&) {
        // Then they last a little longer.
    }
}

}  // namespace

Household::~Household() {
    write_waits(db_, vault_, [&] { return access_ == Access::write && vault_.any_wait(); });
}

void Household::note_waits() noexcept {
    write_waits(db_, vault_, [&] { return vault_.waits_to_note(); });
}

Result<Applied> Household::apply(const Command& command, Recorded recorded) {
    return apply(std::vector<Command>{command}, recorded);
}

bool Household::takes_long(const std::vector<Command>& commands) {
    if (commands.size() > commands_a_frame) return true;
    Change change(*this);
    return std::any_of(commands.begin(), commands.end(),
                       [&](const auto& command) { return command.may_take_long(change); });
}

Result<Applied> Household::apply(const std::vector<Command>& commands, Recorded recorded, Progress* progress) {
    if (progress) progress->total = commands.size();
    Change change(*this);
    std::vector<std::string> brought;
    for (const auto& command : commands)
        for (auto& file : command.files_it_brings(change)) brought.push_back(std::move(file));
    announce(brought);
    const RemoveAfter clean([this, any = !brought.empty()] {
        if (any) remove_files();
        take_away_unused(std::exchange(unsettled_, {}));
    });
    // What no tap stands behind may be written when nobody is there any more: it is not remembered.
    RereadAfter reread(settings_, vault_, people_, memories_,
                       recorded == Recorded::yes ? Vault::Written::remembered : Vault::Written::forgotten);
    db::Transaction transaction(db_);
    settings_.reload();  // another program may have moved the day's start
    // What was to be given by now was given before, whatever is done next; nobody takes that back.
    stores_.get<ThanksStore>().deliver(clock_.certain_now().utc_ms);
    const db::Recording recording(recorder_);
    Step step;
    for (const auto& command : commands) {
        try {
            const auto subject = command.perform(change);
            if (!subject) return subject.refusal();
            step.subject = subject.value();
            if (progress) ++progress->done;
        } catch (const KeyRefused& refused) {
            return refused.refusal;
        }
        step.by = command.by();
    }
    step.changes = recording.changes();
    empty_log_after(step.changes);
    // Asked before: nothing that may fail stands behind the commit.
    const bool wrote_while_shut = recorded == Recorded::yes && step.by && !vault_.is_open(*step.by);
    transaction.commit();
    reread.committed();
    for (const auto& photo : change.arrived_) photos_->has_arrived(photo);
    for (const auto& id : change.written_) {
        // What is sealed, the vault answers for.
        const bool open = wrote_while_shut && !vault_.remembers(*step.by, id);
        written_this_session_.emplace(id, open ? Written::open : Written::sealed);
    }
    for (const auto& id : change.erased_) vault_.forget_written(id);
    wrote_while_shut_ = wrote_while_shut_ || wrote_while_shut;
    ++revision_;
    remove_files();
    settle_log();
    const Applied applied{step.subject};
    if (!change.erased_.empty()) {
        settle_erased();
    } else if (recorded == Recorded::yes && !commands.empty()) {
        step.moves = std::move(change.moves_);
        undo_.push_back(std::move(step));
        redo_.clear();
        if (undo_.size() > undo_depth) undo_.erase(undo_.begin());
    }
    return applied;
}

bool Household::is_of(const std::vector<Step>& steps, const Viewer& by) {
    return !steps.empty() && (!steps.back().by || steps.back().by == by.person);
}

bool Household::is_long(const std::vector<Step>& steps, const Viewer& by) {
    return is_of(steps, by) && (!steps.back().moves.empty() || steps.back().changes.size() > rows_a_frame);
}

bool Household::can_undo(const Viewer& by) const { return is_of(undo_, by); }
bool Household::can_redo(const Viewer& by) const { return is_of(redo_, by); }

void Household::forget_steps() {
    undo_.clear();
    redo_.clear();
}

void Household::forget_undo() {
    forget_steps();
    vault_.forget_written();
    const bool wrote = std::exchange(wrote_while_shut_, false);
    if (written_this_session_.empty() && !wrote) return;
    written_this_session_.clear();
    memories_.touch();
    ++revision_;
}

Result<Applied> Household::step_back(std::vector<Step>& from, std::vector<Step>& to, const Viewer& by) {
    if (!is_of(from, by)) return Refusal::nothing_to_undo;
    if (db_.data_version() != seen_data_version_) {
        forget_steps();
        return Refusal::nothing_to_undo;
    }
    std::vector<std::string> brought;
    for (const auto& move : from.back().moves) {
        if (move.from.sealed) continue;
        const auto files = photos_->files_of(move.from.photo, move.from.format);
        brought.insert(brought.end(), files.begin(), files.end());
    }
    announce(brought);
    const RemoveAfter clean([this, any = !brought.empty()] {
        if (any) remove_files();
        take_away_unused(std::exchange(unsettled_, {}));
    });
    RereadAfter reread(settings_, vault_, people_, memories_, Vault::Written::remembered);
    db::Transaction transaction(db_);
    if (db_.data_version() != seen_data_version_) {
        forget_steps();
        return Refusal::nothing_to_undo;
    }
    const db::Recording recording(recorder_);
    Step taken_back{from.back().by, from.back().subject, {}, {}};
    for (auto move = from.back().moves.rbegin(); move != from.back().moves.rend(); ++move) {
        move_photo(move->to, move->from);
        taken_back.moves.push_back({move->to, move->from});
    }
    db::take_back(db_, from.back().changes, deletion_time());
    settle_thanks(from.back().changes);
    taken_back.changes = recording.changes();
    empty_log_after(taken_back.changes);
    transaction.commit();
    people_.reload();
    memories_.touch();
    reread.committed();
    ++revision_;
    remove_files();
    settle_log();
    from.pop_back();
    to.push_back(std::move(taken_back));
    return Applied{to.back().subject};
}

void Household::set_device_setting(const std::string& name, const std::string& value) {
    db::Transaction transaction(db_);
    settings_.set_device(name, value);
    transaction.commit();
}

bool Household::notice_others() {
    const auto version = db_.data_version();
    if (version == seen_data_version_) return false;
    seen_data_version_ = version;
    settings_.reload();
    people_.reload();
    vault_.reload();
    memories_.touch();
    forget_steps();
    ++revision_;
    return true;
}

bool Household::notice_due() {
    note_waits();
    if (looked_for_due_ != revision_) {
        next_due_ = stores_.get<ThanksStore>().next_due();
        looked_for_due_ = revision_;
    }
    const auto at = clock_.certain_now().utc_ms;
    if (!next_due_ || *next_due_ > at) return false;
    next_due_.reset();  // not again at every look where it cannot be written: the next change, or opening, tries again
    try {
        db::Transaction transaction(db_);
        stores_.get<ThanksStore>().deliver(at);
        transaction.commit();
    } catch (const Fault&) {
        // It is shown all the same, for its moment has come.
        looked_for_due_ = ++revision_;
        return true;
    }
    ++revision_;
    return true;
}

Day Household::day_of(Instant at) const { return core::day_of(at, settings_.day_start_hour()); }

// --- for whom what is made is, and since when -----------------------------------------------------------

Audience Household::default_audience(const std::optional<PersonId>& by, ItemKind kind) const {
    return by ? settings_.default_audience(*by, kind) : Audience::household;
}

namespace {

Fault::Kind fault_of(PhotoProblem problem) {
    switch (problem) {
        case PhotoProblem::disk_full: return Fault::Kind::disk_full;
        case PhotoProblem::cannot_be_stored: return Fault::Kind::no_access;
        case PhotoProblem::damaged: return Fault::Kind::damaged;
        default: return Fault::Kind::io;
    }
}

}  // namespace

void Household::move_photo(const Memory& from, const Memory& to) {
    if (from.sealed == to.sealed) return;
    std::optional<PhotoProblem> problem;
    if (to.sealed) {
        unsettled_.push_back({to.sealed->name, true});
        problem = photos_->seal(to.photo, to.format, *to.sealed);
        if (problem == PhotoProblem::not_found) problem.reset();  // the row was here before its file
        remove_later(photos_->files_of(to.photo, to.format));
    } else {
        unsettled_.push_back({to.photo, false});
        problem = photos_->unseal(to.photo, to.format, *from.sealed);
        remove_later(photos_->files_of(*from.sealed));
    }
    if (problem) throw Fault(fault_of(*problem), "the photo could not be encrypted or decrypted");
}

void Household::remove_later(const std::vector<std::string>& files) {
    for (const auto& file : files) insert_removal_.run(file);
}

void Household::announce(const std::vector<std::string>& files) {
    if (files.empty()) return;
    db::Transaction transaction(db_);
    remove_later(files);
    transaction.commit();
}

// A file that a row rests on after all, because the same photo came a second time, stays. What does not work now is
// tried again after the next change and when the household is next opened.
void Household::remove_files() noexcept {
    try {
        std::vector<std::string> files;
        removals_.each([&](const auto& row) {
            if (auto file = row.text(0); file != write_ahead_log) files.push_back(std::move(file));
        });
        if (files.empty()) return;
        db::Transaction transaction(db_);
        for (const auto& file : files) {
            const fs::path path(file);
            const auto hash = hash_from_hex(path.stem().string());
            // Nothing but what this folder calls its photos, whatever the file says.
            const bool ours = hash && (path.parent_path().parent_path() == "photos" ||
                                       path.parent_path().parent_path() == "thumbnails");
            const auto kept_as =
                path.extension() == ".sealed" ? MemoryStore::KeptAs::sealed : MemoryStore::KeptAs::plain;
            std::error_code error;
            if (ours && !memories_.rests_on(*hash, kept_as)) {
                fs::remove(folder_ / path, error);
                if (!error) photos_->has_arrived({*hash, kept_as == MemoryStore::KeptAs::sealed});
            }
            if (!error) delete_removal_.run(file);
        }
        transaction.commit();
    } catch (const std::exception&) {
    }
}

// Photos that came with a program which is over, and never got a row, are taken away.
void Household::remove_stranded() noexcept {
    try {
        photos_->each_left_behind([this](const PhotoName& photo) {
            // No other program writes a row for it meanwhile.
            const db::Transaction transaction(db_);
            return take_away(photo);
        });
    } catch (const std::exception&) {
        // The next start tries again.
    }
}

void Household::take_away_unused(const std::vector<PhotoName>& photos) noexcept {
    if (photos.empty()) return;
    try {
        const db::Transaction transaction(db_);
        for (const auto& photo : photos)
            if (take_away(photo)) photos_->has_arrived(photo);
    } catch (const std::exception&) {
        // They stay as they are, and so do their notes.
    }
}

bool Household::take_away(const PhotoName& photo) {
    if (memories_.rests_on(photo.name, photo.sealed ? MemoryStore::KeptAs::sealed : MemoryStore::KeptAs::plain))
        return true;
    bool gone = true;
    for (const auto& file : photos_->files_of(photo)) {
        std::error_code error;
        fs::remove(folder_ / file, error);
        gone = gone && !error;
    }
    return gone;
}

void Household::empty_log_later() { insert_removal_.run(write_ahead_log); }

void Household::empty_log_after(const std::vector<db::RowChange>& changes) {
    const auto is_sealed = [](const db::RowChange& change) {
        const auto* sealed = change.kind == db::RowChange::Kind::updated ? change.find("sealed") : nullptr;
        return sealed && sealed->after && std::holds_alternative<std::vector<std::uint8_t>>(*sealed->after) &&
               sealed->before && std::holds_alternative<std::monostate>(*sealed->before);
    };
    if (std::any_of(changes.begin(), changes.end(), is_sealed)) empty_log_later();
}

void Household::settle_log() noexcept {
    try {
        bool wanted = false, busy = false;  // busy while another program reads; then it is tried after the next change
        removals_.each([&](const auto& row) { wanted = wanted || row.text(0) == write_ahead_log; });
        if (!wanted) return;
        db_.prepare("PRAGMA wal_checkpoint(TRUNCATE)").each([&](const auto& row) { busy = row.integer(0) != 0; });
        if (busy) return;
        db::Transaction transaction(db_);
        delete_removal_.run(write_ahead_log);
        transaction.commit();
    } catch (const std::exception&) {
    }
}

// --- whatever has an audience ---------------------------------------------------------------------------

bool Household::trusted(PersonId by, const Uuid& item) const {
    return written_this_session_.count(item) > 0 || !vault_.has_pin(by) || vault_.is_open(by);
}

bool Household::can_read(PersonId person, const std::optional<Uuid>& item) const {
    if (vault_.is_open(person)) return true;
    if (!item) return false;
    const auto written = written_this_session_.find(*item);
    return vault_.remembers(person, *item) ||
           (written != written_this_session_.end() && written->second == Written::open);
}

// --- vaults -------------------------------------------------------------------------------------------------

template <class Change> Result<Applied> Household::change_vault(PersonId person, Change&& change) {
    if (!people_.find(person)) return Refusal::unknown_person;
    RereadAfter reread(settings_, vault_, people_, memories_);
    try {
        db::Transaction transaction(db_);
        const auto changed = change();
        if (!changed) return changed.refusal();
        transaction.commit();
    } catch (...) {
        vault_.put_record_back();
        throw;
    }
    ++revision_;
    memories_.touch();
    return Applied{person.value};
}

Result<Applied> Household::unlock(PersonId person, const PinStretch& pin) {
    if (!vault_.has_pin(person)) return people_.find(person) ? Refusal::no_pin : Refusal::unknown_person;
    // Counted before it is known whether it is right: ending the program in between buys no free try.
    const auto counted = change_vault(person, [&] { return vault_.count_attempt(person); });
    if (!counted) return counted.refusal();
    const auto opened = vault_.unlock(person, pin);
    if (!opened) return opened.refusal();
    settle_keys({person});
    return change_vault(person, [&]() -> Result<bool> {
        vault_.forget_attempts(person);
        return true;
    });
}

std::shared_ptr<backups::HouseholdCheck> Household::check_everything() const {
    return std::make_shared<backups::HouseholdCheck>(folder_, &device_, clock_.latest_now());
}

Result<Applied> Household::welcome_back(PersonId person) {
    return change_vault(person, [&]() -> Result<bool> {
        vault_.welcome_back(person);
        return true;
    });
}

void Household::lock() {
    forget_undo();
    typing_.clear();
    if (!vault_.any_unlocked()) return;
    vault_.lock();
    memories_.touch();
    ++revision_;
}

Result<Applied> Household::set_pin(PersonId person, const PinStretch& pin) {
    const auto changed = change_vault(person, [&] {
        empty_log_later();
        return vault_.set_pin(person, pin);
    });
    if (!changed) return changed;
    settle_log();  // of what opened without it
    return changed;
}

// The device's record and the file's tables, each as the other should know it. What does not work now is tried again at
// the next opening, and before anything is sealed. In a transaction, so that two programs do not write the record at
// once.
void Household::settle_keys(const std::vector<PersonId>& people) noexcept {
    try {
        RereadAfter reread(settings_, vault_, people_, memories_);
        db::Transaction transaction(db_);
        vault_.settle(people);
        transaction.commit();
        reread.committed();
    } catch (const std::exception&) {
    }
}

bool Household::keys_to_settle(const std::vector<PersonId>& people) noexcept {
    try {
        return vault_.to_settle(people);
    } catch (const std::exception&) {
        return false;
    }
}

void Household::told_of_keys(PersonId person) noexcept {
    try {
        RereadAfter reread(settings_, vault_, people_, memories_);
        db::Transaction transaction(db_);
        vault_.told(person);
        transaction.commit();
        reread.committed();
        ++revision_;
    } catch (const std::exception&) {
        // It is told once more.
    }
}

Result<Applied> Household::remove_pin(PersonId person) {
    const auto changed = change_vault(person, [&] {
        empty_log_later();
        return vault_.hold_on_device(person);
    });
    settle_log();
    return changed;
}

Secret Household::new_phrase() const {
    Secret entropy(recovery_entropy_bytes);
    SystemRandom random;
    random.fill(entropy.data(), entropy.size());
    return entropy;
}

Result<Applied> Household::set_phrase(PersonId person, const Secret& entropy) {
    return change_vault(person, [&] { return vault_.set_phrase(person, entropy); });
}

Result<Applied> Household::recover(PersonId person, std::string_view words) {
    const auto entropy = entropy_of(words);
    if (!entropy) return entropy.refusal();
    const auto opened = vault_.recover(person, entropy.value());
    if (!opened) return opened.refusal();
    settle_keys({person});
    return change_vault(person, [&]() -> Result<bool> {
        vault_.forget_attempts(person);
        return true;
    });
}

// --- drafts -------------------------------------------------------------------------------------------------

void Household::keep_draft(PersonId person, std::string_view place, std::string_view text) {
    RereadAfter reread(settings_, vault_, people_, memories_);
    db::Transaction transaction(db_);
    if (!typing_.count({person, std::string(place)}) && !vault_.is_open(person)) put_draft_aside_.run(person, place);
    else forget_draft_.run(person, place);
    if (!text.empty())
        keep_draft_.run(person, place,
                        seal_row(vault_, person, {"draft", person.value},
                                 {{"place", std::string(place)}, {"text", std::string(text)}}),
                        now());
    transaction.commit();
    reread.committed();
    typing_.insert({person, std::string(place)});
}

std::optional<std::string> Household::draft(PersonId person, std::string_view place) const {
    std::optional<std::string> text;
    draft_.each(
        [&](const auto& row) {
            const auto inside = open_row(vault_, person, {"draft", person.value}, row.blob(0));
            if (!inside || inside->text("place") != place) return;
            text = text ? *text + "\n\n" + inside->text("text") : inside->text("text");
        },
        person, place);
    return text;
}

}  // namespace core
