#include "app/memories/photo_viewer.hpp"

#include <algorithm>
#include <cmath>

#include "app/drafts/drafts.hpp"
#include "app/sharing/audience_mark.hpp"
#include "app/words/dates.hpp"
#include "core/memories/memory.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"

namespace app::memories {

using namespace widgets;

namespace {

constexpr Colour ground = rgb(0x14100E);
constexpr Colour white = rgb(0xF6EFE8);
constexpr Colour soft_white = rgb(0xBDB2A8);

// The photos of the day and of the nearest days on either side, in the order of the gallery turned around: oldest
// first.
std::vector<core::Memory> ask_around(const Ui& ui, core::MemoryId id) {
    const auto memory = ui.core.get<core::MemoryStore>().find(ui.viewer, id);
    if (!memory) return {};
    const auto& memories = ui.core.get<core::MemoryStore>();
    const core::Day older = memories.day_before(ui.viewer, memory->day).value_or(memory->day);
    const core::Day newer = memories.day_after(ui.viewer, memory->day).value_or(memory->day);
    auto list = memories.between(ui.viewer, older, newer);
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
        return std::tie(a.day, a.taken_at.utc_ms) < std::tie(b.day, b.taken_at.utc_ms);
    });
    return list;
}

Rect fitted(const core::Memory& memory, const Rect& room) {
    const float w = static_cast<float>(std::max(memory.width, 1)), h = static_cast<float>(std::max(memory.height, 1));
    // Never larger than twice its own pixels: a small picture stays a small picture.
    const float scale = std::min({room.width() / w, room.height() / h, 2.f});
    const ImVec2 c = centre(room);
    return {std::round(c.x - w * scale / 2), std::round(c.y - h * scale / 2), std::round(c.x + w * scale / 2),
            std::round(c.y + h * scale / 2)};
}

void draw_photo(Ui& ui, const core::Memory& memory, const Rect& room) {
    const Rect rect = fitted(memory, room);
    tell(ui, semantics::Role::image, memory.caption.empty() ? memory.source_name : memory.caption, rect);
    photo(ui, memory, rect, ui.u(6), Detail::large);
}

bool dark_button(Ui& ui, const char* id, std::string_view icon_name, const char* name, ImVec2 c) {
    ImGui::GetWindowDrawList()->AddCircleFilled(c, ui.u(22), faded(rgb(0x000000), 0.35f), 0);
    return icon_button(ui, id, icon_name, name, c, white, 22);
}

void begin_editing(Viewer& viewer, const core::Memory& memory) {
    viewer.editing = memory.id;
    viewer.caption = memory.caption;
    viewer.day = memory.day;
    viewer.audience = memory.audience;
    viewer.date = {};
}

void draw_editor(Viewer& viewer, Ui& ui, const core::Memory& memory) {
    Sheet sheet(ui, "edit-memory", tr("About this photo"), 560, Beside::keeps);
    if (!sheet) return;
    auto& column = sheet.column;
    drafts::keep_typed(ui, "memory.caption", viewer.caption, memory.id.value);
    column.gap(text_area(ui, "caption", tr("Caption"), tr("What was it? Who was there?"), viewer.caption,
                         {column.x, column.y}, column.width, 2, 6)
                   .height);
    column.gap(ui.u(14));
    column.y +=
        text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, tr("The day it belongs to"), column.width).y;
    column.gap(ui.u(6));
    date_field(ui, "day", tr("The day it belongs to"), viewer.date, viewer.day, column);
    column.gap(ui.u(14));
    column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, tr("Who sees it"), column.width).y;
    column.gap(ui.u(4));
    float bottom = 0;
    viewer.audience =
        choose_audience(ui, "audience", viewer.audience, {column.x - ui.u(4), column.y}, column.width, &bottom);
    column.y = bottom + ui.u(16);
    if (button(ui, "delete", tr("Delete"), {column.x, column.y}, Look::danger, 0, "trash")) {
        ui.post_and_say(core::RemoveMemory{ui.me(), memory.id}, tr("Taken down."));
        viewer.editing.reset();
    }
    const float width = button_width(ui, tr("Save"));
    if (button(ui, "save", tr("Save"), {column.x + column.width - width, column.y}, Look::primary))
        ui.post_and_say(core::EditMemory{ui.me(), memory.id, viewer.caption, viewer.day, viewer.audience},
                        sharing::said_of_change(memory.audience, viewer.audience), [&viewer](const auto& done) {
                            if (done) viewer.editing.reset();
                        });
    column.gap(ui.u(control_height));
    if (sheet.close_asked()) viewer.editing.reset();
}

}  // namespace

