#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/cached.hpp"
#include "app/items/item_row.hpp"
#include "app/ui.hpp"
#include "app/widgets/long_list.hpp"
#include "core/trash/trash_store.hpp"

// What was deleted in the last thirty days, to be put back or to be let go of.
namespace app::trash {

struct Snapshot {
    struct Entry {
        items::Row row;
        bool can_restore = false, can_erase = false;
        std::optional<core::Instant> waits_until;  // a note that was not given yet
    };
    std::vector<Entry> entries;
    std::size_t mine = 0;  // that the viewer may erase
};

struct State {
    Cached<std::pair<core::Viewer, core::Day>, Snapshot> shown;
    widgets::LongList list;
    std::optional<core::ItemRef> erasing;  // asked about
    bool emptying = false;                 // the same for all of it
};

// Answers with true when one goes back.
bool draw(State& state, Ui& ui, const widgets::Rect& area);
void draw_sheets(State& state, Ui& ui);

}  // namespace app::trash
