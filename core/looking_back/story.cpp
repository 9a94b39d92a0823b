#include "core/looking_back/story.hpp"

#include <algorithm>
#include <utility>

namespace core::looking_back {

namespace {
constexpr int minutes_a_day = 24 * 60;
}

std::vector<Happening> story_of(const Household& household, const Viewer& viewer, Day day) {
    std::vector<Happening> story;
    // The stores answer with the newest first; of one moment, what was made first comes first.
    auto check_ins = household.check_ins().between(viewer, day, day);
    for (auto c = check_ins.rbegin(); c != check_ins.rend(); ++c) {
        auto answers = household.answers().to(viewer, {ItemKind::check_in, c->id.value});
        story.push_back({c->felt_at, std::move(*c), std::move(answers)});
    }
    auto thanks = household.thanks().between(viewer, day, day);
    for (auto t = thanks.rbegin(); t != thanks.rend(); ++t) {
        auto answers = household.answers().to(viewer, {ItemKind::thanks, t->id.value});
        story.push_back({t->given_at, std::move(*t), std::move(answers)});
    }
    for (auto& touch : household.touches().on(viewer, day)) story.push_back({touch.given_at, touch, {}});
    const auto occurrences = household.rituals().occurrences(viewer, day, day);
    if (std::any_of(occurrences.begin(), occurrences.end(), [](const auto& o) { return o.outcome == Outcome::kept; })) {
        const auto rituals = household.rituals().all(viewer, household.today());
        const int day_starts = household.settings().day_start_hour() * 60;
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
    for (auto& closeness : household.closeness().between(viewer, day, day))
        story.push_back({closeness.felt_at, closeness, {}});
    for (auto& memory : household.memories().between(viewer, day, day))
        story.push_back({memory.taken_at, std::move(memory), {}});
    std::stable_sort(story.begin(), story.end(), [](const Happening& a, const Happening& b) {
        if (a.at.has_value() != b.at.has_value()) return a.at.has_value();
        return a.at && a.at->utc_ms < b.at->utc_ms;
    });
    return story;
}

}  // namespace core::looking_back
