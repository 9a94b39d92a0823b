#include "app/looking_back/snapshot.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/words/answers.hpp"
#include "app/words/dates.hpp"
#include "app/words/kinds.hpp"
#include "app/words/moods.hpp"
#include "app/words/thanks_words.hpp"
#include "core/items/kind.hpp"
#include "core/thanks/thanks_read_store.hpp"

namespace app::looking_back {

namespace back = core::looking_back;

namespace {

constexpr std::size_t most_words = 6;  // of a season
constexpr double clear = 0.05;

std::string told(core::Day day, const back::DayMood* mood) {
    if (!mood) return filled(tr("{date}: nothing noted"), {{"date", long_date(day)}});
    const auto words = filled(tr("{date}: {mood}"), {{"date", long_date(day)}, {"mood", mood_name(mood->level())}});
    if (mood->count < 2) return words;
    return words + " · " + filled(tr("the mean of {n} check-ins"), {{"n", std::to_string(mood->count)}});
}

std::string tenths(double value) {
    char text[16];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

std::string listed(const std::vector<std::string>& names) {
    std::string list;
    for (const auto& name : back::names_in(names)) list += (list.empty() ? "" : ", ") + std::string(tr(name.c_str()));
    return list;
}

void take_months(Snapshot& snapshot, const std::vector<back::DayMood>& days) {
    const auto months = back::months_of(days);
    for (std::size_t i = 0; i < snapshot.months.size(); ++i) {
        auto& month = snapshot.months[i];
        month.first = core::day_from(std::chrono::year_month_day{
            std::chrono::year{snapshot.year}, std::chrono::month{static_cast<unsigned>(i + 1)}, std::chrono::day{1}});
        const auto year = std::to_string(snapshot.year);
        month.name = filled(tr("{date} {year}"), {{"date", month_name(static_cast<int>(i) + 1)}, {"year", year}});
        month.abbreviation = month_abbreviation(static_cast<int>(i) + 1);
        month.told = month.name;
        const auto found =
            std::find_if(months.begin(), months.end(), [&](const auto& m) { return m.first == month.first; });
        if (found == months.end()) continue;
        month.level = back::DayMood{month.first, found->mean}.level();
        month.told =
            filled(tr("{month}: {mood} on the whole"), {{"month", month.name}, {"mood", mood_name(month.level)}});
    }
}

void take_seasons(Snapshot& snapshot, const std::vector<back::Felt>& felt, core::PersonId me) {
    auto seasons = back::words_of_seasons(felt, me);
    std::reverse(seasons.begin(), seasons.end());
    for (auto& season : seasons) {
        const int first = core::month_of(season.first);
        Snapshot::Season told{
            filled(tr("{first} to {last}"), {{"first", month_name(first)}, {"last", month_name(first + 2)}}), {}};
        for (auto& word : season.words) {
            if (told.words.size() == most_words) break;
            std::string label = tr(word.word.c_str());
            told.words.push_back({std::move(word.word), std::move(label), std::move(word.days)});
        }
        snapshot.seasons.push_back(std::move(told));
    }
}

void take_sides(const Ui& ui, Snapshot& snapshot, const std::vector<back::Felt>& felt) {
    const auto first = snapshot.days.front().day;
    for (const auto& person : *ui.people) {
        Snapshot::Side side{person, std::vector<int>(snapshot.days.size(), 0)};
        const auto shared = back::shared_days_of(felt, person.id);
        for (const auto& day : shared) side.levels[static_cast<std::size_t>(day.day - first)] = day.level();
        if (shared.empty()) continue;
        for (const auto& month : snapshot.months)
            side.told.push_back(
                filled(tr("What {name} showed in {month}"), {{"name", person.name}, {"month", month.name}}));
        snapshot.sides.push_back(std::move(side));
    }
}

}  // namespace

Snapshot ask_year(const Ui& ui, const back::Year& year, const Key& key) {
    Snapshot snapshot;
    snapshot.year = key.year;
    const auto& felt = year.felt();
    const auto own = key.viewer.person ? back::days_of(felt, key.viewer.person) : std::vector<back::DayMood>();
    const bool looking = ui.looking_as();
    const auto* person = ui.person(key.viewer.person);
    snapshot.title = !person   ? std::string(tr("Our days"))
                     : looking ? filled(tr("{name}’s year in days"), {{"name", person->name}})
                               : std::string(tr("Your year in days"));
    if (std::any_of(own.begin(), own.end(), [](const auto& day) { return day.only_mine; }))
        snapshot.below = tr("Only you can see this");
    snapshot.explained =
        tr("A day with several check-ins shows their mean; a week or a month is the mean of its days.");
    auto mood = own.begin();
    for (core::Day day = back::first_of_year(key.year); day <= back::last_of_year(key.year); day = day + 1) {
        const bool has = mood != own.end() && mood->day == day;
        snapshot.days.push_back({day, has ? mood->level() : 0, told(day, has ? &*mood : nullptr)});
        if (has) ++mood;
    }
    take_months(snapshot, own);
    snapshot.weeks = back::weeks_of(own);
    snapshot.weeks_told = filled(tr("How pleasant the weeks of {year} were"), {{"year", std::to_string(key.year)}});
    if (key.viewer.person) take_seasons(snapshot, felt, *key.viewer.person);
    take_sides(ui, snapshot, felt);
    snapshot.any = !own.empty();
    return snapshot;
}

Patterns tell_patterns(const std::vector<back::Pattern>& found, int year) {
    Patterns patterns;
    for (const auto& pattern : found) {
        const int percent = std::max(1, static_cast<int>(std::lround(pattern.chance * 100)));
        const auto chance = pattern.chance < 0.01
                                ? std::string(tr("could be chance: under 1\u00a0%"))
                                : filled(tr("could be chance: {n}\u00a0%"), {{"n", std::to_string(percent)}});
        const auto size = tenths(std::fabs(pattern.difference));
        const char* name = tr(pattern.name.c_str());
        const char* said = pattern.chance > clear || size == "0.0" ? tr("On days with {name}: no clear difference")
                           : pattern.difference > 0 ? tr("On days with {name} your check-ins were {n} higher")
                                                    : tr("On days with {name} your check-ins were {n} lower");
        auto below = filled(tr("{with} days with, {without} without"),
                            {{"with", std::to_string(pattern.with)}, {"without", std::to_string(pattern.without)}});
        if (pattern.chance > clear && size != "0.0")
            below += " · " + filled(pattern.difference > 0 ? tr("{n} higher") : tr("{n} lower"), {{"n", size}});
        patterns.rows.push_back({filled(said, {{"name", name}, {"n", size}}), below + " · " + chance});
    }
    const auto n = static_cast<unsigned long>(found.size());
    if (found.empty())
        patterns.said = filled(
            tr("When something was around your check-ins on {n} days or more, and missing on {n} others, this says how those days compare."),
            {{"n", std::to_string(back::least_days)}});
    else
        patterns.said =
            filled(trn("{n} thing of {year} was looked at.",
                       "{n} things of {year} were looked at. Of so many, some stand out by chance alone.", n),
                   {{"n", std::to_string(n)}, {"year", std::to_string(year)}}) +
            " " +
            tr("Only days count on which you named something. Days close together are often alike, so chance may be larger than it says. What went together need not be the cause.");
    return patterns;
}

namespace {

std::string clock_of(core::Instant at) { return clock_time(core::local_time(at).minute); }

struct Teller {
    const Ui& ui;
    const core::Viewer& viewer;
    Story::Row row = {};

