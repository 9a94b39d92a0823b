#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string_view>

#include "core/id.hpp"

namespace core {

// Who an item is for. Stored as its name, so that a newer version may add one.
enum class Audience {
    only_me,    // its author
    household,  // every person
    room,       // whoever stands in front of the screen
};

std::string_view to_text(Audience audience);  // "only_me", "household", "room"
// Anything unknown is read as only_me: a word from a newer version must not open an item.
Audience audience_from_text(std::string_view text);

// Who is at the screen: a person, or the room (nobody signed in).
struct Viewer {
    enum class Eyes {
        own,
        as_shown,  // what is shown to that person, looked at by somebody else: nothing that they keep to themselves
    };

    std::optional<PersonId> person;
    Eyes eyes = Eyes::own;
    std::optional<PersonId> looker = {};  // with another's eyes: who it is that looks

    static Viewer room() { return {}; }
    static Viewer of(PersonId id) { return {id}; }
    static Viewer as_shown_to(PersonId id) { return {id, Eyes::as_shown}; }
    bool operator==(const Viewer&) const = default;
};

// When an item became visible to its audience, UTC milliseconds: when it was made for it, or when its audience was last
// widened.
struct Shared {
    std::int64_t utc_ms;

    static Shared at(std::int64_t utc_ms) { return {utc_ms}; }
    // Shown to everyone it is for, whenever they joined: the household's rituals, and what follows another item's
    // visibility.
    static Shared always() { return {std::numeric_limits<std::int64_t>::max()}; }
    // Nobody knows when: before anyone's joining.
    static Shared unknown() { return {std::numeric_limits<std::int64_t>::min()}; }
};

// From when on a person sees what the household shares, UTC milliseconds; nothing: everything, from the beginning.
using SeesSince = std::function<std::optional<std::int64_t>(PersonId)>;

// The one rule of who sees what. Every query of every store goes through it (in SQL as the function
// `visible(author, audience, shared, viewer, item)`, which calls this and also asks whether a private item can be read
// now). An item without an author is the household's. What was shared before somebody joined is not for them,
// unless they were let see it; with another's eyes nobody sees more than with their own.
bool visible(const Viewer& viewer, const std::optional<PersonId>& author, Audience audience, Shared shared,
             const SeesSince& sees_since);

}  // namespace core
