#include "platform/desktop/command_line/printable.hpp"

#include <string>

#include <catch2/catch_test_macros.hpp>

using platform::desktop::filled;
using platform::desktop::on_one_line;
using platform::desktop::printable;

TEST_CASE("nothing in a name steers a terminal, and one line stays one line", "[platform][printable]") {
    CHECK(on_one_line("holiday\n\x1b]0;owned\x07\x1b[31m.jpg") == "holiday  ]0;owned  [31m.jpg");
    CHECK(on_one_line("a\rb\tc\x7f"
                      "d") == "a b c d");
    CHECK(on_one_line(std::string("a\0b", 3)) == "a b");
    CHECK(on_one_line("\xC2\x9B"
                      "31m") == " 31m");  // C1, as UTF-8
    CHECK(on_one_line("\x9B"
                      "31m") ==
          "\xEF\xBF\xBD"
          "31m");  // and as a byte alone
    CHECK(on_one_line("gpj.\xE2\x80\xAE"
                      "exe") == "gpj. exe");  // right to left from here
    CHECK(on_one_line("a\xE2\x81\xA6"
                      "b\xE2\x81\xA9") == "a b ");  // isolates
    CHECK(on_one_line("a\xE2\x80\xA8"
                      "b\xE2\x80\xA9"
                      "c") == "a b c");  // separators
    CHECK(printable("one\ntwo\x1b[2J\n") == "one\ntwo [2J\n");
}

TEST_CASE("what people write stays as it is on a terminal", "[platform][printable]") {
    for (const char* text :
         {"Jörg", "שלום", "مرحبا\xE2\x80\x8F", "日本語", "👩‍👩‍👧", "naïve – “quoted”", ""})
        CHECK(on_one_line(text) == text);
}

TEST_CASE("bytes that are no UTF-8 become a mark, whatever they are", "[platform][printable]") {
    const std::string mark = "\xEF\xBF\xBD";
    CHECK(on_one_line("a\xFF"
                      "b") == "a" + mark + "b");
    CHECK(on_one_line("\xC0\x9B") == mark + mark);             // overlong
    CHECK(on_one_line("\xE0\x80\x9B") == mark + mark + mark);  // overlong
    CHECK(on_one_line("\xED\xA0\x80") == mark + mark + mark);  // a surrogate
    CHECK(on_one_line("\xF4\x90\x80\x80") == mark + mark + mark + mark);
    CHECK(on_one_line("\xE2\x80") == mark + mark);  // cut short
    for (int n = 0; n < 65'536; ++n) {
        const auto made = on_one_line(std::string{static_cast<char>(n >> 8), static_cast<char>(n & 0xFF)});
        for (std::size_t at = 0; at < made.size(); ++at) {
            const auto byte = static_cast<unsigned char>(made[at]);
            if (byte < 0x20 || byte == 0x7F) FAIL("a control character from " << n);
            if (byte == 0xC2 && static_cast<unsigned char>(made[at + 1]) < 0xA0) FAIL("a C1 character from " << n);
        }
    }
}

TEST_CASE("values are put into sentences on one line, and none into another", "[platform][printable]") {
    CHECK(filled("{a}: {b}", {{"a", "x\ny"}, {"b", "\x1b[0m"}}) == "x y:  [0m");
    CHECK(filled("{a} {b}", {{"a", "{b}"}, {"b", "2"}}) == "{b} 2");
    CHECK(filled("{unknown} {a} {", {{"a", "1"}}) == "{unknown} 1 {");
    CHECK(filled("one\ntwo {a}", {{"a", "three"}}) == "one\ntwo three");
}
