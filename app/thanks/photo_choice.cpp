#include "app/thanks/photo_choice.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/words/dates.hpp"
#include "core/memories/memory_store.hpp"

namespace app::thanks {

using namespace widgets;

namespace {

constexpr std::size_t a_page = 12;

PhotoChoice::Found ask(const Ui& ui, const PhotoChoice::Key& key) {
    PhotoChoice::Found found;
    std::size_t skip = static_cast<std::size_t>(key.page) * a_page;
    for (const auto& day : ui.core.get<core::MemoryStore>().days(key.viewer)) {
        const auto count = static_cast<std::size_t>(day.count);
        if (skip >= count) {
            skip -= count;
            continue;
        }
        for (auto& memory : ui.core.get<core::MemoryStore>().between(key.viewer, day.day, day.day)) {
            if (skip > 0) {
                --skip;
                continue;
            }
            if (found.photos.size() == a_page) {
                found.earlier = true;
                return found;
            }
            auto name = memory.caption.empty() ? full_date(memory.day) : memory.caption;
            found.photos.push_back({std::move(memory), std::move(name)});
        }
    }
    return found;
}

}  // namespace

Chosen draw_photo_choice(PhotoChoice& choice, Ui& ui) {
    Chosen chosen;
    if (!choice.open) return chosen;
    Sheet sheet(ui, "choose-photo", tr("A photo that goes with it"), 620);
    if (!sheet) return chosen;
    auto& column = sheet.column;
    const auto& found = choice.found.get({ui.viewer, choice.page}, ui.core.get<core::MemoryStore>().revision(),
                                         [&](const auto& key) { return ask(ui, key); });
    if (found.photos.empty()) {
        column.y += text(ui, Type::text, ui.theme.quiet, {column.x, column.y},
                         tr("No photos hang here yet. What you have written stays while you add one."), column.width)
                        .y;
        column.gap(ui.u(14));
    }
    const int across = ui.narrow ? 3 : 4;
    const float gap = ui.u(8),
                side = std::floor((column.width - gap * static_cast<float>(across - 1)) / static_cast<float>(across)),
                height = std::round(side * 0.76f);
    float x = column.x;
    int n = 0;
    for (const auto& [memory, name] : found.photos) {
        const IdScope id(memory.id);
        const Rect rect = rect_at(x, column.y, side, height);
        if (press(ui, "photo", rect, semantics::Role::button, name, false, 10).pressed) chosen.memory = memory.id;
        photo(ui, memory, rect, ui.u(10));
        x += side + gap;
        if (++n % across == 0) {
            x = column.x;
            column.gap(height + gap);
        }
    }
    if (n % across != 0) column.gap(height + gap);
    column.gap(ui.u(8));
    float left = column.x;
    if (choice.page > 0) {
        if (button(ui, "newer", tr("Newer"), {left, column.y}, Look::quiet)) --choice.page;
        left += button_width(ui, tr("Newer")) + ui.u(6);
    }
    if (found.earlier && button(ui, "earlier", tr("Earlier"), {left, column.y}, Look::quiet)) ++choice.page;
    const float width = button_width(ui, tr("Add a photo"));
    chosen.add = button(ui, "add", tr("Add a photo"), {column.x + column.width - width, column.y}, Look::plain, width);
    column.gap(ui.u(control_height));
    if (sheet.close_asked() || chosen.memory || chosen.add) {
        choice.open = false;
        choice.page = 0;
        ui.wake_in(0);
    }
    return chosen;
}

void draw_photo_along(std::optional<core::MemoryId>& chosen,
                      Cached<core::MemoryId, std::optional<core::Memory>>& cached, Ui& ui, Column& column,
                      bool for_oneself) {
    if (!chosen) return;
    const auto& memory = cached.get(*chosen, ui.core.revision(), [&](core::MemoryId id) {
        return ui.core.get<core::MemoryStore>().find(ui.viewer, id);
    });
    if (!memory) return chosen.reset();
    const float side = ui.u(72);
    const Rect rect = rect_at(column.x, column.y, side * 1.3f, side);
    tell(ui, semantics::Role::image, memory->caption.empty() ? tr("The photo that goes along") : memory->caption, rect);
    photo(ui, *memory, rect, ui.u(10));
    if (icon_button(ui, "no-photo", "close", tr("Without the photo"), {rect.x1 + ui.u(24), column.y + side / 2},
                    ui.theme.quiet, 18))
        chosen.reset();
    const float x = rect.x1 + ui.u(50);
    if (memory->audience == core::Audience::only_me && !for_oneself)
        text(ui, Type::small, ui.theme.quiet, {x, column.y + ui.u(4)},
             tr("Only you see this photo. Share it in Memories to give it along."), column.x + column.width - x);
    column.gap(side + ui.u(10));
}

}  // namespace app::thanks
