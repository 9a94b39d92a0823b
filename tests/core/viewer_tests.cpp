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
    CHECK(visible(Viewer::of(ada), ada, Audience::only_me));
    CHECK_FALSE(visible(Viewer::of(ben), ada, Audience::only_me));
    CHECK_FALSE(visible(Viewer::room(), ada, Audience::only_me));
}

TEST_CASE("what is for the household is for every person and not for the room", "[core]") {
    const auto ada = person(1), ben = person(2);
    CHECK(visible(Viewer::of(ada), ada, Audience::household));
    CHECK(visible(Viewer::of(ben), ada, Audience::household));
    CHECK(visible(Viewer::of(ben), std::nullopt, Audience::household));
    CHECK_FALSE(visible(Viewer::room(), ada, Audience::household));
    CHECK_FALSE(visible(Viewer::room(), std::nullopt, Audience::household));
}

TEST_CASE("what is for the room is for whoever stands there", "[core]") {
    const auto ada = person(1), ben = person(2);
    for (const auto& viewer : {Viewer::of(ada), Viewer::of(ben), Viewer::room()}) {
        CHECK(visible(viewer, ada, Audience::room));
        CHECK(visible(viewer, std::nullopt, Audience::room));
    }
}

TEST_CASE("what is only for somebody and by nobody is for nobody", "[core]") {
    for (const auto& viewer : {Viewer::of(person(1)), Viewer::of(PersonId{}), Viewer::room()})
        CHECK_FALSE(visible(viewer, std::nullopt, Audience::only_me));
}

TEST_CASE("an audience reads back from its name, and an unknown one opens nothing", "[core]") {
    for (const auto audience : {Audience::only_me, Audience::household, Audience::room})
        CHECK(core::audience_from_text(core::to_text(audience)) == audience);
    for (const std::string_view unknown : {"", "everyone", "ROOM", "room ", "household2", "friends"})
        CHECK(core::audience_from_text(unknown) == Audience::only_me);
    CHECK(core::audience_from_text(std::string_view("room\0", 5)) == Audience::only_me);
}
