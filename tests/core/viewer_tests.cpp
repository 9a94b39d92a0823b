#include "core/viewer.hpp"

#include <optional>
#include <string_view>

#include <catch2/catch_test_macros.hpp>

using core::Audience;
using core::PersonId;
using core::Viewer;
using core::visible;

namespace {

PersonId person(std::uint8_t n) {
    PersonId id;
    id.value.bytes[15] = n;
    return id;
}

}  // namespace

TEST_CASE("what is only for me is for nobody else", "[core]") {
    const auto ada = person(1), ben = person(2);
    CHECK(visible(Viewer::of(ada), ada, Audience::only_me, core::Shared::unknown(), {}));
    CHECK_FALSE(visible(Viewer::of(ben), ada, Audience::only_me, core::Shared::unknown(), {}));
    CHECK_FALSE(visible(Viewer::room(), ada, Audience::only_me, core::Shared::unknown(), {}));
}

TEST_CASE("what is for the household is for every person and not for the room", "[core]") {
    const auto ada = person(1), ben = person(2);
    CHECK(visible(Viewer::of(ada), ada, Audience::household, core::Shared::unknown(), {}));
    CHECK(visible(Viewer::of(ben), ada, Audience::household, core::Shared::unknown(), {}));
    CHECK(visible(Viewer::of(ben), std::nullopt, Audience::household, core::Shared::unknown(), {}));
    CHECK_FALSE(visible(Viewer::room(), ada, Audience::household, core::Shared::unknown(), {}));
    CHECK_FALSE(visible(Viewer::room(), std::nullopt, Audience::household, core::Shared::unknown(), {}));
}

TEST_CASE("what is for the room is for whoever stands there", "[core]") {
    const auto ada = person(1), ben = person(2);
    for (const auto& viewer : {Viewer::of(ada), Viewer::of(ben), Viewer::room()}) {
        CHECK(visible(viewer, ada, Audience::room, core::Shared::unknown(), {}));
        CHECK(visible(viewer, std::nullopt, Audience::room, core::Shared::unknown(), {}));
    }
}

TEST_CASE("what is only for somebody and by nobody is for nobody", "[core]") {
    for (const auto& viewer : {Viewer::of(person(1)), Viewer::of(PersonId{}), Viewer::room()})
        CHECK_FALSE(visible(viewer, std::nullopt, Audience::only_me, core::Shared::unknown(), {}));
}

TEST_CASE("an audience reads back from its name, and an unknown one opens nothing", "[core]") {
    for (const auto audience : {Audience::only_me, Audience::household, Audience::room})
        CHECK(core::audience_from_text(core::to_text(audience)) == audience);
    for (const std::string_view unknown : {"", "everyone", "ROOM", "room ", "household2", "friends"})
        CHECK(core::audience_from_text(unknown) == Audience::only_me);
    CHECK(core::audience_from_text(std::string_view("room\0", 5)) == Audience::only_me);
}

TEST_CASE("who joined later sees what was shared since, and what is their own", "[core][joining]") {
    const auto ada = person(1), ben = person(2);
    const core::SeesSince since = [ben](PersonId person) {
        return person == ben ? std::optional<std::int64_t>(1000) : std::nullopt;
    };
    const auto sees = [&](const Viewer& viewer, const std::optional<PersonId>& author, core::Shared shared) {
        return visible(viewer, author, Audience::household, shared, since);
    };
    for (const auto& author : {std::optional<PersonId>(ada), std::optional<PersonId>()}) {
        CHECK_FALSE(sees(Viewer::of(ben), author, core::Shared::unknown()));
        CHECK_FALSE(sees(Viewer::of(ben), author, core::Shared::at(999)));
        CHECK(sees(Viewer::of(ben), author, core::Shared::at(1000)));
        CHECK(sees(Viewer::of(ben), author, core::Shared::always()));
        CHECK(sees(Viewer::of(ada), author, core::Shared::unknown()));
    }
    CHECK(sees(Viewer::of(ben), ben, core::Shared::at(999)));
    // With the other's eyes: what both see.
    CHECK_FALSE(sees({ada, Viewer::Eyes::as_shown, ben}, ada, core::Shared::at(999)));
    CHECK_FALSE(sees({ben, Viewer::Eyes::as_shown, ada}, ada, core::Shared::at(999)));
    CHECK(sees({ada, Viewer::Eyes::as_shown, ben}, ada, core::Shared::at(1000)));
    // What is for the room is for anyone at the screen, and what is for oneself for nobody else.
    CHECK(visible(Viewer::of(ben), ada, Audience::room, core::Shared::unknown(), since));
    CHECK_FALSE(visible(Viewer::of(ben), ada, Audience::only_me, core::Shared::always(), since));
}
