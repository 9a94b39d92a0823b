#include "app/memories/memories_screen.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/words/dates.hpp"
#include "core/memories/memory_store.hpp"

namespace app::memories {

using namespace widgets;

namespace {

constexpr int longest_section = 10;  // days
constexpr int most_in_section = 400;

std::vector<Section> ask(const Ui& ui, const Key& key) {
    std::vector<Section> sections;
    for (const auto& [day, count] : ui.core.get<core::MemoryStore>().days(key.viewer)) {  // newest first
        auto* last = sections.empty() ? nullptr : &sections.back();
        if (last && last->first - day <= 1 && last->last - day < longest_section &&
            last->count + count <= most_in_section) {
            last->first = day;
            last->count += count;
        } else {
            sections.push_back({day, day, count, {}, {}});
        }
    }
    for (auto& section : sections) {
        if (section.first == section.last) {
            section.title = weekday_name(weekday_of(section.first));
            section.below = "· " + short_date(section.first, key.today);
        } else {
            section.title = span(section.first, section.last, key.today);
            section.below = "· " + filled(trn("{n} photo", "{n} photos", static_cast<unsigned long>(section.count)),
                                          {{"n", std::to_string(section.count)}});
        }
    }
    return sections;
}

void lay_out(Layout& layout, const Ui& ui, const std::vector<Section>& sections, std::uint64_t version, float width) {
    if (layout.version == version && layout.width == width && layout.unit == ui.unit) return;
    const float gap = ui.u(ui.narrow ? 6 : 8);
    const int across = ui.narrow ? 3 : std::max(3, static_cast<int>((width + gap) / ui.u(182)));
    const float cell = std::floor((width - gap * static_cast<float>(across - 1)) / static_cast<float>(across));
    layout = {version, width, ui.unit, across, cell, std::floor(cell * (ui.narrow ? 1.f : 0.836f)), {}};
    float y = 0;
    for (const auto& section : sections) {
        layout.tops.push_back(y);
        const int rows = (section.count + across - 1) / across;
        y += line_height(ui, Type::title) + ui.u(12) + (layout.cell_height + gap) * static_cast<float>(rows) +
             ui.u(22) - gap;
    }
    layout.tops.push_back(y);
}

const std::vector<core::Memory>& photos_of(State& state, const Ui& ui, int index, const Section& section) {
    if (state.photos_version != state.sections.version()) {
        state.photos.clear();
        state.photos_version = state.sections.version();
    }
    const auto [it, fresh] = state.photos.try_emplace(index);
    if (fresh) {
        it->second = ui.core.get<core::MemoryStore>().between(ui.viewer, section.first, section.last);
        // A day is shown from its beginning, and an occasion too.
        std::stable_sort(it->second.begin(), it->second.end(),
                         [](const auto& a, const auto& b) { return a.taken_at.utc_ms < b.taken_at.utc_ms; });
    }
    return it->second;
}

void draw_section(State& state, Ui& ui, int index, const Section& section, ImVec2 at, float width) {
    const auto& layout = state.layout;
    const auto& memories = photos_of(state, ui, index, section);
    const auto title = text(ui, Type::title, ui.theme.ink, at, section.title, 0, semantics::Role::heading);
    const float beside = width - title.x - ui.u(8);
    if (measure(ui, Type::small, section.below).x <= beside)
        line(ui, Type::small, ui.theme.quiet,
             {at.x + title.x + ui.u(7), at.y + title.y - line_height(ui, Type::small) - ui.u(1)}, beside,
             section.below);
    const float gap = ui.u(ui.narrow ? 6 : 8);
    const float top = at.y + line_height(ui, Type::title) + ui.u(12);
    const auto clip = current_clip();
    for (std::size_t i = 0; i < memories.size(); ++i) {
        const auto column = static_cast<float>(static_cast<int>(i) % layout.across),
                   row = static_cast<float>(static_cast<int>(i) / layout.across);
        const Rect rect = rect_at(at.x + (layout.cell_width + gap) * column, top + (layout.cell_height + gap) * row,
                                  layout.cell_width, layout.cell_height);
        if (rect.y1 < clip.y0 - layout.cell_height || rect.y0 > clip.y1 + layout.cell_height) continue;
        const auto& memory = memories[i];
        const IdScope id(memory.id);
        const auto touched = press(ui, "photo", rect, semantics::Role::image,
                                   memory.caption.empty() ? memory.source_name : memory.caption, false, 12);
        photo(ui, memory, rect, ui.u(12));
        if (touched.hovered)
            ImGui::GetWindowDrawList()->AddRectFilled(top_left(rect), bottom_right(rect), faded(rgb(0xffffff), 0.10f),
                                                      ui.u(12));
        if (touched.pressed) state.viewer.shown = memory.id;
    }
}

}  // namespace

State State::kept(Forget what) {
    State kept;
    kept.import = std::move(import);
    if (what != Forget::hidden) kept.picker = std::move(picker);
    if (what >= Forget::typed) return kept;
    kept.viewer.shown = viewer.shown;
    kept.viewer.editing = viewer.editing;
    kept.viewer.caption = std::move(viewer.caption);
    kept.viewer.day = viewer.day;
    kept.viewer.audience = viewer.audience;
    kept.viewer.date = std::move(viewer.date);
    return kept;
}

void draw(State& state, Ui& ui, const Rect& area) {
    const auto& sections = state.sections.get({ui.viewer, ui.today}, ui.core.get<core::MemoryStore>().revision(),
                                              [&](const Key& key) { return ask(ui, key); });
    Page page(ui, "memories", area, 1480);
    auto& column = page.column;
    const float width = button_width(ui, tr("Add photos"));
    const float middle = heading(ui, column, tr("Memories"), {}, width);
    if (ui.me() && button(ui, "add", tr("Add photos"),
                          {column.x + column.width - width, middle - ui.u(control_height / 2)}, Look::primary))
        state.picker.begin(FilePicker::For::photos, ui);
    state.import.draw(ui, column);
    if (sections.empty()) {
        if (state.import.running()) return;
        const char* sentence =
            ui.me()
                ? tr("Bring in a folder of photos, or drop some on this window. They are copied here; the originals stay where they are.")
                : tr("Nothing here is for the room yet. Say on Today who you are to see yours.");
        if (empty_state(ui, column, "image", ui.theme.sky, tr("No photos yet"), sentence,
                        ui.me() ? tr("Add the first photos") : ""))
            state.picker.begin(FilePicker::For::photos, ui);
        return;
    }
    lay_out(state.layout, ui, sections, state.sections.version(), column.width);
    const auto& tops = state.layout.tops;
    const auto clip = current_clip();
    const float reach = ui.u(300);
    // The first section that ends below the top of what is seen.
    const auto from = std::upper_bound(tops.begin(), tops.end(), clip.y0 - reach - column.y) - tops.begin();
    for (auto i = static_cast<std::size_t>(std::max<std::ptrdiff_t>(from - 1, 0)); i < sections.size(); ++i) {
        if (column.y + tops[i] > clip.y1 + reach) break;
        draw_section(state, ui, static_cast<int>(i), sections[i], {column.x, column.y + tops[i]}, column.width);
    }
    column.gap(tops.back());
}

}  // namespace app::memories
