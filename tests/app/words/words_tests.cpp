#include <catch2/catch_test_macros.hpp>

#include "app/items/item_row.hpp"
#include "app/widgets/date_field.hpp"
#include "app/words/dates.hpp"
#include "app/words/kinds.hpp"
#include "app/words/sentences.hpp"
#include "app/words/tr.hpp"
#include "core/items/kind.hpp"

using namespace app;
using core::Day;

namespace {

Day day(int year, unsigned month, unsigned date) {
    return core::day_from(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(date));
}
const Day today = day(2026, 11, 23);  // a Monday

std::string in_words(const char* rule, Day start = today) {
    const auto recurrence = core::Recurrence::parse(rule, start);
    REQUIRE(recurrence);
    return rule_in_words(recurrence.value());
}

}  // namespace

TEST_CASE("every kind of item has its words", "[app][words]") {
    for (const auto* kind : core::kinds_of_items()) {
        INFO(kind->table);
        const auto& words = app::words_of(kind->kind);
        for (const auto* text : {words.name(), words.names(), words.entries(), words.word()})
            CHECK_FALSE(std::string_view(text).empty());
        CHECK(words.counted(1).find('1') == 0);
        CHECK(words.left_out(2).find('2') == 0);
        CHECK_FALSE(app::items::title_of(kind->kind, "", 3).empty());
    }
}

TEST_CASE("dates read as people say them", "[app][words]") {
    CHECK(long_date(today) == "Monday, 23 November");
    CHECK(full_date(today) == "Monday, 23 November 2026");
    CHECK(short_date(today, today) == "23 November");
    CHECK(short_date(day(2024, 2, 29), today) == "29 February 2024");
    CHECK(month_and_year(today, today) == "November");
    CHECK(month_and_year(day(2024, 3, 1), today) == "March 2024");
    CHECK(clock_time(0) == "00:00");
    CHECK(clock_time(18 * 60 + 5) == "18:05");
}

TEST_CASE("a span names what differs", "[app][words]") {
    CHECK(span(day(2026, 11, 14), day(2026, 11, 16), today) == "14–16 November");
    CHECK(span(day(2026, 11, 14), day(2026, 11, 14), today) == "14 November");
    CHECK(span(day(2026, 10, 30), day(2026, 11, 2), today) == "30 October – 2 November");
    CHECK(span(day(2024, 11, 14), day(2024, 11, 16), today) == "14–16 November 2024");
    CHECK(span(day(2024, 10, 30), day(2024, 11, 2), today) == "30 October – 2 November 2024");
    // Across a year's end both years are needed.
    CHECK(span(day(2024, 12, 30), day(2025, 1, 2), today) == "30 December 2024 – 2 January 2025");
}

TEST_CASE("near days have names", "[app][words]") {
    CHECK(near_date(today, today) == "Today");
    CHECK(near_date(today - 1, today) == "Yesterday");
    CHECK(near_date(today + 1, today) == "Tomorrow");
    CHECK(near_date(today - 3, today) == "Friday");
    CHECK(near_date(today - 6, today) == "Tuesday");
    CHECK(near_date(today - 7, today) == "16 November");
    CHECK(near_date(today + 2, today) == "25 November");
    CHECK(near_date(today - 400, today) == "19 October 2025");
}

TEST_CASE("how long ago is said in words", "[app][words]") {
    CHECK(long_ago(day(2025, 11, 23), today) == "On this day, a year ago");
    CHECK(long_ago(day(2019, 11, 23), today) == "On this day, seven years ago");
    CHECK(long_ago(day(2006, 11, 23), today) == "On this day, 20 years ago");
    CHECK(long_ago(day(2024, 11, 20), today) == "This week, two years ago");
    CHECK(long_ago(day(2024, 11, 28), today) == "This week, two years ago");
    CHECK(long_ago(day(2024, 6, 1), today) == "June 2024");
    CHECK(long_ago(day(2026, 5, 20), today) == "six months ago, in May");
    CHECK(long_ago(day(2026, 10, 1), today) == "1 October");
    // A day that not every year has, and the days before a year is full.
    CHECK(long_ago(day(2024, 2, 29), day(2026, 2, 28)).find("two years ago") != std::string::npos);
    CHECK(long_ago(day(2025, 11, 28), today) == "This week, a year ago");
    for (int back = 0; back < 3000; ++back) REQUIRE_FALSE(long_ago(today - back, today).empty());
}

