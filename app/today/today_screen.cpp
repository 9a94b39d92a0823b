#include "app/today/today_screen.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/today/digits.hpp"
#include "app/widgets/back.hpp"
#include "app/words/dates.hpp"
#include "core/memories/memory_store.hpp"
#include "core/rituals/ritual_commands.hpp"

namespace app::today {

using namespace widgets;

namespace {

// Something to look back on; while all photos are recent, the newest day's first.
std::optional<core::Memory> to_show(const Ui& ui, core::Day today, const core::Viewer& viewer) {
    if (auto found = ui.core.get<core::MemoryStore>().to_look_back_on(viewer, today)) return found;
    const auto days = ui.core.get<core::MemoryStore>().days(viewer);
    if (days.empty()) return std::nullopt;
    const auto newest = ui.core.get<core::MemoryStore>().between(viewer, days.front().day, days.front().day);
    return newest.empty() ? std::nullopt : std::optional(newest.front());  // counted, but its seal does not open
}

// Everybody's face, at the right of the heading: a tap says who is here, another one on one's own that nobody is.
// Where there are more than a narrow line holds, only one's own: from the room one chooses among them all.
void draw_who(Ui& ui, float right, float middle, bool all) {
    const float radius = ui.u(ui.narrow ? 22 : 24), step = ui.u(control_height);
    const auto count = all ? static_cast<float>(ui.people->size()) : ui.me() ? 1.f : 0.f;
    float x = right - radius - step * (count - 1);
    if (ui.narrow) {
        const float gear = x - radius - ui.u(26);
        if (icon_button(ui, "settings", "settings", tr("Settings"), {gear, middle}, ui.theme.quiet, 24))
            ui.go_to = Place::settings;
        if (icon_button(ui, "search", "search", tr("Search"), {gear - step, middle}, ui.theme.quiet, 23))
            ui.go_to = Place::search;
    }
    for (const auto& person : *ui.people) {
        const IdScope id(person.id);
        const bool here = ui.me() == person.id;
        if (!all && !here) continue;
        const auto state = press(ui, "face", {x - step / 2, middle - radius, x + step / 2, middle + radius},
                                 semantics::Role::choice, person.name, here, 24);
        ImGui::GetWindowDrawList()->AddCircleFilled({x, middle}, radius + ui.u(3), ui.theme.paper, 0);
        avatar(ui, person, {x, middle}, radius, here || state.hovered ? 1.f : 0.5f);
        if (state.context) ui.hide = true;  // a long press: at once
        if (state.pressed) ui.switch_to = here ? core::Viewer::room() : core::Viewer::of(person.id);
        x += step;
    }
}

constexpr float ritual_height = 60;  // units

void draw_ritual(Ui& ui, Column& column, const Snapshot::RitualRow& row) {
    const IdScope id(row.ritual.id);
    const auto& occurrence = row.occurrence;
    const Tone& tone = ui.theme.tone(row.ritual.colour);
    const bool kept = occurrence.outcome == core::Outcome::kept, skipped = occurrence.outcome == core::Outcome::skipped;
    const float height = ui.u(ritual_height), middle = column.y + height / 2;
    const float skip_width = kept || skipped ? ui.u(30) : measure(ui, Type::small, tr("Skip")).x + ui.u(28);
    const ImVec2 mark = {column.x + ui.u(17), middle};

    const auto keep = press(
        ui, "keep",
        {column.x - ui.u(6), column.y + ui.u(4), column.x + column.width - skip_width, column.y + height - ui.u(4)},
        semantics::Role::toggle, row.ritual.title, kept, 12);
    auto* list = ImGui::GetWindowDrawList();
    if (kept) {
        list->AddCircleFilled(mark, ui.u(17), ui.theme.sage.solid, 0);
        icon(ui, "check", mark, ui.u(19), ui.theme.scheme == Scheme::light ? rgb(0xffffff) : ui.theme.paper, 2.8f);
    } else {
        list->AddCircle(mark, ui.u(16), keep.hovered ? ui.theme.sage.solid : ui.theme.line, 0, ui.u(2));
        if (skipped) list->AddLine({mark.x - ui.u(6), mark.y}, {mark.x + ui.u(6), mark.y}, ui.theme.quiet, ui.u(2));
    }
    const float x = column.x + ui.u(48), room = column.x + column.width - skip_width - ui.u(8) - x;
    const float block = line_height(ui, Type::strong) + line_height(ui, Type::small);
    label(ui, Type::strong, skipped ? ui.theme.quiet : ui.theme.ink, {x, middle - block / 2}, room, row.ritual.title);
    line(ui, Type::small, ui.theme.quiet, {x, middle - block / 2 + line_height(ui, Type::strong)}, room, row.below);
    if (keep.pressed) {
        const auto outcome = kept || skipped ? core::Outcome::open : core::Outcome::kept;
        ui.post_and_say(core::MarkOccurrence{ui.me(), row.ritual.id, occurrence.day, outcome},
                        kept || skipped ? tr("Open again.") : tr("Kept."));
    }
    if (kept || skipped) {
        list->AddCircleFilled({column.x + column.width - ui.u(6), middle}, ui.u(10), tone.soft, 0);
        list->AddCircleFilled({column.x + column.width - ui.u(6), middle}, ui.u(5), tone.solid, 0);
    } else {
        const Rect skip = {column.x + column.width - skip_width, middle - ui.u(22), column.x + column.width + ui.u(8),
                           middle + ui.u(22)};
        const auto state = press(ui, "skip", skip, semantics::Role::button, tr("Skip"), false, 12);
        label(ui, Type::small, state.hovered ? ui.theme.ink : ui.theme.quiet,
              {skip.x0, middle - line_height(ui, Type::small) / 2}, column.x + column.width - skip.x0, tr("Skip"),
              Align::right);
        if (state.pressed)
            ui.post_and_say(core::MarkOccurrence{ui.me(), row.ritual.id, occurrence.day, core::Outcome::skipped},
                            tr("Left out today."));
    }
    column.gap(height);
}

void draw_rituals(Ui& ui, Column& outer, const Snapshot& snapshot) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("Today’s rituals"));
    column.gap(ui.u(-4));
    if (snapshot.rituals.empty()) {
        column.y +=
            text(ui, Type::text, ui.theme.quiet, {column.x, column.y},
                 tr("Nothing is on the calendar today. A ritual can be as small as a coffee together."), column.width)
                .y;
        column.gap(ui.u(14));
        if (button(ui, "add-ritual", tr("Add a ritual"), {column.x, column.y}, Look::plain)) ui.add_ritual = true;
        column.gap(ui.u(control_height));
        return;
    }
    draw_seen(ui, column, snapshot.rituals.size(), ui.u(ritual_height), [&](std::size_t i) {
        if (i > 0)
            ImGui::GetWindowDrawList()->AddRectFilled(
                {column.x, std::floor(column.y)},
                {column.x + column.width, std::floor(column.y) + std::max(1.f, std::round(ui.u(1)))}, ui.theme.line);
        draw_ritual(ui, column, snapshot.rituals[i]);
    });
    column.gap(ui.u(-6));
}

