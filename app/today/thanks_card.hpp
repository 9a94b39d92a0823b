#pragma once

#include <optional>
#include <string>

#include "app/forget.hpp"
#include "app/thanks/photo_choice.hpp"
#include "app/today/snapshot.hpp"
#include "app/ui.hpp"
#include "app/widgets/layout.hpp"

// Thanks in one tap, or in words of one's own.
namespace app::today {

struct ThanksCard {
    core::Addressee to;
    bool chosen = false;  // by whoever is here; else it is for the other one
    std::string draft;
    bool words_wanted = false;  // a chip's sentence was put into the field: it takes the keyboard
    std::optional<core::MemoryId> photo;
    thanks::PhotoChoice photos;
    Cached<core::MemoryId, std::optional<core::Memory>> attached;

    ThanksCard kept(Forget what);
};

// Whom they are for, while nobody was chosen, or the one who was is not here any more.
void choose_recipient(ThanksCard& card, const Ui& ui);
void draw_thanks(ThanksCard& card, Ui& ui, widgets::Column& outer, const Snapshot& snapshot);
void draw_thanks_sheets(ThanksCard& card, Ui& ui);

}  // namespace app::today
