#include "core/text.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/core/utf8.hpp"

using core::length_of;
using core::Refusal;
using core::tidy;
using core::tidy_line;

namespace {

std::string kept(std::string_view text) {
    const auto result = tidy(text, 1000);
    REQUIRE(result);
    return result.value();
}

std::string kept_line(std::string_view text) {
    const auto result = tidy_line(text, 1000);
    REQUIRE(result);
    return result.value();
}

}  // namespace

TEST_CASE("lengths are in code points", "[core]") {
    CHECK(length_of("") == 0);
    CHECK(length_of("tea") == 3);
    CHECK(length_of("größe") == 5);
    CHECK(length_of("お茶") == 2);
    CHECK(length_of("😀") == 1);
    CHECK(length_of("👩‍🚒") == 3);
    CHECK(length_of(std::string_view("a\0b", 3)) == 3);
}

TEST_CASE("every code point is read and no surrogate", "[core]") {
    for (std::uint32_t c = 0; c < 0x120000; ++c) {
        std::string text;
        tests::append(text, c);
        const bool should = c < 0x110000 && !(c >= 0xd800 && c <= 0xdfff);
        if (length_of(text).has_value() != should || (should && length_of(text) != 1)) FAIL("code point " << c);
        const auto read = core::code_point_at(text, 0);
        if (read.has_value() != should || (read && (read->value != c || read->bytes != text.size())))
            FAIL("code point " << c);
    }
    SUCCEED();
}

TEST_CASE("bytes that are no UTF-8 are refused, wherever they stand", "[core]") {
    const std::vector<std::string> bad = {
        "\x80",  // a continuation alone
        "\xbf",
        "\xc3",  // cut off
        "\xe2\x82",
        "\xf0\x9f\x98",
        "\xc0\xaf",  // overlong
        "\xc1\xbf",
        "\xe0\x80\xaf",
        "\xe0\x9f\xbf",
        "\xf0\x80\x80\xaf",
        "\xf0\x8f\xbf\xbf",
        "\xed\xa0\x80",  // surrogates, alone and as a pair
        "\xed\xbf\xbf",
        "\xed\xa0\xbd\xed\xb8\x80",
        "\xf4\x90\x80\x80",  // beyond U+10FFFF
        "\xf5\x80\x80\x80",
        "\xf8\x88\x80\x80\x80",
        "\xfe",
        "\xff",
        "\xc3\x28",  // a lead byte before something else
        "\xe2\x28\xa1",
        "\xf0\x28\x8c\xbc",
        "\xe2\x82\xe2",
    };
    for (const auto& bytes : bad) {
        for (const auto& text : {bytes, "before " + bytes, bytes + " after", "in " + bytes + " between"}) {
            CHECK_FALSE(length_of(text));
            const auto several = tidy(text, 1000);
            REQUIRE_FALSE(several);
            CHECK(several.refusal() == Refusal::not_text);
            const auto one = tidy_line(text, 1000);
            REQUIRE_FALSE(one);
            CHECK(one.refusal() == Refusal::not_text);
        }
    }
}

TEST_CASE("a sequence at the very end is not read beyond the text", "[core]") {
    const std::string text = "tea\xc3\xa9";
    CHECK_FALSE(length_of(std::string_view(text).substr(0, 4)));
    const std::string emoji = "😀";
    for (std::size_t bytes = 1; bytes < emoji.size(); ++bytes)
        CHECK_FALSE(length_of(std::string_view(emoji).substr(0, bytes)));
}

TEST_CASE("white space at both ends is cut and stays within", "[core]") {
    CHECK(kept("  warm tea \n") == "warm tea");
    CHECK(kept("\t\n one\n\n  two\t") == "one\n\n  two");
    CHECK(kept(" \n\t\r\n ").empty());
    CHECK(kept("").empty());
    CHECK(kept_line("  warm   tea  ") == "warm   tea");
}

TEST_CASE("a text of nothing but Unicode's spaces is empty", "[core]") {
    // No-break, ogham, em, narrow no-break, mathematical and ideographic space; next line, line and paragraph
    // separator.
    for (const char* space :
         {"\u00a0", "\u1680", "\u2003", "\u200a", "\u202f", "\u205f", "\u3000", "\u0085", "\u2028", "\u2029"}) {
        CHECK(kept(space).empty());
        CHECK(kept_line(space).empty());
        CHECK(kept(std::string(space) + " お茶" + space) == "お茶");
    }
    CHECK(kept("お\u3000茶") == "お\u3000茶");
    CHECK(kept_line("10\u00a0km") == "10\u00a0km");
}

TEST_CASE("line breaks of every kind become one kind", "[core]") {
    CHECK(kept("a\r\nb\rc\nd") == "a\nb\nc\nd");
    CHECK(kept("a\r\r\nb") == "a\n\nb");
    CHECK(kept("a\r") == "a");
    CHECK(kept_line("a\r\nb\rc\nd\te") == "a b c d e");
    CHECK(kept_line("a\u2028b\u2029c\u0085d") == "a b c d");
}

TEST_CASE("control characters are dropped, line breaks and tabs are not", "[core]") {
    std::string all = "a";
    for (char c = 1; c < 0x20; ++c) all += c;
    all += '\0';
    all += "\x7f\u0080\u0084\u0086\u009fz";
    CHECK(kept(all) == "a\t\n\nz");
    CHECK(kept_line(all) == "a   z");
    CHECK(kept("\x1b[31mred") == "[31mred");
    // Joiners make emoji and belong to Persian and Hindi words.
    CHECK(kept("👩‍🚒 می‌خواهم") == "👩‍🚒 می‌خواهم");
}

TEST_CASE("a limit counts code points of what is kept", "[core]") {
    CHECK(tidy(std::string(10, 'x'), 10));
    CHECK(tidy("  " + std::string(10, 'x') + "\x01 \n", 10));
    const auto over = tidy(std::string(11, 'x'), 10);
    REQUIRE_FALSE(over);
    CHECK(over.refusal() == Refusal::text_too_long);
    CHECK(tidy("😀😀😀", 3));
    CHECK_FALSE(tidy("😀😀😀", 2));
    CHECK_FALSE(tidy_line("äöü", 2));
    CHECK(tidy("", 0));
}

TEST_CASE("tidying twice changes nothing", "[core]") {
    for (const char* text : {" a\r\nb ", "\u3000 x \u00a0", "a\u2028b", "\x01 \x02", "t\tt", "\u0085\u0085y\u0085"}) {
        CHECK(kept(kept(text)) == kept(text));
        CHECK(kept_line(kept_line(text)) == kept_line(text));
    }
}

TEST_CASE("names are the same whatever their ASCII case", "[core]") {
    CHECK(core::same_name("Ada", "aDA"));
    CHECK(core::same_name("", ""));
    CHECK(core::same_name("Zoë", "zoë"));
    CHECK_FALSE(core::same_name("Zoë", "zoe"));
    CHECK_FALSE(core::same_name("Ada", "Ada "));
    CHECK_FALSE(core::same_name("[", "{"));
    CHECK_FALSE(core::same_name("@", "`"));
}