void draw_memory(Ui& ui, Column& outer, const Snapshot& snapshot) {
    if (!snapshot.memory) {
        if (!ui.me()) return;
        Card card(ui, outer, ui.theme.sky.soft);
        auto& column = card.inside;
        icon(ui, "image", {column.x + ui.u(20), column.y + ui.u(18)}, ui.u(40), ui.theme.sky.deep, 1.8f);
        const float x = column.x + ui.u(58), room = column.width - ui.u(58);
        float y = column.y - ui.u(4);
        y += text(ui, Type::strong, ui.theme.ink, {x, y}, tr("Hang up some photos"), room).y;
        y += text(ui, Type::small, ui.theme.quiet, {x, y}, tr("In a while they come back here as memories."), room).y;
        column.y = y + ui.u(12);
        if (button(ui, "add-photos", tr("Add photos"), {x, column.y}, Look::primary))
            ui.go_to = {Place::memories, "add-photos"};
        column.gap(ui.u(control_height));
        return;
    }
    const float inset = ui.u(14);
    const Rect outer_rect =
        rect_at(outer.x, outer.y, outer.width, std::round((outer.width - 2 * inset) * 0.44f) + 2 * inset);
    const Rect frame = grown(outer_rect, -inset);
    card(ui, outer_rect);
    const auto touched = press(ui, "memory", frame, semantics::Role::image, snapshot.memory_title, false, 14);
    photo(ui, *snapshot.memory, frame, ui.u(14), Detail::large);
    // A veil at the foot, as dark as it gets behind all the words, so that they read on any photo.
    auto* list = ImGui::GetWindowDrawList();
    const float title_height = std::min(measure(ui, Type::title, snapshot.memory_title, frame.width() - ui.u(32)).y,
                                        2 * line_height(ui, Type::title));
    const float y = frame.y1 - ui.u(16) - line_height(ui, Type::small);
    const float foot = std::round(frame.y1 - ui.u(14)),
                words = std::max(std::round(y - title_height - ui.u(7)), frame.y0);
    const Colour clear = faded(rgb(0x1A0F0A), 0), dark = faded(rgb(0x1A0F0A), 0.62f);
    list->AddRectFilledMultiColor({frame.x0, std::max(words - ui.u(48), frame.y0)}, {frame.x1, words}, clear, clear,
                                  dark, dark);
    list->AddRectFilledMultiColor({frame.x0, words}, {frame.x1, foot}, dark, dark, dark, dark);
    list->AddRectFilled({frame.x0, foot}, {frame.x1, frame.y1}, dark, ui.u(14), ImDrawFlags_RoundCornersBottom);
    const Colour white = rgb(0xffffff);
    line(ui, Type::small, white, {frame.x0 + ui.u(16), y}, frame.width() - ui.u(32), snapshot.memory_below);
    lines(ui, Type::title, white, {frame.x0 + ui.u(16), y - title_height - ui.u(1)}, frame.width() - ui.u(32),
          snapshot.memory_title, 2);
    if (touched.pressed) ui.open_memory = snapshot.memory->id;
    outer.y = outer_rect.y1 + ui.u(ui.narrow ? 14 : 20);
}

