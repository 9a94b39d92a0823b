#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "app/answers/answering.hpp"
#include "app/forget.hpp"
#include "app/today/snapshot.hpp"
#include "app/ui.hpp"
#include "app/widgets/long_list.hpp"

// What came from the others: notes, how they are, what they answered, touches; and a touch for them.
namespace app::today {

struct FromOthers {
    std::optional<core::PersonId> touched;                  // whom a touch is for: the last person that thanks were for
    std::vector<std::pair<core::ThanksId, double>> opened;  // envelopes that were opened here, and when (ImGui time)
    answering::State answering{"today.answer"};             // to check-ins, notes and answers
    widgets::DrawnList touches, notes, answers, shared;

    FromOthers kept(Forget what);
};

void draw_from_others(FromOthers& others, Ui& ui, widgets::Column& column, const Snapshot& snapshot);
void draw_shared_check_ins(FromOthers& others, Ui& ui, widgets::Column& column, const Snapshot& snapshot);
void draw_touches(const FromOthers& others, Ui& ui, widgets::Column& outer, const Snapshot& snapshot);

}  // namespace app::today