    std::string name_of(const std::optional<core::PersonId>& id) const {
        const auto* person = ui.person(id);
        return person ? person->name : std::string(tr("Somebody"));
    }
    bool mine(const core::PersonId& id) const { return ui.viewer.person == id && !ui.looking_as(); }

    void operator()(const core::CheckIn& c) {
        const char* felt[] = {tr("{name} felt rough"), tr("{name} felt low"), tr("{name} felt okay"),
                              tr("{name} felt good"), tr("{name} felt lovely")};
        row.level = c.mood;
        row.title =
            mine(c.author) ? std::string(mood_name(c.mood)) : filled(felt[c.mood - 1], {{"name", name_of(c.author)}});
        if (const auto words = listed(c.feeling); !words.empty())
            row.title = filled(tr("{mood}: {words}"), {{"mood", row.title}, {"words", words}});
        if (c.good_news) row.more.emplace_back(tr("Good news"));
        if (const auto names = listed(c.around); !names.empty())
            row.more.push_back(filled(tr("Around it: {names}"), {{"names", names}}));
        if (!c.note.empty()) row.more.push_back(c.note);
        has_audience(core::ItemKind::check_in, c);
    }
    void operator()(const core::Thanks& t) {
        row.icon = "heart";
        row.colour = "ember";
        has_audience(core::ItemKind::thanks, t);
        // What lies in its envelope still stays in it.
        if (in_envelope(ui, viewer, t)) {
            row.icon = "envelope";
            row.colour = "plum";
            row.title = envelope_title(ui, t);
            return;
        }
        const auto to = t.to == core::ThanksTo::us ? std::string(tr("us"))
                        : !t.recipient             ? std::string(tr("life"))
                        : mine(*t.recipient)       ? std::string(tr("you"))
                                                   : name_of(t.recipient);
        row.title = mine(t.author) ? filled(tr("You thanked {to}"), {{"to", to}})
                                   : filled(tr("{name} thanked {to}"), {{"name", name_of(t.author)}, {"to", to}});
        if (t.waits) row.title = filled(tr("A note to {to} waits"), {{"to", to}});
        row.more.push_back(t.text);
    }
    void operator()(const core::Touch& t) {
        row.icon = "heart";
        row.colour = "rose";
        row.title = mine(t.author) ? filled(tr("{touch}, for {name}"),
                                            {{"touch", touch_label(t.kind)}, {"name", name_of(t.recipient)}})
                                   : touch_sentence(t.kind, name_of(t.author));
    }
    void operator()(const back::Kept& k) {
        row.icon = k.ritual.symbol;
        row.colour = k.ritual.colour;
        row.title = k.ritual.title;
        row.more.emplace_back(tr("kept"));
        if (!k.occurrence.at) row.time.clear();
    }
    void operator()(const back::Described& d) {
        const auto& words = words_of(d.kind->kind);
        if (d.kind->highest_level) row.level = static_cast<int>(first_number(d.record));
        const auto said = first_text(d.record);
        row.title = words.told ? words.told(mine(d.record.author) ? std::string() : name_of(d.record.author)) : said;
        if (row.level && words.untitled) row.more.push_back(words.untitled(row.level));
        if (words.told && !said.empty()) row.more.push_back(said);
        has_audience(d.kind->kind, d.record);
    }
    void operator()(const core::Memory& m) {
        row.photo = m;
        row.title = m.caption.empty() ? std::string(tr("A photo")) : m.caption;
        has_audience(core::ItemKind::memory, m);
    }

