#include "core/household/household.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/backups/folder_lock.hpp"
#include "core/backups/household_check.hpp"
#include "core/backups/newest.hpp"
#include "core/text.hpp"
#include "core/vault/recovery_phrase.hpp"
#include "core/vault/sealed_row.hpp"

namespace core {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t undo_depth = 50;

// Nobody's doing, or this device's own: undoing leaves it alone.
const std::set<std::string> not_recorded{"device_setting", "draft",     "file_removal",
                                         "vault_attempt",  "vault_key", "vault_wrap"};

constexpr int lock_patience_ms = 30'000;  // a backup of many years takes seconds

// In the table of files to take away: it is emptied instead.
constexpr const char* write_ahead_log = "household.db-wal";

template <class List> bool contains(const List& list, std::string_view name) {
    return std::any_of(std::begin(list), std::end(list), [&](const char* entry) { return name == entry; });
}

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
    std::optional<backups::FolderLock> lock;
    if (db.pragma("user_version") < db::embedded_migrations().back().version) {
        lock = backups::FolderLock::take(folder, lock_patience_ms);
        if (!lock) throw Fault(Fault::Kind::busy, "another program works on the whole folder");
    }
    db::migrate(db, db::embedded_migrations(), folder / "backups", clock.now());
    return db;
}

// Reads the settings and keys again once a transaction is over: one given up takes its change with it.
class RereadAfter {
public:
    RereadAfter(SettingStore& settings, Vault& vault, PersonStore& people, MemoryStore& memories)
        : settings_(settings), vault_(vault), people_(people), memories_(memories) {
        vault_.begin_change();
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
    void committed() { committed_ = true; }

private:
    SettingStore& settings_;
    Vault& vault_;
    PersonStore& people_;
    MemoryStore& memories_;
    bool committed_ = false;
};

class RemoveAfter {
public:
    explicit RemoveAfter(std::function<void()> work) : work_(std::move(work)) {}
    ~RemoveAfter() { work_(); }
    RemoveAfter(const RemoveAfter&) = delete;
    RemoveAfter& operator=(const RemoveAfter&) = delete;

private:
    std::function<void()> work_;
};

// Who did a command, for the undo list.
template <class C> std::optional<PersonId> actor(const C& command) {
    if constexpr (requires { command.by; }) return command.by;
    else if constexpr (requires { command.author; }) return command.author;
    else return std::nullopt;
}

// Whether a command makes something that has an audience, or that its author keeps to themselves.
bool makes_something(const Command& command) {
    return command.is<CheckInNow>() || command.is<AddActivity>() || command.is<NoteCloseness>() ||
           command.is<GiveThanks>() || command.is<AddRitual>() || command.is<AddPhoto>();
}

// Of what an import brings in: its kind.
std::optional<ItemKind> brings_in(const Command& command) {
    if (command.is<CheckInNow>()) return ItemKind::check_in;
    if (command.is<GiveThanks>()) return ItemKind::thanks;
    if (command.is<AddRitual>()) return ItemKind::ritual;
    if (command.is<AddPhoto>()) return ItemKind::memory;
    return std::nullopt;
}

// With whose eyes a command looks for what it changes. One given by nobody in particular, from the command line, sees
// what every person of the household sees and no more.
Viewer acting(const std::optional<PersonId>& by) { return Viewer::of(by.value_or(PersonId{})); }

}  // namespace

Household::Household(fs::path folder, const Clock& clock, Random& random, DeviceSecrets& device, KeyCost cost,
                     Access access)
    : folder_(access == Access::write ? prepared(folder) : folder),
      access_(access),
      clock_(clock),
      device_(device),
      random_(random),
      ids_(clock, random),
      db_(opened(folder_, clock, access)),
      settings_(db_),
      vault_(db_, settled_household(), device, ids_, clock, cost),
      people_(db_),
      check_ins_(db_, vault_),
      activities_(db_, vault_),
      thanks_(db_, vault_),
      thanks_reads_(db_),
      prompts_(db_),
      answers_(db_),
      touches_(db_),
      closeness_(db_, vault_),
      rituals_(db_, vault_),
      memories_(db_, vault_),
      shared_(db_),
      imports_(db_, vault_),
      trash_(check_ins_, thanks_, rituals_, memories_, closeness_),
      photos_(folder_),
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
    db_.set_opens([this](PersonId person) { return vault_.is_open(person); });
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

Result<Applied> Household::apply(const std::vector<Command>& commands, Recorded recorded) {
    made_now_.clear();
    moves_.clear();
    std::vector<Uuid> made;
    Step step;
    const auto brought = files_to_bring(commands);
    announce(brought);
    const RemoveAfter clean([this, any = !brought.empty()] {
        if (any) remove_files();
        take_away_unused(std::exchange(unsettled_, {}));
    });
    RereadAfter reread(settings_, vault_, people_, memories_);
    db::Transaction transaction(db_);
    settings_.reload();  // another program may have moved the day's start
    // What was to be given by now was given before, whatever is done next; nobody takes that back.
    thanks_.deliver(clock_.certain_now().utc_ms);
    const db::Recording recording(db_, not_recorded);
    for (const auto& command : commands) {
        auto result = [&]() -> Result<Uuid> {
            try {
                return command.visit<Result<Uuid>>([&](const auto& c) { return perform(c); });
            } catch (const KeyRefused& refused) {
                return refused.refusal;
            }
        }();
        if (!result) {
            const auto* photo = command.as<AddPhoto>();
            if (photo && result.refusal() == Refusal::already_there) {
                if (photo->photo.sealed) unsettled_.push_back(photo->photo.name());
                else photos_.has_arrived(photo->photo.name());
            }
            return result.refusal();
        }
        step.subject = result.value();
        step.by = command.visit<std::optional<PersonId>>([](const auto& c) { return actor(c); });
        if (step.by && makes_something(command)) made.push_back(step.subject);
        if (const auto kind = brings_in(command); step.by && kind) made_now_.push_back({*kind, step.subject});
    }
    step.changes = recording.changes();
    empty_log_after(step.changes);
    transaction.commit();
    reread.committed();
    for (const auto& command : commands) {
        if (const auto* photo = command.as<AddPhoto>()) photos_.has_arrived(photo->photo.name());
        if (const auto* person = command.as<AddPerson>(); person && person->portrait)
            photos_.has_arrived({*person->portrait});
        if (const auto* person = command.as<EditPerson>(); person && person->portrait)
            photos_.has_arrived({*person->portrait});
    }
    fresh_.insert(made.begin(), made.end());
    ++revision_;
    remove_files();
    settle_log();
    const Applied applied{step.subject};
    if (std::any_of(commands.begin(), commands.end(), [](const Command& c) { return c.is<EraseItem>(); })) {
        settle_erased();
    } else if (recorded == Recorded::yes && !commands.empty()) {
        step.moves = std::exchange(moves_, {});
        undo_.push_back(std::move(step));
        redo_.clear();
        if (undo_.size() > undo_depth) undo_.erase(undo_.begin());
    }
    return applied;
}

