#include "core/household/household.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/text.hpp"

namespace core {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t undo_depth = 50;

template <class List>
bool contains(const List& list, std::string_view name) {
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

db::Connection opened(const fs::path& folder, const Clock& clock) {
    const auto inspect = [](const db::Connection& file) { db::refuse_foreign(file, db::embedded_migrations()); };
    const auto file = folder / "household.db";
    std::error_code ignored;  // what cannot be looked at cannot be opened either, and opening says why
    const bool fresh = !fs::exists(file, ignored);
    db::Connection db(file, inspect);
    if (fresh) fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, ignored);
    db::migrate(db, db::embedded_migrations(), folder / "backups", clock.now());
    return db;
}

// Reads the settings again once a transaction is over, whatever became of it: one given up takes its change with it.
class RereadAfter {
public:
    explicit RereadAfter(SettingStore& settings) : settings_(settings) {}
    ~RereadAfter() {
        try {
            settings_.reload();
        } catch (const Fault&) {
            // The next read or write says so to somebody who can hear it.
        }
    }
    RereadAfter(const RereadAfter&) = delete;
    RereadAfter& operator=(const RereadAfter&) = delete;

private:
    SettingStore& settings_;
};

// Who did a command, for the undo list.
template <class C>
std::optional<PersonId> actor(const C& command) {
    if constexpr (requires { command.by; }) return command.by;
    else if constexpr (requires { command.author; }) return command.author;
    else return std::nullopt;
}

// With whose eyes a command looks for what it changes. One given by nobody in particular, from the command line, sees what
// every person of the household sees and no more.
Viewer acting(const std::optional<PersonId>& by) { return Viewer::of(by.value_or(PersonId{})); }

}  // namespace

Household::Household(fs::path folder, const Clock& clock, Random& random)
    : folder_(prepared(folder)),
      clock_(clock),
      ids_(clock, random),
      db_(opened(folder_, clock)),
      people_(db_),
      check_ins_(db_),
      thanks_(db_),
      rituals_(db_),
      memories_(db_),
      settings_(db_),
      photos_(folder_),
      seen_data_version_(db_.data_version()) {}

Household::~Household() = default;

Result<Applied> Household::apply(const Command& command, Recorded recorded) { return apply(std::vector<Command>{command}, recorded); }

Result<Applied> Household::apply(const std::vector<Command>& commands, Recorded recorded) {
    std::vector<Done> done;
    std::optional<PersonId> by;
    const RereadAfter reread(settings_);
    db::Transaction transaction(db_);
    settings_.reload();  // another program may have moved the day's start
    for (const auto& command : commands) {
        auto result = std::visit([&](const auto& c) { return perform(c); }, command);
        if (!result) return result.refusal();
        by = std::visit([](const auto& c) { return actor(c); }, command);
        done.push_back(std::move(result.value()));
    }
    transaction.commit();
    ++revision_;
    if (done.empty()) return Applied{};

    const Uuid subject = done.back().subject;
    if (recorded == Recorded::no) return Applied{subject};
    undo_.push_back({by, subject, [steps = std::move(done)] {
                         for (auto step = steps.rbegin(); step != steps.rend(); ++step) step->inverse();
                     }});
    if (undo_.size() > undo_depth) undo_.erase(undo_.begin());
    return Applied{subject};
}

bool Household::can_undo(const Viewer& by) const { return !undo_.empty() && (!undo_.back().by || undo_.back().by == by.person); }

Result<Applied> Household::undo(const Viewer& by) {
    if (!can_undo(by)) return Refusal::nothing_to_undo;
    const RereadAfter reread(settings_);
    db::Transaction transaction(db_);
    if (db_.data_version() != seen_data_version_) {
        undo_.clear();
        return Refusal::nothing_to_undo;
    }
    undo_.back().inverse();
    transaction.commit();
    ++revision_;
    const Applied applied{undo_.back().subject};
    undo_.pop_back();
    return applied;
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
    memories_.touch();
    undo_.clear();
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
        if (std::none_of(people.begin(), people.end(), [&](const Person& p) { return p.colour == colour; })) return colour;
    return person_colours[people.size() % std::size(person_colours)];
}

}  // namespace

