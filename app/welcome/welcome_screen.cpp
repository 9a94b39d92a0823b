#include "app/welcome/welcome_screen.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/words/sentences.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/settings/setting_commands.hpp"

namespace app::welcome {

using namespace widgets;

namespace {

// A small hearth: an arch, a fire, two seats.
void draw_hearth(Ui& ui, ImVec2 at, float side) {
    auto* list = ImGui::GetWindowDrawList();
    const auto p = [&](float x, float y) { return ImVec2(at.x + x * side, at.y + y * side); };
    const Colour stone = ui.theme.ember.soft, dark = mix(ui.theme.ink, ui.theme.ember.solid, 0.25f);
    list->PathLineTo(p(0.04f, 1));
    list->PathLineTo(p(0.04f, 0.50f));
    list->PathBezierCubicCurveTo(p(0.04f, -0.14f), p(0.96f, -0.14f), p(0.96f, 0.50f), 32);
    list->PathLineTo(p(0.96f, 1));
    list->PathFillConvex(stone);
    list->PathLineTo(p(0.20f, 1));
    list->PathLineTo(p(0.20f, 0.56f));
    list->PathBezierCubicCurveTo(p(0.20f, 0.10f), p(0.80f, 0.10f), p(0.80f, 0.56f), 32);
    list->PathLineTo(p(0.80f, 1));
    list->PathFillConvex(ui.theme.scheme == Scheme::light ? dark : mix(ui.theme.paper, rgb(0), 0.3f));
    const auto flame = [&](float x, float y, float w, float h, Colour colour) {
        list->PathLineTo(p(x, y - h));
        list->PathBezierCubicCurveTo(p(x + w * 0.35f, y - h * 0.62f), p(x + w, y - h * 0.50f),
                                     p(x + w * 0.62f, y - h * 0.08f), 18);
        list->PathBezierCubicCurveTo(p(x + w * 0.35f, y + h * 0.06f), p(x - w * 0.35f, y + h * 0.06f),
                                     p(x - w * 0.62f, y - h * 0.08f), 14);
        list->PathBezierCubicCurveTo(p(x - w, y - h * 0.45f), p(x - w * 0.15f, y - h * 0.55f), p(x, y - h), 18);
        list->PathFillConcave(colour);
    };
    flame(0.50f, 0.93f, 0.20f, 0.46f, ui.theme.ember.solid);
    flame(0.50f, 0.93f, 0.13f, 0.29f, ui.theme.honey.solid);
    flame(0.50f, 0.93f, 0.065f, 0.15f, rgb(0xFFF0CF));
    for (const float m : {-1.f, 1.f})
        list->AddLine(p(0.5f - 0.16f * m, 0.965f), p(0.5f + 0.16f * m, 0.925f), ui.theme.honey.deep, side * 0.045f);
}

void finish(State& state, Ui& ui) {
    std::vector<core::Command> commands;
    commands.push_back(core::AddPerson{state.first.name, state.first.colour, state.first.face, state.first.portrait});
    if (!state.alone)
        commands.push_back(
            core::AddPerson{state.second.name, state.second.colour, state.second.face, state.second.portrait});
    commands.push_back(core::SetDayStart{state.day_start});
    ui.post(std::move(commands), [&state, &ui](const auto& done) {
        if (!done) {
            const bool nameless = done.refusal() == core::Refusal::empty_text;
            state.problem =
                nameless
                    ? (state.alone ? std::string(tr("What is your name?"))
                                   : std::string(tr("Write both names, or begin alone; the other can join later.")))
                    : sentence(done.refusal());
            return;
        }
        const auto people = ui.core.get<core::PersonStore>().all();
        if (!people.empty()) ui.switch_to = core::Viewer::of(people.front().id);
        ui.post_write([](core::Household& household) { household.forget_undo(); });
        ui.go_to = Place::today;
        state = {};
    });
}

void draw_day_start(State& state, Ui& ui, Column& outer) {
    Card card(ui, outer);
    auto& column = card.inside;
    column.y += text(ui, Type::title, ui.theme.ink, {column.x, column.y}, tr("When does your day end?"), column.width,
                     semantics::Role::heading)
                    .y;
    column.gap(ui.u(4));
    column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y},
                     tr("What you write after midnight still belongs to the evening, until this hour."), column.width)
                    .y;
    column.gap(ui.u(10));
    const char* hours[] = {tr("Midnight"), "2:00", "3:00", "4:00", "5:00", "6:00"};
    const int values[] = {0, 2, 3, 4, 5, 6};
    const int before =
        static_cast<int>(std::find(std::begin(values), std::end(values), state.day_start) - std::begin(values));
    float bottom = 0;
    state.day_start =
        values[choose(ui, "hour", hours, before, {column.x - ui.u(6), column.y}, column.width + ui.u(8), &bottom)];
    column.y = bottom;
}

}  // namespace