bool Household::is_of(const std::vector<Step>& steps, const Viewer& by) {
    return !steps.empty() && (!steps.back().by || steps.back().by == by.person);
}

void Household::forget_steps() {
    undo_.clear();
    redo_.clear();
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
        const auto files = photos_.files_of(move.from.photo, move.from.format);
        brought.insert(brought.end(), files.begin(), files.end());
    }
    announce(brought);
    const RemoveAfter clean([this, any = !brought.empty()] {
        if (any) remove_files();
        take_away_unused(std::exchange(unsettled_, {}));
    });
    RereadAfter reread(settings_, vault_, people_, memories_);
    db::Transaction transaction(db_);
    if (db_.data_version() != seen_data_version_) {
        forget_steps();
        return Refusal::nothing_to_undo;
    }
    const db::Recording recording(db_, not_recorded);
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
        next_due_ = thanks_.next_due();
        looked_for_due_ = revision_;
    }
    const auto at = clock_.certain_now().utc_ms;
    if (!next_due_ || *next_due_ > at) return false;
    next_due_.reset();  // not again at every look where it cannot be written: the next change, or opening, tries again
    try {
        db::Transaction transaction(db_);
        thanks_.deliver(at);
        transaction.commit();
    } catch (const Fault&) {
        // It is shown all the same, for its moment has come.
        looked_for_due_ = ++revision_;
        return true;
    }
    ++revision_;
    return true;
}

// --- people -----------------------------------------------------------------------------------------

namespace {

struct Looks {
    std::string name, colour, face;
};

Result<Looks> checked(const std::string& name, const std::string& colour, const std::string& face) {
    auto tidied = tidy_line(name, longest_name);
    if (!tidied) return tidied.refusal();
    if (tidied.value().empty()) return Refusal::empty_text;
    if (!contains(person_colours, colour)) return Refusal::unknown_colour;
    return Looks{tidied.value(), colour, contains(person_faces, face) ? face : "letter"};
}

std::string first_free_colour(const std::vector<Person>& people) {
    for (const char* colour : person_colours)
        if (std::none_of(people.begin(), people.end(), [&](const Person& p) { return p.colour == colour; }))
            return colour;
    return person_colours[people.size() % std::size(person_colours)];
}

}  // namespace

Result<Uuid> Household::perform(const AddPerson& c) {
    const auto looks = checked(c.name, c.colour.empty() ? first_free_colour(people_.all()) : c.colour, c.face);
    if (!looks) return looks.refusal();
    Person person{ids_.next<PersonId>(), looks.value().name, looks.value().colour, looks.value().face, c.portrait};
    const bool all = c.sees.value_or(people_.sees_by_default()) == Sees::everything;
    const auto by = c.by ? people_.find(*c.by) : std::nullopt;
    if (c.by && !by) return Refusal::unknown_person;
    if (all && by && by->sees_since) return Refusal::not_yours;
    if (!all) {
        // After everything that others may rely on having been shared since they joined.
        person.sees_since = now();
        if (const auto last = people_.last_joining())
            person.sees_since->utc_ms = std::max(person.sees_since->utc_ms, last->utc_ms + 1);
    }
    people_.insert(person, now());
    if (!all) share_before(person.id, *person.sees_since);
    return person.id.value;
}

Result<Uuid> Household::perform(const EditPerson& c) {
    const auto before = people_.find(c.id);
    if (!before) return Refusal::unknown_person;
    const auto looks = checked(c.name, c.colour, c.face);
    if (!looks) return looks.refusal();
    people_.update({c.id, looks.value().name, looks.value().colour, looks.value().face, c.portrait, before->sees_since},
                   now());
    return c.id.value;
}

Result<Uuid> Household::perform(const LetSee& c) {
    const auto found = people_.find(c.id), by = people_.find(c.by);
    if (!found || !by) return Refusal::unknown_person;
    if (c.by == c.id || by->sees_since) return Refusal::not_yours;
    if (vault_.has_pin(c.by) && !vault_.is_open(c.by)) return Refusal::locked;
    people_.set_sees_since(c.id, std::nullopt);
    return c.id.value;
}

Result<Uuid> Household::perform(const RemovePerson& c) {
    if (!people_.find(c.id)) return Refusal::unknown_person;
    if (people_.has_items(c.id)) return Refusal::person_has_items;
    people_.set_deleted(c.id, deletion_time());
    return c.id.value;
}

// --- for whom what is made is, and since when -----------------------------------------------------------

Audience Household::default_audience(const std::optional<PersonId>& by, ItemKind kind) const {
    return by ? settings_.default_audience(*by, kind) : Audience::household;
}

Instant Household::shared_now() const {
    const auto at = now();
    const auto last = people_.last_joining();
    return last && last->utc_ms > at.utc_ms ? *last : at;
}

std::optional<Instant> Household::shared_as_made(const Uuid& id, Audience audience) const {
    if (audience == Audience::only_me) return std::nullopt;
    // Its id says when, unless somebody joined after that: then it would be from before them.
    const auto made = made_at(id);
    const auto last = people_.last_joining();
    return made && (!last || last->utc_ms <= *made) ? std::nullopt : std::optional(shared_now());
}

