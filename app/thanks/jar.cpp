#include "app/thanks/jar.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/words/dates.hpp"
#include "app/words/thanks_words.hpp"
#include "core/memories/memory_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_read_store.hpp"
#include "core/thanks/thanks_store.hpp"

namespace app::thanks {

using namespace widgets;
using core::ReadEvent;

namespace {

constexpr std::size_t months_a_page = 18;

std::optional<KindWords> ask_words(const Ui& ui, core::ThanksId id) {
    auto thanks = ui.core.get<core::ThanksStore>().find(ui.viewer, id);
    if (!thanks) return std::nullopt;
    KindWords words;
    const auto* author = ui.person(thanks->author);
    words.below = (author ? author->name : std::string(tr("Somebody"))) + ", " + full_date(thanks->day);
    if (thanks->to == core::ThanksTo::us)
        words.below += std::string(" · ") + (ui.people->size() > 2 ? tr("to us all") : tr("to us both"));
    if (thanks->memory) words.photo = ui.core.get<core::MemoryStore>().find(ui.viewer, *thanks->memory);
    words.said = answering::said_to(ui, ui.viewer, {core::ItemKind::thanks, id.value}, thanks->author);
    words.thanks = std::move(*thanks);
    return words;
}

Jar::Contents ask_contents(const Ui& ui) {
    const auto& reads = ui.core.get<core::ThanksReadStore>();
    return {reads.anything_in_jar(ui.viewer), !reads.put_away(ui.viewer).empty()};
}

// Drawing is the reader's own affair: there is nothing in it to take back.
void draw_one(Jar& jar, Ui& ui) {
    ui.post_unrecorded({core::DrawFromJar{*ui.me()}},
                       [&jar, &ui](const auto& drawn) {
                           if (drawn) jar.drawn = drawn.value().template as<core::ThanksId>();
                           else ui.refuse(drawn.refusal());
                       },
                       {});
}

// In the middle of a column, each line by itself.
float centred(Ui& ui, Type type, Colour colour, float x, float y, float width, std::string_view words) {
    const float top = y;
    const auto face = ui.face(type);
    const char* from = words.data();
    const char* end = from + words.size();
    while (from < end) {
        const char* to = face.font->CalcWordWrapPosition(face.size, from, end, width);
        if (to == from) ++to;
        line(ui, type, colour, {x, y}, width, {from, static_cast<std::size_t>(to - from)}, Align::centre);
        y += face.size;
        from = to;
        while (from < end && *from == ' ') ++from;
    }
    return y - top;
}

Rect photo_rect(const core::Memory& memory, float x, float y, float width, float highest) {
    const float w = static_cast<float>(std::max(memory.width, 1)), h = static_cast<float>(std::max(memory.height, 1));
    const float scale = std::min(width / w, highest / h);
    return rect_at(std::round(x + (width - w * scale) / 2), std::round(y), std::round(w * scale),
                   std::round(h * scale));
}

// What was answered, and an answer now.
void draw_answering(answering::State& answering, Ui& ui, Column& column, const KindWords& words) {
    for (const auto& said : words.said.lines)
        column.y += text(ui, Type::small, ui.theme.ink, {column.x, column.y}, said, column.width).y + ui.u(4);
    column.gap(ui.u(words.said.lines.empty() ? 0 : 10));
    const auto id = words.thanks.id.value;
    if (answering.open == id) {
        column.gap(
            answering::draw(answering, ui, {id, {core::ItemKind::thanks, id}}, {column.x, column.y}, column.width) +
            ui.u(6));
        if (button(ui, "not-now", tr("Not now"), {column.x - ui.u(18), column.y}, Look::quiet)) fold(answering, ui);
    } else if (button(ui, "answer", tr("Answer"), {column.x, column.y}, Look::plain, 0, "chat")) {
        open(answering, ui, id);
    }
    column.gap(ui.u(control_height + 14));
}

void draw_drawn(Jar& jar, answering::State& answering, Ui& ui) {
    const auto& words =
        jar.words.get(*jar.drawn, ui.core.revision(), [&](core::ThanksId id) { return ask_words(ui, id); });
    if (!words) {  // taken back by its giver
        jar.drawn.reset();
        return;
    }
    Sheet sheet(ui, "jar", tr("From the jar"), 620);
    if (!sheet) return;
    auto& column = sheet.column;
    if (words->photo) {
        const Rect rect = photo_rect(*words->photo, column.x, column.y, column.width, ui.u(ui.narrow ? 220 : 280));
        tell(ui, semantics::Role::image, words->photo->caption.empty() ? tr("A photo") : words->photo->caption, rect);
        photo(ui, *words->photo, rect, ui.u(14), Detail::large);
        column.y = rect.y1 + ui.u(18);
    }
    column.gap(ui.u(words->photo ? 0 : 14));
    const auto type = words->thanks.text.size() < 200   ? Type::heading
                      : words->thanks.text.size() < 600 ? Type::title
                                                        : Type::body;
    column.y += text(ui, type, ui.theme.ink, {column.x, column.y}, words->thanks.text, column.width).y;
    column.gap(ui.u(12));
    column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, words->below, column.width).y;
    column.gap(ui.u(22));
    draw_answering(answering, ui, column, *words);
    const auto id = words->thanks.id;
    const auto answer =
        answers(ui, column, {"put-away", tr("Put it away"), Look::quiet}, {"another", tr("Another"), Look::primary});
    if (answer == Given::right) draw_one(jar, ui);
    if (answer == Given::left)
        ui.post_and_say(core::ReadThanks{*ui.me(), id, ReadEvent::put_away}, tr("Put away. Nobody is told."),
                        [&jar](const auto& done) {
                            if (done) jar.drawn.reset();
                        });
    if (sheet.close_asked()) jar.drawn.reset();
}

void draw_months(Jar& jar, Ui& ui) {
    Sheet sheet(ui, "months", tr("Read a month"), 620);
    if (!sheet) return;
    auto& column = sheet.column;
    column.y +=
        text(ui, Type::text, ui.theme.quiet, {column.x, column.y},
             tr("What was said to you, one note after the other, and nothing else on the screen."), column.width)
            .y;
    column.gap(ui.u(14));
    const auto& months = jar.month_names.get({ui.viewer, ui.today}, ui.core.revision(), [&](const Jar::Key& key) {
        std::vector<std::pair<core::Day, std::string>> list;
        for (const auto month : ui.core.get<core::ThanksReadStore>().months(key.first))
            list.emplace_back(month, month_and_year(month, key.second));
        return list;
    });
    const auto from = std::min(jar.months_page * months_a_page, months.size()),
               to = std::min(from + months_a_page, months.size());
    ChipRow row(ui, column.x, column.y, column.width);
    for (auto i = from; i < to; ++i)
        if (row.add(months[i].second.c_str(), months[i].second, ui.theme.honey).pressed) {
            jar.month = months[i].first;
            jar.at = 0;
            jar.choosing_month = false;
            ui.wake_in(0);
        }
    column.y = row.bottom() + ui.u(16);
    if (from > 0 || to < months.size()) {
        if (from > 0 && button(ui, "newer", tr("Newer"), {column.x, column.y}, Look::quiet)) --jar.months_page;
        const float width = button_width(ui, tr("Earlier"));
        if (to < months.size() &&
            button(ui, "earlier", tr("Earlier"), {column.x + column.width - width, column.y}, Look::quiet))
            ++jar.months_page;
        column.gap(ui.u(control_height));
    }
    if (sheet.close_asked()) jar.choosing_month = false;
}

// One note after the other on a page of paper, and nothing else.
void draw_reading(Jar& jar, Ui& ui, int swipe) {
    const auto& notes = jar.reading.get({ui.viewer, *jar.month}, ui.core.revision(), [&](const auto& key) {
        return ui.core.get<core::ThanksReadStore>().in_month(key.first, key.second);
    });
    if (notes.empty()) {
        jar.month.reset();
        return;
    }
    jar.at = std::min(jar.at, notes.size() - 1);
    const auto& words = jar.page.get({notes[jar.at], jar.at}, ui.core.revision(),
                                     [&](const auto& key) { return ask_words(ui, key.first); });
    if (jar.placed != jar.page.version()) {
        jar.placed = jar.page.version();
        jar.place =
            filled(tr("{n} of {count}"), {{"n", std::to_string(jar.at + 1)}, {"count", std::to_string(notes.size())}});
    }
    const auto screen = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(screen);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ui.theme.paper);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.f);
    const WindowScope window("reading", ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                                            ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                            ImGuiWindowFlags_NoCollapse);
    ImGui::PopStyleVar(2);
    ImGui::PopStyleColor();
    ui.on_sheet = ui.sheet_open = true;

    const auto origin = ImGui::GetCursorScreenPos();
    const float top = ui.u(72), foot = ui.u(72), side = ui.u(ui.narrow ? 24 : 96);
    const float width = std::min(screen.x - 2 * side, ui.u(680)), x = (screen.x - width) / 2;
    if (words) {
        const auto type = words->thanks.text.size() < 260   ? Type::heading
                          : words->thanks.text.size() < 900 ? Type::title
                                                            : Type::body;
        const float photo_high = words->photo ? std::min(ui.u(300), screen.y * 0.38f) : 0;
        const Rect rect = words->photo ? photo_rect(*words->photo, x, 0, width, photo_high) : Rect{};
        const float text_high = measure(ui, type, words->thanks.text, width).y, below = line_height(ui, Type::small);
        const float whole = rect.height() + (words->photo ? ui.u(28) : 0) + text_high + ui.u(18) + below;
        float y = origin.y + std::max(top, std::round((screen.y - whole) / 2));
        if (words->photo) {
            const Rect placed = {rect.x0, y, rect.x1, y + rect.height()};
            tell(ui, semantics::Role::image, words->photo->caption.empty() ? tr("A photo") : words->photo->caption,
                 placed);
            photo(ui, *words->photo, placed, ui.u(14), Detail::large);
            y = placed.y1 + ui.u(28);
        }
        // Short words in the middle, longer ones as a page is set.
        const bool one_line = measure(ui, type, words->thanks.text).x < width;
        y += one_line ? centred(ui, type, ui.theme.ink, x, y, width, words->thanks.text)
                      : text(ui, type, ui.theme.ink, {x, y}, words->thanks.text, width).y;
        y += ui.u(18);
        line(ui, Type::small, ui.theme.quiet, {x, y}, width, words->below, one_line ? Align::centre : Align::left);
        ImGui::SetCursorScreenPos({x, y + below + foot});
        ImGui::Dummy({1, 1});
    }
    bool back = ImGui::IsKeyPressed(ImGuiKey_LeftArrow) || swipe > 0,
         on = ImGui::IsKeyPressed(ImGuiKey_RightArrow) || swipe < 0;
    bool close = ImGui::IsKeyPressed(ImGuiKey_Escape, false);
    const float low = screen.y - ui.u(38);
    if (jar.at > 0 &&
        icon_button(ui, "before", "left", tr("The note before"), {screen.x / 2 - ui.u(90), low}, ui.theme.quiet, 22))
        back = true;
    line(ui, Type::small, ui.theme.quiet, {screen.x / 2 - ui.u(60), low - line_height(ui, Type::small) / 2}, ui.u(120),
         jar.place, Align::centre);
    if (jar.at + 1 < notes.size() &&
        icon_button(ui, "after", "right", tr("The next note"), {screen.x / 2 + ui.u(90), low}, ui.theme.quiet, 22))
        on = true;
    if (icon_button(ui, "close", "close", tr("Close"), {screen.x - ui.u(38), ui.u(36)}, ui.theme.quiet, 22))
        close = true;
    ui.on_sheet = false;
    const auto before = jar.at;
    if (on && jar.at + 1 < notes.size()) ++jar.at;
    else if (back && jar.at > 0) --jar.at;
    if (jar.at != before) ImGui::SetScrollY(0);
    if (close) jar.month.reset();
    if (on || back || close) ui.wake_in(0);
}