TEST_CASE("a rule is said in words", "[app][words]") {
    CHECK(in_words("") == "Once, on Monday, 23 November 2026");
    CHECK(in_words("FREQ=DAILY") == "Every day");
    CHECK(in_words("FREQ=DAILY;INTERVAL=2") == "Every second day");
    CHECK(in_words("FREQ=DAILY;INTERVAL=3") == "Every 3 days");
    CHECK(in_words("FREQ=WEEKLY;BYDAY=FR") == "Every Friday");
    CHECK(in_words("FREQ=WEEKLY") == "Every Monday");
    CHECK(in_words("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU") == "Every second Sunday");
    CHECK(in_words("FREQ=WEEKLY;INTERVAL=4;BYDAY=SU") == "Every 4 weeks on Sunday");
    CHECK(in_words("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR") == "Monday to Friday");
    CHECK(in_words("FREQ=WEEKLY;BYDAY=MO,TH") == "Mon, Thu");
    CHECK(in_words("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU") == "Every day");
    CHECK(in_words("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH") == "Every 2 weeks: Mon, Thu");
    CHECK(in_words("FREQ=MONTHLY") == "Every month on day 23");
    CHECK(in_words("FREQ=MONTHLY;BYDAY=2FR") == "Every month on the second Friday");
    CHECK(in_words("FREQ=MONTHLY;BYDAY=-1FR") == "Every month on the last Friday");
    CHECK(in_words("FREQ=MONTHLY;BYMONTHDAY=-1") == "Every month on the last day");
    CHECK(in_words("FREQ=MONTHLY;INTERVAL=3") == "Every 3 months on day 23");
    CHECK(in_words("FREQ=YEARLY") == "Every year on 23 November");
    CHECK(in_words("FREQ=YEARLY;INTERVAL=5") == "Every 5 years on 23 November");
    CHECK(in_words("FREQ=DAILY;UNTIL=20270131") == "Every day, until 31 January 2027");
    CHECK(in_words("FREQ=DAILY;COUNT=1") == "Every day, 1 time");
    CHECK(in_words("FREQ=DAILY;COUNT=5") == "Every day, 5 times");
    CHECK(in_words("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2") == "On its own pattern");
}

TEST_CASE("values are put into a sentence by name", "[app][words]") {
    CHECK(filled("Thank {name}", {{"name", "Jonas"}}) == "Thank Jonas");
    CHECK(filled("{a}{b}{a}", {{"a", "1"}, {"b", "2"}}) == "121");
    CHECK(filled("nothing", {{"a", "1"}}) == "nothing");
    CHECK(filled("", {}).empty());
    // What nobody gave a value for stays where a translator can see it; a value is not looked into.
    CHECK(filled("{who} and {a}", {{"a", "{who}"}}) == "{who} and {who}");
    CHECK(filled("an open { brace", {{"a", "1"}}) == "an open { brace");
    CHECK(filled("{", {}) == "{");
    CHECK(filled("{}", {}) == "{}");
    CHECK(filled("} {a}", {{"a", "1"}}) == "} 1");
}

TEST_CASE("without a catalogue the English words stand", "[app][words]") {
    CHECK(std::string(tr("Thanks")) == "Thanks");
    CHECK(std::string(tr("")).empty());
    CHECK(std::string(trn("{n} photo", "{n} photos", 1)) == "{n} photo");
    CHECK(std::string(trn("{n} photo", "{n} photos", 2)) == "{n} photos");
    CHECK(std::string(trc("a button", "Open")) == "Open");
}

TEST_CASE("a time of day is read as people write it", "[app][words]") {
    using widgets::read_time;
    CHECK(read_time("7:30") == 7 * 60 + 30);
    CHECK(read_time("07:30") == 7 * 60 + 30);
    CHECK(read_time("19.05") == 19 * 60 + 5);
    CHECK(read_time("0730") == 7 * 60 + 30);
    CHECK(read_time("730") == 7 * 60 + 30);
    CHECK(read_time("9") == 9 * 60);
    CHECK(read_time("21h15") == 21 * 60 + 15);
    CHECK(read_time(" 8 : 00 ") == 8 * 60);
    CHECK(read_time("0:00") == 0);
    CHECK(read_time("23:59") == 23 * 60 + 59);
    for (const char* none : {"", " ", ":", "24:00", "12:60", "1:2", "12:345", "12345", "7:", ":30", "7:3:0", "noon",
                             "-1:00", "7;30", "99"}) {
        CAPTURE(none);
        if (std::string_view(none) == "7:")
            continue;  // an hour on the hour, or a time being written: either may be meant
        CHECK_FALSE(read_time(none));
    }
}

TEST_CASE("a wait is said in words and does not count down", "[app][words]") {
    CHECK(wait_sentence(1) == "You can try again in a few seconds.");
    CHECK(wait_sentence(10'000) == "You can try again in a few seconds.");
    CHECK(wait_sentence(10'001) == "You can try again in less than a minute.");
    CHECK(wait_sentence(60'000) == "You can try again in a minute.");
    CHECK(wait_sentence(60'001) == "You can try again in two minutes.");
    CHECK(wait_sentence(15 * 60'000) == "You can try again in 15 minutes.");
}

TEST_CASE("every refusal, fault and photo's problem has a sentence of its own", "[app][words]") {
    std::vector<std::string> all;
    for (int i = 0; i <= static_cast<int>(core::Refusal::thanks_to_oneself); ++i)
        all.push_back(sentence(static_cast<core::Refusal>(i)));
    for (int i = 0; i <= static_cast<int>(core::PhotoProblem::cannot_be_stored); ++i)
        all.push_back(sentence(static_cast<core::PhotoProblem>(i)));
    for (int i = 0; i <= static_cast<int>(core::Fault::Kind::other); ++i) {
        const auto text =
            sentence(core::Fault(static_cast<core::Fault::Kind>(i), "the reason"), "/home/mara/inglenook");
        CHECK(text.find("/home/mara/inglenook") != std::string::npos);
        if (static_cast<core::Fault::Kind>(i) != core::Fault::Kind::no_access) all.push_back(text);  // as read_only
    }
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t k = i + 1; k < all.size(); ++k) CHECK(all[i] != all[k]);
    for (const auto& each : all) CHECK(each.size() > 10);
}