std::optional<Instant> Household::shared_as_changed(Audience before, Audience after,
                                                    const std::optional<Instant>& was) const {
    if (after == Audience::only_me) return std::nullopt;
    return after > before ? shared_now() : was;
}

void Household::share_before(PersonId newcomer, Instant since) {
    const Instant before{since.utc_ms - 1, since.offset_minutes};
    for (const char* table : {"check_in", "thanks", "memory", "closeness"}) {
        // A clock that ran ahead for a while dated them so that the newcomer would see them. What waits is shared in
        // its own time.
        const auto waits = table == std::string_view("thanks") ? " AND waits IS NOT 1" : "";
        db_.prepare(std::string("UPDATE ") + table +
                    " SET shared_at = ?2, shared_offset = ?3 WHERE audience IN ('household', 'room')" + waits +
                    " AND visible(NULL, 'household', coalesce(shared_at, id), ?1)")
            .run(Viewer::of(newcomer), before);
    }
}

// --- check-ins --------------------------------------------------------------------------------------

namespace {

// What a check-in says, tidied; the rest of it is as it was.
Result<CheckIn> worded(CheckIn check_in, int mood, const std::string& feeling, const std::string& note,
                       const std::string& around) {
    if (mood < 1 || mood > 5) return Refusal::mood_out_of_range;
    const auto words = tidy_line(feeling, longest_feeling), names = tidy_line(around, longest_around),
               text = tidy(note, longest_note);
    if (!words) return words.refusal();
    if (!names) return names.refusal();
    if (!text) return text.refusal();
    check_in.mood = mood;
    check_in.feeling = words.value();
    check_in.around = names.value();
    check_in.note = text.value();
    return check_in;
}

}  // namespace

std::optional<Refusal> Household::check_moment(const std::optional<Instant>& at) const {
    if (!at) return std::nullopt;
    const auto year = year_of(local_time(*at).day);
    return at->utc_ms > now().utc_ms || year < 1900 ? std::optional(Refusal::invalid_date) : std::nullopt;
}

Result<Uuid> Household::perform(const CheckInNow& c) {
    if (!people_.find(c.author)) return Refusal::unknown_person;
    if (const auto refusal = check_moment(c.at)) return *refusal;
    const auto at = c.at.value_or(now());
    CheckIn made{ids_.next<CheckInId>(), c.author, c.audience.value_or(default_audience(c.author, ItemKind::check_in)),
                 day_of(at, settings_.day_start_hour()), at};
    made.shared_at = shared_as_made(made.id.value, made.audience);
    made.help = c.help;
    made.good_news = c.good_news;
    const auto check_in = worded(made, c.mood, c.feeling, c.note, c.around);
    if (!check_in) return check_in.refusal();
    check_ins_.insert(check_in.value());
    return made.id.value;
}

Result<Uuid> Household::perform(const EditCheckIn& c) {
    const auto before = own<CheckIn>(check_ins_, c.by, c.id);
    if (!before) return before.refusal();
    if (const auto refusal = check_moment(c.at)) return *refusal;
    const auto edited = worded(before.value(), c.mood, c.feeling, c.note, c.around.value_or(before.value().around));
    if (!edited) return edited.refusal();
    auto after = edited.value();
    after.audience = c.audience;
    after.shared_at = shared_as_changed(before.value().audience, c.audience, after.shared_at);
    after.help = c.help.value_or(after.help);
    after.good_news = c.good_news.value_or(after.good_news);
    if (c.at) {
        after.felt_at = *c.at;
        after.day = day_of(*c.at, settings_.day_start_hour());
    }
    check_ins_.update(after, now());
    return c.id.value;
}

Result<Uuid> Household::perform(const RemoveCheckIn& c) {
    const auto before = own<CheckIn>(check_ins_, c.by, c.id);
    if (!before) return before.refusal();
    check_ins_.set_deleted(c.id, deletion_time());
    return c.id.value;
}

// --- what may be around one ---------------------------------------------------------------------------

namespace {

constexpr std::int64_t between_activities = std::int64_t{1} << 20;  // so often one can be put between two

Result<Activity> named(Activity activity, std::string name, const std::string& icon) {
    std::replace(name.begin(), name.end(), ',', ' ');
    const auto words = tidy_line(name, longest_activity), drawing = tidy_line(icon, 40);
    if (!words) return words.refusal();
    if (!drawing) return drawing.refusal();
    if (words.value().empty()) return Refusal::empty_text;
    activity.name = words.value();
    activity.icon = drawing.value();
    return activity;
}

}  // namespace

Result<Activity> Household::own_activity(PersonId by, ActivityId id) const {
    const auto found = activities_.outside(id);
    if (!found || found->author != by) return Refusal::not_found;  // that others have a list is nobody's business
    if (!trusted(by, id.value)) return Refusal::locked;
    return *found;
}

Result<Uuid> Household::perform(const AddActivity& c) {
    if (!people_.find(c.by)) return Refusal::unknown_person;
    const auto order = activities_.order_of(c.by);
    const auto last = order.empty() ? 0 : order.back().second;
    const auto activity =
        named({ids_.next<ActivityId>(), c.by, {}, {}, last + between_activities, now()}, c.name, c.icon);
    if (!activity) return activity.refusal();
    activities_.insert(activity.value());
    return activity.value().id.value;
}

Result<Uuid> Household::perform(const EditActivity& c) {
    const auto before = own_activity(c.by, c.id);
    if (!before) return before.refusal();
    const auto after = named(before.value(), c.name, c.icon);
    if (!after) return after.refusal();
    activities_.update(after.value(), now());
    return c.id.value;
}