void draw_put_away(Jar& jar, Ui& ui) {
    Sheet sheet(ui, "put-away", tr("Put away"), 620);
    if (!sheet) return;
    auto& column = sheet.column;
    const auto& list = jar.put_away.get({ui.viewer, ui.today}, ui.core.revision(), [&](const Jar::Key& key) {
        std::vector<KindWords> all;
        for (const auto id : ui.core.get<core::ThanksReadStore>().put_away(key.first))
            if (auto words = ask_words(ui, id)) all.push_back(std::move(*words));
        return all;
    });
    column.y += text(ui, Type::text, ui.theme.quiet, {column.x, column.y},
                     list.empty() ? tr("Nothing is put away.")
                                  : tr("These come up nowhere until you take them out. Nobody is told of it."),
                     column.width)
                    .y;
    column.gap(ui.u(14));
    const float take = button_width(ui, tr("Take out"));
    jar.put_away_rows.draw(ui, column, list.size(), [&](std::size_t i) {
        const auto& words = list[i];
        const IdScope id(words.thanks.id);
        const float room = column.width - take - ui.u(14);
        const float high = lines(ui, Type::text, ui.theme.ink, {column.x, column.y}, room, words.thanks.text, 4);
        line(ui, Type::small, ui.theme.quiet, {column.x, column.y + high}, room, words.below);
        if (button(ui, "take-out", tr("Take out"), {column.x + column.width - take, column.y}, Look::plain, take))
            ui.post_and_say(core::ReadThanks{*ui.me(), words.thanks.id, ReadEvent::taken_out},
                            tr("It is among the others again."));
        column.gap(std::max(high + line_height(ui, Type::small), ui.u(control_height)) + ui.u(16));
    });
    if (sheet.close_asked()) jar.looking_put_away = false;
}

