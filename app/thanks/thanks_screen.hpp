#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/answers/answering.hpp"
#include "app/forget.hpp"
#include "app/thanks/jar.hpp"
#include "app/thanks/writing.hpp"
#include "app/ui.hpp"
#include "app/widgets/long_list.hpp"
#include "core/thanks/thanks_store.hpp"

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
        std::string day;           // a heading, where the day begins; else empty
        std::string above;         // "Jonas, 18:10 · edited"
        bool closed = false;       // in its envelope; what is in it is not on the screen
        bool to_open = false;      // by whoever looks
        bool received = false;     // to whoever looks: they may put it away
        std::string title, below;  // of an envelope
        std::optional<core::Memory> photo;
        bool hearted = false;
        std::string hearts;  // "A heart from Jonas", for the semantic tree
        answering::Said said;
    };
    std::vector<Note> notes;
    bool more = false;
    std::optional<std::int64_t> until;  // UTC milliseconds: an envelope that is not the viewer's is one no more
};

struct State {
    core::ThanksKind kind = core::ThanksKind::between_us;
    int limit = 0;
    Cached<Key, Snapshot> notes;
    widgets::LongList list;
    // What the heights of the list were measured for; the version moves with it.
    std::pair<std::optional<core::Uuid>, float> list_answer;
    std::uint64_t list_of = 0, list_version = 0;

    Writing writing;
    answering::State answering{"thanks.answer"};
    Jar jar;
    std::optional<std::pair<core::ThanksId, double>>
        opening;  // the envelope that was opened last, and when (ImGui time)

    std::optional<core::Thanks> editing;  // as it was when it was opened
    Cached<core::ThanksId, std::optional<core::Thanks>> edited_now;
    std::optional<core::Instant> edited_moment;  // as the fields said it then
    std::string edited_text;
    core::Audience edited_audience = core::Audience::household;
    std::optional<core::MemoryId> edited_memory;
    Cached<core::MemoryId, std::optional<core::Memory>> edited_photo;
    Delivery edited_delivery;
    std::string edited_until;  // "Waits until Friday, 8:00"
    PhotoChoice edited_photos;
    bool hanging_up = false;  // a photo for it, in Memories: it goes on when one is back

    State kept(Forget what);
};

void draw(State& state, Ui& ui, const widgets::Rect& area);
void draw_sheets(State& state, Ui& ui, int swipe);

}  // namespace app::thanks
