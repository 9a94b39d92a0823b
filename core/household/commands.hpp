#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "core/activities/activity.hpp"
#include "core/answers/answer.hpp"
#include "core/check_ins/check_in.hpp"
#include "core/closeness/closeness.hpp"
#include "core/household/kinds.hpp"
#include "core/id.hpp"
#include "core/items/item.hpp"
#include "core/memories/memory.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/people/person.hpp"
#include "core/rituals/ritual.hpp"
#include "core/thanks/prompts.hpp"
#include "core/thanks/thanks.hpp"
#include "core/touches/touch.hpp"
#include "core/viewer.hpp"

// Besides what is named, whoever has a PIN changes what is theirs with their vault open only (locked): but for what
// they wrote since the face at the screen changed.
//
// Everything that can change a household, each a plain value naming who does it. Household::apply carries
// one out in one transaction; the refusals it may answer with stand behind it. Besides, any text may be not_text.
//
// What makes something that has an audience may leave it out: then it is for whom its author usually wants it
// (Household::default_audience).
namespace core {

// --- people -----------------------------------------------------------------------------------------
struct AddPerson {  // empty_text, text_too_long, unknown_colour; unknown_person, not_yours: `by` shows more than they
                    // see
    std::string name;
    std::string colour;  // empty: the first that nobody has
    std::string face = "letter";
    std::optional<PhotoHash> portrait;
    std::optional<Sees> sees = {};  // nothing: PersonStore::sees_by_default
    std::optional<PersonId> by = {};
};
struct EditPerson {  // + unknown_person
    PersonId id;
    std::string name, colour, face;
    std::optional<PhotoHash> portrait;
};
// Shows somebody all that was shared before they joined. There is no way back but undo: it has been seen.
struct LetSee {  // unknown_person, not_yours: `by` does not see it all, or is that person; locked: `by` has a PIN, and
                 // their vault is shut
    PersonId by;
    PersonId id;
};
struct RemovePerson {  // unknown_person, person_has_items: only somebody added by mistake
    PersonId id;
};

// --- check-ins --------------------------------------------------------------------------------------
struct CheckInNow {  // unknown_person, mood_out_of_range, text_too_long, invalid_date: in the future
    PersonId author;
    int mood = 3;
    std::string feeling, note;
    std::optional<Audience> audience = {};
    std::string around = {};
    Help help = Help::unsaid;
    bool good_news = false;
    std::optional<Instant> at = {};  // nothing: now
};
struct EditCheckIn {  // not_found, not_yours, mood_out_of_range, text_too_long, invalid_date: in the future
    PersonId by;
    CheckInId id;
    int mood = 3;
    std::string feeling, note;
    Audience audience = Audience::only_me;
    // Nothing: as it was. To be said where the vault is shut, for then nobody knows how it was.
    std::optional<std::string> around = {};
    std::optional<Help> help = {};
    std::optional<bool> good_news = {};
    std::optional<Instant> at = {};
};
struct RemoveCheckIn {  // not_found, not_yours
    PersonId by;
    CheckInId id;
};

// --- what may be around one: a person's own list ------------------------------------------------------
// A name is one line without commas, which part the names in a check-in; they become spaces.
struct AddActivity {  // unknown_person, empty_text, text_too_long
    PersonId by;
    std::string name;
    std::string icon = {};
};
struct EditActivity {  // not_found (or not one's own), empty_text, text_too_long
    PersonId by;
    ActivityId id;
    std::string name, icon;
};
struct MoveActivity {  // not_found (or not one's own)
    PersonId by;
    ActivityId id;
    std::size_t to = 0;  // its place in the list from then on; beyond its end: the last
};
// Check-ins keep its name. Whoever has none left is offered the usual ones again.
struct RemoveActivity {  // not_found (or not one's own)
    PersonId by;
    ActivityId id;
};

// --- thanks -----------------------------------------------------------------------------------------
struct GiveThanks {  // unknown_person, thanks_to_oneself, empty_text, text_too_long, invalid_date: `at` in the future;
                     // `deliver_at` not, or more than longest_wait ahead, or to life; not_found: the memory, or it is
                     // not for the author
    enum class Comes { in_an_envelope, open };  // to a person or to us; to life there is nobody to open it

