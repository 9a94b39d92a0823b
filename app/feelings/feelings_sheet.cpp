#include "app/feelings/feelings_sheet.hpp"

#include <algorithm>
#include <cmath>

#include "app/drafts/drafts.hpp"

namespace app::feelings {

using namespace widgets;

namespace {

// The word under the lens, large, and where it lies: a finger covers the one on the field.
void draw_current(const State& state, Ui& ui, Column& column) {
    const float height = line_height(ui, Type::title);
    const auto& feeling = core::feelings()[static_cast<std::size_t>(std::max(state.field.current, 0))];
    const char* word = tr(feeling.word.data());
    const float width = std::ceil(measure(ui, Type::title, word).x);
    label(ui, Type::title, tone_of(ui.theme, feeling).deep, {column.x, column.y}, column.width,
          word);  // told by the field
    line(ui, Type::small, ui.theme.quiet,
         {column.x + width + ui.u(12), column.y + height - line_height(ui, Type::small) - ui.u(2)},
         column.width - width - ui.u(12), place_of(feeling));
    column.gap(height + ui.u(10));
}

void draw_axis(Ui& ui, Column& column, const char* left, const char* middle, const char* right) {
    const float third = std::floor(column.width / 3);
    if (left) line(ui, Type::caption, ui.theme.quiet, {column.x + ui.u(6), column.y}, third - ui.u(6), left);
    line(ui, Type::caption, ui.theme.quiet, {column.x + third, column.y}, third, middle, Align::centre);
    if (right)
        line(ui, Type::caption, ui.theme.quiet, {column.x + 2 * third, column.y}, third - ui.u(6), right, Align::right);
    column.gap(line_height(ui, Type::caption));
}

// Where the words lie is no finding of ours or of anybody's: said in as many words as there is room for in one line.
const char* placing(const Ui& ui, float width) {
    for (
        const char* said :
        {tr("Placed by hand, after the circumplex of pleasantness and energy (Russell 1980); these are not measured norms."),
         tr("Placed by hand (after Russell 1980), not measured norms.")})
        if (measure(ui, Type::caption, said).x <= width) return said;
    return tr("By hand (after Russell 1980), not measured.");
}

// What was chosen, to be taken off again, and after it what one may want once more.
void draw_words(Ui& ui, Column& column, const std::vector<std::string>& words, const std::vector<std::string>& own,
                Wish& wish) {
    const auto is_in = [&](const std::string& word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    if (words.empty() && own.empty()) {
        line(ui, Type::small, ui.theme.quiet,
             {column.x, column.y + (ui.u(control_height) - line_height(ui, Type::small)) / 2}, column.width,
             ui.narrow ? tr("Glide over the field; lift to choose.")
                       : tr("Glide over the field and choose what fits. Several may."));
        column.gap(ui.u(control_height + 12));
        return;
    }
    ChipRow row(ui, column.x, column.y, column.width);
    float taken = 0;
    for (const auto& word : words) {
        const auto* known = core::feeling_named(word);
        taken += chip_width(ui, tr(word.c_str()), "check") + ui.u(10);
        if (row.add(word.c_str(), tr(word.c_str()), known ? tone_of(ui.theme, *known) : ui.theme.plum, true, "check")
                .pressed)
            wish.toggled = word;
    }
    // Of those from before, as many as there is room for in the first line.
    for (const auto& word : own) {
        if (is_in(word)) continue;
        taken += chip_width(ui, word) + ui.u(10);
        if (taken > column.width + ui.u(10)) break;
        if (row.add(word.c_str(), word, ui.theme.plum).pressed) wish.toggled = word;
    }
    column.y = row.bottom() + ui.u(12);
}

}  // namespace

void State::begin(int mood) {
    open = true;
    field.look_at(core::pleasantness_of(mood), 0);
}

Wish draw(State& state, Ui& ui, const std::vector<std::string>& words, const std::vector<std::string>& own) {
    Wish wish;
    Sheet sheet(ui, "feelings", tr("How does it feel?"), 960);
    if (!sheet) return wish;
    if (sheet.close_asked()) state.open = false;
    auto& column = sheet.column;

    const auto all = core::feelings();
    state.chosen.assign(all.size(), 0);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (std::find(words.begin(), words.end(), all[i].word) != words.end()) state.chosen[i] = 1;

    draw_current(state, ui, column);
    draw_axis(ui, column, nullptr, tr("full of energy"), nullptr);
    column.gap(ui.u(3));
    const float inset = ui.u(6);
    const char* placed = placing(ui, column.width - 2 * inset);
    // As high as the sheet lets it be, with a line of chips, a field and a button below, whatever is chosen: it stays
    // where it is.
    const float screen = ImGui::GetIO().DisplaySize.y,
                foot = ui.u(3 * control_height + 24 + (ui.narrow ? 34 : 44)) + line_height(ui, Type::caption) +
                       ui.u(13) + measure(ui, Type::caption, placed, column.width - 2 * inset).y;
    const float top = column.y - ImGui::GetWindowPos().y + ImGui::GetScrollY();
    const float height = std::floor(std::max(ui.u(240), screen - ui.u(ui.narrow ? 24 : 48) - top - foot));
    const auto chosen = draw(state.field, ui, column.take(height), state.chosen);
    if (chosen) wish.toggled = std::string(all[static_cast<std::size_t>(*chosen)].word);
    column.gap(ui.u(3));
    draw_axis(ui, column, tr("unpleasant"), tr("quiet"), tr("pleasant"));
    column.y +=
        text(ui, Type::caption, ui.theme.quiet, {column.x + inset, column.y}, placed, column.width - 2 * inset).y;
    column.gap(ui.u(10));
    draw_words(ui, column, words, own, wish);

    const float add = button_width(ui, tr("Add")), finish = button_width(ui, tr("Done"));
    const Rect field = rect_at(column.x, column.y, column.width - add - ui.u(10) - (ui.narrow ? 0 : finish + ui.u(24)),
                               ui.u(control_height));
    drafts::keep_typed(ui, "feelings.word", state.draft);
    const bool entered = text_field(ui, "own", tr("A word of your own"), tr("a word of your own…"), state.draft, field);
    const bool pressed =
        button(ui, "add", tr("Add"), {field.x1 + ui.u(10), column.y}, Look::plain, add, {}, !state.draft.empty());
    if ((entered || pressed) && !state.draft.empty()) wish.added = state.draft;
    if (ui.narrow) column.gap(ui.u(control_height + 12));
    const float width = ui.narrow ? column.width : finish;
    if (button(ui, "done", tr("Done"), {column.x + column.width - width, column.y}, Look::primary, width))
        state.open = false;
    column.gap(ui.u(control_height));
    return wish;
}

}  // namespace app::feelings
