#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cached.hpp"
#include "app/items/item_row.hpp"
#include "app/ui.hpp"
#include "app/widgets/long_list.hpp"
#include "core/sharing/shared_store.hpp"

// Everything that whoever is here shares, to look through and take back.
namespace app::sharing {

struct Key {
    core::Viewer viewer;
    core::SharedFilter wanted;
    int limit = 0;
    core::Day today;
    bool operator==(const Key&) const = default;
};

struct Snapshot {
    struct Entry {
        items::Row row;
        core::Audience audience = core::Audience::household;
        std::string day;  // above the first of each
    };
    std::vector<Entry> entries;
    bool more = false;  // beyond the limit
};

struct State {
    core::SharedFilter wanted;
    int limit = 60;
    Cached<Key, Snapshot> shown;
    widgets::LongList list;
};

// Answers with true when one goes back.
bool draw(State& state, Ui& ui, const widgets::Rect& area);

}  // namespace app::sharing
