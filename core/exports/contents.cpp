#include "core/exports/contents.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace core::exports {

namespace {

constexpr Day first_day{-719'162}, last_day{2'932'896};  // the years 1 to 9999

template <class List>
List reversed(List list) {
    std::reverse(list.begin(), list.end());
    return list;
}

template <class List>
void add_ids(std::set<Uuid>& ids, const List& list) {
    for (const auto& item : list) ids.insert(item.id.value);
}

// What hangs on something stays only where that is there too.
template <class List, class Subject>
void keep_those_of(List& list, const std::set<Uuid>& ids, Subject&& subject) {
    list.erase(std::remove_if(list.begin(), list.end(), [&](const auto& item) { return ids.count(subject(item)) == 0; }), list.end());
}

}  // namespace

Contents gather(const Household& household, const Viewer& viewer) {
    const auto& h = household;
    Contents all;
    all.viewer = viewer.person;
    all.day_start_hour = h.settings().day_start_hour();
    if (viewer.person && viewer.eyes == Viewer::Eyes::own) {
        all.defaults.emplace();
        for (std::size_t i = 0; i < all.defaults->size(); ++i) (*all.defaults)[i] = h.settings().default_audience(*viewer.person, item_kinds[i]);
        if (!h.vault().is_open(*viewer.person)) all.left_out = h.shared().kept(viewer);
    }
    for (auto& person : h.people().all()) all.people.push_back({person, h.people().joined(person.id).value_or(Instant{}), {}});
    if (viewer.person && viewer.eyes == Viewer::Eyes::own) all.asked_for_closeness = h.settings().asked_for_closeness(*viewer.person) == Asked::weekly;
    all.activities = h.activities().of(viewer);
    all.thanks_reads = h.thanks_reads().all(viewer);
    all.prompts = h.prompts().all(viewer);
    all.closeness = reversed(h.closeness().between(viewer, first_day, last_day));
    all.check_ins = reversed(h.check_ins().between(viewer, first_day, last_day));
    all.thanks = reversed(h.thanks().between(viewer, first_day, last_day));
    for (auto& thanks : all.thanks) thanks.hearts.clear();
    for (auto& ritual : h.rituals().all(viewer, h.today())) {
        const auto added = h.rituals().added(viewer, ritual.id).value_or(Instant{});
        all.rituals.push_back({std::move(ritual), added});
        all.rituals.back().paused_since.reset();  // of one day; the pauses say it for each
    }
    auto memories = h.memories().between(viewer, first_day, last_day);
    std::stable_sort(memories.begin(), memories.end(), [](const Memory& a, const Memory& b) { return a.day < b.day; });
    for (auto& memory : memories) all.memories.push_back({std::move(memory), {}});

    all.hearts = h.thanks().hearts(viewer);
    all.answers = h.answers().all(viewer);
    all.touches = h.touches().all(viewer);
    all.pauses = h.rituals().pauses(viewer);
    all.marks = h.rituals().marks(viewer);
    std::set<Uuid> thanks, rituals, answered, memory_ids;
    add_ids(thanks, all.thanks);
    add_ids(answered, all.thanks);
    add_ids(answered, all.check_ins);
    add_ids(rituals, all.rituals);
    add_ids(memory_ids, all.memories);
    for (auto& note : all.thanks)
        if (note.memory && memory_ids.count(note.memory->value) == 0) note.memory.reset();
    keep_those_of(all.thanks_reads, thanks, [](const ThanksRead& read) { return read.thanks.value; });
    keep_those_of(all.hearts, thanks, [](const Heart& heart) { return heart.thanks.value; });
    keep_those_of(all.answers, answered, [](const Answer& answer) { return answer.subject.id; });
    keep_those_of(all.pauses, rituals, [](const RitualPause& pause) { return pause.ritual.value; });
    keep_those_of(all.marks, rituals, [](const OccurrenceMark& mark) { return mark.ritual.value; });
    return all;
}

}  // namespace core::exports
