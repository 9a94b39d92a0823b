#pragma once

#include <optional>
#include <string>

#include "app/forget.hpp"
#include "app/thanks/delivery.hpp"
#include "app/thanks/photo_choice.hpp"
#include "app/ui.hpp"
#include "app/widgets/layout.hpp"
#include "core/thanks/prompts.hpp"

// The card to write a note: a question that helps to begin, whom it is to, a photo, when it is given, who sees it.
namespace app::thanks {

struct Writing {
    core::Addressee to;
    bool chosen = false;  // by whoever writes; else it is to the other one here
    bool begun = false;   // on a phone, where all but the field is folded until then
    std::string draft;
    std::optional<core::MemoryId> memory;
    Delivery delivery;
    bool later = false;  // the choice of a moment is open
    core::Audience audience = core::Audience::household;
    bool audience_set = false;  // by whoever writes; else it is for whom they usually want
    Cached<std::optional<core::PersonId>, core::Audience> usual_audience;

    std::optional<core::PromptKind> kind;
    bool kinds = false;  // the choice of a kind is open
    struct PromptKey {
        core::Viewer viewer;
        core::Addressee to;
        std::optional<core::PromptKind> kind;
        core::Day today;
        bool operator==(const PromptKey&) const = default;
    };
    struct Asked {
        std::string words;
        bool due = false;  // another day's, or none yet
    };
    Cached<PromptKey, Asked> prompt;
    std::optional<PromptKey> asked_for;  // so that one is asked for once
    Cached<core::Addressee, std::string> hint;
    Cached<core::MemoryId, std::optional<core::Memory>> attached;
    struct LookedBack {
        std::optional<core::Memory> photo;
        std::string ago;
    };
    Cached<std::pair<core::Viewer, core::Day>, LookedBack> look_back;
    std::string remembered;  // “This photo, a year ago: …”
    std::uint64_t remembered_version = 0;
    core::Addressee remembered_to;
    bool remembering = false;  // the question that stands there is the photo's

    PhotoChoice photos;
    std::string when_line;  // "Jonas gets it Friday, 8:00"
    std::optional<core::Instant> when_worded;

    Writing kept(Forget what);
};

void draw_writing(Writing& writing, Ui& ui, widgets::Column& outer);
void draw_writing_sheets(Writing& writing, Ui& ui);

}  // namespace app::thanks
