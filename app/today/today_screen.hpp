#pragma once

#include <optional>
#include <utility>

#include "app/cards.hpp"
#include "app/forget.hpp"
#include "app/today/check_in_card.hpp"
#include "app/today/from_others.hpp"
#include "app/today/snapshot.hpp"
#include "app/today/thanks_card.hpp"
#include "app/ui.hpp"

// The first screen: how everyone is, thanks in one tap, today's rituals, a memory, what the others shared.
namespace app::today {

struct State {
    Cached<Key, Snapshot> snapshot;
    Cached<OneKey, Snapshot> one;
    Cached<std::pair<core::Day, core::Viewer>, std::optional<core::Memory>> look_back;
    CheckInCard check_in;
    ThanksCard thanks;
    FromOthers others;

    State kept(Forget what);
};

void draw(State& state, Ui& ui, const widgets::Rect& area, const Cards& below);
// A check-in of any day on a page of its own: one's own to be changed, another's to be answered. True when one goes
// back.
bool draw_one(State& state, Ui& ui, const widgets::Rect& area, core::CheckInId id);
void draw_sheets(State& state, Ui& ui);
// What was done to `subject` was taken back.
void undone(State& state, const core::Uuid& subject);

}  // namespace app::today