State State::kept(Forget) {
    State kept;
    kept.first = people::without_words(first);
    kept.second = people::without_words(second);
    kept.alone = alone;
    kept.begun = begun;
    kept.day_start = day_start;
    core::wipe(restore.passphrase);
    kept.restore = std::move(restore);
    return kept;
}

void draw(State& state, Ui& ui, const Rect& area) {
    const bool begin = !state.begun;
    if (begin) {
        state.begun = true;
        state.first.colour = "plum";
        state.second.colour = "sky";
    }
    Page page(ui, "welcome", area, 900);
    auto& column = page.column;
    column.gap(ui.u(ui.narrow ? 4 : 22));
    const float side = ui.u(ui.narrow ? 76 : 104);
    draw_hearth(ui, {column.x, column.y}, side);
    const float x = column.x + side + ui.u(24), room = column.x + column.width - x;
    const float words = measure(ui, Type::heading, tr("Welcome to Inglenook"), room).y;
    float y = column.y + std::max(0.f, (side - words - line_height(ui, Type::text) * 2) / 2);
    y += text(ui, Type::heading, ui.theme.ink, {x, y}, tr("Welcome to Inglenook"), room, semantics::Role::heading).y +
         ui.u(4);
    const char* below = tr("A corner for the two of you. Everything you write stays on this device.");
    if (!ui.narrow) y += text(ui, Type::text, ui.theme.quiet, {x, y}, below, room).y;
    column.y = std::max(column.y + side, y) + ui.u(ui.narrow ? 12 : 28);
    if (ui.narrow) {
        column.y += text(ui, Type::text, ui.theme.quiet, {column.x, column.y}, below, column.width).y;
        column.gap(ui.u(18));
    }

    bool entered = false;
    const float gap = ui.u(20);
    Column left = {column.x, column.y, ui.narrow ? column.width : std::floor((column.width - gap) / 2)};
    {
        const IdScope id("first");
        Card card(ui, left);
        card.inside.y += text(ui, Type::title, ui.theme.ink, {card.inside.x, card.inside.y}, tr("You"),
                              card.inside.width, semantics::Role::heading)
                             .y;
        card.inside.gap(ui.u(12));
        entered |= people::draw(state.first, ui, card.inside, tr("Your name"), begin);
    }
    Column right = ui.narrow ? left : Column{left.x + left.width + gap, column.y, left.width};
    if (!state.alone) {
        const IdScope id("second");
        Card card(ui, right);
        card.inside.y += text(ui, Type::title, ui.theme.ink, {card.inside.x, card.inside.y}, tr("And with you"),
                              card.inside.width, semantics::Role::heading)
                             .y;
        card.inside.gap(ui.u(12));
        entered |= people::draw(state.second, ui, card.inside, tr("Their name"), false);
    } else {
        Card card(ui, right);
        card.inside.y += text(ui, Type::title, ui.theme.ink, {card.inside.x, card.inside.y}, tr("Beginning alone"),
                              card.inside.width, semantics::Role::heading)
                             .y;
        card.inside.gap(ui.u(8));
        card.inside.y += text(ui, Type::text, ui.theme.quiet, {card.inside.x, card.inside.y},
                              tr("That is a good way to begin. Somebody else can join at any time, in the settings."),
                              card.inside.width)
                             .y;
    }
    column.y = std::max(left.y, right.y);
    draw_day_start(state, ui, column);

    if (!state.problem.empty()) {
        column.y += text(ui, Type::text, ui.theme.ember.deep, {column.x, column.y}, state.problem, column.width,
                         semantics::Role::banner)
                        .y;
        column.gap(ui.u(12));
    }
    const char* start = tr("Begin");
    const char* other = state.alone ? tr("There are two of us") : tr("I begin alone");
    if (button(ui, "begin", start, {column.x, column.y}, Look::primary, button_width(ui, start) + ui.u(30)) || entered)
        finish(state, ui);
    if (button(ui, "alone", other, {column.x + button_width(ui, start) + ui.u(42), column.y}, Look::quiet)) {
        state.alone = !state.alone;
        state.problem.clear();
    }
    column.gap(ui.u(control_height + 16));
    if (button(ui, "restore", tr("I have a backup"), {column.x, column.y}, Look::quiet, 0, "undo"))
        backups::begin_restore(state.restore, ui);
    column.gap(ui.u(control_height));
}

void draw_sheets(State& state, Ui& ui) {
    backups::draw_sheets(state.restore, ui);
    {
        const IdScope id("first");
        people::draw_sheets(state.first, ui);
    }
    const IdScope id("second");
    people::draw_sheets(state.second, ui);
}

}  // namespace app::welcome
