#pragma once

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

// Every screen's state. None can be left out when a vault locks: the binding below names each member, so one that is
// added does not compile until it is named there and has a forget().
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

    void forget(Forget what) {
        auto& [a, b, c, d, e, f, g, h, i] = *this;
        const auto each = [what](auto&... state) { (state.forget(what), ...); };
        each(a, b, c, d, e, f, g, h, i);
    }
};

}  // namespace app
