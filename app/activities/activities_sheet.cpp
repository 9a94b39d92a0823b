#include "app/activities/activities_sheet.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui_internal.h>

#include "app/drafts/drafts.hpp"
#include "app/widgets/long_list.hpp"
#include "app/words/drawings.hpp"
#include "app/words/sentences.hpp"
#include "core/activities/activity.hpp"
#include "core/activities/activity_commands.hpp"
#include "core/imports/batch.hpp"
#include "core/items/column.hpp"

namespace app::activities {

using namespace widgets;

namespace {

constexpr float row_height = 54;  // units

using Done = std::function<void(const core::Result<core::Applied>&)>;

// The first change makes the usual list somebody's own: all of it is written down, as it is then.
std::vector<core::Command> written_down(const Ui& ui, const std::vector<Entry>& entries) {
    std::vector<core::Command> commands;
    for (const auto& entry : entries) commands.push_back(core::AddActivity{*ui.me(), entry.name, entry.icon});
    return commands;
}

bool is_own(const std::vector<Entry>& entries) { return !entries.empty() && entries.front().id.has_value(); }

// One sees what was done; only a refusal is said.
void post(Ui& ui, std::vector<core::Command> commands, Done done = {}) {
    ui.post(std::move(commands), [&ui, done = std::move(done)](const auto& result) {
        if (done) done(result);
        else if (!result) ui.refuse(result.refusal());
    });
}

void move(Ui& ui, const std::vector<Entry>& entries, std::size_t from, std::size_t to) {
    if (from == to || to >= entries.size()) return;
    if (is_own(entries)) return post(ui, {core::MoveActivity{*ui.me(), *entries[from].id, to}});
    auto after = entries;
    auto moved = std::move(after[from]);
    after.erase(after.begin() + static_cast<std::ptrdiff_t>(from));
    after.insert(after.begin() + static_cast<std::ptrdiff_t>(to), std::move(moved));
    post(ui, written_down(ui, after));
}

void add(Ui& ui, const std::vector<Entry>& entries, Entry entry, Done done = {}) {
    if (is_own(entries)) return post(ui, {core::AddActivity{*ui.me(), entry.name, entry.icon}}, std::move(done));
    auto after = entries;
    after.push_back(std::move(entry));
    post(ui, written_down(ui, after), std::move(done));
}

void change(Ui& ui, const std::vector<Entry>& entries, std::size_t at, Entry entry, Done done) {
    if (is_own(entries))
        return post(ui, {core::EditActivity{*ui.me(), *entries[at].id, entry.name, entry.icon}}, std::move(done));
    auto after = entries;
    after[at] = std::move(entry);
    post(ui, written_down(ui, after), std::move(done));
}

void remove(Ui& ui, const std::vector<Entry>& entries, std::size_t at, Done done) {
    if (is_own(entries)) return post(ui, {core::RemoveActivity{*ui.me(), *entries[at].id}}, std::move(done));
    auto after = entries;
    after.erase(after.begin() + static_cast<std::ptrdiff_t>(at));
    post(ui, written_down(ui, after), std::move(done));
}

// The dots at a row's left: dragged by mouse and finger, moved by Alt and an arrow.
void draw_handle(State& state, Ui& ui, const std::vector<Entry>& entries, std::size_t at, const Rect& rect,
                 float row_y) {
    auto& g = *ImGui::GetCurrentContext();
    const ImGuiID id = ImGui::GetCurrentWindow()->GetID("handle");
    const char* name = tr("Move it");
    auto& node = tell(ui, semantics::Role::button, name, rect);
    node.value = tr(entries[at].name.c_str());
    const ImRect box(top_left(rect), bottom_right(rect));
    if (!ImGui::ItemAdd(box, id)) return;
    bool hovered = false, held = false;
    ImGui::ButtonBehavior(box, id, &hovered, &held);
    const bool by_mouse = held && g.ActiveIdSource == ImGuiInputSource_Mouse;
    node.focused = g.NavId == id;
    if (hovered || by_mouse) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
    icon(ui, "grip", centre(rect), ui.u(22), by_mouse || hovered ? ui.theme.ink : ui.theme.quiet);
    if (g.NavId == id && g.NavCursorVisible && ui.keyboard) {
        const Rect ring = grown(rect, ui.u(1));
        ImGui::GetWindowDrawList()->AddRect(top_left(ring), bottom_right(ring), ui.theme.ember.solid, ui.u(12), 0,
                                            ui.u(2));
    }
    if (by_mouse) {
        ui.drag_owner = id;
        if (!state.dragged) {
            state.dragged = at;
            state.removed = false;
            state.held_at = ImGui::GetIO().MouseClickedPos[0].y - row_y;
        }
    }
    if (state.focus == at && ImGui::GetFrameCount() >= state.focus_from) {
        ImGui::SetFocusID(id, ImGui::GetCurrentWindow());
        state.focus.reset();
    }
    if (g.NavId != id) return;
    for (const auto& [key, down] : {std::pair(ImGuiKey_UpArrow, false), std::pair(ImGuiKey_DownArrow, true)}) {
        ImGui::SetKeyOwner(key, id);  // else the arrows would go on by themselves, and leave the row that moves
        if (!ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, id) || (down ? at + 1 >= entries.size() : at == 0))
            continue;
        const auto to = down ? at + 1 : at - 1;
        if (g.IO.KeyAlt) move(ui, entries, at, to);
        state.focus = to;
        state.focus_from = ImGui::GetFrameCount() + 1;
        ImGui::SetNavCursorVisible(true);
        ui.wake_in(0);
    }
}

void draw_row(State& state, Ui& ui, const std::vector<Entry>& entries, std::size_t at, const Rect& rect, bool lifted) {
    const auto& entry = entries[at];
    const IdScope scope(
        static_cast<int>(at));  // its place, not the thing: the keyboard's focus stays with the one that moves
    if (lifted) card(ui, grown(rect, ui.u(1)), mix(ui.theme.card, ui.theme.sky.soft, 0.6f), 14);
    const float handle = ui.u(control_height);
    const Rect row = {rect.x0 + handle + ui.u(4), rect.y0 + ui.u(3), rect.x1, rect.y1 - ui.u(3)};
    draw_handle(state, ui, entries, at, {rect.x0, rect.y0 + ui.u(5), rect.x0 + handle, rect.y1 - ui.u(5)}, rect.y0);
    const auto touched = press(ui, "row", row, semantics::Role::list_item, tr(entry.name.c_str()), false, 12);
    if (touched.hovered && !lifted)
        ImGui::GetWindowDrawList()->AddRectFilled(top_left(row), bottom_right(row), faded(ui.theme.ink, 0.04f),
                                                  ui.u(12));
    const ImVec2 mark = {row.x0 + ui.u(28), centre(row).y};
    ImGui::GetWindowDrawList()->AddCircleFilled(mark, ui.u(19), ui.theme.sky.soft, 0);
    icon(ui, entry.icon, mark, ui.u(21), ui.theme.sky.deep);
    label(ui, Type::text, ui.theme.ink, {row.x0 + ui.u(60), centre(row).y - line_height(ui, Type::text) / 2},
          row.width() - ui.u(60 + 40), tr(entry.name.c_str()));
    icon(ui, "pencil", {row.x1 - ui.u(20), centre(row).y}, ui.u(17), ui.theme.quiet);
    if (touched.pressed) {
        state.writing = true;
        state.removed = false;
        state.written = at;
        state.name = tr(entry.name.c_str());
        state.icon = entry.icon;
        state.problem.clear();
    }
}

// Rows stand aside for the one that is dragged; near the edge the list goes on.
void draw_rows(State& state, Ui& ui, Column& column, const std::vector<Entry>& entries) {
    const float height = ui.u(row_height), top = column.y;
    if (state.dragged && *state.dragged >= entries.size()) state.dragged.reset();
    std::optional<std::size_t> to;
    float lifted_y = 0;
    if (state.dragged) {
        const float mouse = ImGui::GetIO().MousePos.y;
        lifted_y = std::clamp(mouse - state.held_at, top, top + height * static_cast<float>(entries.size() - 1));
        to = static_cast<std::size_t>(
            std::clamp<long>(std::lround((lifted_y - top) / height), 0, static_cast<long>(entries.size()) - 1));
        auto* window = ImGui::GetCurrentWindow();
        const auto clip = current_clip();
        const float edge = ui.u(60), by = mouse < clip.y0 + edge ? -ui.u(7) : mouse > clip.y1 - edge ? ui.u(7) : 0;
        if (by != 0 && window->Scroll.y + by > 0 && window->Scroll.y + by < window->ScrollMax.y) {
            ImGui::SetScrollY(window, window->Scroll.y + by);
            ui.wake_in(0);
        }
    }
    const auto at = state.dragged;
    const auto clip = current_clip();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (at == i) continue;
        std::size_t slot = i;
        if (at && i > *at && i <= *to) slot = i - 1;
        if (at && i < *at && i >= *to) slot = i + 1;
        const float y = top + height * static_cast<float>(slot);
        if (entries.size() > some_dozens && (y + height < clip.y0 - ui.u(120) || y > clip.y1 + ui.u(120))) continue;
        draw_row(state, ui, entries, i,
                 rect_at(column.x, top + height * static_cast<float>(slot), column.width, height), false);
    }
    if (at) {
        draw_row(state, ui, entries, *at, rect_at(column.x, lifted_y, column.width, height), true);
        if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
            state.dragged.reset();
            move(ui, entries, *at, *to);
        }
    }
    column.gap(height * static_cast<float>(entries.size()) + ui.u(6));
}

