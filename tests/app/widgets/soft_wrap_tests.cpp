#include "app/widgets/soft_wrap.hpp"

#include <random>

#include <catch2/catch_test_macros.hpp>

#include "core/text.hpp"
#include "tests/app/headless.hpp"

namespace soft_wrap = app::soft_wrap;
using headless::Stage;

namespace {

// As many code points on a line.
soft_wrap::Fit of_width(std::size_t characters) {
    return [characters](std::string_view line) {
        std::size_t bytes = 0, count = 0;
        while (bytes < line.size()) {
            if (++count > characters) break;
            bytes = core::end_of_code_point(line, bytes);
        }
        return bytes;
    };
}

bool at_a_character(std::string_view text, std::size_t at) { return !core::within_code_point(text, at); }

std::string random_text(std::mt19937& random) {
    const char* pieces[] = {"a",      "b",      " ",          " ",  "\n", "word",
                            "\u00e4", "\u20ac", "\U0001f525", "  ", ".",  "long-and-unbroken"};
    std::uniform_int_distribution<std::size_t> piece(0, std::size(pieces) - 1), length(0, 60);
    std::string text;
    for (std::size_t n = length(random); n > 0; --n) text += pieces[piece(random)];
    return text;
}

std::vector<std::string> lines_of(std::string_view shown) {
    std::vector<std::string> lines(1);
    for (const char c : shown)
        if (c == '\n') lines.emplace_back();
        else lines.back() += c;
    return lines;
}

std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) count += at_a_character(text, i) ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("a text comes out of its soft breaks as it went in", "[app][soft-wrap]") {
    std::mt19937 random(5);
    for (int i = 0; i < 3000; ++i) {
        const auto text = random_text(random);
        const auto width = std::uniform_int_distribution<std::size_t>(1, 25)(random);
        const auto shown = soft_wrap::wrap(text, of_width(width));
        CAPTURE(text, width, shown);
        REQUIRE(soft_wrap::unwrap(shown) == text);
        // No line is longer than fits, but for a blank at its end and the break itself.
        for (auto line : lines_of(shown)) {
            std::size_t mark = 0;
            for (auto at = line.find("\u2060"); at != std::string::npos; at = line.find("\u2060", at + 1)) ++mark;
            REQUIRE(characters(line) - mark <= width + 1);
        }
    }
}

TEST_CASE("a line is broken behind a blank and a long word where it must be", "[app][soft-wrap]") {
    const std::string mark(soft_wrap::mark);
    CHECK(soft_wrap::wrap("one two three", of_width(8)) == "one two " + mark + "three");
    CHECK(soft_wrap::wrap("abcdefgh", of_width(3)) == "abc" + mark + "def" + mark + "gh");
    CHECK(soft_wrap::wrap("\u00e4\u00f6\u00fc", of_width(2)) == "\u00e4\u00f6" + mark + "\u00fc");
    CHECK(soft_wrap::wrap("one\ntwo", of_width(8)) == "one\ntwo");
    CHECK(soft_wrap::wrap("", of_width(8)).empty());
    CHECK(soft_wrap::wrap("\n\n", of_width(8)) == "\n\n");
}

TEST_CASE("the cursor stays at its character", "[app][soft-wrap]") {
    std::mt19937 random(6);
    for (int i = 0; i < 400; ++i) {
        const auto text = random_text(random);
        const auto width = std::uniform_int_distribution<std::size_t>(1, 25)(random);
        for (std::size_t at = 0; at <= text.size(); ++at) {
            if (!at_a_character(text, at)) continue;
            std::size_t cursor = at;
            const auto shown = soft_wrap::wrap(text, of_width(width), &cursor);
            CAPTURE(text, width, at, cursor);
            REQUIRE(cursor <= shown.size());
            REQUIRE(soft_wrap::outside_break(shown, cursor, cursor) == cursor);
            REQUIRE(soft_wrap::unwrap(shown, &cursor) == text);
            REQUIRE(cursor == at);
        }
    }
}

TEST_CASE("whoever deletes the end of a line joins the words", "[app][soft-wrap]") {
    const auto shown = soft_wrap::wrap("one two three", of_width(8));
    const auto at = shown.find(soft_wrap::mark);
    REQUIRE(at != std::string::npos);
    for (std::size_t from = 0; from < soft_wrap::mark.size();) {
        std::size_t to = from + 1;
        while (to < soft_wrap::mark.size() && !at_a_character(soft_wrap::mark, to)) ++to;
        auto broken = shown;
        broken.erase(at + from, to - from);
        std::size_t cursor = at + from;
        CAPTURE(from);
        CHECK(soft_wrap::unwrap(broken, &cursor) == "one twothree");
        CHECK(cursor == 7);
        from = to;
    }
}

TEST_CASE("deleting any one character changes the text by that character alone", "[app][soft-wrap]") {
    std::mt19937 random(7);
    for (int i = 0; i < 300; ++i) {
        const auto text = random_text(random);
        const auto shown = soft_wrap::wrap(text, of_width(9));
        for (std::size_t at = 0; at < shown.size();) {
            std::size_t to = at + 1;
            while (!at_a_character(shown, to)) ++to;
            // What is no part of a break.
            const auto near = std::string_view(shown).substr(at < 7 ? 0 : at - 7, 14);
            if (near.find(soft_wrap::mark) == std::string_view::npos) {
                auto less = shown;
                less.erase(at, to - at);
                std::size_t cursor = at;
                const auto left = soft_wrap::unwrap(less, &cursor);
                CAPTURE(text, at);
                REQUIRE(left.size() == text.size() - (to - at));
                REQUIRE(cursor <= left.size());
            }
            at = to;
        }
    }
}

