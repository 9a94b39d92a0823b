#include "app/today/snapshot.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "app/drafts/drafts.hpp"
#include "app/today/today_screen.hpp"
#include "app/words/answers.hpp"
#include "app/words/dates.hpp"
#include "app/words/moods.hpp"
#include "app/words/thanks_chips.hpp"
#include "app/words/thanks_words.hpp"
#include "core/activities/activity_store.hpp"
#include "core/answers/answer_store.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/feelings/feeling.hpp"
#include "core/memories/memory_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/text.hpp"
#include "core/thanks/thanks_read_store.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/touches/touch_store.hpp"

namespace app::today {

namespace {

constexpr int most_chips = 5;
constexpr int most_ritual_chips = 1;
constexpr int days_a_note_stays = 2;
constexpr std::size_t most_notes = 3, most_answers = 3, most_shared = 2, most_activities = 12;
constexpr int days_learnt_from = 120;  // words and what was around them
constexpr int days_read_anew = 2;      // today and yesterday, which a check-in can still be moved to
constexpr std::size_t most_suggested = 6, most_own = 3, most_own_words = 6;
constexpr int own_from = 3;            // times a word was used with a mood, to be suggested first
constexpr int chips_learn_from = 120;  // days
constexpr std::int64_t a_night_ms = 12 * 3'600'000, two_days_ms = 48 * 3'600'000;

// "18:10"; of another day "Yesterday, 22:30".
std::string when_of(const core::CheckIn& check_in, core::Day today) {
    const auto time = clock_time(core::local_time(check_in.felt_at).minute);
    return check_in.day == today
               ? time
               : filled(tr("{day}, {time}"), {{"day", near_date(check_in.day, today)}, {"time", time}});
}

std::string greeting(const core::Person* person, int minute) {
    const int hour = minute / 60;
    const char* plain = hour < 4    ? tr("Good night")
                        : hour < 11 ? tr("Good morning")
                        : hour < 17 ? tr("Hello")
                                    : tr("Good evening");
    if (!person) return plain;
    const char* named = hour < 4    ? tr("Good night, {name}")
                        : hour < 11 ? tr("Good morning, {name}")
                        : hour < 17 ? tr("Hello, {name}")
                                    : tr("Good evening, {name}");
    return filled(named, {{"name", person->name}});
}

// "Thank you for the walk." goes on a chip as "for the walk".
std::string short_label(const std::string& text) {
    const std::string opening = tr("Thank you ");
    if (text.compare(0, opening.size(), opening) != 0 || text.size() <= opening.size() + 1) return text;
    const auto end = text.back() == '.' ? text.size() - 1 : text.size();
    return text.substr(opening.size(), end - opening.size());
}

std::vector<Snapshot::Chip> chips(const Ui& ui, const core::Addressee& to, int minute,
                                  const std::vector<Snapshot::RitualRow>& rituals) {
    std::vector<Snapshot::Chip> list;
    const auto given = ui.core.get<core::ThanksStore>().between(ui.viewer, ui.today, ui.today);
    const auto given_today = [&](const std::string& sentence) {
        return std::any_of(given.begin(), given.end(), [&](const core::Thanks& t) {
            return t.author == ui.me() && t.addressee() == to && t.text == sentence;
        });
    };
    const auto add = [&](std::string label, std::string sentence) {
        const bool known =
            std::any_of(list.begin(), list.end(), [&](const auto& chip) { return chip.sentence == sentence; });
        if (!known && !given_today(sentence) && list.size() < most_chips)
            list.push_back({std::move(label), std::move(sentence)});
    };
    // One's own first, then what was just kept together, then the time of the year and of the day, then what always
    // goes.
    if (ui.me())
        for (const auto& text : ui.core.get<core::ThanksStore>().frequent(*ui.me(), to, ui.today - chips_learn_from, 2))
            add(short_label(text), text);
    if (to.to == core::ThanksTo::person) {
        int rituals_added = 0;
        for (const auto& row : rituals)
            // What only one oneself sees is no ground to thank somebody else for.
            if (row.occurrence.outcome == core::Outcome::kept && row.ritual.audience != core::Audience::only_me &&
                rituals_added < most_ritual_chips) {
                const auto chip = chip_for_ritual(row.ritual.title);
                add(chip.label, chip.sentence);
                ++rituals_added;
            }
    }
    // The hour on one day, the season on the next: a few chips are chosen from faster than many.
    const auto now = seasonal_chips(to.to, season_of(ui.core.clock(), ui.today), ui.today, minute);
    if (!now.empty()) {
        const auto& chip = now[static_cast<std::size_t>(ui.today.number) % now.size()];
        add(tr(chip.label), tr(chip.sentence));
    }
    for (const auto& chip : lasting_chips(to.to)) add(tr(chip.label), tr(chip.sentence));
    return list;
}

std::string below_ritual(const core::Occurrence& occurrence, const core::Ritual& ritual) {
    std::string words;
    if (occurrence.outcome == core::Outcome::kept) words = tr("kept");
    else if (occurrence.outcome == core::Outcome::skipped) words = tr("left out today");
    else if (occurrence.at) words = clock_time(*occurrence.at);
    if (occurrence.outcome == core::Outcome::open && !ritual.note.empty()) {
        const auto first_line = ritual.note.substr(0, ritual.note.find('\n'));
        words = words.empty() ? first_line : words + " · " + first_line;
    }
    return words.empty() ? tr("any time today") : words;
}

void ask_rituals(const Ui& ui, Snapshot& snapshot) {
    ui.core.get<core::RitualStore>().each_occurrence(
        ui.viewer, ui.today, ui.today, [&](const core::Occurrence& occurrence, const core::Ritual& ritual) {
            snapshot.rituals.push_back({occurrence, ritual, below_ritual(occurrence, ritual)});
            return true;
        });
}

// `recent` are those of today and yesterday, the newest first: sealed ones are opened once for all that is asked about
// them.
using CheckIns = std::vector<core::CheckIn>;

Snapshot::Shared shared_of(const Ui& ui, const core::CheckIn& check_in, const core::Person& author, core::Day today) {
    const char* feels[] = {tr("{name} feels rough"), tr("{name} feels low"), tr("{name} feels okay"),
                           tr("{name} feels good"), tr("{name} feels lovely")};
    const char* felt[] = {tr("{name} felt rough"), tr("{name} felt low"), tr("{name} felt okay"),
                          tr("{name} felt good"), tr("{name} felt lovely")};
    const bool of_today = check_in.day == today;
    std::string below;
    for (const auto& word : core::single_names(check_in.feeling))
        below += (below.empty() ? "" : ", ") + std::string(tr(word.c_str()));
    if (!below.empty()) below += " · ";
    below += when_of(check_in, today);
    Snapshot::Shared shared{
        check_in, filled((of_today ? feels : felt)[check_in.mood - 1], {{"name", author.name}}), below, {}, {}, {},
        false};
    if (!check_in.around.empty()) {
        std::string names;
        for (const auto& name : core::single_names(check_in.around))
            names += (names.empty() ? "" : ", ") + std::string(tr(name.c_str()));
        shared.more.push_back(filled(tr("Around it: {names}"), {{"names", names}}));
    }
    if (check_in.help != core::Help::unsaid) shared.more.emplace_back(help_sentence(check_in.help));
    shared.answers = ui.core.get<core::AnswerStore>().to(ui.viewer, {core::ItemKind::check_in, check_in.id.value});
    const bool asked = std::any_of(shared.answers.begin(), shared.answers.end(), [&](const auto& a) {
        return a.author == ui.me() && a.kind == core::AnswerKind::question;
    });
    shared.to_be_asked = check_in.good_news && !asked;
    if (check_in.good_news)
        shared.more.emplace(shared.more.begin(),
                            asked ? tr("Good news.") : tr("Good news. One question makes it larger."));
    for (const auto& answer : shared.answers)
        if (ui.person(answer.author) && (core::has_words(answer.kind) || answer.author != ui.me()))
            shared.said.push_back(said_by(ui, answer));
    return shared;
}

// How the others are: the latest of today from each. What was shared yesterday, or said before, stays until it was
// answered: last night's, good news, and a wish for something that would help.
void ask_shared(const Ui& ui, const CheckIns& recent, Snapshot& snapshot) {
    const auto answered = [&](const Snapshot::Shared& shared) {
        return std::any_of(shared.answers.begin(), shared.answers.end(),
                           [&](const auto& answer) { return answer.author == ui.me(); });
    };
    std::vector<core::PersonId> seen;
    for (const auto& check_in : recent) {
        const auto* author = ui.person(check_in.author);
        if (!author || check_in.author == ui.me()) continue;
        const bool latest = std::find(seen.begin(), seen.end(), check_in.author) == seen.end();
        seen.push_back(check_in.author);
        const bool now = latest && check_in.day == ui.today;
        const bool asks = latest || check_in.good_news || check_in.help != core::Help::unsaid;
        if (!now && (!ui.me() || !asks || snapshot.shared.size() >= most_shared)) continue;
        auto shared = shared_of(ui, check_in, *author, ui.today);
        if (now || !answered(shared)) snapshot.shared.push_back(std::move(shared));
    }
}

// Of one's own, the one that is being written on, wherever its time was put; else the day's latest.
void choose_mine(const Ui& ui, const CheckIns& recent, const Key& key, Snapshot& snapshot) {
    for (const auto& check_in : recent) {
        if (check_in.author != ui.me()) continue;
        if (!snapshot.mine && check_in.day == ui.today) snapshot.mine = check_in;
        if (check_in.id == key.about) {
            snapshot.mine = check_in;
            return;
        }
    }
}

// Of what was answered to one's own in these days, the last word to each where it is another's, the latest first.
void ask_answers(const Ui& ui, Snapshot& snapshot) {
    if (!ui.me()) return;
    std::vector<core::Uuid> seen;
    for (const auto& answer : ui.core.get<core::AnswerStore>().since(ui.viewer, {ui.now.utc_ms - two_days_ms, 0})) {
        if (snapshot.answers.size() >= most_answers) return;
        // One's own last word: there is nothing to answer any more.
        if (answer.author == ui.me()) seen.push_back(answer.subject.id);
        if (std::find(seen.begin(), seen.end(), answer.subject.id) != seen.end()) continue;
        const auto* by = ui.person(answer.author);
        if (!by) continue;
        std::string below;
        if (answer.subject.kind == core::ItemKind::thanks) {
            const auto thanks = ui.core.get<core::ThanksStore>().find(ui.viewer, core::ThanksId{answer.subject.id});
            if (!thanks || thanks->author != ui.me()) continue;
            below = filled(tr("to your thanks “{words}”"), {{"words", thanks->text}});
        } else {
            const auto check_in = ui.core.get<core::CheckInStore>().find(ui.viewer, core::CheckInId{answer.subject.id});
            if (!check_in || check_in->author != ui.me()) continue;
            below = filled(tr("to “{mood}”, {time}"),
                           {{"mood", mood_name(check_in->mood)}, {"time", when_of(*check_in, ui.today)}});
        }
        snapshot.answers.push_back({answer, said_by(ui, answer), below});
        seen.push_back(answer.subject.id);
    }
}

void ask_touches(const Ui& ui, Snapshot& snapshot) {
    // One given late at night is found in the morning.
    const auto fresh = [&](const core::Touch& touch) {
        return touch.day >= ui.today || ui.now.utc_ms - touch.given_at.utc_ms < a_night_ms;
    };
    for (const auto& touch : ui.core.get<core::TouchStore>().received(ui.viewer, ui.today - 1)) {
        const auto* from = ui.person(touch.author);
        if (from && fresh(touch)) snapshot.touches.push_back(touch_sentence(touch.kind, from->name));
    }
}

// Envelopes first, and they stay until they are opened; then what was opened and is of these days, or was opened here
// just now.
void ask_notes(const Ui& ui, Snapshot& snapshot, const std::vector<std::pair<core::ThanksId, double>>& opened) {
    const auto whose = ui.viewer.person;
    if (!whose) return;
    const auto& reads = ui.core.get<core::ThanksReadStore>();
    const auto add = [&](core::Thanks thanks, bool closed) {
        const bool known = std::any_of(snapshot.notes.begin(), snapshot.notes.end(),
                                       [&](const auto& note) { return note.thanks.id == thanks.id; });
        if (known || snapshot.notes.size() >= most_notes || !ui.person(thanks.author)) return;
        Snapshot::Note note;
        note.hearted = std::find(thanks.hearts.begin(), thanks.hearts.end(), *whose) != thanks.hearts.end();
        note.title = envelope_title(ui, thanks);
        note.closed = closed;
        note.received = ui.me() && thanks.author != ui.me() && !closed;
        if (note.received)
            note.said =
                answering::said_to(ui, ui.viewer, {core::ItemKind::thanks, thanks.id.value}, thanks.author).lines;
        if (thanks.memory && !closed) note.photo = ui.core.get<core::MemoryStore>().find(ui.viewer, *thanks.memory);
        note.thanks = std::move(thanks);
        snapshot.notes.push_back(std::move(note));
    };
    for (const auto& [id, when] : opened)
        if (auto thanks = ui.core.get<core::ThanksStore>().find(ui.viewer, id);
            thanks && !reads.is_closed(ui.viewer, id))
            add(std::move(*thanks), false);
    for (const auto& id : reads.closed(ui.viewer))
        if (auto thanks = ui.core.get<core::ThanksStore>().find(ui.viewer, id)) add(std::move(*thanks), true);
    const auto put_away = reads.put_away(ui.viewer);
    // With another's eyes an envelope is an envelope: whether it was opened is not for them.
    const bool own_eyes = ui.viewer.eyes == core::Viewer::Eyes::own;
    for (auto& thanks :
         ui.core.get<core::ThanksStore>().between(ui.viewer, ui.today - (days_a_note_stays - 1), ui.today)) {
        const bool to_them = thanks.recipient == whose || (thanks.to == core::ThanksTo::us && thanks.author != whose);
        if (!to_them || std::find(put_away.begin(), put_away.end(), thanks.id) != put_away.end()) continue;
        const bool closed = thanks.envelope && !own_eyes;
        add(std::move(thanks), closed);
    }
}

}  // namespace

namespace {

// Marks a text for the catalogue's collector; what is stored is the text itself, the same in every language.
constexpr const char* msgid(const char* text) { return text; }

std::vector<std::string> most_frequent(const Times& times, int least, std::size_t most) {
    std::vector<std::pair<std::string, int>> often(times.begin(), times.end());
    std::stable_sort(often.begin(), often.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> list;
    for (const auto& [name, count] : often)
        if (count >= least && list.size() < most) list.push_back(name);
    return list;
}

template <class List> void add_missing(List& list, const std::vector<std::string>& more, std::size_t most) {
    for (const auto& name : more)
        if (list.size() < most && std::find(list.begin(), list.end(), name) == list.end()) list.push_back(name);
}

// Somebody's words for this mood first, those they use again and again, with the two that lie nearest; then some from
// all about it.
std::vector<std::string> suggested_for(int mood, const Times& words) {
    auto list = most_frequent(words, own_from, most_own);
    std::vector<std::string> more;
    if (const auto* known = list.empty() ? nullptr : core::feeling_named(list.front()))
        for (const auto& feeling : core::near(known->pleasantness, known->energy, 3))
            more.emplace_back(feeling.word);  // itself the first
    for (const char* word : feelings_for(mood)) more.emplace_back(word);
    add_missing(list, more, most_suggested);
    return list;
}

// One's own list in its order, or else what one had around one of late and what many have.
std::vector<activities::Entry> offered_activities(const std::vector<activities::Entry>& list,
                                                  const std::vector<std::string>& often) {
    if (!list.empty() && list.front().id) return list;
    auto names = often;
    std::vector<std::string> usual;
    for (const auto& entry : list) usual.push_back(entry.name);
    add_missing(names, usual, most_activities);
    std::vector<activities::Entry> entries;
    for (const auto& name : names) entries.push_back({{}, name, std::string(activities::usual_icon(name))});
    return entries;
}

void learn_from(const Ui& ui, const CheckIns& check_ins, std::optional<core::CheckInId> without, Habits& habits) {
    for (const auto& check_in : check_ins) {
        if (check_in.author != ui.viewer.person) continue;
        for (const auto& word : core::single_names(check_in.feeling)) {
            if (check_in.id != without)
                ++habits.words[static_cast<std::size_t>(std::clamp(check_in.mood, 1, 5) - 1)][word];
            if (!core::feeling_named(word)) ++habits.own_words[word];
        }
        for (const auto& name : core::single_names(check_in.around)) ++habits.around[name];
    }
}

// What was begun about it before the program ended, or somebody else's face came between, opens its card again.
void take_up_note(const Ui& ui, State& state, const core::CheckIn& mine) {
    auto& card = state.check_in;
    if (card.notes.count(mine.id)) return;
    if (auto begun = drafts::left_of(ui, note_place, mine.id.value))
        card.notes[mine.id] = {std::move(*begun), mine.note, card.drawn == Drawn::today};
}

void ask_to_add(const Ui& ui, State& state, const CheckIns& recent, Snapshot& snapshot) {
    const auto& mine = *snapshot.mine;
    take_up_note(ui, state, mine);
    // The months before are read once a day: many sealed rows, and a tap must not wait for them. The last days are read
    // each time.
    auto habits = state.check_in.habits.get({ui.today, ui.viewer, ui.shut}, 0, [&](const auto&) {
        Habits before;
        learn_from(ui,
                   ui.core.get<core::CheckInStore>().between(ui.viewer, ui.today - days_learnt_from,
                                                             ui.today - days_read_anew),
                   {}, before);
        return before;
    });
    learn_from(ui, recent, mine.id, habits);
    if (mine.audience == core::Audience::only_me && ui.partner()) {
        if (mine.good_news)
            snapshot.unshared =
                filled(tr("Only you see this. Share it, and {name} can ask about it."), {{"name", ui.partner()->name}});
        else if (mine.help != core::Help::unsaid)
            snapshot.unshared = filled(tr("Only you see this. Share it, and {name} knows what would help."),
                                       {{"name", ui.partner()->name}});
    }
    if (mine.day != ui.today) snapshot.when = when_of(mine, ui.today);
    snapshot.mine_words = core::single_names(mine.feeling);
    snapshot.mine_around = core::single_names(mine.around);
    snapshot.suggested =
        suggested_for(mine.mood, habits.words[static_cast<std::size_t>(std::clamp(mine.mood, 1, 5) - 1)]);
    snapshot.own_words = most_frequent(habits.own_words, 1, most_own_words);
    for (auto& activity : ui.core.get<core::ActivityStore>().of(ui.viewer))
        snapshot.activity_list.push_back({activity.id, std::move(activity.name), std::move(activity.icon)});
    if (snapshot.activity_list.empty()) snapshot.activity_list = activities::usual();
    const auto often = most_frequent(habits.around, 1, most_activities);
    snapshot.activities = offered_activities(snapshot.activity_list, often);
    for (const auto& name : often)
        if (snapshot.used_activities.size() < most_own_words &&
            std::none_of(snapshot.activity_list.begin(), snapshot.activity_list.end(),
                         [&](const auto& entry) { return entry.name == name; }))
            snapshot.used_activities.push_back(name);
}

}  // namespace

std::vector<const char*> feelings_for(int mood) {
    switch (mood) {
        case 1:
            return {msgid("overwhelmed"), msgid("sad"),       msgid("anxious"),
                    msgid("angry"),       msgid("exhausted"), msgid("lonely")};
        case 2:
            return {msgid("tired"), msgid("worried"),      msgid("tense"),
                    msgid("flat"),  msgid("disappointed"), msgid("touchy")};
        case 3:
            return {msgid("steady"), msgid("tired"),      msgid("busy"),
                    msgid("quiet"),  msgid("distracted"), msgid("hopeful")};
        case 4:
            return {msgid("calm"),   msgid("hopeful"), msgid("content"),
                    msgid("rested"), msgid("playful"), msgid("grateful")};
        default:
            return {msgid("happy"), msgid("proud"), msgid("moved"), msgid("excited"), msgid("in love"), msgid("light")};
    }
}

std::vector<std::string> with_word_added(std::vector<std::string> words, const std::string& word) {
    words.push_back(word);
    return core::single_names(words);
}

std::vector<std::string> with_word_toggled(const std::vector<std::string>& words, const std::string& word) {
    auto list = core::single_names(words);
    const auto found = std::find(list.begin(), list.end(), word);
    if (found == list.end()) list.push_back(word);
    else list.erase(found);
    return list;
}

Snapshot ask(const Ui& ui, const std::optional<core::Memory>& memory, State& state, const Key& key) {
    Snapshot snapshot;
    snapshot.greeting = greeting(ui.person(ui.me()), key.minute);
    snapshot.date = long_date(ui.today);
    if (const auto* thanked = ui.person(key.thanked.person)) {
        snapshot.thank_title = filled(tr("Thank {name}"), {{"name", thanked->name}});
    } else {
        snapshot.thank_title = key.thanked.to == core::ThanksTo::us ? tr("Thank us both") : tr("Give thanks");
        if (key.thanked.to == core::ThanksTo::us && ui.people->size() > 2) snapshot.thank_title = tr("Thank us all");
    }
    if (ui.partner()) snapshot.for_partner = filled(tr("For {name}"), {{"name", ui.partner()->name}});
    if (const auto* touched = ui.person(state.others.touched))
        snapshot.touch_title = filled(tr("Something small for {name}"), {{"name", touched->name}});
    snapshot.give_hint = tr("or in your own words…");
    snapshot.thanks_audience = ui.core.default_audience(ui.me(), core::ItemKind::thanks);
    snapshot.given = said_of_giving(ui, key.thanked, {}, snapshot.thanks_audience);
    ask_rituals(ui, snapshot);
    if (ui.me()) snapshot.chips = chips(ui, key.thanked, key.minute, snapshot.rituals);
    const auto recent = ui.core.get<core::CheckInStore>().between(ui.viewer, ui.today - (days_read_anew - 1), ui.today);
    ask_shared(ui, recent, snapshot);
    choose_mine(ui, recent, key, snapshot);
    if (snapshot.mine) ask_to_add(ui, state, recent, snapshot);
    ask_answers(ui, snapshot);
    ask_touches(ui, snapshot);
    ask_notes(ui, snapshot, state.others.opened);
    snapshot.memory = memory;
    if (snapshot.memory) {
        const auto ago = long_ago(memory->day, ui.today);
        snapshot.memory_title = memory->caption.empty() ? full_date(memory->day) : memory->caption;
        snapshot.memory_below = ago;
    }
    return snapshot;
}

Snapshot ask_one(const Ui& ui, State& state, core::CheckInId id) {
    Snapshot snapshot;
    const auto check_in = ui.core.get<core::CheckInStore>().find(ui.viewer, id);
    if (!check_in) return snapshot;
    const auto when = filled(tr("{day}, {time}"), {{"day", full_date(check_in->day)},
                                                   {"time", clock_time(core::local_time(check_in->felt_at).minute)}});
    if (check_in->author != ui.me()) {
        if (const auto* author = ui.person(check_in->author))
            snapshot.shared.push_back(shared_of(ui, *check_in, *author, ui.today));
        snapshot.when = when;
        return snapshot;
    }
    snapshot.mine = check_in;
    ask_to_add(ui, state,
               ui.core.get<core::CheckInStore>().between(ui.viewer, ui.today - (days_read_anew - 1), ui.today),
               snapshot);
    snapshot.when = when;
    return snapshot;
}

}  // namespace app::today
