#include "app/search/search_screen.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/words/dates.hpp"
#include "app/words/kinds.hpp"
#include "app/words/thanks_words.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/items/kind.hpp"
#include "core/memories/memory_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/thanks/thanks_read_store.hpp"
#include "core/thanks/thanks_store.hpp"

namespace app::search {

using namespace widgets;
using core::ItemKind;

namespace {

constexpr int page_size = 60;
constexpr auto time_a_frame = std::chrono::milliseconds(3);
constexpr float row_pad = 16;  // units

std::string below(const Ui& ui, core::Day day, const std::optional<core::PersonId>& author, std::string kind) {
    auto words = near_date(day, ui.today) + " · " + std::move(kind);
    if (const auto* by = ui.person(author); by && author != ui.viewer.person)
        words += " · " + filled(tr("by {name}"), {{"name", by->name}});
    return words;
}

std::optional<items::Row> row_of(const Ui& ui, const core::Found& found) {
    const auto id = found.item.id;
    const auto kind_of = [&] { return std::string(words_of(found.item.kind).name()); };
    switch (found.item.kind) {
        case ItemKind::check_in:
            if (const auto c = ui.core.get<core::CheckInStore>().find(ui.viewer, core::CheckInId{id})) {
                auto title = c->note.empty() ? core::joined_names(c->feeling) : c->note;
                auto kind = kind_of();
                if (!c->note.empty() && !c->feeling.empty()) kind += " · " + core::joined_names(c->feeling);
                if (!c->around.empty())
                    (title.empty() ? title : kind) += (title.empty() ? "" : " · ") + core::joined_names(c->around);
                return items::Row{found.item,
                                  c->mood,
                                  {},
                                  items::title_of(found.item.kind, title, c->mood),
                                  below(ui, c->day, c->author, kind)};
            }
            return std::nullopt;
        case ItemKind::thanks:
            if (const auto t = ui.core.get<core::ThanksStore>().find(ui.viewer, core::ThanksId{id})) {
                const auto kind = thanks_to(ui, t->to, t->recipient);
                // What lies in an envelope still is found, and stays in it.
                const bool closed = in_envelope(ui, ui.viewer, *t);
                return items::Row{
                    found.item, {}, {}, closed ? envelope_title(ui, *t) : t->text, below(ui, t->day, t->author, kind)};
            }
            return std::nullopt;
        case ItemKind::ritual:
            if (const auto r = ui.core.get<core::RitualStore>().find(ui.viewer, core::RitualId{id}, ui.today))
                return items::Row{found.item,
                                  {},
                                  {},
                                  r->title,
                                  kind_of() + (r->note.empty() ? "" : " · " + r->note.substr(0, r->note.find('\n')))};
            return std::nullopt;
        case ItemKind::memory:
            if (const auto m = ui.core.get<core::MemoryStore>().find(ui.viewer, core::MemoryId{id}))
                return items::Row{found.item,
                                  {},
                                  *m,
                                  items::title_of(found.item.kind, m->caption, {}),
                                  below(ui, m->day, m->author, kind_of())};
            return std::nullopt;
        default: break;
    }
    const auto& kind = core::kind_of(found.item.kind);
    if (!kind.records) return std::nullopt;
    for (const auto& record : kind.records(ui.core.stores(), ui.viewer, found.day, found.day)) {
        if (record.id.value != id) continue;
        const auto level = kind.highest_level ? std::optional(static_cast<int>(first_number(record))) : std::nullopt;
        return items::Row{found.item,
                          level,
                          {},
                          items::title_of(found.item.kind, first_text(record), level),
                          below(ui, record.day, record.author, kind_of())};
    }
    return std::nullopt;
}

Snapshot ask(const Ui& ui, const core::SearchIndex& index, const Key& key) {
    Snapshot snapshot;
    // What the viewer put away comes up nowhere.
    const auto put_away = ui.core.get<core::ThanksReadStore>().put_away(key.viewer);
    auto found = index.find(key.viewer, key.query, key.limit + 1 + static_cast<int>(put_away.size()));
    const auto hidden = [&](const core::Found& each) {
        return each.item.kind == ItemKind::thanks &&
               std::find(put_away.begin(), put_away.end(), core::ThanksId{each.item.id}) != put_away.end();
    };
    found.erase(std::remove_if(found.begin(), found.end(), hidden), found.end());
    snapshot.more = static_cast<int>(found.size()) > key.limit;
    if (snapshot.more) found.resize(static_cast<std::size_t>(key.limit));
    for (const auto& each : found)
        if (auto row = row_of(ui, each)) snapshot.rows.push_back(std::move(*row));
    return snapshot;
}

// A little in each frame, so that no frame waits for it.
void take_up(State& state, Ui& ui) {
    if (!state.index) state.index = std::make_unique<core::SearchIndex>(ui.core);
    if (state.index->ready()) return;
    const auto until = std::chrono::steady_clock::now() + time_a_frame;
    bool more = true;
    while (more && std::chrono::steady_clock::now() < until) more = state.index->step();
    ui.wake_in(0);
}

struct Span {
    const char* name;
    std::optional<core::Day> from, to;  // both included
};

core::Day first_of_year(int year) { return core::day_from(std::chrono::year(year) / 1 / 1); }

void draw_filters(State& state, Ui& ui, Column& column) {
    const auto before = state.query;
    auto& query = state.query;
    ChipRow row(ui, column.x, column.y, column.width);
    const std::pair<ItemKind, const char*> kinds[] = {{ItemKind::check_in, tr("How you are")},
                                                      {ItemKind::thanks, tr("Thanks")},
                                                      {ItemKind::ritual, tr("Rituals")},
                                                      {ItemKind::memory, tr("Memories")}};
    for (const auto& [kind, name] : kinds)
        if (row.add(name, name, ui.theme.sky, before.kind == kind).pressed)
            query.kind = before.kind == kind ? std::nullopt : std::optional(kind);
    for (const auto& person : *ui.people) {
        const IdScope id(person.id);
        if (row.add("by", person.name, ui.theme.tone(person.colour), before.author == person.id).pressed)
            query.author = before.author == person.id ? std::nullopt : std::optional(person.id);
    }
    const auto this_month = first_of_month(ui.today), last_month = first_of_previous_month(ui.today);
    const auto this_year = first_of_year(year_of(ui.today)), last_year = first_of_year(year_of(ui.today) - 1);
    const Span spans[] = {{tr("This month"), this_month, {}},
                          {tr("Last month"), last_month, this_month - 1},
                          {tr("This year"), this_year, {}},
                          {tr("Last year"), last_year, this_year - 1},
                          {tr("Earlier"), {}, last_year - 1}};
    for (const auto& span : spans) {
        const bool on = before.from == span.from && before.to == span.to;
        if (!row.add(span.name, span.name, ui.theme.honey, on, "calendar").pressed) continue;
        query.from = on ? std::nullopt : span.from;
        query.to = on ? std::nullopt : span.to;
    }
    const bool narrowed = before.kind || before.author || before.from || before.to;
    if (narrowed && row.add("all", tr("All of it"), ui.theme.slate, false, "close").pressed)
        query = {query.text, {}, {}, {}, {}};
    column.y = row.bottom() + ui.u(16);
    if (!(query == before)) state.limit = page_size;
}

items::Lines shown(const State& state, const items::Row& row) {
    return state.whole == row.item ? items::Lines::all : items::Lines::few;
}

// A photo opens large; of anything else all words are shown, and put away again.
void draw_row(State& state, Ui& ui, const items::Row& row, ImVec2 at, float width) {
    const IdScope id(core::Id<struct FoundTag>{row.item.id});
    const auto lines_of_it = shown(state, row);
    const Rect rect = rect_at(at.x, at.y, width, items::row_height(ui, row, width - 2 * ui.u(row_pad), 0, lines_of_it));
    card(ui, rect, ui.theme.card, 16);
    const auto touched = press(ui, "open", rect, semantics::Role::list_item, row.title, state.whole == row.item, 16);
    if (touched.hovered)
        ImGui::GetWindowDrawList()->AddRectFilled(top_left(rect), bottom_right(rect), faded(ui.theme.ink, 0.03f),
                                                  ui.u(16));
    if (touched.pressed && row.photo) {
        ui.open_memory = row.photo->id;
    } else if (touched.pressed) {
        state.whole = state.whole == row.item ? std::nullopt : std::optional(row.item);
        ++state.rows_version;
        ui.wake_in(0);
    }
    items::draw_row(ui, row, {rect.x0 + ui.u(row_pad), rect.y0, rect.x1 - ui.u(row_pad), rect.y1}, 0, lines_of_it);
}

// What lies shut is not found; said where one might miss it.
void draw_shut(Ui& ui, Column& column) {
    if (!ui.shut) return;
    const float width = button_width(ui, tr("Unlock")), middle = column.y + ui.u(control_height / 2);
    icon(ui, "lock", {column.x + ui.u(10), middle}, ui.u(19), ui.theme.quiet);
    line(ui, Type::small, ui.theme.quiet, {column.x + ui.u(30), middle - line_height(ui, Type::small) / 2},
         column.width - width - ui.u(38), tr("Your entries are locked."));
    if (button(ui, "open-vault", tr("Unlock"), {column.x + column.width - width, column.y}, Look::plain, width))
        ui.vault_wish = VaultWish::open;
    column.gap(ui.u(control_height + 12));
}

}  // namespace

State State::kept(Forget what) {
    State kept;
    if (what != Forget::person) kept.just_opened = just_opened;
    return kept;
}

void draw(State& state, Ui& ui, const Rect& area) {
    take_up(state, ui);
    Page page(ui, "search", area, 820);
    auto& column = page.column;
    heading(ui, column, tr("Search"));
    const Rect field = rect_at(column.x, column.y, column.width, ui.u(control_height + 8));
    const auto before = state.query.text.size();
    text_field(ui, "words", tr("What to look for"), tr("a word, or how it begins…"), state.query.text, field,
               std::exchange(state.just_opened, false) && !ui.still);
    if (state.query.text.size() != before) state.limit = page_size;
    column.gap(field.height() + ui.u(14));
    draw_filters(state, ui, column);
    draw_shut(ui, column);
    if (state.query.text.empty()) {
        column.y +=
            text(
                ui, Type::text, ui.theme.quiet, {column.x, column.y},
                tr("Notes, check-ins, rituals and the words under photos: all that you may see. With or without accents."),
                column.width)
                .y;
        return;
    }
    const auto& snapshot =
        state.shown.get({ui.viewer, state.query, state.limit, state.index->version(), ui.today}, ui.core.revision(),
                        [&](const Key& key) { return ask(ui, *state.index, key); });
    if (snapshot.rows.empty()) {
        const char* said = state.index->ready()
                               ? tr("Nothing with these words. Try fewer of them, or just how one begins.")
                               : tr("Looking…");
        column.y += text(ui, Type::text, ui.theme.ink, {column.x, column.y}, said, column.width).y;
        return;
    }
    if (std::exchange(state.rows_of, state.shown.version()) != state.shown.version()) ++state.rows_version;
    state.list.draw(
        ui, column, state.rows_version, snapshot.rows,
        [&](const auto& row) {
            return items::row_height(ui, row, column.width - 2 * ui.u(row_pad), 0, shown(state, row)) + ui.u(8);
        },
        [&](const auto& row, ImVec2 at) { draw_row(state, ui, row, at, column.width); });
    if (snapshot.more && column.y < current_clip().y1 + ui.u(800)) {
        state.limit += page_size;
        ui.wake_in(0);
    }
}

}  // namespace app::search