// Nobody has said who is here yet: the faces, large.
void draw_who_is_here(Ui& ui, Column& outer) {
    Card card(ui, outer);
    auto& column = card.inside;
    card_title(ui, column, tr("Who is here?"));
    const int across =
        std::clamp(static_cast<int>(ui.people->size()), 2, std::max(2, static_cast<int>(column.width / ui.u(144))));
    const float cell = std::min(column.width / static_cast<float>(across), ui.u(170));
    float x = column.x;
    int digit = 0;
    for (const auto& person : *ui.people) {
        if (x + cell > column.x + column.width + 1) {
            x = column.x;
            column.gap(ui.u(136));
        }
        const IdScope id(person.id);
        const Rect rect = rect_at(x, column.y, cell, ui.u(128));
        const auto state = press(ui, "who", rect, semantics::Role::button, person.name, false, 18);
        if (state.hovered)
            ImGui::GetWindowDrawList()->AddRectFilled(top_left(rect), bottom_right(rect), faded(ui.theme.ink, 0.04f),
                                                      ui.u(18));
        avatar(ui, person, {centre(rect).x, rect.y0 + ui.u(52)}, ui.u(40));
        label(ui, Type::strong, ui.theme.ink, {rect.x0 + ui.u(6), rect.y0 + ui.u(98)}, cell - ui.u(12), person.name,
              Align::centre);
        if (state.pressed || digit_pressed(ui, ++digit)) ui.switch_to = core::Viewer::of(person.id);
        x += cell;
    }
    column.gap(ui.u(128));
}

