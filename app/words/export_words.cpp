#include "app/words/export_words.hpp"

#include "app/words/dates.hpp"
#include "app/words/tr.hpp"

namespace app {

core::ExportWords export_words() {
    core::ExportWords words;
    words.language = trc("the language these words are in, as HTML names it", "en");
    words.title = tr("What is {name}’s");
    words.introduction = tr(
        "Taken along from Inglenook on {day}. Nothing else is needed to read it: this page, the photos beside it, and data.json for other programs.");
    words.rituals = tr("Rituals");
    words.since = tr("since {day}");
    const char* const moods[] = {tr("rough"), tr("low"), tr("okay"), tr("good"), tr("lovely")};
    for (int i = 0; i < 5; ++i) words.moods[i] = moods[i];
    words.closeness = tr("How close I felt: {n} of 7");
    words.check_in = tr("How I was");
    words.thanks_to = tr("Thanks to {name}");
    words.thanks_to_us = tr("Thanks to us");
    words.thanks_to_life = tr("Thanks to life");
    words.thanks_from = tr("Thanks from {name}");
    words.somebody_who_left = tr("somebody who left");
    words.photo = tr("A photo");
    words.photo_missing = tr("This photo was not in the household’s folder any more.");
    words.only_you = tr("only for me");
    words.date = long_date;
    words.full_date = full_date;
    words.clock = clock_time;
    words.rule = [](const core::Ritual& ritual) {
        const auto recurrence = core::Recurrence::parse(ritual.rule, ritual.starts_on);
        return recurrence ? rule_in_words(recurrence.value()) : ritual.rule;
    };
    return words;
}

}  // namespace app
