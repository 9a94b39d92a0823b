#include "app/people/person_form.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/words/colours.hpp"
#include "app/words/sentences.hpp"

namespace app::people {

using namespace widgets;

namespace {

void draw_colours(Form& form, Ui& ui, Column& column) {
    // In two rows where one would leave less than a finger needs.
    const int across = column.width >= 8 * ui.u(control_height) ? 8 : 4;
    const float step = std::min(column.width / static_cast<float>(across), ui.u(52));
    auto* list = ImGui::GetWindowDrawList();
    int n = 0;
    for (const char* colour : core::person_colours) {
        const IdScope id(colour);
        const ImVec2 c = {column.x + step * (static_cast<float>(n % across) + 0.5f),
                          column.y + ui.u(22 + 44 * static_cast<float>(n / across))};
        ++n;
        const bool on = form.colour == colour;
        if (press(ui, "colour", {c.x - step / 2, c.y - ui.u(22), c.x + step / 2, c.y + ui.u(22)},
                  semantics::Role::choice, colour_name(colour), on, 22)
                .pressed)
            form.colour = colour;
        list->AddCircleFilled(c, ui.u(13), ui.theme.tone(colour).fill, 0);
        if (on) {
            list->AddCircle(c, ui.u(18), ui.theme.tone(colour).fill, 0, ui.u(2));
            icon(ui, "check", c, ui.u(16), ui.theme.tone(colour).on_fill, 2.8f);
        }
    }
    column.gap(ui.u(across == 8 ? 48 : 92));
}

void draw_faces(Form& form, Ui& ui, Column& column) {
    const int count = static_cast<int>(std::size(core::person_faces)) + 1;
    const int across = std::clamp(static_cast<int>(column.width / ui.u(50)), 3, count);
    const float step = std::min(column.width / static_cast<float>(across), ui.u(60)), row = ui.u(54);
    auto* list = ImGui::GetWindowDrawList();
    auto preview = form.preview();
    preview.portrait.reset();
    if (preview.name.empty()) preview.name = trc("a letter to stand for a name's first", "A");
    for (int n = 0; n < count; ++n) {
        const IdScope id(n);
        const ImVec2 c = {column.x + step * (static_cast<float>(n % across) + 0.5f),
                          column.y + row * (static_cast<float>(n / across) + 0.5f)};
        const float half = std::min(step / 2, ui.u(25));
        const Rect rect = {c.x - half, c.y - half, c.x + half, c.y + half};
        if (n == count - 1) {
            const auto touched =
                press(ui, "face", rect, semantics::Role::button, tr("A picture"), form.portrait.has_value(), 25);
            if (form.portrait) avatar(ui, form.preview(), c, ui.u(20));
            else {
                list->AddCircleFilled(c, ui.u(20), mix(ui.theme.card, ui.theme.line, touched.hovered ? 0.9f : 0.6f), 0);
                icon(ui, "image", c, ui.u(20), ui.theme.quiet);
            }
            if (form.portrait) list->AddCircle(c, ui.u(24), ui.theme.tone(form.colour).fill, 0, ui.u(2));
            if (touched.pressed) form.picker.begin(memories::FilePicker::For::one_picture, ui);
            continue;
        }
        preview.face = core::person_faces[n];
        const bool on = !form.portrait && form.face == preview.face;
        const auto touched = press(ui, "face", rect, semantics::Role::choice, face_name(preview.face), on, 25);
        avatar(ui, preview, c, ui.u(20), on || touched.hovered ? 1 : 0.72f);
        if (on) list->AddCircle(c, ui.u(24), ui.theme.tone(form.colour).fill, 0, ui.u(2));
        if (touched.pressed) {
            form.face = preview.face;
            form.portrait.reset();
        }
    }
    column.gap(row * std::ceil(static_cast<float>(count) / static_cast<float>(across)));
}

void take_portrait(Form& form, Ui& ui) {
    if (!form.portrait_import) return;
    if (!form.portrait_import->finished()) return ui.wake_in(0.1);
    for (const auto& arrived : form.portrait_import->take_arrived()) form.portrait = arrived.photo.hash;
    form.problem.clear();
    for (const auto& failed : form.portrait_import->failed())
        form.problem = filled(tr("{file} was not taken: {reason}."),
                              {{"file", failed.file.filename().string()}, {"reason", sentence(failed.problem)}});
    form.portrait_import.reset();
}

}  // namespace

const char* face_name(std::string_view face) {
    if (face == "smile") return tr("A smile");
    if (face == "curls") return tr("Curls");
    if (face == "glasses") return tr("Glasses");
    if (face == "beard") return tr("A beard");
    if (face == "bun") return tr("A bun");
    if (face == "cap") return tr("A cap");
    if (face == "fox") return tr("A fox");
    return tr("The first letter");
}

core::Person Form::preview() const {
    // Before there is a name there is no first letter to show.
    const bool letterless = name.empty() && face == "letter";
    return {{}, name, colour, letterless ? "smile" : face, portrait};
}

bool draw(Form& form, Ui& ui, Column& column, const char* hint, bool focus) {
    take_portrait(form, ui);
    const float radius = ui.u(30);
    avatar(ui, form.preview(), {column.x + radius, column.y + radius}, radius);
    const Rect field = {column.x + 2 * radius + ui.u(16), column.y + radius - ui.u(23), column.x + column.width,
                        column.y + radius + ui.u(23)};
    const bool entered = text_field(ui, "name", tr("Name"), hint, form.name, field, focus);
    column.gap(2 * radius + ui.u(10));
    draw_colours(form, ui, column);
    draw_faces(form, ui, column);
    if (!form.problem.empty()) {
        column.gap(ui.u(6));
        column.y += text(ui, Type::small, ui.theme.ember.deep, {column.x, column.y}, form.problem, column.width,
                         semantics::Role::banner)
                        .y;
    }
    return entered;
}

void draw_sheets(Form& form, Ui& ui) {
    if (auto chosen = form.picker.draw(ui)) {
        form.portrait_import =
            std::make_shared<core::PhotoImport>(ui.core.photos(), std::move(*chosen), core::Arrival::plain);
        ui.jobs.add(form.portrait_import, core::JobQueue::Priority::soon);
    }
}

Form without_words(Form& form) {
    Form kept;
    kept.colour = form.colour;
    kept.face = form.face;
    kept.portrait = form.portrait;
    kept.picker = std::move(form.picker);
    kept.portrait_import = std::move(form.portrait_import);
    return kept;
}

}  // namespace app::people
