#include "app/rituals/ritual_editor.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/drafts/drafts.hpp"
#include "app/sharing/audience_mark.hpp"
#include "app/words/colours.hpp"
#include "app/words/dates.hpp"
#include "app/words/sentences.hpp"

namespace app::rituals {

using namespace widgets;
using Frequency = core::RulePattern::Frequency;

namespace {

constexpr const char* symbols[] = {"cup",   "moon", "heart", "walk", "pot",  "chat",  "sun",   "game", "mountain",
                                   "phone", "star", "cake",  "leaf", "book", "music", "plane", "home", "flower"};

const char* symbol_name(std::string_view symbol) {
    if (symbol == "cup") return tr("Cup");
    if (symbol == "moon") return tr("Moon");
    if (symbol == "heart") return tr("Heart");
    if (symbol == "walk") return tr("Walk");
    if (symbol == "pot") return tr("Pot");
    if (symbol == "chat") return tr("Talk");
    if (symbol == "sun") return tr("Sun");
    if (symbol == "game") return tr("Game");
    if (symbol == "mountain") return tr("Mountain");
    if (symbol == "phone") return tr("Phone");
    if (symbol == "star") return tr("Star");
    if (symbol == "cake") return tr("Cake");
    if (symbol == "leaf") return tr("Leaf");
    if (symbol == "book") return tr("Book");
    if (symbol == "music") return tr("Music");
    if (symbol == "plane") return tr("Journey");
    if (symbol == "home") return tr("House");
    return tr("Flower");
}

void field_title(Ui& ui, Column& column, const char* title) {
    column.gap(ui.u(16));
    column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, title, column.width).y;
    column.gap(ui.u(6));
}

void take(Editor& editor, const Template& from, core::Day day, core::Day today) {
    editor.words.title = from.title;
    editor.words.note = from.note;
    editor.words.symbol = from.symbol;
    editor.words.colour = from.colour;
    editor.words.starts_at = from.starts_at;
    editor.words.starts_on = first_day(from, std::max(day, today));
    const auto recurrence = core::Recurrence::parse(rule_of(from, editor.words.starts_on), editor.words.starts_on);
    if (recurrence) editor.pattern = core::pattern_of(recurrence.value());
    editor.choosing_template = false;
    editor.time = {};
}

void draw_templates(Editor& editor, Ui& ui, Column& column) {
    column.y += text(ui, Type::text, ui.theme.quiet, {column.x, column.y},
                     tr("Begin from one of these, or from your own idea."), column.width)
                    .y;
    column.gap(ui.u(12));
    ChipRow row(ui, column.x, column.y, column.width);
    std::optional<Template> chosen;
    for (const auto& each : editor.templates)
        if (row.add(each.title.c_str(), each.title, ui.theme.tone(each.colour), false, each.symbol).pressed)
            chosen = each;
    column.y = row.bottom() + ui.u(20);
    if (button(ui, "own", tr("Our own idea"), {column.x, column.y}, Look::primary)) editor.choosing_template = false;
    column.gap(ui.u(control_height));
    if (chosen) take(editor, *chosen, editor.words.starts_on, ui.today);
}

// − n + between two limits.
void stepper(Ui& ui, const char* id, const char* name, int& value, int least, int most, ImVec2 at) {
    const IdScope scope(id);
    const float half = ui.u(control_height / 2);
    auto* list = ImGui::GetWindowDrawList();
    const Rect rect = rect_at(at.x, at.y, ui.u(132), ui.u(control_height));
    list->AddRect(top_left(rect), bottom_right(rect), ui.theme.line, ui.u(16), 0, std::max(1.f, ui.u(1.25f)));
    char number[16];
    std::snprintf(number, sizeof number, "%d", value);
    tell(ui, semantics::Role::text, name, {rect.x0 + 2 * half, rect.y0, rect.x1 - 2 * half, rect.y1}).value = number;
    label(ui, Type::strong, ui.theme.ink, {rect.x0 + 2 * half, centre(rect).y - line_height(ui, Type::strong) / 2},
          rect.width() - 4 * half, number, Align::centre);
    if (icon_button(ui, "less", "left", tr("Less often"), {rect.x0 + half, centre(rect).y}, ui.theme.quiet, 18))
        value = std::max(least, value - 1);
    if (icon_button(ui, "more", "right", tr("More rarely"), {rect.x1 - half, centre(rect).y}, ui.theme.quiet, 18))
        value = std::min(most, value + 1);
}

void draw_weekdays(Editor& editor, Ui& ui, Column& column) {
    auto& days = editor.pattern.weekdays;
    if (days.empty()) days.push_back(core::weekday_of(editor.words.starts_on));
    const float cell = std::min(column.width / 7, ui.u(62));
    auto* list = ImGui::GetWindowDrawList();
    for (int weekday = 1; weekday <= 7; ++weekday) {
        const IdScope id(weekday);
        const auto found = std::find(days.begin(), days.end(), weekday);
        const bool on = found != days.end();
        const Rect rect =
            rect_at(column.x + cell * static_cast<float>(weekday - 1), column.y, cell, ui.u(control_height));
        const auto touched = press(ui, "weekday", rect, semantics::Role::toggle, weekday_name(weekday), on, 20);
        const Rect pill = {rect.x0 + ui.u(2), rect.y0 + ui.u(1), rect.x1 - ui.u(2), rect.y1 - ui.u(1)};
        list->AddRectFilled(top_left(pill), bottom_right(pill),
                            on ? ui.theme.ember.fill : mix(ui.theme.card, ui.theme.line, touched.hovered ? 0.8f : 0.5f),
                            ui.u(20));
        label(ui, Type::small, on ? ui.theme.ember.on_fill : ui.theme.ink,
              {rect.x0, centre(rect).y - line_height(ui, Type::small) / 2}, cell, weekday_short(weekday),
              Align::centre);
        if (!touched.pressed) continue;
        if (!on) days.push_back(weekday);
        else if (days.size() > 1) days.erase(found);
        std::sort(days.begin(), days.end());
    }
    column.gap(ui.u(control_height));
}

void draw_monthly(Editor& editor, Ui& ui, Column& column) {
    auto& pattern = editor.pattern;
    const auto start = editor.words.starts_on;
    const int nth = (core::day_of_month(start) - 1) / 7 + 1;
    const bool in_last_week = core::first_of_next_month(start) - start <= 7;
    auto& words = editor.monthly_words;
    if (words.empty() || editor.monthly_from != start) {
        const char* ordinals[] = {tr("first"), tr("second"), tr("third"), tr("fourth"), tr("fifth")};
        const char* weekday = weekday_name(core::weekday_of(start));
        words = {filled(tr("On day {n}"), {{"n", std::to_string(core::day_of_month(start))}}),
                 filled(tr("On the {nth} {weekday}"), {{"nth", ordinals[nth - 1]}, {"weekday", weekday}}),
                 filled(tr("On the last {weekday}"), {{"weekday", weekday}})};
        editor.monthly_from = start;
    }
    const char* options[] = {words[0].c_str(), words[1].c_str(), words[2].c_str()};
    const std::size_t count = in_last_week ? 3 : 2;
    // The kind is the person's choice; which nth and which weekday it is follow the first day.
    if (editor.monthly == Editor::Monthly::last_weekday && !in_last_week) editor.monthly = Editor::Monthly::nth_weekday;
    float bottom = 0;
    const int chosen = choose(ui, "monthly", std::span(options, count), static_cast<int>(editor.monthly),
                              {column.x - ui.u(4), column.y}, column.width, &bottom);
    editor.monthly = static_cast<Editor::Monthly>(chosen);
    pattern.nth = editor.monthly == Editor::Monthly::day           ? 0
                  : editor.monthly == Editor::Monthly::nth_weekday ? nth
                                                                   : -1;
    pattern.weekdays.clear();
    if (pattern.nth != 0) pattern.weekdays = {core::weekday_of(start)};
    column.y = bottom;
}

void draw_repeats(Editor& editor, Ui& ui, Column& column) {
    auto& pattern = editor.pattern;
    const char* options[] = {tr("Once"), tr("Daily"), tr("Weekly"), tr("Monthly"), tr("Yearly"), tr("Own rule")};
    const int before = editor.own_rule ? 5 : static_cast<int>(pattern.frequency);
    float bottom = 0;
    const int chosen = choose(ui, "frequency", options, before, {column.x - ui.u(4), column.y}, column.width, &bottom);
    column.y = bottom;
    if (chosen != before) {
        if (chosen == 5) editor.own_rule_text = core::rule_for(pattern, editor.words.starts_on);
        editor.own_rule = chosen == 5;
        if (chosen < 5) {
            pattern = {};
            editor.monthly = Editor::Monthly::day;
            pattern.frequency = static_cast<Frequency>(chosen);
        }
    }
    if (editor.own_rule) {
        column.gap(ui.u(8));
        text_field(ui, "rule", tr("Own rule"), "FREQ=MONTHLY;BYDAY=2FR", editor.own_rule_text,
                   column.take(ui.u(control_height)));
        column.gap(ui.u(4));
        column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, tr("As calendars write it (RFC 5545)."),
                         column.width)
                        .y;
        return;
    }
    if (pattern.frequency == Frequency::once) return;
    column.gap(ui.u(8));
    if (pattern.frequency == Frequency::weekly) {
        draw_weekdays(editor, ui, column);
        column.gap(ui.u(8));
    }
    if (pattern.frequency == Frequency::monthly) {
        draw_monthly(editor, ui, column);
        column.gap(ui.u(8));
    }
    const char* every = pattern.frequency == Frequency::daily
                            ? trn("Every day", "Every so many days:", static_cast<unsigned long>(pattern.interval))
                        : pattern.frequency == Frequency::weekly
                            ? trn("Every week", "Every so many weeks:", static_cast<unsigned long>(pattern.interval))
                        : pattern.frequency == Frequency::monthly
                            ? trn("Every month", "Every so many months:", static_cast<unsigned long>(pattern.interval))
                            : trn("Every year", "Every so many years:", static_cast<unsigned long>(pattern.interval));
    stepper(ui, "interval", tr("Interval"), pattern.interval, 1, 52, {column.x, column.y});
    line(ui, Type::text, ui.theme.ink,
         {column.x + ui.u(146), column.y + (ui.u(control_height) - line_height(ui, Type::text)) / 2},
         column.width - ui.u(146), every);
    column.gap(ui.u(control_height));
}

