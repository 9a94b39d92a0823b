#include "app/semantics/tree.hpp"

#include <catch2/catch_test_macros.hpp>

#include "tests/app/headless.hpp"

using namespace app::semantics;

namespace {
constexpr Rect window{0, 0, 100, 100};
}

TEST_CASE("a tree tells of its last frame only", "[app][semantics]") {
    Tree tree;
    tree.begin_frame();
    auto& first = tree.add(Role::field, "Name", {0, 0, 10, 10}, window);
    first.value = "Mara";
    first.on = first.focused = first.shortened = first.overlay = true;
    tree.add(Role::button, "Begin", {20, 0, 30, 10}, window);
    CHECK(tree.nodes().size() == 2);
    tree.begin_frame();
    CHECK(tree.nodes().empty());
    CHECK(tree.find("Name") == nullptr);
    const auto& again = tree.add(Role::text, "Other", {0, 0, 10, 10}, window);
    CHECK(again.value.empty());
    CHECK_FALSE((again.on || again.focused || again.shortened || again.overlay));
    CHECK(tree.find("Begin") == nullptr);
    REQUIRE(tree.find("Other") != nullptr);
}

TEST_CASE("what is scrolled away is not found", "[app][semantics]") {
    Tree tree;
    tree.begin_frame();
    tree.add(Role::button, "Keep", {0, 200, 10, 210}, window);
    CHECK(tree.find("Keep") == nullptr);
    tree.add(Role::text, "Keep", {0, 0, 10, 10}, window);
    tree.add(Role::button, "Keep", {20, 20, 30, 30}, window);
    REQUIRE(tree.find("Keep") != nullptr);
    CHECK(tree.find("Keep")->role == Role::text);
    REQUIRE(tree.find(Role::button, "Keep") != nullptr);
    CHECK(tree.find(Role::button, "Keep")->rect.x0 == 20);
}

TEST_CASE("the same frame again allocates nothing", "[app][semantics]") {
    Tree tree;
    const auto draw = [&] {
        tree.begin_frame();
        for (int i = 0; i < 50; ++i)
            tree.add(Role::text, "A sentence that is longer than a short string", window, window).value = "x";
    };
    draw();
    const auto before = headless::allocations();
    for (int i = 0; i < 10; ++i) draw();
    CHECK(headless::allocations() == before);
}

TEST_CASE("rectangles that touch do not overlap", "[app][semantics]") {
    CHECK(Rect{0, 0, 10, 10}.overlaps({9, 9, 20, 20}));
    CHECK_FALSE(Rect{0, 0, 10, 10}.overlaps({10, 0, 20, 10}));
    CHECK_FALSE(Rect{0, 0, 10, 10}.overlaps({0, 10, 10, 20}));
    CHECK(Rect{0, 0, 10, 10}.contains({0, 0, 10, 10}));
    CHECK_FALSE(Rect{0, 0, 10, 10}.contains({0, 0, 10, 11}));
}