Result<Uuid> Household::perform(const MoveActivity& c) {
    const auto mine = own_activity(c.by, c.id);
    if (!mine) return mine.refusal();
    const auto before = activities_.order_of(c.by);
    std::vector<std::pair<ActivityId, std::int64_t>> others;
    for (const auto& each : before)
        if (each.first != c.id) others.push_back(each);
    const auto to = std::min(c.to, others.size());
    const auto after = to == 0 ? 0 : others[to - 1].second;
    const auto next = to == others.size() ? after + 2 * between_activities : others[to].second;
    if (const auto middle = after + (next - after) / 2; after < middle && middle < next) {
        activities_.set_position(c.id, middle);
    } else {  // no room between those two any more
        others.insert(others.begin() + static_cast<std::ptrdiff_t>(to), {c.id, 0});
        std::int64_t position = 0;
        for (const auto& each : others) activities_.set_position(each.first, position += between_activities);
    }
    return c.id.value;
}

Result<Uuid> Household::perform(const RemoveActivity& c) {
    const auto mine = own_activity(c.by, c.id);
    if (!mine) return mine.refusal();
    activities_.set_deleted(c.id, deletion_time());
    return c.id.value;
}

// --- thanks -----------------------------------------------------------------------------------------

std::optional<Refusal> Household::check_delivery(Instant at) const {
    const auto ahead = at.utc_ms - now().utc_ms;
    return ahead <= 0 || ahead > longest_wait * a_day_ms ? std::optional(Refusal::invalid_date) : std::nullopt;
}

std::optional<Instant> Household::shared_as_given(const Thanks& thanks) const {
    if (thanks.audience == Audience::only_me) return std::nullopt;
    const auto at = shared_now();
    return thanks.given_at.utc_ms > at.utc_ms ? thanks.given_at : at;
}

std::size_t Household::any_of(std::size_t count) {
    std::uint64_t number = 0;
    random_.fill(reinterpret_cast<std::uint8_t*>(&number), sizeof number);
    return static_cast<std::size_t>(number % count);
}

Result<Uuid> Household::perform(const GiveThanks& c) {
    if (!people_.find(c.author)) return Refusal::unknown_person;
    if (c.to.to == ThanksTo::person && (!c.to.person || !people_.find(*c.to.person))) return Refusal::unknown_person;
    if (c.to.person == c.author) return Refusal::thanks_to_oneself;
    const auto text = tidy(c.text, longest_thanks);
    if (!text) return text.refusal();
    if (text.value().empty()) return Refusal::empty_text;
    if (const auto refusal = check_moment(c.at)) return *refusal;
    if (c.deliver_at && (c.at || c.to.to == ThanksTo::life)) return Refusal::invalid_date;
    if (const auto refusal = c.deliver_at ? check_delivery(*c.deliver_at) : std::nullopt) return *refusal;
    if (c.memory && !memories_.find(Viewer::of(c.author), *c.memory)) return Refusal::not_found;
    const auto at = c.deliver_at.value_or(c.at.value_or(now()));
    const auto audience = c.audience.value_or(default_audience(c.author, ItemKind::thanks));
    Thanks thanks{
        ids_.next<ThanksId>(), c.author,     c.to.person, audience, day_of(at, settings_.day_start_hour()), at,
        text.value(),          std::nullopt, {}};
    thanks.to = c.to.to;
    thanks.memory = c.memory;
    thanks.waits = c.deliver_at.has_value();
    thanks.shared_at = thanks.waits ? shared_as_given(thanks) : shared_as_made(thanks.id.value, audience);
    thanks.envelope = c.to.to != ThanksTo::life && c.comes == GiveThanks::Comes::in_an_envelope;
    thanks_.insert(thanks);
    return thanks.id.value;
}

Result<Uuid> Household::perform(const EditThanks& c) {
    const auto before = own<Thanks>(thanks_, c.by, c.id);
    if (!before) return before.refusal();
    const auto text = tidy(c.text, longest_thanks);
    if (!text) return text.refusal();
    if (text.value().empty()) return Refusal::empty_text;
    auto after = before.value();
    // A photo that lies in the trash just now is the note's all the same.
    after.memory = c.photo ? c.photo->memory : thanks_.memory_of(c.id);
    if (c.photo && c.photo->memory && c.photo->memory != before.value().memory &&
        !memories_.find(Viewer::of(c.by), *c.photo->memory))
        return Refusal::not_found;
    after.audience = c.audience;
    after.shared_at =
        after.waits ? shared_as_given(after) : shared_as_changed(before.value().audience, c.audience, after.shared_at);
    if (after.text != text.value()) {
        after.text = text.value();
        // Until its moment nobody has read it.
        if (!after.waits) after.edited_at = now();
    }
    thanks_.update(after);
    return c.id.value;
}

Result<Uuid> Household::perform(const DeliverThanks& c) {
    const auto before = own<Thanks>(thanks_, c.by, c.id);
    if (!before) return before.refusal();
    if (!before.value().waits) return Refusal::already_given;
    if (before.value().audience == Audience::only_me && !vault_.is_open(c.by))
        return Refusal::locked;  // its seal names the moment
    if (const auto refusal = c.at ? check_delivery(*c.at) : std::nullopt) return *refusal;
    auto after = before.value();
    after.memory = thanks_.memory_of(c.id);
    after.given_at = c.at.value_or(now());
    after.day = day_of(after.given_at, settings_.day_start_hour());
    after.waits = c.at.has_value();
    after.shared_at = shared_as_given(after);
    thanks_.update(after);
    return c.id.value;
}

Result<Uuid> Household::perform(const ReadThanks& c) {
    if (!people_.find(c.by)) return Refusal::unknown_person;
    const auto viewer = Viewer::of(c.by);
    const auto thanks = thanks_.find(viewer, c.id);
    if (!thanks || thanks->author == c.by || (thanks->recipient != c.by && thanks->to != ThanksTo::us))
        return Refusal::not_found;
    const bool is_away = thanks_reads_.is_put_away(viewer, c.id);
    const bool changes = c.what == ReadEvent::opened      ? thanks_reads_.is_closed(viewer, c.id)
                         : c.what == ReadEvent::put_away  ? !is_away
                         : c.what == ReadEvent::taken_out ? is_away
                                                          : true;
    if (!changes) return c.id.value;
    const auto event = ids_.next_uuid();
    thanks_reads_.insert(event, c.id, c.by, c.what, now());
    return c.id.value;
}

