#include "core/closeness/closeness_commands.hpp"

#include "core/closeness/closeness_store.hpp"
#include "core/settings/setting_store.hpp"

namespace core {

Result<Uuid> carry_out(const NoteCloseness& c, Change& change) {
    if (!change.is_here(c.author)) return Refusal::unknown_person;
    if (c.level < 1 || c.level > closest) return Refusal::no_such_picture;
    if (const auto refusal = change.check_moment(c.at)) return *refusal;
    const auto at = c.at.value_or(change.now());
    const auto audience = c.audience.value_or(change.default_audience(c.author, ItemKind::closeness));
    Closeness closeness{change.next<ClosenessId>(), c.author, audience, change.day_of(at), at, c.level};
    closeness.shared_at = change.shared_as_made(closeness.id.value, audience);
    change.get<ClosenessStore>().insert(closeness);
    change.made({ItemKind::closeness, closeness.id.value}, c.author);
    return closeness.id.value;
}

Result<Uuid> carry_out(const EditCloseness& c, Change& change) {
    const auto before = change.own<Closeness>(change.get<ClosenessStore>(), c.by, c.id);
    if (!before) return before.refusal();
    if (c.level < 1 || c.level > closest) return Refusal::no_such_picture;
    auto after = before.value();
    after.level = c.level;
    after.audience = c.audience;
    after.shared_at = change.shared_as_changed(before.value().audience, c.audience, after.shared_at);
    change.get<ClosenessStore>().update(after, change.now());
    return c.id.value;
}

Result<Uuid> carry_out(const AskForCloseness& c, Change& change) {
    if (!change.is_here(c.by)) return Refusal::unknown_person;
    change.get<SettingStore>().set_choice(c.by, asked_for_closeness, c.weekly, change.now());
    return c.by.value;
}

}  // namespace core