void draw_viewer(Viewer& viewer, Ui& ui, int swipe) {
    if (!viewer.shown) return;
    const auto& memory =
        viewer.memory.get(*viewer.shown, ui.core.get<core::MemoryStore>().revision(),
                          [&](core::MemoryId id) { return ui.core.get<core::MemoryStore>().find(ui.viewer, id); });
    if (!memory) {  // deleted, or no longer for this viewer
        viewer = {};
        return;
    }
    const auto& around = viewer.around.get(*viewer.shown, ui.core.get<core::MemoryStore>().revision(),
                                           [&](core::MemoryId id) { return ask_around(ui, id); });
    if (viewer.worded != viewer.memory.version()) {
        viewer.worded = viewer.memory.version();
        viewer.caption_line = memory->caption;
        viewer.date_line = full_date(memory->day);
        if (memory->dated_by == core::DatedBy::file) viewer.date_line += std::string(" · ") + tr("by the file’s date");
    }

    const auto screen = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(screen);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ground);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.f);
    const WindowScope window(
        "photo-viewer", ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    ImGui::PopStyleVar(2);
    ImGui::PopStyleColor();
    ui.on_sheet = ui.sheet_open = true;

    const float text_width = std::min(screen.x - ui.u(48), ui.u(760));
    const float caption_height =
        viewer.caption_line.empty()
            ? 0
            : std::min(measure(ui, Type::title, viewer.caption_line, text_width).y, 3 * line_height(ui, Type::title));
    const float foot = caption_height + line_height(ui, Type::small) + ui.u(38);
    const Rect room = {ui.u(ui.narrow ? 0 : 20), ui.u(64), screen.x - ui.u(ui.narrow ? 0 : 20),
                       screen.y - foot - ui.u(8)};
    draw_photo(ui, *memory, room);
    float y = screen.y - foot + ui.u(12);
    const float x = (screen.x - text_width) / 2;
    if (caption_height > 0) {
        const float one_line = measure(ui, Type::title, viewer.caption_line).x;
        lines(ui, Type::title, white, {one_line < text_width ? (screen.x - one_line) / 2 : x, y}, text_width,
              viewer.caption_line, 3);
        y += caption_height + ui.u(2);
    }
    line(ui, Type::small, soft_white, {x, y}, text_width, viewer.date_line, Align::centre);

    const auto here = std::find_if(around.begin(), around.end(), [&](const auto& m) { return m.id == *viewer.shown; });
    const core::Memory* before = here == around.begin() || here == around.end() ? nullptr : &*std::prev(here);
    const core::Memory* after = here == around.end() || std::next(here) == around.end() ? nullptr : &*std::next(here);
    if (viewer.editing != viewer.shown) viewer.editing.reset();
    const bool keys = !viewer.editing;
    bool back = keys && ImGui::IsKeyPressed(ImGuiKey_LeftArrow), on = keys && ImGui::IsKeyPressed(ImGuiKey_RightArrow);
    bool close = keys && ImGui::IsKeyPressed(ImGuiKey_Escape, false);
    const float middle = (ui.u(64) + screen.y - foot) / 2;
    if (before && dark_button(ui, "before", "left", tr("Previous photo"), {ui.u(38), middle})) back = true;
    if (after && dark_button(ui, "after", "right", tr("Next photo"), {screen.x - ui.u(38), middle})) on = true;
    if (dark_button(ui, "close", "close", tr("Close"), {screen.x - ui.u(38), ui.u(32)})) close = true;
    const bool may_edit = ui.me() && (!memory->author || memory->author == ui.me());
    if (may_edit && dark_button(ui, "edit", "pencil", tr("Caption and date"), {screen.x - ui.u(92), ui.u(32)}))
        begin_editing(viewer, *memory);
    if (ui.me() && memory->author == ui.me() &&
        dark_button(ui, "mark", audience_icon(memory->audience), sharing::seen_by(memory->audience),
                    {screen.x - ui.u(146), ui.u(32)}))
        sharing::change_audience(ui, {core::ItemKind::memory, memory->id.value}, sharing::next(memory->audience));
    // The neighbours, so that going on is at once there.
    for (const auto* neighbour : {before, after})
        if (neighbour) {
            const Rect place = fitted(*neighbour, room);
            ui.pictures.large(neighbour->photo, neighbour->format, static_cast<int>(place.width()),
                              static_cast<int>(place.height()), neighbour->sealed);
        }

    const auto shown = *memory;
    if (viewer.editing) draw_editor(viewer, ui, shown);
    ui.on_sheet = false;
    if (keys && swipe < 0) on = true;
    if (keys && swipe > 0) back = true;
    if (on && after) viewer.shown = after->id;
    else if (back && before) viewer.shown = before->id;
    if (close) viewer = {};
    if (on || back || close) ui.wake_in(0);
}

void draw_sheets(State& state, Ui& ui, int swipe) {
    if (auto chosen = state.picker.draw(ui)) state.import.start(std::move(*chosen), ui);
    draw_viewer(state.viewer, ui, swipe);
}

}  // namespace app::memories
