#include "core/activities/activity_commands.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/activities/activity_store.hpp"
#include "core/text.hpp"

namespace core {

namespace {

constexpr std::int64_t between_activities = std::int64_t{1} << 20;  // so often one can be put between two

Result<Activity> named(Activity activity, std::string name, const std::string& icon) {
    std::replace(name.begin(), name.end(), ',', ' ');
    const auto words = tidy_line(name, longest_activity), drawing = tidy_line(icon, 40);
    if (!words) return words.refusal();
    if (!drawing) return drawing.refusal();
    if (words.value().empty()) return Refusal::empty_text;
    activity.name = words.value();
    activity.icon = drawing.value();
    return activity;
}

Result<Activity> own_activity(Change& change, PersonId by, ActivityId id) {
    const auto found = change.get<ActivityStore>().outside(id);
    if (!found || found->author != by) return Refusal::not_found;  // that others have a list is nobody's business
    if (!change.trusted(by, id.value)) return Refusal::locked;
    return *found;
}

}  // namespace

Result<Uuid> carry_out(const AddActivity& c, Change& change) {
    if (!change.is_here(c.by)) return Refusal::unknown_person;
    const auto order = change.get<ActivityStore>().order_of(c.by);
    const auto last = order.empty() ? 0 : order.back().second;
    const auto activity =
        named({change.next<ActivityId>(), c.by, {}, {}, last + between_activities, change.now()}, c.name, c.icon);
    if (!activity) return activity.refusal();
    change.get<ActivityStore>().insert(activity.value());
    change.made(activity.value().id.value, c.by);
    return activity.value().id.value;
}

Result<Uuid> carry_out(const EditActivity& c, Change& change) {
    const auto before = own_activity(change, c.by, c.id);
    if (!before) return before.refusal();
    const auto after = named(before.value(), c.name, c.icon);
    if (!after) return after.refusal();
    change.get<ActivityStore>().update(after.value(), change.now());
    return c.id.value;
}

Result<Uuid> carry_out(const MoveActivity& c, Change& change) {
    const auto mine = own_activity(change, c.by, c.id);
    if (!mine) return mine.refusal();
    const auto before = change.get<ActivityStore>().order_of(c.by);
    std::vector<std::pair<ActivityId, std::int64_t>> others;
    for (const auto& each : before)
        if (each.first != c.id) others.push_back(each);
    const auto to = std::min(c.to, others.size());
    const auto after = to == 0 ? 0 : others[to - 1].second;
    const auto next = to == others.size() ? after + 2 * between_activities : others[to].second;
    if (const auto middle = after + (next - after) / 2; after < middle && middle < next) {
        change.get<ActivityStore>().set_position(c.id, middle);
    } else {  // no room between those two any more
        others.insert(others.begin() + static_cast<std::ptrdiff_t>(to), {c.id, 0});
        std::int64_t position = 0;
        for (const auto& each : others)
            change.get<ActivityStore>().set_position(each.first, position += between_activities);
    }
    return c.id.value;
}

Result<Uuid> carry_out(const RemoveActivity& c, Change& change) {
    const auto mine = own_activity(change, c.by, c.id);
    if (!mine) return mine.refusal();
    change.put_in_trash<ActivityStore>(c.id);
    return c.id.value;
}

}  // namespace core
