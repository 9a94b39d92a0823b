#include "core/viewer.hpp"

namespace core {

std::string_view to_text(Audience audience) {
    switch (audience) {
        case Audience::household: return "household";
        case Audience::room: return "room";
        case Audience::only_me: break;
    }
    return "only_me";
}

Audience audience_from_text(std::string_view text) {
    if (text == "household") return Audience::household;
    if (text == "room") return Audience::room;
    return Audience::only_me;
}

namespace {

bool reaches(PersonId person, const std::optional<PersonId>& author, Shared shared, const SeesSince& sees_since) {
    if (author == person) return true;
    const auto since = sees_since ? sees_since(person) : std::nullopt;
    return !since || shared.utc_ms >= *since;
}

}  // namespace

bool visible(const Viewer& viewer, const std::optional<PersonId>& author, Audience audience, Shared shared,
             const SeesSince& sees_since) {
    switch (audience) {
        case Audience::room: return true;
        case Audience::household:
            return viewer.person && reaches(*viewer.person, author, shared, sees_since) &&
                   (!viewer.looker || reaches(*viewer.looker, author, shared, sees_since));
        case Audience::only_me: break;
    }
    return viewer.eyes == Viewer::Eyes::own && viewer.person && author && *viewer.person == *author;
}

}  // namespace core