Result<Household::Done> Household::perform(const AddPerson& c) {
    const auto looks = checked(c.name, c.colour.empty() ? first_free_colour(people_.all()) : c.colour, c.face);
    if (!looks) return looks.refusal();
    const Person person{ids_.next<PersonId>(), looks.value().name, looks.value().colour, looks.value().face, c.portrait};
    people_.insert(person, now());
    return Done{person.id.value, [this, id = person.id] { people_.set_deleted(id, now()); }};
}

Result<Household::Done> Household::perform(const EditPerson& c) {
    const auto before = people_.find(c.id);
    if (!before) return Refusal::unknown_person;
    const auto looks = checked(c.name, c.colour, c.face);
    if (!looks) return looks.refusal();
    people_.update({c.id, looks.value().name, looks.value().colour, looks.value().face, c.portrait}, now());
    return Done{c.id.value, [this, was = *before] { people_.update(was, now()); }};
}

Result<Household::Done> Household::perform(const RemovePerson& c) {
    if (!people_.find(c.id)) return Refusal::unknown_person;
    if (people_.has_items(c.id)) return Refusal::person_has_items;
    people_.set_deleted(c.id, now());
    return Done{c.id.value, [this, id = c.id] { people_.set_deleted(id, std::nullopt); }};
}

// --- check-ins --------------------------------------------------------------------------------------

Result<Household::Done> Household::perform(const CheckInNow& c) {
    if (!people_.find(c.author)) return Refusal::unknown_person;
    if (c.mood < 1 || c.mood > 5) return Refusal::mood_out_of_range;
    const auto feeling = tidy_line(c.feeling, longest_feeling);
    if (!feeling) return feeling.refusal();
    const auto note = tidy(c.note, longest_note);
    if (!note) return note.refusal();
    const CheckIn check_in{ids_.next<CheckInId>(), c.author, c.audience, today(), now(), c.mood, feeling.value(), note.value()};
    check_ins_.insert(check_in);
    return Done{check_in.id.value, [this, id = check_in.id] { check_ins_.set_deleted(id, now()); }};
}

Result<Household::Done> Household::perform(const EditCheckIn& c) {
    const auto before = check_ins_.find(Viewer::of(c.by), c.id);
    if (!before) return Refusal::not_found;
    if (before->author != c.by) return Refusal::not_yours;
    if (c.mood < 1 || c.mood > 5) return Refusal::mood_out_of_range;
    const auto feeling = tidy_line(c.feeling, longest_feeling);
    if (!feeling) return feeling.refusal();
    const auto note = tidy(c.note, longest_note);
    if (!note) return note.refusal();
    auto after = *before;
    after.audience = c.audience;
    after.mood = c.mood;
    after.feeling = feeling.value();
    after.note = note.value();
    check_ins_.update(after, now());
    return Done{c.id.value, [this, was = *before] { check_ins_.update(was, now()); }};
}

Result<Household::Done> Household::perform(const RemoveCheckIn& c) {
    const auto before = check_ins_.find(Viewer::of(c.by), c.id);
    if (!before) return Refusal::not_found;
    if (before->author != c.by) return Refusal::not_yours;
    check_ins_.set_deleted(c.id, now());
    return Done{c.id.value, [this, id = c.id] { check_ins_.set_deleted(id, std::nullopt); }};
}

// --- thanks -----------------------------------------------------------------------------------------

Result<Household::Done> Household::perform(const GiveThanks& c) {
    if (!people_.find(c.author)) return Refusal::unknown_person;
    if (c.recipient && !people_.find(*c.recipient)) return Refusal::unknown_person;
    if (c.recipient == c.author) return Refusal::thanks_to_oneself;
    const auto text = tidy(c.text, longest_thanks);
    if (!text) return text.refusal();
    if (text.value().empty()) return Refusal::empty_text;
    const Thanks thanks{ids_.next<ThanksId>(), c.author, c.recipient, c.audience, today(), now(), text.value(), std::nullopt, {}};
    thanks_.insert(thanks);
    return Done{thanks.id.value, [this, id = thanks.id] { thanks_.set_deleted(id, now()); }};
}

