#pragma once

#include <cstddef>
#include <string>

#include "core/activities/activity.hpp"
#include "core/household/change.hpp"

namespace core {

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
// Check-ins keep its name. When the list is empty, the usual ones are offered again.
struct RemoveActivity {  // not_found (or not one's own)
    PersonId by;
    ActivityId id;
};

Result<Uuid> carry_out(const AddActivity&, Change&);
Result<Uuid> carry_out(const EditActivity&, Change&);
Result<Uuid> carry_out(const MoveActivity&, Change&);
Result<Uuid> carry_out(const RemoveActivity&, Change&);

}  // namespace core
