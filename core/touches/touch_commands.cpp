#include "core/touches/touch_commands.hpp"

#include "core/touches/touch_store.hpp"

namespace core {

Result<Uuid> carry_out(const GiveTouch& c, Change& change) {
    if (!change.is_here(c.by) || !change.is_here(c.to)) return Refusal::unknown_person;
    if (c.by == c.to) return Refusal::touch_to_oneself;
    const Touch touch{change.next<TouchId>(), c.by, c.to, c.kind, change.today(), change.now()};
    change.get<TouchStore>().insert(touch);
    return touch.id.value;
}

}  // namespace core
