#include "core/exports/page.hpp"

#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/core/exports/full_house.hpp"

using namespace core;
using namespace core::exports;
using tests::FullHouse;

namespace {

Diary diary(const FullHouse& house, const Contents& contents) {
    return diary_of(contents, tests::export_words(), house.today());
}

}  // namespace

TEST_CASE("a diary tells day by day what was, with what others said to it", "[core][exports]") {
    FullHouse house;
    const auto contents = gather(house.household, Viewer::of(house.ada));
    const auto told = diary(house, contents);
    CHECK(told.title == "What Ada, “A” can see");
    CHECK(told.left_out.empty());
    REQUIRE(told.rituals.size() == 3);
    CHECK(told.rituals[0].title == "Pizza");
    REQUIRE(told.rituals[0].quiet.size() == 2);
    CHECK(told.rituals[0].quiet[1] == "rested 2026-11-23 to 2026-11-25");
    bool shared = false, mine = false, touched = false, thanked = false;
    int kept = 0;
    Day last{-1'000'000};
    for (const auto& entry : told.entries) {
        CHECK(entry.day >= last);
        last = entry.day;
        if (entry.said == "a mood – tired") {
            shared = true;
            CHECK(entry.more ==
                  std::vector<std::string>{"Ada's note\n\nin two parts", "around: work, =SUM(A1)", "said 1"});
            CHECK(entry.replies == std::vector<std::string>{"Ben: said 0", "Ben: I’ll cook", "Ada, “A”: Thank you"});
        }
        if (entry.said == "a mood – low") {
            mine = true;
            CHECK(entry.quiet == "How Ada, “A” was · 2h30 · good news · only for Ada, “A”");
        }
        if (entry.said == "Ada, “A” touched Ben") touched = true;
        if (entry.said == "for the <b>soup</b> & the bread") {
            thanked = true;
            CHECK(entry.replies == std::vector<std::string>{"heart of Ben", "heart of Cleo"});
        }
        if (entry.quiet == "kept Pizza") ++kept;
        CHECK(entry.quiet != "skipped Pizza");  // another mark of that date came later
    }
    CHECK((shared && mine && touched && thanked));
    CHECK(kept == 2);
}

TEST_CASE("on the page everything that somebody wrote is text, and nothing comes from elsewhere", "[core][exports]") {
    FullHouse house;
    const std::string nasty =
        "</p><script>alert(1)</script><img src=\"https://example.org/x\" onerror='x()'>&amp;{name}";
    house.done(GiveThanks{house.ada, house.ben, nasty, Audience::household});
    house.done(CheckInNow{house.ada, 3, {"<i>"}, nasty, Audience::household, {"<u>"}});
    house.done(EditPerson{house.ben, "B<b>en", "sky", "letter", {}});
    auto contents = gather(house.household, Viewer::of(house.ada));
    contents.memories[0].file = "a b%#?\"><x.jpg";
    const auto page = to_html(diary(house, contents), tests::export_words());
    CHECK(page.find("&lt;script&gt;alert(1)") != std::string::npos);
    CHECK(page.find("{name}") != std::string::npos);  // nobody's name is put into what somebody wrote
    for (const char* mark : {"<script", "<b>", "<i>", "<u>", "<x", "src=\"http", "onerror='", "href=\"http", "url("}) {
        CAPTURE(mark);
        CHECK(page.find(mark) == std::string::npos);
    }
    CHECK(page.find("default-src 'none'") != std::string::npos);
    CHECK(page.find("@media print") != std::string::npos);
    CHECK(page.find("src=\"a b%25%23%3F&quot;&gt;&lt;x.jpg\"") != std::string::npos);
}

TEST_CASE("Markdown keeps what was written as it was written", "[core][exports]") {
    Diary diary;
    diary.title = "# 1. *All*";
    const auto entry = [](std::string said) {
        DiaryEntry e;
        e.day = Day{20780};
        e.quiet = "quiet";
        e.said = std::move(said);
        return e;
    };
    diary.entries = {entry("- not a list\n+ nor this\n1. nor this\n10) nor this\n=== nor a heading"),
                     entry("*stars* _lines_ `code` [link](x) <b> &amp; a|b ~~c~~ \\"), entry("one\ntwo\n\nthree"),
                     entry("    not code")};
    const auto text = to_markdown(diary, tests::export_words());
    CAPTURE(text);
    CHECK(text.rfind("# \\# 1. \\*All\\*\n", 0) == 0);
    CHECK(text.find("\\- not a list\\\n\\+ nor this\\\n1\\. nor this\\\n10\\) nor this\\\n\\=== nor a heading\n") !=
          std::string::npos);
    CHECK(text.find("\\*stars\\* \\_lines\\_ \\`code\\` \\[link\\](x) \\<b\\> \\&amp; a\\|b \\~\\~c\\~\\~ \\\\\n") !=
          std::string::npos);
    CHECK(text.find("one\\\ntwo\n\nthree\n") != std::string::npos);
    CHECK(text.find("\nnot code\n") != std::string::npos);
    CHECK(text.find("## 2026\n\n### 2026-11-23\n\n") != std::string::npos);
}

TEST_CASE("an export for reading says what is not in it", "[core][exports]") {
    FullHouse house;
    tests::set_pin(house, house.ada, "2580");
    house.household.lock();
    const auto contents = gather(house.household, Viewer::of(house.ada));
    for (const auto& text : {to_html(diary(house, contents), tests::export_words()),
                             to_markdown(diary(house, contents), tests::export_words())}) {
        CHECK(text.find("left out: 6") != std::string::npos);
        CHECK(text.find("Ada keeps this") == std::string::npos);
        CHECK(text.find("Pizza") != std::string::npos);
    }
}