TEST_CASE("the cursor steps over a break as over nothing", "[app][soft-wrap]") {
    const auto shown = soft_wrap::wrap("one two three", of_width(8));
    const auto upper = shown.find(soft_wrap::mark), lower = upper + soft_wrap::mark.size();
    const auto end = upper + 3, home = upper + 4;  // where Dear ImGui takes the line to end, and the next to begin
    // The arrows.
    CHECK(soft_wrap::outside_break(shown, upper, upper - 1) == lower);
    CHECK(soft_wrap::outside_break(shown, home, lower) == upper - 1);
    CHECK(soft_wrap::outside_break(shown, end, upper) == lower);
    // The End key of the upper line, the Home key of the lower one, and staying there.
    CHECK(soft_wrap::outside_break(shown, end, 2) == upper);
    CHECK(soft_wrap::outside_break(shown, home, lower + 3) == lower);
    CHECK(soft_wrap::outside_break(shown, upper, upper) == upper);
    CHECK(soft_wrap::outside_break(shown, lower, lower) == lower);
    // Elsewhere there is nothing to step over.
    for (std::size_t at = 0; at <= shown.size(); ++at)
        if (at < upper || at >= lower) CHECK(soft_wrap::outside_break(shown, at, 5) == at);
}

TEST_CASE("typing, stepping and deleting in a broken text come to what was meant", "[app][soft-wrap]") {
    Stage stage({headless::phone, {}, headless::two_people, "today", {}});
    stage.settle();
    const char* field = "Thanks in your own words";
    stage.click(Stage::Role::field, field);
    const std::string text = "Thank you for the long evening and for the soup that you made";
    for (const char c : text) stage.type(std::string(1, c));
    REQUIRE(stage.value(field) == text);
    SECTION("left through the whole text and a letter at its beginning") {
        for (std::size_t i = 0; i < text.size(); ++i) stage.key(ImGuiKey_LeftArrow);
        stage.type("X");
        CHECK(stage.value(field) == "X" + text);
    }
    SECTION("right through the whole text and a letter at its end") {
        stage.key(ImGuiKey_Home, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
        for (std::size_t i = 0; i < text.size(); ++i) stage.key(ImGuiKey_RightArrow);
        stage.type("X");
        CHECK(stage.value(field) == text + "X");
    }
    SECTION("left and right again") {
        for (int i = 0; i < 40; ++i) stage.key(ImGuiKey_LeftArrow);
        for (int i = 0; i < 40; ++i) stage.key(ImGuiKey_RightArrow);
        stage.type("!");
        CHECK(stage.value(field) == text + "!");
    }
    SECTION("a letter at every place") {
        for (std::size_t back = 1; back <= text.size(); back += 3) {
            auto expected = stage.value(field);
            stage.key(ImGuiKey_End, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
            for (std::size_t i = 0; i < back; ++i) stage.key(ImGuiKey_LeftArrow);
            stage.type("x");
            expected.insert(expected.size() - back, "x");
            CAPTURE(back);
            REQUIRE(stage.value(field) == expected);
        }
    }
    SECTION("backspace takes one letter after the other") {
        for (std::size_t left = text.size(); left > 0; --left) {
            stage.key(ImGuiKey_Backspace);
            REQUIRE(stage.value(field) == text.substr(0, left - 1));
        }
    }
    SECTION("backspace from the middle") {
        for (int i = 0; i < 20; ++i) stage.key(ImGuiKey_LeftArrow);
        auto expected = text;
        for (int i = 0; i < 25; ++i) {
            stage.key(ImGuiKey_Backspace);
            expected.erase(text.size() - 20 - static_cast<std::size_t>(i) - 1, 1);
            CAPTURE(i);
            REQUIRE(stage.value(field) == expected);
        }
    }
    SECTION("delete from the beginning") {
        stage.key(ImGuiKey_Home, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
        for (std::size_t i = 1; i <= text.size(); ++i) {
            stage.key(ImGuiKey_Delete);
            REQUIRE(stage.value(field) == text.substr(i));
        }
    }
    SECTION("all of it copied and pasted behind itself") {
        stage.key(ImGuiKey_A, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
        stage.key(ImGuiKey_C, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
        stage.key(ImGuiKey_End, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
        stage.key(ImGuiKey_V, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
        CHECK(stage.value(field) == text + text);
    }
    SECTION("taken back as it was written") {
        for (int i = 0; i < 200 && !stage.value(field).empty(); ++i)
            stage.key(ImGuiKey_Z, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
        CHECK(stage.value(field).empty());
    }
}

TEST_CASE("a word longer than a line can be mended where it is broken", "[app][soft-wrap]") {
    Stage stage({headless::phone, {}, headless::two_people, "today", {}});
    stage.settle();
    const char* field = "Thanks in your own words";
    stage.click(Stage::Role::field, field);
    const std::string word(60, 'm');
    stage.type(word);
    REQUIRE(stage.value(field) == word);
    // At the beginning of its last line, and at the end of the line before.
    std::size_t left = word.size();
    for (const auto key :
         {ImGuiKey_Backspace, ImGuiKey_Delete, ImGuiKey_Backspace, ImGuiKey_Backspace, ImGuiKey_Delete}) {
        stage.key(ImGuiKey_Home);
        stage.key(key);
        CHECK(stage.value(field).size() == --left);
    }
    stage.key(ImGuiKey_UpArrow);
    stage.key(ImGuiKey_End);
    for (const auto key : {ImGuiKey_Delete, ImGuiKey_Backspace, ImGuiKey_Delete}) {
        stage.key(key);
        CHECK(stage.value(field).size() == --left);
    }
}