void draw_marks(Editor& editor, Ui& ui, Column& column) {
    auto* list = ImGui::GetWindowDrawList();
    const Tone& tone = ui.theme.tone(editor.words.colour);
    const int across = std::max(1, static_cast<int>(column.width / ui.u(50)));
    const float cell = std::min(column.width / static_cast<float>(across), ui.u(56));
    int n = 0;
    for (const char* symbol : symbols) {
        const IdScope id(n);
        const ImVec2 c = {column.x + cell * (static_cast<float>(n % across) + 0.5f),
                          column.y + ui.u(48) * (static_cast<float>(n / across) + 0.5f)};
        const bool on = editor.words.symbol == symbol;
        const float half = ui.u(22);
        const auto touched = press(ui, "symbol", {c.x - half, c.y - half, c.x + half, c.y + half},
                                   semantics::Role::choice, symbol_name(symbol), on, 22);
        if (on || touched.hovered) list->AddCircleFilled(c, half, on ? tone.soft : faded(ui.theme.ink, 0.05f), 0);
        icon(ui, symbol, c, ui.u(24), on ? tone.deep : ui.theme.quiet);
        if (touched.pressed) editor.words.symbol = symbol;
        ++n;
    }
    column.gap(ui.u(48) * std::ceil(static_cast<float>(std::size(symbols)) / static_cast<float>(across)) + ui.u(8));
    n = 0;
    const int abreast = column.width >= 8 * ui.u(control_height) ? 8 : 4;
    const float step = std::min(column.width / static_cast<float>(abreast), ui.u(56));
    for (const char* colour : core::ritual_colours) {
        const IdScope id(100 + n);
        const ImVec2 c = {column.x + step * (static_cast<float>(n % abreast) + 0.5f),
                          column.y + ui.u(22 + 44 * static_cast<float>(n / abreast))};
        const bool on = editor.words.colour == colour;
        const float half = std::min(step / 2, ui.u(22));
        if (press(ui, "colour", {c.x - half, c.y - ui.u(22), c.x + half, c.y + ui.u(22)}, semantics::Role::choice,
                  colour_name(colour), on, 22)
                .pressed)
            editor.words.colour = colour;
        list->AddCircleFilled(c, ui.u(13), ui.theme.tone(colour).solid, 0);
        if (on) list->AddCircle(c, ui.u(18), ui.theme.tone(colour).solid, 0, ui.u(2));
        ++n;
    }
    column.gap(ui.u(abreast == 8 ? 44 : 88));
}

