#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "app/closeness/closeness_card.hpp"
#include "app/forget.hpp"
#include "app/looking_back/us_screen.hpp"
#include "app/memories/memories_screen.hpp"
#include "app/rituals/rituals_screen.hpp"
#include "app/search/search_screen.hpp"
#include "app/settings/settings_screen.hpp"
#include "app/thanks/thanks_screen.hpp"
#include "app/today/today_screen.hpp"
#include "app/vault/vault_sheet.hpp"
#include "app/welcome/welcome_screen.hpp"

namespace app {

// What each screen holds. The rows in screens.cpp say what is done with it.
struct Screens {
    welcome::State welcome;
    today::State today;
    rituals::State rituals;
    thanks::State thanks;
    memories::State memories;
    looking_back::State us;
    search::State search;
    settings::State settings;
    vault::State vault;
    closeness::State closeness;
};

// A screen, as the program around it sees it: one row of screens.cpp. What a screen has no need of stays empty.
struct Screen {
    std::string_view name;
    std::optional<Place> place = {};  // where it is drawn; nothing: it has sheets alone
    std::span<const std::string_view> views = {};
    void (*draw)(Screens&, Ui&, const widgets::Rect& area, int swipe) = nullptr;
    // Whatever place is shown: what lies above the page, drawn at the window's root. A later row's lies above.
    void (*draw_sheets)(Screens&, Ui&, int swipe) = nullptr;
    // From its beginning (no view), which closes what lay open, or with one of its views. Somewhere was gone to: each
    // screen begins again.
    void (*open)(Screens&, Ui&, std::string_view view) = nullptr;
    void (*forget)(Screens&, Forget) = nullptr;
    // Each frame, before anything is drawn: work that goes on whatever is shown.
    void (*update)(Screens&, Ui&) = nullptr;
    // Something that the next frames need is on its way, with `here` on the screen.
    bool (*busy)(const Screens&, Place here) = nullptr;
    // What was done to `subject` was taken back.
    void (*undone)(Screens&, const core::Uuid& subject) = nullptr;
    // The program ends.
    void (*end)(Screens&, core::Household&) = nullptr;
};

std::span<const Screen> all_screens();
const Screen& screen_at(Place place);
// By the name of a screen or of a view; nothing: there is none.
const Screen* screen_named(std::string_view name);

}  // namespace app
