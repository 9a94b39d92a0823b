#include "app/rituals/templates.hpp"

#include "app/words/tr.hpp"
#include "core/rituals/recurrence.hpp"

namespace app::rituals {

std::vector<Template> templates() {
    using Every = Template::Every;
    const auto at = [](int hour, int minute) { return hour * 60 + minute; };
    return {
        {tr("Morning coffee"), tr("ten minutes before the day begins"), "cup", "honey", Every::working_days, 0,
         at(7, 30)},
        {tr("Nightly talk"), tr("ten quiet minutes"), "moon", "plum", Every::day, 0, at(21, 30)},
        {tr("Weekly date"), tr("the two of us, no errands"), "heart", "ember", Every::week_on_day, 5, at(19, 0)},
        {tr("Sunday walk"), tr("whatever the weather"), "walk", "sage", Every::week_on_day, 7, at(15, 0)},
        {tr("Cooking together"), tr("one cooks, one keeps company, or both"), "pot", "honey", Every::week_on_day, 6,
         at(18, 0)},
        {tr("Week in review"), tr("what was good, what was hard, what is next"), "chat", "sky", Every::week_on_day, 7,
         at(20, 0)},
        {tr("Hello kiss, goodbye kiss"), tr("six seconds, every time"), "sun", "rose", Every::day, 0, std::nullopt},
        {tr("Game night"), tr("phones in the drawer"), "game", "teal", Every::week_on_day, 4, at(20, 0)},
        {tr("Monthly getaway"), tr("somewhere neither of us has to tidy"), "mountain", "teal", Every::month, 0,
         std::nullopt},
        {tr("Call family"), tr("the ones who would love to hear from us"), "phone", "sky", Every::week_on_day, 7,
         at(17, 0)},
        {tr("Anniversary"), tr("the day it began"), "star", "plum", Every::year, 0, std::nullopt},
        {tr("Birthday"), {}, "cake", "rose", Every::year, 0, std::nullopt},
    };
}

core::Day first_day(const Template& from, core::Day today) {
    core::Day day = today;
    if (from.every == Template::Every::working_days)
        while (core::weekday_of(day) > 5) day = day + 1;
    if (from.every == Template::Every::week_on_day)
        while (core::weekday_of(day) != from.weekday) day = day + 1;
    return day;
}

std::string rule_of(const Template& from, core::Day start) {
    core::RulePattern pattern;
    using Frequency = core::RulePattern::Frequency;
    switch (from.every) {
        case Template::Every::day: pattern.frequency = Frequency::daily; break;
        case Template::Every::working_days:
            pattern.frequency = Frequency::weekly;
            pattern.weekdays = {1, 2, 3, 4, 5};
            break;
        case Template::Every::week_on_day:
            pattern.frequency = Frequency::weekly;
            pattern.weekdays = {from.weekday};
            break;
        case Template::Every::month: pattern.frequency = Frequency::monthly; break;
        case Template::Every::year: pattern.frequency = Frequency::yearly; break;
    }
    return core::rule_for(pattern, start);
}

}  // namespace app::rituals
