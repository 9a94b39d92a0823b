#pragma once

#include <optional>
#include <string>

#include "core/household/change.hpp"
#include "core/thanks/prompts.hpp"
#include "core/thanks/thanks.hpp"

namespace core {

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

Result<Uuid> carry_out(const GiveThanks&, Change&);
Result<Uuid> carry_out(const EditThanks&, Change&);
Result<Uuid> carry_out(const DeliverThanks&, Change&);
Result<Uuid> carry_out(const ReadThanks&, Change&);
Result<Uuid> carry_out(const DrawFromJar&, Change&);
Result<Uuid> carry_out(const ShowPrompt&, Change&);
Result<Uuid> carry_out(const RemoveThanks&, Change&);
Result<Uuid> carry_out(const GiveHeart&, Change&);
Result<Uuid> carry_out(const TakeBackHeart&, Change&);

}  // namespace core