void draw_day(State& state, Ui& ui, const Rect& area, const Cards& below) {
    choose_recipient(state.thanks, ui);
    auto& touched = state.others.touched;
    if (state.thanks.to.person) touched = state.thanks.to.person;
    if (!ui.person(touched) || touched == ui.me())
        touched = ui.partner() ? std::optional(ui.partner()->id) : std::nullopt;
    // Asked only when photos have changed: it looks through all the years.
    const auto& memory = state.look_back.get({ui.today, ui.viewer}, ui.core.get<core::MemoryStore>().revision(),
                                             [&](const auto& key) { return to_show(ui, key.first, key.second); });
    const auto& snapshot = state.snapshot.get(
        {ui.today, ui.viewer, state.thanks.to, core::local_time(ui.now).minute / 60 * 60, about(state.check_in, ui)},
        ui.core.revision(), [&](const Key& key) { return ask(ui, memory, state, key); });

    Page page(ui, "today", area);
    auto& column = page.column;
    const float top = column.y;
    if (ui.narrow) {
        // The date and the faces in one line where they fit, so that the greeting has the whole width.
        const float faces = ui.u(56 + control_height * static_cast<float>(ui.people->size() + 1));
        const bool all = faces < column.width,
                   beside = measure(ui, Type::small, snapshot.date).x <= column.width - faces;
        if (beside)
            line(ui, Type::small, ui.theme.quiet, {column.x, top + ui.u(22) - line_height(ui, Type::small) / 2},
                 column.width - faces, snapshot.date);
        draw_who(ui, column.x + column.width, top + ui.u(22), all);
        column.gap(ui.u(52));
        heading(ui, column, snapshot.greeting, beside ? std::string_view() : snapshot.date);
    } else {
        heading(ui, column, snapshot.greeting, snapshot.date,
                ui.u(60 + control_height * (static_cast<float>(ui.people->size()) - 1)));
        draw_who(ui, column.x + column.width, top + ui.u(28), true);
    }

    if (ui.narrow) {
        if (ui.me()) draw_check_in(state.check_in, ui, column, snapshot);
        else if (!ui.looking_as()) draw_who_is_here(ui, column);
        draw_from_others(state.others, ui, column, snapshot);
        if (ui.me()) draw_thanks(state.thanks, ui, column, snapshot);
        draw_touches(state.others, ui, column, snapshot);
        if (ui.me() || !snapshot.rituals.empty()) draw_rituals(ui, column, snapshot);
        draw_memory(ui, column, snapshot);
        below(column);
        return;
    }
    const float gap = ui.u(20);
    Column left = {column.x, column.y, std::round((column.width - gap) * 0.561f)};
    Column right = {left.x + left.width + gap, column.y, column.width - gap - left.width};
    if (ui.me()) {
        draw_check_in(state.check_in, ui, left, snapshot);
        draw_thanks(state.thanks, ui, left, snapshot);
    } else if (!ui.looking_as()) {
        draw_who_is_here(ui, left);
    }
    if (ui.me() || !snapshot.rituals.empty()) draw_rituals(ui, left, snapshot);
    draw_from_others(state.others, ui, right, snapshot);
    draw_touches(state.others, ui, right, snapshot);
    draw_memory(ui, right, snapshot);
    column.y = std::max(left.y, right.y);
    below(column);
}

}  // namespace

State State::kept(Forget what) {
    State kept;
    if (what == Forget::person) return kept;
    kept.check_in = check_in.kept(what);
    kept.thanks = thanks.kept(what);
    kept.others = others.kept(what);
    return kept;
}

void draw(State& state, Ui& ui, const Rect& area, const Cards& below) {
    state.check_in.drawn = Drawn::today;
    draw_day(state, ui, area, below);
    keep_begun(state.check_in, ui);
    answering::keep(state.others.answering, ui);
}

bool draw_one(State& state, Ui& ui, const Rect& area, core::CheckInId id) {
    state.check_in.drawn = Drawn::one;
    const auto& snapshot = state.one.get({ui.today, ui.viewer, id}, ui.core.revision(),
                                         [&](const OneKey& key) { return ask_one(ui, state, key.id); });
    Page page(ui, "check-in", area, 620);
    const bool back = heading_with_back(ui, page.column, snapshot.when);
    if (snapshot.mine) draw_check_in(state.check_in, ui, page.column, snapshot);
    else draw_shared_check_ins(state.others, ui, page.column, snapshot);
    keep_begun(state.check_in, ui);
    answering::keep(state.others.answering, ui);
    return back || (!snapshot.mine && snapshot.shared.empty());
}

void draw_sheets(State& state, Ui& ui) {
    const auto drawn = std::exchange(state.check_in.drawn, Drawn::nothing);
    if (drawn == Drawn::nothing) return;  // another place is shown
    const auto* snapshot = drawn == Drawn::today ? state.snapshot.latest()
                           : drawn == Drawn::one ? state.one.latest()
                                                 : nullptr;
    if (snapshot && snapshot->mine && ui.me()) draw_check_in_sheets(state.check_in, ui, *snapshot);
    else state.check_in.feelings.open = state.check_in.activities.open = false;
    if (!snapshot || !ui.me()) state.thanks.photos.open = false;
    draw_thanks_sheets(state.thanks, ui);
}

void undone(State& state, const core::Uuid& subject) { answering::undone(state.others.answering, subject); }

}  // namespace app::today
