#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/cached.hpp"
#include "app/forget.hpp"
#include "app/items/item_row.hpp"
#include "app/ui.hpp"
#include "app/widgets/long_list.hpp"
#include "core/search/search_index.hpp"

// Looking for words in everything that whoever is here may see, while one types.
namespace app::search {

struct Key {
    core::Viewer viewer;
    core::SearchQuery query;
    int limit = 0;
    std::uint64_t version = 0;  // the index's
    core::Day today;
    bool operator==(const Key&) const = default;
};

struct Snapshot {
    std::vector<items::Row> rows;
    bool more = false;  // beyond the limit
};

struct State {
    core::SearchQuery query;
    int limit = 60;
    bool just_opened = true;                   // the field takes the keyboard
    std::unique_ptr<core::SearchIndex> index;  // made when it is first needed, and let go of when a vault shuts
    Cached<Key, Snapshot> shown;
    widgets::LongList list;
    std::optional<core::ItemRef> whole;           // the row that shows all of its words
    std::uint64_t rows_version = 0, rows_of = 0;  // moves with the answer and with that row

    State kept(Forget what);
};

void draw(State& state, Ui& ui, const widgets::Rect& area);

}  // namespace app::search
