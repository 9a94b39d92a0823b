#include "app/sharing/shared_screen.hpp"

#include "app/sharing/audience_mark.hpp"
#include "app/widgets/back.hpp"
#include "app/words/dates.hpp"
#include "app/words/kinds.hpp"
#include "app/words/thanks_words.hpp"
#include "core/items/kind.hpp"

namespace app::sharing {

using namespace widgets;
using core::ItemKind;

namespace {

constexpr int page_size = 60;

std::string below(const Ui& ui, const core::Glance& item) {
    return item.item.kind == ItemKind::thanks ? thanks_to(ui, item.to, item.recipient)
                                              : std::string(words_of(item.item.kind).name());
}

Snapshot ask(const Ui& ui, const Key& key) {
    Snapshot snapshot;
    auto list = ui.core.get<core::SharedStore>().by(key.viewer, key.limit + 1, 0, key.wanted);
    snapshot.more = static_cast<int>(list.size()) > key.limit;
    if (snapshot.more) list.pop_back();
    std::optional<core::Day> day;
    for (const auto& item : list) {
        Snapshot::Entry entry;
        if (item.day != day) entry.day = near_date(item.day, key.today);
        day = item.day;
        entry.audience = item.audience;
        entry.row = items::row_of(item, below(ui, item));
        snapshot.entries.push_back(std::move(entry));
    }
    return snapshot;
}

void draw_filters(State& state, Ui& ui, Column& column) {
    const auto before = state.wanted;
    ChipRow row(ui, column.x, column.y, column.width);
    if (row.add("all", tr("All of it"), ui.theme.ember, !before.kind && !before.audience).pressed) state.wanted = {};
    for (const auto* each : core::kinds_of_items()) {
        const auto kind = each->kind;
        const char* name = words_of(kind).names();
        if (row.add(name, name, ui.theme.sky, before.kind == kind).pressed)
            state.wanted.kind = before.kind == kind ? std::nullopt : std::optional(kind);
    }
    const bool room = before.audience == core::Audience::room;
    if (row.add("room", tr("For the room too"), ui.theme.honey, room, "home").pressed)
        state.wanted.audience = room ? std::nullopt : std::optional(core::Audience::room);
    column.y = row.bottom() + ui.u(14);
    if (!(state.wanted == before)) state.limit = page_size;
}

constexpr float row_pad = 16;  // units

float only_me_width(const Ui& ui) { return ui.narrow ? ui.u(control_height) : chip_width(ui, tr("Only me")); }
float controls_width(const Ui& ui) {
    return only_me_width(ui) + ui.u(ui.narrow ? control_height - 4 : control_height + 10);
}
float day_height(const Ui& ui, const Snapshot::Entry& entry) {
    return entry.day.empty() ? 0 : line_height(ui, Type::small) + ui.u(14);
}
float card_height(const Ui& ui, const Snapshot::Entry& entry, float width) {
    return items::row_height(ui, entry.row, width - 2 * ui.u(row_pad), controls_width(ui));
}

void draw_entry(Ui& ui, const Snapshot::Entry& entry, ImVec2 at, float width) {
    const IdScope id(core::Id<struct SharedTag>{entry.row.item.id});
    if (!entry.day.empty())
        text(ui, Type::small, ui.theme.quiet, {at.x + ui.u(4), at.y + ui.u(6)}, entry.day, width,
             semantics::Role::heading);
    const Rect rect = rect_at(at.x, at.y + day_height(ui, entry), width, card_height(ui, entry, width));
    const Rect inside = {rect.x0 + ui.u(row_pad), rect.y0, rect.x1 - ui.u(row_pad), rect.y1};
    card(ui, rect, ui.theme.card, 16);
    items::draw_row(ui, entry.row, inside, controls_width(ui));
    const float middle = centre(rect).y, half = ui.u(control_height / 2), only = only_me_width(ui);
    audience_mark(ui, "mark", entry.row.item, ui.me(), entry.audience,
                  {inside.x1 - only - half - ui.u(ui.narrow ? -8 : 4), middle});
    const bool pressed =
        ui.narrow ? icon_button(ui, "only-me", "lock", tr("Only me"), {inside.x1 - half + ui.u(8), middle},
                                ui.theme.quiet, 20)
                  : chip(ui, "only-me", tr("Only me"), {inside.x1 - only, middle - half}, ui.theme.slate, false, only)
                        .pressed;
    if (pressed) change_audience(ui, entry.row.item, core::Audience::only_me);
}

}  // namespace

bool draw(State& state, Ui& ui, const Rect& area) {
    Page page(ui, "shared", area, 820);
    auto& column = page.column;
    const bool back = heading_with_back(ui, column, tr("What I share"));
    if (!ui.me()) {
        column.y += text(ui, Type::text, ui.theme.quiet, {column.x, column.y},
                         tr("Say on Today who you are to see yours."), column.width)
                        .y;
        return back;
    }
    column.y +=
        text(ui, Type::text, ui.theme.quiet, {column.x, column.y},
             tr("Everything of yours that others here can see. Each can be taken back; nobody is told."), column.width)
            .y;
    column.gap(ui.u(14));
    draw_filters(state, ui, column);
    const auto& snapshot = state.shown.get({ui.viewer, state.wanted, state.limit, ui.today}, ui.core.revision(),
                                           [&](const Key& key) { return ask(ui, key); });
    if (snapshot.entries.empty()) {
        column.gap(ui.u(20));
        column.y += text(ui, Type::text, ui.theme.ink, {column.x, column.y},
                         tr("Nothing of this is shared. What you add for others to see is listed here."), column.width)
                        .y;
        return back;
    }
    state.list.draw(
        ui, column, state.shown.version(), snapshot.entries,
        [&](const auto& entry) { return day_height(ui, entry) + card_height(ui, entry, column.width) + ui.u(8); },
        [&](const auto& entry, ImVec2 at) { draw_entry(ui, entry, at, column.width); });
    if (snapshot.more && column.y < current_clip().y1 + ui.u(800)) {
        state.limit += page_size;
        ui.wake_in(0);
    }
    return back;
}

}  // namespace app::sharing