Result<Household::Done> Household::perform(const EditThanks& c) {
    const auto before = thanks_.find(Viewer::of(c.by), c.id);
    if (!before) return Refusal::not_found;
    if (before->author != c.by) return Refusal::not_yours;
    const auto text = tidy(c.text, longest_thanks);
    if (!text) return text.refusal();
    if (text.value().empty()) return Refusal::empty_text;
    auto after = *before;
    after.audience = c.audience;
    if (after.text != text.value()) {
        after.text = text.value();
        after.edited_at = now();
    }
    thanks_.update(after);
    return Done{c.id.value, [this, was = *before] { thanks_.update(was); }};
}

Result<Household::Done> Household::perform(const RemoveThanks& c) {
    const auto before = thanks_.find(Viewer::of(c.by), c.id);
    if (!before) return Refusal::not_found;
    if (before->author != c.by) return Refusal::not_yours;
    thanks_.set_deleted(c.id, now());
    return Done{c.id.value, [this, id = c.id] { thanks_.set_deleted(id, std::nullopt); }};
}

Result<Household::Done> Household::perform(const GiveHeart& c) {
    if (!people_.find(c.by)) return Refusal::unknown_person;
    const auto thanks = thanks_.find(Viewer::of(c.by), c.id);
    if (!thanks) return Refusal::not_found;
    if (thanks->author == c.by) return Refusal::not_yours;
    if (std::find(thanks->hearts.begin(), thanks->hearts.end(), c.by) != thanks->hearts.end()) return Done{c.id.value, [] {}};
    const auto heart = ids_.next_uuid();
    thanks_.insert_heart(heart, c.id, c.by, now());
    return Done{c.id.value, [this, heart] { thanks_.set_heart_deleted(heart, now()); }};
}

Result<Household::Done> Household::perform(const TakeBackHeart& c) {
    const auto thanks = thanks_.find(Viewer::of(c.by), c.id);
    if (!thanks) return Refusal::not_found;
    return Done{c.id.value, [this, taken_back = thanks_.delete_hearts(c.id, c.by, now())] {
                    for (const auto& heart : taken_back) thanks_.set_heart_deleted(heart, std::nullopt);
                }};
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
    ritual.audience = words.audience;
    return ritual;
}

}  // namespace

Result<Household::Done> Household::perform(const AddRitual& c) {
    if (const auto refusal = check_ritual(c.by, c.words)) return *refusal;
    Ritual made;
    made.id = ids_.next<RitualId>();
    made.author = c.by;
    const auto ritual = worded(made, c.words);
    if (!ritual) return ritual.refusal();
    rituals_.insert(ritual.value(), now());
    return Done{made.id.value, [this, id = made.id] { rituals_.set_deleted(id, now()); }};
}

Result<Household::Done> Household::perform(const EditRitual& c) {
    const auto before = rituals_.find(acting(c.by), c.id, today());
    if (!before) return Refusal::not_found;
    // Who sees it is its author's to say; one that is nobody's can not become somebody's own.
    if (c.words.audience != before->audience && (before->author ? before->author != c.by : c.words.audience == Audience::only_me))
        return Refusal::not_yours;
    if (const auto refusal = check_ritual(c.by, c.words)) return *refusal;
    const auto after = worded(*before, c.words);
    if (!after) return after.refusal();
    rituals_.update(after.value(), now());
    return Done{c.id.value, [this, was = *before] { rituals_.update(was, now()); }};
}

Result<Household::Done> Household::perform(const PauseRitual& c) {
    const auto ritual = rituals_.find(acting(c.by), c.id, today());
    if (!ritual) return Refusal::not_found;
    if (ritual->paused_since) return Done{c.id.value, [] {}};
    const auto id = ids_.next_uuid();
    rituals_.insert_pause(id, c.id, today(), c.by, now());
    return Done{c.id.value, [this, id] { rituals_.set_pause_deleted(id, now()); }};
}