void draw_list(State& state, Ui& ui, Column& column, const std::vector<Entry>& entries,
               const std::vector<std::string>& used) {
    column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y},
                     tr("Only you see this list. Drag the dots to put it in your order; tap a line to change it."),
                     column.width)
                    .y;
    column.gap(ui.u(10));
    draw_rows(state, ui, column, entries);
    if (state.removed) {
        const float undo = button_width(ui, tr("Undo"));
        const char* said = tr("Off your list. What you wrote before keeps it.");
        const auto size = measure(ui, Type::small, said, column.width - undo - ui.u(12));
        const float height = std::max(size.y, ui.u(control_height));
        text(ui, Type::small, ui.theme.quiet, {column.x, column.y + (height - size.y) / 2}, said,
             column.width - undo - ui.u(12));
        if (button(ui, "undo-removing", tr("Undo"),
                   {column.x + column.width - undo, column.y + (height - ui.u(control_height)) / 2}, Look::plain,
                   undo)) {
            ui.undo_asked = true;
            state.removed = false;
        }
        column.gap(height + ui.u(6));
    }
    if (!used.empty()) {
        column.gap(ui.u(6));
        column.y +=
            text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, tr("You have also written:"), column.width).y;
        column.gap(ui.u(8));
        ChipRow row(ui, column.x, column.y, column.width);
        for (const auto& name : used)
            if (row.add(name.c_str(), tr(name.c_str()), ui.theme.sky, false, "plus").pressed)
                add(ui, entries, {{}, name, std::string(usual_icon(name))});
        column.y = row.bottom() + ui.u(8);
    }
    column.gap(ui.u(8));
    switch (answers(ui, column, {"new", tr("Add another")}, {"done", tr("Done"), Look::primary})) {
        case Given::left:
            state.writing = true;
            state.removed = false;
            state.written.reset();
            state.name.clear();
            state.icon = "star";
            state.problem.clear();
            break;
        case Given::right: state.open = false; break;
        case Given::none: break;
    }
}