// What one can do with it: lines in the middle, the first choice on its own; on a phone one after the other from the
// left.
void draw_choices(Jar& jar, Ui& ui, Column& column, const Jar::Contents& contents) {
    enum class What { draw, read, away };
    struct Choice {
        What what;
        const char* id;
        const char* name;
        float width;
    };
    std::array<Choice, 3> choices{};
    std::size_t count = 0;
    const auto add = [&](What what, const char* id, const char* name) {
        choices[count++] = {what, id, name, button_width(ui, name)};
    };
    if (contents.any) add(What::draw, "draw", tr("Draw one"));
    if (contents.any) add(What::read, "read", tr("Read a month"));
    if (contents.any_put_away) add(What::away, "away", tr("Put away"));
    for (std::size_t from = 0, to; from < count; from = to) {
        const bool primary = choices[from].what == What::draw;
        float width = choices[from].width;
        for (to = from + 1; to < count && !(primary && !ui.narrow) && width + choices[to].width <= column.width; ++to)
            width += choices[to].width;
        float x = ui.narrow ? column.x : column.x + (column.width - width) / 2;
        if (ui.narrow && !primary) x -= ui.u(18);  // plain words stand under the others
        for (auto each = from; each < to; ++each) {
            const auto& choice = choices[each];
            const bool pressed = button(ui, choice.id, choice.name, {x, column.y},
                                        choice.what == What::draw ? Look::primary : Look::quiet, choice.width);
            x += choice.width;
            if (!pressed) continue;
            if (choice.what == What::draw) draw_one(jar, ui);
            else if (choice.what == What::away) jar.looking_put_away = true;
            else jar.choosing_month = true;
            jar.months_page = 0;
        }
        column.gap(ui.u(control_height + (to < count ? 4 : primary ? 0 : -8)));
    }
}

}  // namespace

