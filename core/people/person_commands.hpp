#pragma once

#include <optional>
#include <string>

#include "core/household/change.hpp"
#include "core/people/person.hpp"

namespace core {

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

Result<Uuid> carry_out(const AddPerson&, Change&);
Result<Uuid> carry_out(const EditPerson&, Change&);
Result<Uuid> carry_out(const LetSee&, Change&);
Result<Uuid> carry_out(const RemovePerson&, Change&);

}  // namespace core