void draw_drawings(State& state, Ui& ui, Column& column) {
    auto* list = ImGui::GetWindowDrawList();
    const int across = std::max(1, static_cast<int>(column.width / ui.u(48)));
    const float cell = std::min(column.width / static_cast<float>(across), ui.u(60)), high = ui.u(48);
    int n = 0;
    for (const char* drawing : activity_drawings()) {
        const IdScope id(drawing);
        const ImVec2 c = {column.x + cell * (static_cast<float>(n % across) + 0.5f),
                          column.y + high * (static_cast<float>(n / across) + 0.5f)};
        const bool on = state.icon == drawing;
        const float half = ui.u(22);
        const auto touched = press(ui, "drawing", {c.x - half, c.y - half, c.x + half, c.y + half},
                                   semantics::Role::choice, drawing_name(drawing), on, 22);
        if (on || touched.hovered)
            list->AddCircleFilled(c, half, on ? ui.theme.sky.soft : faded(ui.theme.ink, 0.05f), 0);
        if (on) list->AddCircle(c, half, ui.theme.sky.solid, 0, std::max(1.f, ui.u(1.5f)));
        icon(ui, drawing, c, ui.u(23), on ? ui.theme.sky.deep : ui.theme.quiet);
        if (touched.pressed) state.icon = drawing;
        ++n;
    }
    column.gap(high * static_cast<float>((n + across - 1) / across) + ui.u(10));
}