    PersonId author;
    Addressee to;
    std::string text;
    std::optional<Audience> audience = {};
    std::optional<Instant> at = {};  // nothing: now
    std::optional<MemoryId> memory = {};
    std::optional<Instant> deliver_at = {};  // nothing: at once
    Comes comes = Comes::in_an_envelope;
};
struct EditThanks {  // not_found, not_yours, empty_text, text_too_long; not_found: the memory
    struct Photo {
        std::optional<MemoryId> memory;
    };

    PersonId by;
    ThanksId id;
    std::string text;
    Audience audience = Audience::household;
    // Nothing: as it was. To be said where the vault is shut, for then nobody knows how it was.
    std::optional<Photo> photo = {};
};
// Another moment for thanks that wait; nothing: now.
struct DeliverThanks {  // not_found, not_yours, already_given, invalid_date: not in the future, or more than
                        // longest_wait ahead
    PersonId by;
    ThanksId id;
    std::optional<Instant> at = {};
};
// What somebody does with a note to them; `drawn` is DrawFromJar's. Twice the same changes nothing and is no refusal.
struct ReadThanks {  // unknown_person, not_found: or not to them
    PersonId by;
    ThanksId id;
    ReadEvent what = ReadEvent::opened;
};
// Answers with one of the notes to them that came out of the jar the fewest times.
struct DrawFromJar {  // unknown_person, jar_is_empty
    PersonId by;
};
// Shows the next prompt for thanks to somebody, to us or to life, of one kind or of all: see PromptStore::shown.
struct ShowPrompt {  // unknown_person, not_found: there is none of that kind for them
    PersonId by;
    ThanksTo to = ThanksTo::person;
    std::optional<PromptKind> kind = {};
};
struct RemoveThanks {  // not_found, not_yours
    PersonId by;
    ThanksId id;
};
// Giving a second heart or taking back none changes nothing and is no refusal.
struct GiveHeart {  // unknown_person, not_found (or not visible), not_yours: one's own words
    PersonId by;
    ThanksId id;
};
struct TakeBackHeart {  // not_found
    PersonId by;
    ThanksId id;
};

// --- answers and touches ----------------------------------------------------------------------------
struct GiveAnswer {  // unknown_person, not_found (or not visible), not_yours: one's own that nobody answered;
                     // empty_text: a question or words without any; text_too_long
    PersonId by;
    ItemRef subject;  // a check-in or a thanks
    AnswerKind kind = AnswerKind::words;
    std::string text = {};  // dropped where the kind has no words
};
struct TakeBackAnswer {  // not_found, not_yours
    PersonId by;
    AnswerId id;
};
struct GiveTouch {  // unknown_person, touch_to_oneself
    PersonId by, to;
    TouchKind kind = TouchKind::hug;
};

// --- closeness --------------------------------------------------------------------------------------
struct NoteCloseness {  // unknown_person, closeness_out_of_range, invalid_date: in the future
    PersonId author;
    int level = 4;
    std::optional<Audience> audience = {};
    std::optional<Instant> at = {};  // nothing: now
};
struct EditCloseness {  // not_found, not_yours, closeness_out_of_range
    PersonId by;
    ClosenessId id;
    int level = 4;
    Audience audience = Audience::only_me;
};
struct RemoveCloseness {  // not_found, not_yours
    PersonId by;
    ClosenessId id;
};
struct AskForCloseness {  // unknown_person
    PersonId by;
    Asked asked = Asked::never;
};

// --- rituals: anyone who sees one may change it; `by` may be empty, from the command line ---------------
struct RitualWords {
    std::string title;
    std::string note;
    std::string symbol = "star";
    std::string colour = "honey";
    std::string rule;
    Day starts_on;
    std::optional<int> starts_at;
    std::optional<Audience> audience = {};  // of one that is edited, nothing: as it was
};
struct AddRitual {  // empty_text, text_too_long, unknown_colour, invalid_rule, rule_too_frequent, rule_without_a_date,
                    // invalid_date, invalid_time, unknown_person
    std::optional<PersonId> by;
    RitualWords words;
};
struct EditRitual {  // + not_found, not_yours: who sees it is its author's to say
    std::optional<PersonId> by;
    RitualId id;
    RitualWords words;
};
struct PauseRitual {  // not_found
    std::optional<PersonId> by;
    RitualId id;
};
struct ResumeRitual {  // not_found
    std::optional<PersonId> by;
    RitualId id;
};
struct RemoveRitual {  // not_found
    std::optional<PersonId> by;
    RitualId id;
};
struct MarkOccurrence {  // unknown_person, not_found, not_on_that_day; `open` takes a mark back
    std::optional<PersonId> by;
    RitualId id;
    Day day;
    Outcome outcome = Outcome::kept;
};

// --- memories ---------------------------------------------------------------------------------------
struct AddPhoto {  // already_there (where `by` sees it), unknown_person, text_too_long
    std::optional<PersonId> by;
    StoredPhoto photo;
    std::string caption;
    std::optional<Audience> audience = {};
};
struct EditMemory {  // not_found, not_yours, text_too_long, invalid_date
    std::optional<PersonId> by;
    MemoryId id;
    std::string caption;
    Day day;
    Audience audience = Audience::household;
};
struct RemoveMemory {  // not_found, not_yours
    std::optional<PersonId> by;
    MemoryId id;
};

// --- whatever has an audience -------------------------------------------------------------------------
struct SetAudience {  // not_found, not_yours: only its author says whom it is for
    PersonId by;
    ItemRef item;
    Audience audience = Audience::household;
};

// --- imports ------------------------------------------------------------------------------------------
// The last of the commands that bring something in: what they made belongs to this import. Its subject is the import.
struct RecordImport {  // unknown_person, not_found: the one to go on with; not_text, text_too_long
    PersonId by;
    std::string format, source_name;
    Audience audience = Audience::only_me;
    std::optional<ImportId> into = {};  // one that was begun before, of the same person
};
// What came with it goes into the trash, but for what was changed since.
struct TakeBackImport {  // unknown_person, not_found, locked
    PersonId by;
    ImportId id;
};

// --- the trash ----------------------------------------------------------------------------------------
struct RestoreItem {  // unknown_person, not_found, not_yours: rituals and the household's by anyone who sees them;
                      // already_there
    PersonId by;
    ItemRef item;
};
// Its content goes for good; with it goes whatever could be undone.
struct EraseItem {  // unknown_person, not_found: not in the trash; not_yours: the household's by anyone who sees it
    PersonId by;
    ItemRef item;
};

// --- a person's own -----------------------------------------------------------------------------------
struct SetDefaultAudience {  // unknown_person
    PersonId by;
    ItemKind kind = ItemKind::check_in;
    Audience audience = Audience::only_me;
};

// --- the household ------------------------------------------------------------------------------------
struct SetDayStart {  // invalid_hour: 0…12
    int hour = 4;
};

using CommandKinds =
    Kinds<AddPerson, EditPerson, LetSee, RemovePerson, CheckInNow, EditCheckIn, RemoveCheckIn, AddActivity,
          EditActivity, MoveActivity, RemoveActivity, GiveThanks, EditThanks, DeliverThanks, ReadThanks, DrawFromJar,
          ShowPrompt, RemoveThanks, GiveHeart, TakeBackHeart, GiveAnswer, TakeBackAnswer, GiveTouch, NoteCloseness,
          EditCloseness, RemoveCloseness, AskForCloseness, AddRitual, EditRitual, PauseRitual, ResumeRitual,
          RemoveRitual, MarkOccurrence, AddPhoto, EditMemory, RemoveMemory, SetAudience, RestoreItem, EraseItem,
          SetDefaultAudience, SetDayStart, RecordImport, TakeBackImport>;

// Any one of them. No variant: with as many alternatives every screen that posts one would take a second longer to
// compile.
class Command {
public:
    template <class C>
    requires(CommandKinds::have<C>) Command(C command)
        : kind_(CommandKinds::number_of<C>()), held_(std::make_shared<const C>(std::move(command))) {}

    std::size_t kind() const { return kind_; }  // its number in CommandKinds
    template <class C> bool is() const { return kind_ == CommandKinds::number_of<C>(); }
    // Nothing: it is another one.
    template <class C> const C* as() const { return is<C>() ? static_cast<const C*>(held_.get()) : nullptr; }
    template <class Result, class Visitor> Result visit(Visitor&& visitor) const {
        return CommandKinds::visit<Result>(kind_, held_.get(), visitor);
    }

private:
    std::size_t kind_;
    std::shared_ptr<const void> held_;
};

}  // namespace core
