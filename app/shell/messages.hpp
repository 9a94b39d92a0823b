#pragma once

#include <optional>

#include "app/shell/shell.hpp"

// What the banner says, and to whom.
namespace app::shell {

struct Messages {
    Banner banner;
    std::optional<core::PersonId> told;  // whoever was looked after in tell_of_older_backup
};

void draw(Messages& messages, Ui& ui, widgets::Rect& area);
// Once to each of them, with their vault open: somebody put an older backup in this household's place.
void tell_of_older_backup(Messages& messages, Ui& ui);
// To the one whose keys they are, with their vault open, until they close it.
void tell_of_keys(Messages& messages, Ui& ui);
void tell_of_fault(Messages& messages, Ui& ui, const core::Fault& problem);
// Writing works (again).
void fault_is_over(Messages& messages);

}  // namespace app::shell