void save(State& state, Ui& ui, const std::vector<Entry>& entries) {
    // A usual name that was not changed stays the same in every language.
    const bool renamed = !state.written || state.name != tr(entries[*state.written].name.c_str());
    Entry entry{{}, renamed ? state.name : entries[*state.written].name, state.icon};
    const auto done = [&state](const core::Result<core::Applied>& result) {
        if (result) state.writing = false;
        else state.problem = sentence(result.refusal());
    };
    if (state.written) change(ui, entries, *state.written, std::move(entry), done);
    else add(ui, entries, std::move(entry), done);
}

void draw_one(State& state, Ui& ui, Column& column, const std::vector<Entry>& entries) {
    const auto subject = state.written ? entries[*state.written].id : std::nullopt;
    drafts::keep_typed(ui, "activities.name", state.name, subject ? subject->value : core::Uuid{});
    const bool entered = text_field(ui, "name", tr("What it is called"), tr("Grandma, the garden, chess…"), state.name,
                                    column.take(ui.u(control_height)));
    column.gap(ui.u(14));
    draw_drawings(state, ui, column);
    if (state.written) {
        const auto at = *state.written;
        const float up = button_width(ui, tr("Up"), "up"), down = button_width(ui, tr("Down"), "down");
        if (button(ui, "up", tr("Up"), {column.x, column.y}, Look::plain, up, "up", at > 0) && at > 0) {
            move(ui, entries, at, at - 1);
            state.written = at - 1;
        }
        if (button(ui, "down", tr("Down"), {column.x + up + ui.u(8), column.y}, Look::plain, down, "down",
                   at + 1 < entries.size()) &&
            at + 1 < entries.size()) {
            move(ui, entries, at, at + 1);
            state.written = at + 1;
        }
        const float off = button_width(ui, tr("Remove"), "trash");
        const bool beside = up + down + off + ui.u(20) <= column.width;
        if (!beside) column.gap(ui.u(control_height + 8));
        if (button(ui, "remove", tr("Remove"), {beside ? column.x + column.width - off : column.x, column.y},
                   Look::danger, off, "trash")) {
            remove(ui, entries, at, [&state, &ui](const core::Result<core::Applied>& result) {
                state.removed = static_cast<bool>(result);
                if (!result) ui.refuse(result.refusal());
            });
            state.writing = false;
        }
        column.gap(ui.u(control_height + 10));
    }
    if (!state.problem.empty()) {
        column.y += text(ui, Type::text, ui.theme.ember.deep, {column.x, column.y}, state.problem, column.width,
                         semantics::Role::banner)
                        .y;
        column.gap(ui.u(10));
    }
    const auto given = answers(ui, column, {"back", tr("Back")}, {"keep", tr("Keep"), Look::primary});
    if (given == Given::left) state.writing = false;
    if (given == Given::right || entered) save(state, ui, entries);
}

}  // namespace

void State::begin() {
    *this = {};
    open = true;
}

void draw(State& state, Ui& ui, const std::vector<Entry>& entries, const std::vector<std::string>& used) {
    if (state.written && *state.written >= entries.size()) state.writing = false;
    const char* title = !state.writing  ? tr("What is around your days")
                        : state.written ? tr("Change it")
                                        : tr("Something of your own");
    Sheet sheet(ui, "activities", title, 520, state.writing ? Beside::keeps : Beside::closes);
    if (!sheet) return;
    if (sheet.close_asked()) (state.writing ? state.writing : state.open) = false;
    if (ui.shut) {
        sheet.column.y += text(ui, Type::text, ui.theme.ink, {sheet.column.x, sheet.column.y},
                               tr("Your list is only yours, and it is shut. Open it to change it."), sheet.column.width)
                              .y;
        sheet.column.gap(ui.u(16));
        if (answer(ui, sheet.column, {"open", tr("Unlock"), Look::primary})) {
            state.open = false;
            ui.vault_wish = VaultWish::open;
        }
        return;
    }
    if (state.writing) draw_one(state, ui, sheet.column, entries);
    else draw_list(state, ui, sheet.column, entries, used);
}

}  // namespace app::activities