std::string rule_now(const Editor& editor) {
    return editor.own_rule ? editor.own_rule_text : core::rule_for(editor.pattern, editor.words.starts_on);
}

void save(Editor& editor, Ui& ui) {
    editor.problem.clear();
    if (editor.time.timed && !editor.words.starts_at) {
        editor.problem = sentence(core::Refusal::invalid_time);
        return;
    }
    auto words = editor.words;
    words.rule = rule_now(editor);
    const char* changed = editor.editing ? sharing::said_of_change(editor.editing->audience,
                                                                   words.audience.value_or(editor.editing->audience))
                                         : tr("It is on the calendar.");
    const auto done = [&editor, &ui, changed](const core::Result<core::Applied>& result) {
        if (!result) {
            editor.problem = sentence(result.refusal());
            return;
        }
        editor.open = false;
        ui.say_with_undo(changed);
    };
    if (editor.editing) ui.post(core::EditRitual{ui.me(), editor.editing->id, std::move(words)}, done);
    else ui.post(core::AddRitual{ui.me(), std::move(words)}, done);
}

void draw_foot(Editor& editor, Ui& ui, Column& column) {
    if (!editor.problem.empty()) {
        column.gap(ui.u(14));
        column.y += text(ui, Type::text, ui.theme.ember.deep, {column.x, column.y}, editor.problem, column.width,
                         semantics::Role::banner)
                        .y;
    }
    column.gap(ui.u(20));
    if (editor.editing) {
        const auto id = editor.editing->id;
        const bool paused = editor.editing->paused_since.has_value();
        float x = column.x;
        const char* pause = paused ? tr("Take it up again") : tr("Pause");
        const float pause_width = button_width(ui, pause, paused ? "play" : "pause");
        if (button(ui, "pause", pause, {x, column.y}, Look::plain, pause_width, paused ? "play" : "pause")) {
            editor.open = false;
            if (paused) ui.post_and_say(core::ResumeRitual{ui.me(), id}, tr("Back on the calendar."));
            else ui.post_and_say(core::PauseRitual{ui.me(), id}, tr("Resting. It waits until you take it up again."));
        }
        x += pause_width + ui.u(8);
        if (button(ui, "delete", tr("Delete"), {x, column.y}, Look::danger, 0, "trash")) {
            editor.open = false;
            ui.post_and_say(core::RemoveRitual{ui.me(), id}, tr("Taken off the calendar."));
        }
        if (ui.narrow) column.gap(ui.u(control_height + 10));
    }
    const char* label_text = editor.editing ? tr("Save") : tr("Put it on the calendar");
    const float width = ui.narrow ? column.width : button_width(ui, label_text);
    if (button(ui, "save", label_text, {column.x + column.width - width, column.y}, Look::primary, width))
        save(editor, ui);
    column.gap(ui.u(control_height));
}

}  // namespace

