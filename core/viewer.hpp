#pragma once

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

// The one rule of who sees what. Every query of every store goes through it (in SQL as the function
// `visible(author, audience, viewer)`, which calls this and asks besides whether the vault of what is only for one is open). An item
// without an author is the household's.
bool visible(const Viewer& viewer, const std::optional<PersonId>& author, Audience audience);

}  // namespace core
