#pragma once

#include "app/ui.hpp"
#include "core/items/item.hpp"

namespace app::sharing {

// The small mark that says who sees something. For its author a tap goes on to the next: only me, us, us and the room.
// Others only see it. At `centre`; a finger's width around it is its.
void audience_mark(Ui& ui, const char* id, const core::ItemRef& item, const std::optional<core::PersonId>& author,
                   core::Audience audience, ImVec2 centre);

// What the mark says, and what a tap on it goes on to.
const char* seen_by(core::Audience audience);
core::Audience next(core::Audience audience);

// What is said once something has been changed, and with it perhaps who sees it: honestly, where fewer do.
const char* said_of_change(core::Audience before, core::Audience after);

// Changes who sees something of one's own, and says honestly what that changes.
void change_audience(Ui& ui, const core::ItemRef& item, core::Audience to);

}  // namespace app::sharing
