#include "app/words/export_words.hpp"

#include <algorithm>

#include "app/words/answers.hpp"
#include "app/words/dates.hpp"
#include "app/words/kinds.hpp"
#include "app/words/moods.hpp"
#include "app/words/tr.hpp"
#include "core/items/kind.hpp"

namespace app {

namespace {

// The sentence for a described item.
std::string said(const core::KindOfItem& kind, const core::Record& record, const std::string& name) {
    const auto& words = words_of(kind.kind);
    return words.said ? words.said(record, name) : first_text(record);
}

}  // namespace

core::ExportWords export_words() {
    core::ExportWords words;
    words.language = trc("the language these words are in, as HTML names it", "en");
    words.title = tr("What is {name}’s");
    words.introduction = tr(
        "Taken along from Inglenook on {day}. Nothing else is needed to read it: this page, the photos beside it, and data.json for other programs.");
    words.rituals = tr("Rituals");
    words.since = tr("since {day}");
    for (int i = 0; i < 5; ++i) words.moods[i] = mood_word(i + 1);
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

    words.said = said;

    words.household_title = tr("What {name} can see");
    words.household_title_of_room = tr("What the room can see");
    words.household_introduction =
        tr("Written by Inglenook on {day}. It needs nothing but itself and the photos beside it.");
    words.check_in_of = tr("How {name} was");
    words.thanks_from_to = tr("Thanks from {name} to {other}");
    words.thanks_from_to_us = tr("Thanks from {name} to us");
    words.waits_until = tr("waits until {day}, {time}");
    words.thanks_from_to_life = tr("Thanks from {name} to life");
    words.only_for = tr("only for {name}");
    words.good_news = tr("good news");
    words.around = tr("Around it: {names}");
    constexpr core::Help wishes[] = {core::Help::listen, core::Help::hug, core::Help::space, core::Help::ideas};
    constexpr core::AnswerKind answers[] = {core::AnswerKind::hard, core::AnswerKind::more, core::AnswerKind::hug,
                                            core::AnswerKind::glad};
    const char* const touches[] = {tr("{name} sent {other} a hug"), tr("{name} sent {other} a kiss"),
                                   tr("{name} was thinking of {other}"), tr("{name} was proud of {other}")};
    for (int i = 0; i < 4; ++i) {
        words.wishes[i] = help_sentence(wishes[i]);
        core::Answer answer;
        answer.kind = answers[i];
        words.answers[i] = answer_sentence(answer);
        words.touches[i] = touches[i];
    }
    words.heart_of = tr("A heart from {name}");
    words.said_by = tr("{name}: {words}");
    words.kept = tr("{title}: done together");
    words.skipped = tr("{title}: left out this time");
    words.paused = tr("resting since {day}");
    words.paused_until = tr("rested from {day} to {until}");
    words.memory_of = tr("A photo of {name}’s");
    words.left_out = left_out_sentence;
    return words;
}

std::string some_names(const std::vector<std::string>& names) {
    constexpr std::size_t most_named = 4;
    std::string list;
    for (std::size_t n = 0; n < std::min(names.size(), most_named); ++n) list += (n > 0 ? ", " : "") + names[n];
    if (names.size() <= most_named) return list;
    return filled(tr("{names} and {n} more"), {{"names", list}, {"n", std::to_string(names.size() - most_named)}});
}

std::string left_out_sentence(const core::KeptToOneself& left) {
    std::string list;
    for (const auto* kind : core::kinds_of_items())
        if (const int n = left.of(kind->kind); n > 0)
            list += (list.empty() ? "" : ", ") + words_of(kind->kind).left_out(n);
    return filled(tr("What is only for oneself was shut and is not in it: {list}."), {{"list", list}});
}

std::string unopened_sentence(std::size_t count) {
    return filled(
        trn("{count} private entry did not open and is not in it: it is damaged, or somebody changed it. A backup from before may still have it whole.",
            "{count} private entries did not open and are not in it: they are damaged, or somebody changed them. A backup from before may still have them whole.",
            count),
        {{"count", std::to_string(count)}});
}

std::string damaged_photos_sentence(std::size_t count) {
    return filled(
        trn("{count} photo is damaged in the household’s folder, and was copied as it is. A backup from before may still have it whole.",
            "{count} photos are damaged in the household’s folder, and were copied as they are. A backup from before may still have them whole.",
            count),
        {{"count", std::to_string(count)}});
}

std::string not_copied_sentence(std::size_t entries, std::size_t photos) {
    const auto counted = [](const char* sentence, std::size_t count) {
        return filled(sentence, {{"count", std::to_string(count)}});
    };
    const auto of_entries = counted(trn("{count} private entry", "{count} private entries", entries), entries);
    const auto of_photos = counted(trn("{count} photo", "{count} photos", photos), photos);
    if (entries > 0 && photos > 0)
        return filled(
            tr("Nothing was erased, because {entries} and {photos} could not be copied. A backup from before may still have them whole: look there first."),
            {{"entries", of_entries}, {"photos", of_photos}});
    return filled(
        tr("Nothing was erased, because {what} could not be copied. A backup from before may still have it whole: look there first."),
        {{"what", entries > 0 ? of_entries : of_photos}});
}

std::string sentence(const core::exports::JsonProblem& problem) {
    using What = core::exports::JsonProblem::What;
    const auto at = [&](const char* text) { return filled(text, {{"where", problem.where}}); };
    switch (problem.what) {
        case What::cannot_be_read: return tr("It cannot be read; check that it is there and that you may open it.");
        case What::own_database: return tr("It is your household’s own file. Choose one that “export json” wrote.");
        case What::too_large: return tr("It is larger than any household. Nothing of it was taken.");
        case What::not_json:
            return filled(
                tr("It is not whole: line {line}, column {column} is not as JSON is written. Perhaps it was cut off."),
                {{"line", std::to_string(problem.line)}, {"column", std::to_string(problem.column)}});
        case What::not_this_format: return tr("This is not a household that Inglenook exported as JSON.");
        case What::newer_format:
            return tr("A newer Inglenook wrote this. Update Inglenook on this device to bring it in.");
        case What::unknown_field:
            return at(tr(
                "{where} is not known to this Inglenook, and would be lost. A newer one wrote it; update this one."));
        case What::missing: return at(tr("{where} is missing."));
        case What::wrong_value: return at(tr("{where} holds something that cannot stand there."));
        case What::twice: return at(tr("{where} is there twice."));
        case What::unknown_person: return at(tr("{where} names somebody who is not in the file."));
        case What::unknown_item: return at(tr("{where} belongs to something that is not in the file."));
    }
    return tr("It could not be taken.");
}

}  // namespace app
