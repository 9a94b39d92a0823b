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
    std::optional<PersonId> person;

    static Viewer room() { return {}; }
    static Viewer of(PersonId id) { return {id}; }
    bool operator==(const Viewer&) const = default;
};

// The one rule of who sees what. Every query of every store goes through it (in SQL as the function
// `visible(author, audience, viewer)`, which calls this). An item without an author is the household's.
bool visible(const Viewer& viewer, const std::optional<PersonId>& author, Audience audience);

}  // namespace core
