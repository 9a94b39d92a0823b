#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ui.hpp"
#include "app/widgets/long_list.hpp"

// Thanks written and received, newest first by day, and the card to write one.
namespace app::thanks {

struct Key {
    core::Day today;
    core::Viewer viewer;
    core::ThanksKind kind = core::ThanksKind::between_us;
    int limit = 0;
    bool operator==(const Key&) const = default;
};

struct Snapshot {
    struct Note {
        core::Thanks thanks;
        std::string day;    // a heading, where the day begins; else empty
        std::string above;  // "Jonas, 18:10 · edited"
        bool hearted = false;
        std::string hearts;  // "A heart from Jonas", for the semantic tree
    };
    std::vector<Note> notes;
    bool more = false;
};

struct State {
    core::ThanksKind kind = core::ThanksKind::between_us;
    int limit = 0;
    Cached<Key, Snapshot> notes;
    widgets::LongList list;

    std::optional<core::PersonId> recipient;
    bool to_life = false;
    Cached<std::optional<core::PersonId>, std::string> hint;
    std::string draft;
    core::Audience audience = core::Audience::household;
    bool audience_set = false;  // to what its writer usually wants

    std::optional<core::Thanks> editing;
    std::string edited_text;
    core::Audience edited_audience = core::Audience::household;
};

void draw(State& state, Ui& ui, const widgets::Rect& area);
void draw_sheets(State& state, Ui& ui);

}  // namespace app::thanks