Result<Uuid> Household::perform(const DrawFromJar& c) {
    if (!people_.find(c.by)) return Refusal::unknown_person;
    const auto notes = thanks_reads_.next_in_jar(Viewer::of(c.by));
    if (notes.empty()) return Refusal::jar_is_empty;
    return perform(ReadThanks{c.by, notes[any_of(notes.size())], ReadEvent::drawn});
}

Result<Uuid> Household::perform(const ShowPrompt& c) {
    if (!people_.find(c.by)) return Refusal::unknown_person;
    const auto next = prompts_.next(Viewer::of(c.by), c.to, c.kind);
    if (next.empty()) return Refusal::not_found;
    const auto id = ids_.next_uuid();
    prompts_.insert(id, c.by, *next[any_of(next.size())], now());
    return id;
}

Result<Uuid> Household::perform(const RemoveThanks& c) {
    const auto before = own<Thanks>(thanks_, c.by, c.id);
    if (!before) return before.refusal();
    thanks_.set_deleted(c.id, deletion_time());
    return c.id.value;
}

Result<Uuid> Household::perform(const GiveHeart& c) {
    if (!people_.find(c.by)) return Refusal::unknown_person;
    const auto thanks = thanks_.find(Viewer::of(c.by), c.id);
    if (!thanks) return Refusal::not_found;
    if (thanks->author == c.by) return Refusal::not_yours;
    if (std::find(thanks->hearts.begin(), thanks->hearts.end(), c.by) != thanks->hearts.end()) return c.id.value;
    const auto heart = ids_.next_uuid();
    thanks_.insert_heart(heart, c.id, c.by, now());
    return c.id.value;
}

Result<Uuid> Household::perform(const TakeBackHeart& c) {
    const auto thanks = thanks_.find(Viewer::of(c.by), c.id);
    if (!thanks) return Refusal::not_found;
    thanks_.delete_hearts(c.id, c.by, now());
    return c.id.value;
}

// --- answers and touches ----------------------------------------------------------------------------

Result<Uuid> Household::perform(const GiveAnswer& c) {
    if (!people_.find(c.by)) return Refusal::unknown_person;
    std::optional<PersonId> author;
    const auto viewer = Viewer::of(c.by);
    if (c.subject.kind == ItemKind::check_in) {
        if (const auto found = check_ins_.find(viewer, CheckInId{c.subject.id})) author = found->author;
    } else if (c.subject.kind == ItemKind::thanks) {
        if (const auto found = thanks_.find(viewer, ThanksId{c.subject.id})) author = found->author;
    }
    if (!author) return Refusal::not_found;
    if (author == c.by) {  // to somebody's answer only
        const auto said = answers_.to(viewer, c.subject);
        if (std::none_of(said.begin(), said.end(), [&](const Answer& a) { return a.author != c.by; }))
            return Refusal::not_yours;
    }
    const auto text = tidy(has_words(c.kind) ? c.text : std::string(), longest_answer);
    if (!text) return text.refusal();
    if (has_words(c.kind) && text.value().empty()) return Refusal::empty_text;
    const Answer answer{ids_.next<AnswerId>(), c.subject, c.by, c.kind, text.value(), now()};
    answers_.insert(answer);
    return answer.id.value;
}

Result<Uuid> Household::perform(const TakeBackAnswer& c) {
    const auto answer = answers_.find(Viewer::of(c.by), c.id);
    if (!answer) return Refusal::not_found;
    if (answer->author != c.by) return Refusal::not_yours;
    answers_.set_deleted(c.id, deletion_time());
    return c.id.value;
}

Result<Uuid> Household::perform(const GiveTouch& c) {
    if (!people_.find(c.by) || !people_.find(c.to)) return Refusal::unknown_person;
    if (c.by == c.to) return Refusal::touch_to_oneself;
    const Touch touch{ids_.next<TouchId>(), c.by, c.to, c.kind, today(), now()};
    touches_.insert(touch);
    return touch.id.value;
}

// --- closeness --------------------------------------------------------------------------------------

Result<Uuid> Household::perform(const NoteCloseness& c) {
    if (!people_.find(c.author)) return Refusal::unknown_person;
    if (c.level < 1 || c.level > closest) return Refusal::closeness_out_of_range;
    if (const auto refusal = check_moment(c.at)) return *refusal;
    const auto at = c.at.value_or(now());
    const auto audience = c.audience.value_or(default_audience(c.author, ItemKind::closeness));
    Closeness closeness{
        ids_.next<ClosenessId>(), c.author, audience, day_of(at, settings_.day_start_hour()), at, c.level};
    closeness.shared_at = shared_as_made(closeness.id.value, audience);
    closeness_.insert(closeness);
    return closeness.id.value;
}

Result<Uuid> Household::perform(const EditCloseness& c) {
    const auto before = own<Closeness>(closeness_, c.by, c.id);
    if (!before) return before.refusal();
    if (c.level < 1 || c.level > closest) return Refusal::closeness_out_of_range;
    auto after = before.value();
    after.level = c.level;
    after.audience = c.audience;
    after.shared_at = shared_as_changed(before.value().audience, c.audience, after.shared_at);
    closeness_.update(after, now());
    return c.id.value;
}

Result<Uuid> Household::perform(const RemoveCloseness& c) {
    const auto before = own<Closeness>(closeness_, c.by, c.id);
    if (!before) return before.refusal();
    closeness_.set_deleted(c.id, deletion_time());
    return c.id.value;
}

Result<Uuid> Household::perform(const AskForCloseness& c) {
    if (!people_.find(c.by)) return Refusal::unknown_person;
    const auto before = settings_.asked_for_closeness(c.by);
    settings_.set_asked_for_closeness(c.by, c.asked, now());
    return c.by.value;
}

// --- rituals ----------------------------------------------------------------------------------------

