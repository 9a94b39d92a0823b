#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include "core/vault/secret.hpp"

namespace app {

// Why a screen lets go of what it holds. What was read always goes; each screen's kept() names what stays.
enum class Forget {
    read,    // a vault locks, and the disk did not take what is being typed: that stays, where a draft would keep it
    hidden,  // everything is hidden: besides, whatever lies open closes
    typed,   // a vault locks: all that is being typed goes
    person,  // somebody else comes to the screen: all of it goes, but for work that goes on without them
};

// Replaces a state with `kept` and overwrites the old bytes: a short text lies within its string. The address stays the
// same, so a callback that holds it finds the new state.
template <class State> void renew(State& state, State kept) {
    static_assert(std::is_nothrow_move_constructible_v<State>);
    state.~State();
    core::wipe(&state, sizeof state);
    new (&state) State(std::move(kept));
}

}  // namespace app