    template <class Item> void has_audience(core::ItemKind kind, const Item& item) {
        row.item = core::ItemRef{kind, item.id.value};
        row.author = item.author;
        row.audience = item.audience;
    }
};

}  // namespace

Story tell_story(const Ui& ui, const core::Viewer& viewer, core::Day day) {
    Story story;
    story.title = full_date(day);
    const int ago = ui.today - day;
    if (ago == 0) story.below = tr("Today");
    else if (ago == 1) story.below = tr("Yesterday");
    else if (ago >= 300) story.below = long_ago(day, ui.today);
    const auto put_away = ui.core.get<core::ThanksReadStore>().put_away(viewer);
    for (const auto& happening : back::story_of(ui.core, viewer, day)) {
        const auto* thanks = std::get_if<core::Thanks>(&happening.what);
        if (thanks && std::find(put_away.begin(), put_away.end(), thanks->id) != put_away.end()) continue;
        Teller teller{ui, viewer};
        if (happening.at) teller.row.time = clock_of(*happening.at);
        std::visit(teller, happening.what);
        // What is answered to a note that lies in its envelope tells that it was opened.
        if (thanks && in_envelope(ui, viewer, *thanks)) {
            story.rows.push_back(std::move(teller.row));
            continue;
        }
        for (const auto& answer : happening.answers) teller.row.more.push_back(said_by(ui, answer));
        story.rows.push_back(std::move(teller.row));
    }
    return story;
}

}  // namespace app::looking_back