Result<Household::Done> Household::perform(const ResumeRitual& c) {
    if (!rituals_.find(acting(c.by), c.id, today())) return Refusal::not_found;
    const auto open = rituals_.open_pauses(c.id);
    for (const auto& pause : open) rituals_.set_pause_until(pause, today() - 1);
    return Done{c.id.value, [this, open] {
                    for (const auto& pause : open) rituals_.set_pause_until(pause, std::nullopt);
                }};
}

Result<Household::Done> Household::perform(const RemoveRitual& c) {
    if (!rituals_.find(acting(c.by), c.id, today())) return Refusal::not_found;
    rituals_.set_deleted(c.id, now());
    return Done{c.id.value, [this, id = c.id] { rituals_.set_deleted(id, std::nullopt); }};
}

Result<Household::Done> Household::perform(const MarkOccurrence& c) {
    if (c.by && !people_.find(*c.by)) return Refusal::unknown_person;
    const auto ritual = rituals_.find(acting(c.by), c.id, today());
    if (!ritual) return Refusal::not_found;
    if (rituals_.outcome(c.id, c.day) == Outcome::open && !rituals_.occurs_on(*ritual, c.day)) return Refusal::not_on_that_day;
    const auto taken_back = rituals_.delete_marks(c.id, c.day, now());
    std::optional<Uuid> made;
    if (c.outcome != Outcome::open) {
        made = ids_.next_uuid();
        rituals_.insert_mark(*made, c.id, c.day, c.outcome, c.by, now());
    }
    return Done{c.id.value, [this, taken_back, made] {
                    if (made) rituals_.set_mark_deleted(*made, now());
                    for (const auto& mark : taken_back) rituals_.set_mark_deleted(mark, std::nullopt);
                }};
}

// --- memories ---------------------------------------------------------------------------------------

Result<Household::Done> Household::perform(const AddPhoto& c) {
    if (c.by && !people_.find(*c.by)) return Refusal::unknown_person;
    if (c.audience == Audience::only_me && !c.by) return Refusal::unknown_person;
    if (memories_.has_photo(acting(c.by), c.photo.hash)) return Refusal::already_there;
    const auto caption = tidy(c.caption, longest_caption);
    if (!caption) return caption.refusal();

    Memory memory;
    memory.id = ids_.next<MemoryId>();
    memory.author = c.by;
    memory.audience = c.audience;
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
    memories_.insert(memory, now());
    return Done{memory.id.value, [this, id = memory.id] { memories_.set_deleted(id, now()); }};
}

Result<Household::Done> Household::perform(const EditMemory& c) {
    const auto before = memories_.find(acting(c.by), c.id);
    if (!before) return Refusal::not_found;
    if (before->author && before->author != c.by) return Refusal::not_yours;
    if (c.audience == Audience::only_me && !before->author) return Refusal::not_yours;
    if (year_of(c.day) < 1826 || year_of(c.day) > 2200) return Refusal::invalid_date;  // 1826: the first photograph
    const auto caption = tidy(c.caption, longest_caption);
    if (!caption) return caption.refusal();
    auto after = *before;
    after.caption = caption.value();
    after.audience = c.audience;
    if (c.day != before->day) {
        after.day = c.day;
        after.taken_at.utc_ms += (c.day - before->day) * std::int64_t{86'400'000};
        after.dated_by = DatedBy::person;
    }
    memories_.update(after, now());
    return Done{c.id.value, [this, was = *before] { memories_.update(was, now()); }};
}

Result<Household::Done> Household::perform(const RemoveMemory& c) {
    const auto before = memories_.find(acting(c.by), c.id);
    if (!before) return Refusal::not_found;
    if (before->author && before->author != c.by) return Refusal::not_yours;
    memories_.set_deleted(c.id, now());
    return Done{c.id.value, [this, id = c.id] { memories_.set_deleted(id, std::nullopt); }};
}

// --- the household ------------------------------------------------------------------------------------

Result<Household::Done> Household::perform(const SetDayStart& c) {
    if (c.hour < 0 || c.hour > 12) return Refusal::invalid_hour;
    const int before = settings_.day_start_hour();
    settings_.set("day_start_hour", std::to_string(c.hour), now());
    return Done{{}, [this, before] { settings_.set("day_start_hour", std::to_string(before), now()); }};
}

}  // namespace core