namespace {

// Whether the editor's choices can say the pattern: what they cannot say is shown and kept as the rule it is.
bool shown_by_the_pills(const core::RulePattern& pattern, core::Day start) {
    if (pattern.last_day_of_month || pattern.count > 0 || !pattern.until.empty()) return false;
    if (pattern.frequency != Frequency::monthly || pattern.nth == 0) return true;
    if (pattern.weekdays != std::vector<int>{core::weekday_of(start)}) return false;
    const int nth = (core::day_of_month(start) - 1) / 7 + 1;
    const bool in_last_week = core::first_of_next_month(start) - start <= 7;
    return pattern.nth == nth || (pattern.nth == -1 && in_last_week);
}

}  // namespace

void Editor::begin_new(core::Day day) {
    *this = {};
    open = choosing_template = true;
    templates = rituals::templates();
    words.starts_on = day;
    words.symbol = "heart";
    words.colour = "ember";
    pattern.frequency = Frequency::weekly;
}

void Editor::begin_edit(const core::Ritual& ritual) {
    *this = {};
    open = true;
    editing = ritual;
    words = {ritual.title, ritual.note,      ritual.symbol,    ritual.colour,
             ritual.rule,  ritual.starts_on, ritual.starts_at, ritual.audience};
    const auto recurrence = core::Recurrence::parse(ritual.rule, ritual.starts_on);
    if (recurrence) pattern = core::pattern_of(recurrence.value());
    own_rule = !recurrence || !pattern.simple || !shown_by_the_pills(pattern, ritual.starts_on);
    if (pattern.nth != 0) monthly = pattern.nth < 0 ? Monthly::last_weekday : Monthly::nth_weekday;
    own_rule_text = ritual.rule;
}

