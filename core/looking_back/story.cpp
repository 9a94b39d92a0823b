#include "core/looking_back/story.hpp"

#include <algorithm>
#include <utility>

#include "core/answers/answer_store.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/memories/memory_store.hpp"
#include "core/rituals/ritual.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/settings/setting_store.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/touches/touch_store.hpp"

namespace core::looking_back {

namespace {
constexpr int minutes_a_day = 24 * 60;
}

std::vector<Happening> story_of(const Household& household, const Viewer& viewer, Day day) {
    std::vector<Happening> story;
    // The stores answer with the newest first; of one moment, what was made first comes first.
    auto check_ins = household.get<CheckInStore>().between(viewer, day, day);
    for (auto c = check_ins.rbegin(); c != check_ins.rend(); ++c) {
        auto answers = household.get<AnswerStore>().to(viewer, {ItemKind::check_in, c->id.value});
        story.push_back({c->felt_at, std::move(*c), std::move(answers)});
    }
    auto thanks = household.get<ThanksStore>().between(viewer, day, day);
    for (auto t = thanks.rbegin(); t != thanks.rend(); ++t) {
        auto answers = household.get<AnswerStore>().to(viewer, {ItemKind::thanks, t->id.value});
        story.push_back({t->given_at, std::move(*t), std::move(answers)});
    }
    for (auto& touch : household.get<TouchStore>().on(viewer, day)) story.push_back({touch.given_at, touch, {}});
    const auto occurrences = household.get<RitualStore>().occurrences(viewer, day, day);
    if (std::any_of(occurrences.begin(), occurrences.end(), [](const auto& o) { return o.outcome == Outcome::kept; })) {
        const auto rituals = household.get<RitualStore>().all(viewer, household.today());
        const int day_starts = household.get<SettingStore>().day_start_hour() * 60;
        for (const auto& occurrence : occurrences) {
            const auto ritual = std::find_if(rituals.begin(), rituals.end(),
                                             [&](const Ritual& r) { return r.id == occurrence.ritual; });
            if (occurrence.outcome != Outcome::kept || ritual == rituals.end()) continue;
            std::optional<Instant> at;
            // A ritual floats with whatever clock hangs there; one in the small hours is still of the evening before.
            if (occurrence.at)
                at = household.clock().at(*occurrence.at < day_starts ? day + 1 : day, *occurrence.at % minutes_a_day);
            story.push_back({at, Kept{*ritual, occurrence}, {}});
        }
    }
    for (const auto* kind : recorded_kinds())
        for (auto& record : kind->records(household.stores(), viewer, day, day))
            story.push_back({record.at, Described{kind, std::move(record)}, {}});
    for (auto& memory : household.get<MemoryStore>().between(viewer, day, day))
        story.push_back({memory.taken_at, std::move(memory), {}});
    std::stable_sort(story.begin(), story.end(), [](const Happening& a, const Happening& b) {
        if (a.at.has_value() != b.at.has_value()) return a.at.has_value();
        return a.at && a.at->utc_ms < b.at->utc_ms;
    });
    return story;
}

}  // namespace core::looking_back
