#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/backups/backups_card.hpp"
#include "app/cards.hpp"
#include "app/exports/export_sheet.hpp"
#include "app/forget.hpp"
#include "app/imports/imports_screen.hpp"
#include "app/leaving/leave_sheet.hpp"
#include "app/people/person_form.hpp"
#include "app/sharing/shared_screen.hpp"
#include "app/trash/trash_screen.hpp"
#include "app/ui.hpp"
#include "app/widgets/layout.hpp"

// People, the hour a day begins, how it looks on this device, and where the data lies.
namespace app::settings {

// What this device prefers; kept in the household's file, never leaves the device.
struct Appearance {
    int theme = 0;       // 0 as the system, 1 light, 2 dark
    int text_size = 1;   // index into text_sizes
    bool still = false;  // no motion
    bool operator==(const Appearance&) const = default;
};
inline constexpr float text_sizes[] = {0.88f, 1.f, 20.f / 17.f, 1.4f};

Appearance read_appearance(const core::Household& household);

// What stands in the settings' place, with a way back.
enum class Behind { nothing, shared, trash, imports };

struct State {
    Behind behind = Behind::nothing;
    sharing::State shared;
    trash::State trash;
    leaving::State leaving;
    imports::State imports;
    exports::State exports;
    Appearance appearance;
    bool appearance_read = false;
    std::optional<core::PersonId> editing;
    bool adding = false;
    std::optional<core::Sees> sees;  // of somebody who is added, once it was chosen
    Cached<std::monostate, core::Sees> usually_sees;
    Cached<std::optional<core::PersonId>, std::string> seen_since;  // of who is edited
    people::Form form;
    backups::State backups;
    struct Privacy {
        core::Vault::State vault;
        std::string kept, unreadable;  // sentences
    };
    Cached<std::optional<core::PersonId>, Privacy> privacy;
    Cached<std::optional<core::PersonId>, std::vector<core::Audience>> defaults;  // by kind

    State kept(Forget what);
};

// `choices`: what a feature asks each person for themselves.
void draw(State& state, Ui& ui, const widgets::Rect& area, const Cards& choices);
void draw_sheets(State& state, Ui& ui);

}  // namespace app::settings