Jar Jar::kept() {
    Jar kept;
    kept.drawn = drawn;
    kept.choosing_month = choosing_month;
    kept.months_page = months_page;
    kept.month = month;
    kept.at = at;
    kept.looking_put_away = looking_put_away;
    return kept;
}

void draw_jar_card(Jar& jar, Ui& ui, Column& outer) {
    const auto& contents =
        jar.contents.get({ui.viewer, ui.today}, ui.core.revision(), [&](const auto&) { return ask_contents(ui); });
    Card card(ui, outer, ui.theme.honey.soft);
    auto& column = card.inside;
    const float middle = column.x + column.width / 2;
    const char* title = tr("The jar");
    const char* said =
        contents.any ? tr("Draw something kind that was said to you. Nobody is told.")
                     : tr("Kind words that you were given and have opened gather here, for a day that needs them.");
    if (ui.narrow) {
        // On a phone the notes are not to be far below.
        const float side = ui.u(60), x = column.x + side + ui.u(16), room = column.width - side - ui.u(16);
        icon(ui, "jar", {column.x + side / 2, column.y + side / 2}, side, ui.theme.honey.solid, 0.95f);
        float y = column.y - ui.u(2);
        y += text(ui, Type::title, ui.theme.ink, {x, y}, title, room, semantics::Role::heading).y + ui.u(2);
        y += text(ui, Type::small, ui.theme.ink, {x, y}, said, room).y;
        column.y = std::max(y, column.y + side) + ui.u(12);
    } else {
        column.gap(ui.u(10));
        const float side = ui.u(108);
        icon(ui, "jar", {middle, column.y + side / 2}, side, ui.theme.honey.solid, 0.85f);
        column.gap(side + ui.u(14));
        const float title_width = measure(ui, Type::title, title).x;
        column.y += text(ui, Type::title, ui.theme.ink, {middle - title_width / 2, column.y}, title, 0,
                         semantics::Role::heading)
                        .y +
                    ui.u(4);
        const float room = std::min(column.width, ui.u(300));
        column.gap(centred(ui, Type::small, ui.theme.ink, middle - room / 2, column.y, room, said));
        column.gap(ui.u(12));
    }
    if (!contents.any && !contents.any_put_away) return column.gap(ui.u(4));
    draw_choices(jar, ui, column, contents);
}

void draw_jar_sheets(Jar& jar, answering::State& answering, Ui& ui, int swipe) {
    if (!ui.me()) return;
    if (jar.month) return draw_reading(jar, ui, swipe);
    if (jar.choosing_month) return draw_months(jar, ui);
    if (jar.looking_put_away) return draw_put_away(jar, ui);
    if (jar.drawn) draw_drawn(jar, answering, ui);
}

}  // namespace app::thanks