std::optional<Refusal> Household::check_ritual(const std::optional<PersonId>& by, const RitualWords& words) const {
    if (by && !people_.find(*by)) return Refusal::unknown_person;
    if (!contains(ritual_colours, words.colour)) return Refusal::unknown_colour;
    if (year_of(words.starts_on) < 1900 || year_of(words.starts_on) > 2200) return Refusal::invalid_date;
    if (words.starts_at && (*words.starts_at < 0 || *words.starts_at >= 24 * 60)) return Refusal::invalid_time;
    if (words.audience == Audience::only_me && !by) return Refusal::unknown_person;
    const auto recurrence = Recurrence::parse(words.rule, words.starts_on);
    return recurrence ? std::nullopt : std::optional<Refusal>(recurrence.refusal());
}

namespace {

Result<Ritual> worded(Ritual ritual, const RitualWords& words) {
    const auto title = tidy_line(words.title, longest_title);
    if (!title) return title.refusal();
    if (title.value().empty()) return Refusal::empty_text;
    const auto note = tidy(words.note, longest_note);
    if (!note) return note.refusal();
    const auto symbol = tidy_line(words.symbol, 40);
    if (!symbol) return symbol.refusal();
    ritual.title = title.value();
    ritual.note = note.value();
    ritual.symbol = symbol.value();
    ritual.colour = words.colour;
    ritual.rule = Recurrence::parse(words.rule, words.starts_on).value().rule();
    ritual.starts_on = words.starts_on;
    ritual.starts_at = words.starts_at;
    ritual.audience = words.audience.value_or(ritual.audience);
    return ritual;
}

}  // namespace

Result<Uuid> Household::perform(const AddRitual& c) {
    if (const auto refusal = check_ritual(c.by, c.words)) return *refusal;
    Ritual made;
    made.id = ids_.next<RitualId>();
    made.author = c.by;
    made.audience = default_audience(c.by, ItemKind::ritual);
    const auto ritual = worded(made, c.words);
    if (!ritual) return ritual.refusal();
    rituals_.insert(ritual.value(), now());
    return made.id.value;
}

Result<Uuid> Household::perform(const EditRitual& c) {
    auto before = rituals_.find(acting(c.by), c.id, today());
    if (!before && c.by) {  // one's own, written just now with the vault shut
        const auto mine = own<Ritual>(rituals_, *c.by, c.id);
        if (!mine) return mine.refusal();
        before = mine.value();
    }
    if (!before) return Refusal::not_found;
    // Who sees it is its author's to say; one that is nobody's can not become somebody's own.
    const auto audience = c.words.audience.value_or(before->audience);
    if (audience != before->audience && (before->author ? before->author != c.by : audience == Audience::only_me))
        return Refusal::not_yours;
    if (audience != before->audience && before->author && !trusted(*before->author, c.id.value)) return Refusal::locked;
    if (const auto refusal = check_ritual(c.by, c.words)) return *refusal;
    const auto after = worded(*before, c.words);
    if (!after) return after.refusal();
    rituals_.update(after.value(), now());
    return c.id.value;
}

Result<Uuid> Household::perform(const PauseRitual& c) {
    if (c.by && !people_.find(*c.by)) return Refusal::unknown_person;
    const auto ritual = rituals_.find(acting(c.by), c.id, today());
    if (!ritual) return Refusal::not_found;
    if (ritual->paused_since) return c.id.value;
    const auto id = ids_.next_uuid();
    rituals_.insert_pause(id, c.id, today(), c.by, now());
    return c.id.value;
}

Result<Uuid> Household::perform(const ResumeRitual& c) {
    if (!rituals_.find(acting(c.by), c.id, today())) return Refusal::not_found;
    for (const auto& pause : rituals_.open_pauses(c.id)) rituals_.set_pause_until(pause, today() - 1);
    return c.id.value;
}

Result<Uuid> Household::perform(const RemoveRitual& c) {
    if (!rituals_.find(acting(c.by), c.id, today())) {
        const auto mine = c.by ? own<Ritual>(rituals_, *c.by, c.id) : Result<Ritual>(Refusal::not_found);
        if (!mine) return mine.refusal();
    }
    rituals_.set_deleted(c.id, deletion_time());
    return c.id.value;
}

Result<Uuid> Household::perform(const MarkOccurrence& c) {
    if (c.by && !people_.find(*c.by)) return Refusal::unknown_person;
    const auto ritual = rituals_.find(acting(c.by), c.id, today());
    if (!ritual) return Refusal::not_found;
    if (rituals_.outcome(c.id, c.day) == Outcome::open && !rituals_.occurs_on(*ritual, c.day))
        return Refusal::not_on_that_day;
    rituals_.delete_marks(c.id, c.day, now());
    if (c.outcome != Outcome::open) rituals_.insert_mark(ids_.next_uuid(), c.id, c.day, c.outcome, c.by, now());
    return c.id.value;
}

// --- memories ---------------------------------------------------------------------------------------

namespace {

Fault::Kind fault_of(PhotoProblem problem) {
    switch (problem) {
        case PhotoProblem::disk_full: return Fault::Kind::disk_full;
        case PhotoProblem::cannot_be_stored: return Fault::Kind::no_access;
        case PhotoProblem::damaged: return Fault::Kind::damaged;
        default: return Fault::Kind::io;
    }
}

// Why a memory is not seen: it is one's own and the vault is shut, or it is not for one.
template <class Item> Refusal missing(const std::optional<Item>& outside, const std::optional<PersonId>& by) {
    return outside && by && outside->author == by ? Refusal::locked : Refusal::not_found;
}

}  // namespace