void draw(Editor& editor, Ui& ui) {
    if (!editor.open) return;
    Sheet sheet(ui, "ritual-editor", editor.editing ? std::string_view(editor.editing->title) : tr("A new ritual"), 600,
                editor.choosing_template ? Beside::closes : Beside::keeps);
    if (!sheet) return;
    if (sheet.close_asked()) editor.open = false;
    auto& column = sheet.column;
    if (editor.choosing_template) return draw_templates(editor, ui, column);

    const auto subject = editor.editing ? editor.editing->id.value : core::Uuid{};
    drafts::keep_typed(ui, "ritual.title", editor.words.title, subject);
    drafts::keep_typed(ui, "ritual.note", editor.words.note, subject);
    text_field(ui, "title", tr("Name of the ritual"), tr("What is it called?"), editor.words.title,
               column.take(ui.u(control_height)));
    column.gap(ui.u(10));
    column.gap(text_area(ui, "note", tr("A line about it"), tr("A line about it, if you like"), editor.words.note,
                         {column.x, column.y}, column.width, 1, 4)
                   .height);
    field_title(ui, column, tr("How often"));
    draw_repeats(editor, ui, column);
    field_title(ui, column,
                editor.pattern.frequency == Frequency::once && !editor.own_rule ? tr("On") : tr("Starting"));
    date_field(ui, "date", tr("First day"), editor.date, editor.words.starts_on, column);
    field_title(ui, column, tr("When"));
    time_field(ui, "time", editor.time, editor.words.starts_at, column);
    field_title(ui, column, tr("Its mark"));
    draw_marks(editor, ui, column);
    // Who sees it is for whoever made it to say.
    if (!editor.editing || !editor.editing->author || editor.editing->author == ui.me()) {
        field_title(ui, column, tr("Who sees it"));
        float bottom = 0;
        const auto before = editor.words.audience
                                ? *editor.words.audience
                                : editor.usual_audience.get(ui.me(), ui.core.revision(), [&](const auto& me) {
                                      return ui.core.default_audience(me, core::ItemKind::ritual);
                                  });
        const auto chosen =
            choose_audience(ui, "audience", before, {column.x - ui.u(4), column.y}, column.width, &bottom);
        if (chosen != before) editor.words.audience = chosen;
        column.y = bottom;
    }
    draw_foot(editor, ui, column);
}

}  // namespace app::rituals
