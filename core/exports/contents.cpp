#include "core/exports/contents.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "core/activities/activity_store.hpp"
#include "core/answers/answer_store.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/household/household.hpp"
#include "core/items/kind.hpp"
#include "core/memories/memory_store.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/settings/setting_store.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/touches/touch_store.hpp"

namespace core::exports {

namespace {

template <class List> List reversed(List list) {
    std::reverse(list.begin(), list.end());
    return list;
}

template <class List> void add_ids(std::set<Uuid>& ids, const List& list) {
    for (const auto& item : list) ids.insert(item.id.value);
}

// What hangs on something stays only where that is there too.
template <class List, class Subject> void keep_those_of(List& list, const std::set<Uuid>& ids, Subject&& subject) {
    list.erase(
        std::remove_if(list.begin(), list.end(), [&](const auto& item) { return ids.count(subject(item)) == 0; }),
        list.end());
}

template <class Item> bool is_for_its_author(const Item& item) {
    if constexpr (requires { item.waits; })
        if (item.waits) return true;
    return item.audience == Audience::only_me;
}

}  // namespace

void Gathering::begin() {
    const auto& h = household_;
    all_ = {};
    revision_ = h.revision();
    unopened_ = viewer_.person && viewer_.eyes == Viewer::Eyes::own ? Unopened(h, *viewer_.person) : Unopened();
    all_.viewer = viewer_.person;
    all_.day_start_hour = h.get<SettingStore>().day_start_hour();
    if (viewer_.person && viewer_.eyes == Viewer::Eyes::own) {
        all_.defaults.emplace();
        for (const auto* kind : core::kinds_of_items()) {
            (*all_.defaults)[kind->kind] = h.get<SettingStore>().default_audience(*viewer_.person, kind->kind);
            for (const auto& choice : kind->choices)
                if (h.get<SettingStore>().chose(*viewer_.person, choice)) all_.chosen.insert(choice.name);
        }
        if (!h.vault().is_open(*viewer_.person)) all_.left_out = h.get<SharedStore>().kept(viewer_);
    }
    for (auto& person : h.get<PersonStore>().all())
        all_.people.push_back({person, h.get<PersonStore>().joined(person.id).value_or(Instant{}), {}});
    for (auto& ritual : h.get<RitualStore>().all(viewer_, h.today())) {
        const auto added = h.get<RitualStore>().added(viewer_, ritual.id).value_or(Instant{});
        all_.rituals.push_back({std::move(ritual), added});
        all_.rituals.back().paused_since.reset();  // of one day; the pauses say it for each
    }
    all_.activities = h.get<ActivityStore>().of(viewer_);
    all_.prompts = h.get<PromptStore>().all(viewer_);
}

void Gathering::add_years(Day from, Day to) {
    const auto& h = household_;
    const auto add = [](auto& all, auto list) {
        all.insert(all.end(), std::make_move_iterator(list.begin()), std::make_move_iterator(list.end()));
    };
    add(all_.check_ins, reversed(h.get<CheckInStore>().between(viewer_, from, to)));
    add(all_.thanks, reversed(h.get<ThanksStore>().between(viewer_, from, to)));
    for (const auto* kind : recorded_kinds())
        add(all_.records[kind->kind], reversed(kind->records(h.stores(), viewer_, from, to)));
    auto memories = h.get<MemoryStore>().between(viewer_, from, to);
    std::stable_sort(memories.begin(), memories.end(), [](const Memory& a, const Memory& b) { return a.day < b.day; });
    for (auto& memory : memories) all_.memories.push_back({std::move(memory), {}});
}

void Gathering::finish() {
    const auto& h = household_;
    for (auto& thanks : all_.thanks) thanks.hearts.clear();
    all_.hearts = h.get<ThanksStore>().hearts(viewer_);
    all_.answers = h.get<AnswerStore>().all(viewer_);
    all_.touches = h.get<TouchStore>().all(viewer_);
    all_.pauses = h.get<RitualStore>().pauses(viewer_);
    all_.marks = h.get<RitualStore>().marks(viewer_);
    all_.thanks_reads = h.get<ThanksReadStore>().all(viewer_);
    const auto taken = [this](ItemKind kind, const auto& list) {
        unopened_.taken(list);
        const auto left = all_.left_out.counts.find(kind);
        if (left == all_.left_out.counts.end()) return;
        for (const auto& item : list)  // written just now
            if (item.author == all_.viewer && is_for_its_author(item)) --left->second;
    };
    taken(ItemKind::check_in, all_.check_ins);
    taken(ItemKind::thanks, all_.thanks);
    taken(ItemKind::ritual, all_.rituals);
    taken(ItemKind::memory, all_.memories);
    for (const auto& [kind, records] : all_.records) taken(kind, records);
    unopened_.taken(all_.activities);
    all_.unopened = unopened_.count();
    std::set<Uuid> thanks, rituals, answered, memories;
    add_ids(thanks, all_.thanks);
    add_ids(answered, all_.thanks);
    add_ids(answered, all_.check_ins);
    add_ids(rituals, all_.rituals);
    add_ids(memories, all_.memories);
    for (auto& note : all_.thanks)
        if (note.memory && memories.count(note.memory->value) == 0) note.memory.reset();
    keep_those_of(all_.hearts, thanks, [](const Heart& heart) { return heart.thanks.value; });
    keep_those_of(all_.thanks_reads, thanks, [](const ThanksRead& read) { return read.thanks.value; });
    keep_those_of(all_.answers, answered, [](const Answer& answer) { return answer.subject.id; });
    keep_those_of(all_.pauses, rituals, [](const RitualPause& pause) { return pause.ritual.value; });
    keep_those_of(all_.marks, rituals, [](const OccurrenceMark& mark) { return mark.ritual.value; });
}

bool Gathering::step() {
    if (!next_ || household_.revision() != revision_) {
        begin();
        next_ = earliest_day;
        return true;
    }
    // What lies before most lives and after today is little: in one step each.
    constexpr Day most_begin{-18'262};  // 1920
    const Day from = *next_, today = household_.today();
    const Day to = from < most_begin ? most_begin - 1 : from > today ? latest_day : std::min(from + 364, today);
    add_years(from, to);
    next_ = to + 1;
    if (to < latest_day) return true;
    finish();
    return false;
}

Contents gather(const Household& household, const Viewer& viewer) {
    Gathering gathering(household, viewer);
    while (gathering.step()) {
    }
    return gathering.take();
}

}  // namespace core::exports