void Household::move_photo(const Memory& from, const Memory& to) {
    if (from.sealed == to.sealed) return;
    std::optional<PhotoProblem> problem;
    if (to.sealed) {
        unsettled_.push_back({to.sealed->name, true});
        problem = photos_.seal(to.photo, to.format, *to.sealed);
        if (problem == PhotoProblem::not_found) problem.reset();  // the row was here before its file
        remove_later(photos_.files_of(to.photo, to.format));
    } else {
        unsettled_.push_back({to.photo, false});
        problem = photos_.unseal(to.photo, to.format, *from.sealed);
        remove_later(photos_.files_of(*from.sealed));
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

std::vector<std::string> Household::files_to_bring(const std::vector<Command>& commands) const {
    std::vector<std::string> files;
    const auto look = [&](const std::optional<PersonId>& by, MemoryId id, Audience audience) {
        if (audience == Audience::only_me) return;
        const auto memory = memories_.find(acting(by), id);
        if (!memory || !memory->sealed) return;
        const auto more = photos_.files_of(memory->photo, memory->format);
        files.insert(files.end(), more.begin(), more.end());
    };
    for (const auto& command : commands) {
        // A photo that is here already, encrypted, came a second time: its plain file is of no use.
        const auto* photo = command.as<AddPhoto>();
        if (photo && photo->photo.sealed) {
            if (photo->audience.value_or(default_audience(photo->by, ItemKind::memory)) == Audience::only_me) continue;
            const auto more = photos_.files_of(photo->photo.hash, photo->photo.facts.format);
            files.insert(files.end(), more.begin(), more.end());
        } else if (photo && !memories_.rests_on(photo->photo.hash, MemoryStore::KeptAs::plain) &&
                   memories_.has_photo(acting(photo->by), photo->photo.hash)) {
            const auto more = photos_.files_of(photo->photo.hash, photo->photo.facts.format);
            files.insert(files.end(), more.begin(), more.end());
        }
        if (const auto* edit = command.as<EditMemory>()) look(edit->by, edit->id, edit->audience);
        const auto* share = command.as<SetAudience>();
        if (share && share->item.kind == ItemKind::memory) look(share->by, MemoryId{share->item.id}, share->audience);
    }
    return files;
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
                if (!error) photos_.has_arrived({*hash, kept_as == MemoryStore::KeptAs::sealed});
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
        photos_.each_left_behind([this](const PhotoName& photo) {
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
            if (take_away(photo)) photos_.has_arrived(photo);
    } catch (const std::exception&) {
        // They stay as they are, and so do their notes.
    }
}

bool Household::take_away(const PhotoName& photo) {
    if (memories_.rests_on(photo.name, photo.sealed ? MemoryStore::KeptAs::sealed : MemoryStore::KeptAs::plain))
        return true;
    bool gone = true;
    for (const auto& file : photos_.files_of(photo)) {
        std::error_code error;
        fs::remove(folder_ / file, error);
        gone = gone && !error;
    }
    return gone;
}

Arrival Household::photos_arrive_as(const std::optional<PersonId>& by) const {
    return arrival_for(default_audience(by, ItemKind::memory));
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

Result<Uuid> Household::perform(const AddPhoto& c) {
    if (c.by && !people_.find(*c.by)) return Refusal::unknown_person;
    const auto audience = c.audience.value_or(default_audience(c.by, ItemKind::memory));
    if (audience == Audience::only_me && !c.by) return Refusal::unknown_person;
    if (memories_.has_photo(acting(c.by), c.photo.hash)) return Refusal::already_there;
    const auto caption = tidy(c.caption, longest_caption);
    if (!caption) return caption.refusal();

    Memory memory;
    memory.id = ids_.next<MemoryId>();
    memory.author = c.by;
    memory.audience = audience;
    memory.shared_at = shared_as_made(memory.id.value, audience);
    if (const auto& taken = c.photo.facts.taken) {
        // In the camera's own zone, where it names one, whatever clocks here did then.
        memory.taken_at = taken->offset_minutes ? FixedClock({0, *taken->offset_minutes}).at(taken->day, taken->minute)
                                                : clock_.at(taken->day, taken->minute);
        memory.taken_at.utc_ms += taken->second * std::int64_t{1000};
        memory.dated_by = DatedBy::photo;
    } else {
        // Through the wall clock, for the zone's offset as it was then.
        const auto then = local_time({c.photo.file_modified_utc_ms, now().offset_minutes});
        const auto at = clock_.at(then.day, then.minute);
        memory.taken_at = {c.photo.file_modified_utc_ms, at.offset_minutes};
        memory.dated_by = DatedBy::file;
    }
    memory.day = day_of(memory.taken_at, settings_.day_start_hour());
    memory.caption = caption.value();
    memory.photo = c.photo.hash;
    memory.format = c.photo.facts.format;
    memory.width = c.photo.facts.width;
    memory.height = c.photo.facts.height;
    memory.source_name = c.photo.source_name;
    // As it arrived, unless who may see it was changed meanwhile.
    auto arrived = memory;
    arrived.sealed = c.photo.sealed;
    if (audience == Audience::only_me) memory.sealed = c.photo.sealed ? c.photo.sealed : new_seal();
    move_photo(arrived, memory);
    memories_.insert(memory, now());
    return memory.id.value;
}

Result<Uuid> Household::perform(const EditMemory& c) {
    const auto before = memories_.find(acting(c.by), c.id);
    if (!before) return missing(memories_.outside(c.id), c.by);
    if (before->author && before->author != c.by) return Refusal::not_yours;
    if (before->author && !trusted(*before->author, c.id.value)) return Refusal::locked;
    if (c.audience == Audience::only_me && !before->author) return Refusal::not_yours;
    // One that a camera dated wildly can still be shared or not.
    if (c.day != before->day && (year_of(c.day) < 1826 || year_of(c.day) > 2200))
        return Refusal::invalid_date;  // 1826: the first photograph
    const auto caption = tidy(c.caption, longest_caption);
    if (!caption) return caption.refusal();
    auto after = *before;
    after.caption = caption.value();
    after.audience = c.audience;
    after.shared_at = shared_as_changed(before->audience, c.audience, before->shared_at);
    if (c.day != before->day) {
        after.day = c.day;
        after.taken_at.utc_ms += (c.day - before->day) * std::int64_t{86'400'000};
        after.dated_by = DatedBy::person;
    }
    if (after.audience != Audience::only_me) after.sealed.reset();
    else if (!after.sealed) after.sealed = new_seal();
    move_photo(*before, after);
    if (before->sealed != after.sealed) moves_.push_back({*before, after});
    memories_.update(after, now());
    return c.id.value;
}

Result<Uuid> Household::perform(const RemoveMemory& c) {
    const auto before = memories_.find(acting(c.by), c.id);
    if (!before) {
        const auto mine = c.by ? own<Memory>(memories_, *c.by, c.id) : Result<Memory>(Refusal::not_found);
        if (!mine) return mine.refusal();
    } else if (before->author) {
        if (before->author != c.by) return Refusal::not_yours;
        if (!trusted(*before->author, c.id.value)) return Refusal::locked;
    }
    memories_.set_deleted(c.id, deletion_time());
    return c.id.value;
}

// --- whatever has an audience ---------------------------------------------------------------------------

bool Household::trusted(PersonId by, const Uuid& item) const {
    return fresh_.count(item) > 0 || !vault_.has_pin(by) || vault_.is_open(by);
}

namespace {

// Whether nobody but its author sees it.
template <class Item> bool for_its_author(const Item& item) {
    if constexpr (std::is_same_v<Item, Thanks>)
        if (item.waits) return true;
    return item.audience == Audience::only_me;
}

}  // namespace

template <class Item, class Store, class I> Result<Item> Household::own(const Store& store, PersonId by, I id) const {
    std::optional<Item> found;
    if constexpr (std::is_same_v<Item, Ritual>) found = store.find(Viewer::of(by), id, today());
    else found = store.find(Viewer::of(by), id);
    if (!found) {
        found = store.outside(id);
        if (!found || found->author != by || !for_its_author(*found)) return Refusal::not_found;
    }
    if (found->author != by) return Refusal::not_yours;
    if (!trusted(by, id.value)) return Refusal::locked;
    return *found;
}

Result<Uuid> Household::perform(const SetAudience& c) {
    // Nobody widens or narrows what they cannot read: its words have to be sealed, or unsealed.
    switch (c.item.kind) {
        case ItemKind::check_in: {
            const auto item = check_ins_.find(Viewer::of(c.by), CheckInId{c.item.id});
            if (!item) return missing(check_ins_.outside(CheckInId{c.item.id}), c.by);
            return perform(EditCheckIn{c.by, item->id, item->mood, item->feeling, item->note, c.audience});
        }
        case ItemKind::thanks: {
            const auto item = thanks_.find(Viewer::of(c.by), ThanksId{c.item.id});
            if (!item) return missing(thanks_.outside(ThanksId{c.item.id}), c.by);
            return perform(EditThanks{c.by, item->id, item->text, c.audience});
        }
        case ItemKind::ritual: {
            const auto item = rituals_.find(Viewer::of(c.by), RitualId{c.item.id}, today());
            if (!item) return missing(rituals_.outside(RitualId{c.item.id}), c.by);
            if (item->author && item->author != c.by) return Refusal::not_yours;
            return perform(EditRitual{c.by,
                                      item->id,
                                      {item->title, item->note, item->symbol, item->colour, item->rule, item->starts_on,
                                       item->starts_at, c.audience}});
        }
        case ItemKind::closeness: {
            const auto item = closeness_.find(Viewer::of(c.by), ClosenessId{c.item.id});
            if (!item) return missing(closeness_.outside(ClosenessId{c.item.id}), c.by);
            return perform(EditCloseness{c.by, item->id, item->level, c.audience});
        }
        case ItemKind::memory: break;
    }
    const auto item = memories_.find(Viewer::of(c.by), MemoryId{c.item.id});
    if (!item) return missing(memories_.outside(MemoryId{c.item.id}), c.by);
    return perform(EditMemory{c.by, item->id, item->caption, item->day, c.audience});
}

Result<Uuid> Household::perform(const SetDefaultAudience& c) {
    if (!people_.find(c.by)) return Refusal::unknown_person;
    const auto before = settings_.default_audience(c.by, c.kind);
    settings_.set_default_audience(c.by, c.kind, c.audience, now());
    return c.by.value;
}

// --- imports ------------------------------------------------------------------------------------------------

Result<Uuid> Household::perform(const RecordImport& c) {
    if (!people_.find(c.by)) return Refusal::unknown_person;
    const auto format = tidy_line(c.format, longest_name), name = tidy_line(c.source_name, longest_caption);
    if (!format) return format.refusal();
    if (!name) return name.refusal();
    // The vault may have been shut since it began.
    if (c.into && !imports_.outside(c.by, *c.into)) return Refusal::not_found;
    const auto id = c.into ? *c.into : ids_.next<ImportId>();
    if (!c.into) imports_.insert({id, c.by, format.value(), name.value(), c.audience, now()});
    for (const auto& item : made_now_) imports_.add(ids_.next_uuid(), id, item);
    if (c.into) return id.value;
    return id.value;
}

Result<Uuid> Household::perform(const TakeBackImport& c) {
    if (!people_.find(c.by)) return Refusal::unknown_person;
    if (!vault_.is_open(c.by)) return Refusal::locked;
    if (!imports_.find(Viewer::of(c.by), c.id)) return Refusal::not_found;
    const auto set_deleted = [this](const ItemRef& item, std::optional<Instant> at) {
        switch (item.kind) {
            case ItemKind::check_in: return check_ins_.set_deleted(CheckInId{item.id}, at);
            case ItemKind::thanks: return thanks_.set_deleted(ThanksId{item.id}, at);
            case ItemKind::ritual: return rituals_.set_deleted(RitualId{item.id}, at);
            case ItemKind::closeness: return closeness_.set_deleted(ClosenessId{item.id}, at);
            case ItemKind::memory: break;
        }
        memories_.set_deleted(MemoryId{item.id}, at);
    };
    for (const auto& item : imports_.items(Viewer::of(c.by), c.id).untouched) set_deleted(item, deletion_time());
    imports_.set_deleted(c.id, deletion_time());
    return c.id.value;
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

// --- the household ------------------------------------------------------------------------------------

Result<Uuid> Household::perform(const SetDayStart& c) {
    if (c.hour < 0 || c.hour > 12) return Refusal::invalid_hour;
    const int before = settings_.day_start_hour();
    settings_.set("day_start_hour", std::to_string(c.hour), now());
    return Uuid{};
}

}  // namespace core
