#include "core/rituals/ritual_store.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <utf8proc.h>

#include "core/vault/sealed_row.hpp"

namespace core {

namespace {

const std::string selecting =
    "SELECT id, author, audience, title, note, symbol, colour, rule, starts_on, starts_at, sealed, deleted_at, deleted_offset FROM ritual";
const std::string columns = selecting + " WHERE deleted_at IS NULL";
const std::string seen =
    columns + " AND (title IS NOT NULL OR sealed IS NOT NULL) AND visible(author, audience, 'always', ?1, id) ";

RowName row_name(const Ritual& r) { return {"ritual", r.id.value, {}, 0, r.audience}; }

Ritual plain(const db::Statement::Row& row) {
    Ritual ritual;
    ritual.id = row.id<RitualId>(0);
    ritual.author = row.optional_id<PersonId>(1);
    ritual.audience = row.audience(2);
    ritual.title = row.text(3);
    ritual.note = row.text(4);
    ritual.symbol = row.text(5);
    ritual.colour = row.text(6);
    ritual.rule = row.text(7);
    ritual.starts_on = row.day(8);
    if (!row.null(9)) ritual.starts_at = row.small(9);
    return ritual;
}

const std::string of_a_seen_one =
    " AND EXISTS (SELECT 1 FROM ritual r WHERE r.id = x.ritual AND r.deleted_at IS NULL AND (r.title IS NOT NULL OR r.sealed IS NOT NULL)"
    " AND visible(r.author, r.audience, 'always', ?1, r.id)) ";

const std::string emptying_marks =
    "UPDATE occurrence_mark SET day = 0, outcome = NULL, author = NULL, marked_at = 0, marked_offset = 0, deleted_at = coalesce(deleted_at, ?2),"
    " deleted_offset = coalesce(deleted_offset, ?3) WHERE ";

// What stands in columns of its own, or in the seal instead.
struct Content {
    std::optional<std::string> title, note, symbol, colour, rule;
    std::optional<Day> starts_on;
    std::optional<int> starts_at;
    std::optional<std::vector<std::uint8_t>> sealed;
};

Content content_of(const Ritual& r, Vault& vault) {
    if (r.audience != Audience::only_me || !r.author)
        return {r.title, r.note, r.symbol, r.colour, r.rule, r.starts_on, r.starts_at, {}};
    SealedColumns inside{{"title", r.title},   {"note", r.note}, {"symbol", r.symbol},
                         {"colour", r.colour}, {"rule", r.rule}, {"starts_on", std::int64_t{r.starts_on.number}}};
    if (r.starts_at) inside.set("starts_at", std::int64_t{*r.starts_at});
    return {{}, {}, {}, {}, {}, {}, {}, seal_row(vault, *r.author, row_name(r), inside)};
}

std::string_view to_text(Outcome outcome) { return outcome == Outcome::skipped ? "skipped" : "kept"; }
Outcome outcome_from(std::string_view text) {
    if (text == "kept") return Outcome::kept;
    return text == "skipped" ? Outcome::skipped : Outcome::open;
}

std::vector<Day> dates(const Ritual& ritual, Day from, Day to) {
    const auto recurrence = Recurrence::parse(ritual.rule, ritual.starts_on);
    // A rule this version does not understand, from a newer one, has no dates rather than wrong ones.
    return recurrence ? recurrence.value().between(from, to) : std::vector<Day>();
}

// A title without case and accents, for sorting. In buffers of our own: what utf8proc allocates is not wiped.
std::vector<utf8proc_int32_t> folded(const std::string& title) {
    constexpr auto how = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                                        UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
    const auto* text = reinterpret_cast<const utf8proc_uint8_t*>(title.data());
    const auto size = static_cast<utf8proc_ssize_t>(title.size());
    const auto needed = utf8proc_decompose(text, size, nullptr, 0, how);
    if (needed <= 0) return {};
    std::vector<utf8proc_int32_t> codes(static_cast<std::size_t>(needed));
    utf8proc_decompose(text, size, codes.data(), needed, how);
    return codes;
}

}  // namespace

RitualStore::RitualStore(db::Connection& db, Vault& vault)
    : vault_(vault),
      all_(db.prepare(seen + "ORDER BY created_at, id")),
      find_(db.prepare(seen + "AND id = ?2")),
      deleted_(db.prepare(
          selecting +
          " WHERE deleted_at IS NOT NULL AND (title IS NOT NULL OR sealed IS NOT NULL) AND visible(author, audience, 'always', ?1, id)"
          " AND (?2 IS NULL OR id = ?2) ORDER BY deleted_at DESC, id DESC")),
      outside_(db.prepare(columns + " AND id = ?1")),
      marks_(db.prepare("SELECT ritual, day, outcome FROM occurrence_mark WHERE deleted_at IS NULL"
                        " AND day BETWEEN ?1 AND ?2 ORDER BY marked_at, id")),
      outcome_(db.prepare("SELECT outcome FROM occurrence_mark WHERE deleted_at IS NULL AND day = ?2 AND ritual = ?1"
                          " ORDER BY marked_at, id")),
      pauses_(db.prepare("SELECT ritual, from_day, until_day FROM ritual_pause WHERE deleted_at IS NULL")),
      open_pauses_(
          db.prepare("SELECT id FROM ritual_pause WHERE ritual = ?1 AND until_day IS NULL AND deleted_at IS NULL")),
      in_trash_since_(db.prepare(
          "SELECT id FROM ritual WHERE deleted_at <= ?1 AND (title IS NOT NULL OR sealed IS NOT NULL) LIMIT ?2")),
      written_by_(db.prepare("SELECT id FROM ritual WHERE author = ?1 AND (title IS NOT NULL OR sealed IS NOT NULL)")),
      seen_pauses_(db.prepare(
          "SELECT id, ritual, from_day, until_day, author, created_at, created_offset FROM ritual_pause x WHERE deleted_at IS NULL" +
          of_a_seen_one + "ORDER BY created_at, id")),
      seen_marks_(db.prepare(
          "SELECT id, ritual, day, outcome, author, marked_at, marked_offset FROM occurrence_mark x WHERE deleted_at IS NULL"
          " AND outcome IS NOT NULL" +
          of_a_seen_one + "ORDER BY day, marked_at, id")),
      added_(db.prepare(
          "SELECT created_at, created_offset FROM ritual WHERE deleted_at IS NULL AND visible(author, audience, 'always', ?1, id) AND id = ?2")),
      insert_(db.prepare(
          "INSERT INTO ritual (id, author, audience, title, note, symbol, colour, rule, starts_on, starts_at,"
          " sealed, created_at, created_offset) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)")),
      update_(db.prepare(
          "UPDATE ritual SET audience = ?2, title = ?3, note = ?4, symbol = ?5, colour = ?6, rule = ?7,"
          " starts_on = ?8, starts_at = ?9, sealed = ?10, edited_at = ?11, edited_offset = ?12 WHERE id = ?1")),
      delete_(db.prepare("UPDATE ritual SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      insert_pause_(db.prepare("INSERT INTO ritual_pause (id, ritual, from_day, author, created_at, created_offset)"
                               " VALUES (?1, ?2, ?3, ?4, ?5, ?6)")),
      end_pause_(db.prepare("UPDATE ritual_pause SET until_day = ?2 WHERE id = ?1")),
      insert_mark_(db.prepare("INSERT INTO occurrence_mark (id, ritual, day, outcome, author, marked_at, marked_offset)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")),
      delete_marks_(db.prepare(
          "UPDATE occurrence_mark SET deleted_at = ?3, deleted_offset = ?4 WHERE ritual = ?1 AND day = ?2 AND deleted_at IS NULL")),
      empty_(db.prepare(
          "UPDATE ritual SET audience = 'only_me', title = NULL, note = NULL, symbol = NULL, colour = NULL, rule = NULL,"
          " starts_on = NULL, starts_at = NULL, sealed = NULL, created_at = 0, created_offset = 0, edited_at = NULL, edited_offset = NULL,"
          " deleted_at = coalesce(deleted_at, ?2), deleted_offset = coalesce(deleted_offset, ?3) WHERE id = ?1")),
      empty_marks_(db.prepare(emptying_marks + "ritual = ?1")),
      empty_added_by_(db.prepare(emptying_marks + "author = ?1")),
      empty_pauses_(db.prepare(
          "UPDATE ritual_pause SET from_day = 0, until_day = NULL, author = NULL, created_at = 0, created_offset = 0,"
          " deleted_at = coalesce(deleted_at, ?2), deleted_offset = coalesce(deleted_offset, ?3) WHERE ritual = ?1")),
      disown_pauses_(db.prepare("UPDATE ritual_pause SET author = NULL WHERE author = ?1")) {}

std::optional<Ritual> RitualStore::to_ritual(const db::Statement::Row& row) const {
    auto ritual = plain(row);
    if (row.null(10)) return ritual;
    const auto inside = ritual.author ? open_row(vault_, *ritual.author, row_name(ritual), row.blob(10)) : std::nullopt;
    if (!inside) return std::nullopt;
    ritual.title = inside->text("title");
    ritual.note = inside->text("note");
    ritual.symbol = inside->text("symbol");
    ritual.colour = inside->text("colour");
    ritual.rule = inside->text("rule");
    ritual.starts_on = {inside->number("starts_on").value_or(0)};
    ritual.starts_at = inside->number("starts_at");
    return ritual;
}

std::optional<Ritual> RitualStore::outside(RitualId id) {
    std::optional<Ritual> found;
    outside_.each([&](const auto& row) { found = plain(row); }, id);
    return found;
}

std::vector<RitualStore::Pause> RitualStore::pauses() const {
    std::vector<Pause> list;
    pauses_.each([&](const auto& row) {
        list.push_back(
            {row.template id<RitualId>(0), row.day(1), row.null(2) ? std::nullopt : std::optional<Day>(row.day(2))});
    });
    std::stable_sort(list.begin(), list.end(), [](const Pause& a, const Pause& b) { return a.ritual < b.ritual; });
    return list;
}

std::pair<RitualStore::Pauses, RitualStore::Pauses> RitualStore::pauses_of(const std::vector<Pause>& pauses,
                                                                           RitualId ritual) {
    const auto begin = std::lower_bound(pauses.begin(), pauses.end(), ritual,
                                        [](const Pause& pause, RitualId id) { return pause.ritual < id; });
    const auto end = std::find_if(begin, pauses.end(), [&](const Pause& pause) { return pause.ritual != ritual; });
    return {begin, end};
}

Ritual RitualStore::with_pause(Ritual ritual, const std::vector<Pause>& pauses, Day today) const {
    const auto [begin, end] = pauses_of(pauses, ritual.id);
    for (auto pause = begin; pause != end; ++pause)
        if (pause->covers(today)) ritual.paused_since = pause->from;
    return ritual;
}

std::vector<Ritual> RitualStore::all(const Viewer& viewer, Day today) const {
    const auto paused = pauses();
    std::vector<Ritual> list;
    all_.each(
        [&](const auto& row) {
            if (auto ritual = to_ritual(row)) list.push_back(with_pause(std::move(*ritual), paused, today));
        },
        viewer);
    return list;
}

std::optional<Ritual> RitualStore::find(const Viewer& viewer, RitualId id, Day today) const {
    std::optional<Ritual> found;
    find_.each([&](const auto& row) { found = to_ritual(row); }, viewer, id);
    if (found) found = with_pause(std::move(*found), pauses(), today);
    return found;
}

std::vector<Deleted<Ritual>> RitualStore::deleted(const Viewer& viewer, std::optional<RitualId> only) const {
    std::vector<Deleted<Ritual>> list;
    deleted_.each(
        [&](const auto& row) {
            if (auto ritual = to_ritual(row)) list.push_back({std::move(*ritual), row.instant(11)});
        },
        viewer, only);
    return list;
}

std::vector<Occurrence> RitualStore::occurrences(const Viewer& viewer, Day from, Day to) const {
    std::vector<Occurrence> list;
    each_occurrence(viewer, from, to, [&](const Occurrence& occurrence, const Ritual&) {
        list.push_back(occurrence);
        return true;
    });
    return list;
}

void RitualStore::each_occurrence(const Viewer& viewer, Day from, Day to,
                                  const std::function<bool(const Occurrence&, const Ritual&)>& visit) const {
    const auto paused = pauses();
    const auto rituals = all(viewer, from);
    struct Dated {
        const Ritual* ritual;
        std::vector<utf8proc_int32_t> title;
        std::optional<Recurrence> recurrence;
    };
    std::vector<Dated> dated;  // in the order of a day
    dated.reserve(rituals.size());
    for (const auto& ritual : rituals) dated.push_back({&ritual, folded(ritual.title), {}});
    std::sort(dated.begin(), dated.end(), [](const Dated& a, const Dated& b) {
        return std::tie(a.ritual->starts_at, a.title, a.ritual->id) <
               std::tie(b.ritual->starts_at, b.title, b.ritual->id);
    });
    for (auto& each : dated) {
        // A rule this version does not understand, from a newer one, has no dates rather than wrong ones.
        if (auto recurrence = Recurrence::parse(each.ritual->rule, each.ritual->starts_on))
            each.recurrence = std::move(recurrence.value());
    }
    // As many days at a time as some thousand dates are in, were each ritual a daily one.
    constexpr std::size_t at_a_time = 20'000;
    const int days_at_a_time =
        static_cast<int>(std::clamp<std::size_t>(at_a_time / std::max<std::size_t>(dated.size(), 1), 1, 3'660));
    for (Day first = from; first <= to;) {
        const Day last = to - first < days_at_a_time ? to : first + (days_at_a_time - 1);
        std::map<std::pair<RitualId, Day>, Outcome> marked;
        marks_.each(
            [&](const auto& row) {
                marked[{row.template id<RitualId>(0), row.day(1)}] = outcome_from(row.text(2));
            },
            first, last);
        std::map<Day, std::vector<std::pair<const Ritual*, Outcome>>> days;
        for (const auto& [ritual, title, recurrence] : dated) {
            auto dates = recurrence ? recurrence->between(first, last) : std::vector<Day>();
            const auto [pause, pauses_end] = pauses_of(paused, ritual->id);
            if (pause != pauses_end) {
                const auto in_pause = [begin = pause, end = pauses_end](Day day) {
                    return std::any_of(begin, end, [&](const Pause& p) { return p.covers(day); });
                };
                dates.erase(std::remove_if(dates.begin(), dates.end(), in_pause), dates.end());
            }
            const auto mark = marked.lower_bound({ritual->id, first});
            auto it = mark;
            for (; it != marked.end() && it->first.first == ritual->id; ++it) dates.push_back(it->first.second);
            if (it != mark) {
                std::sort(dates.begin(), dates.end());
                dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
            }
            for (const Day day : dates) {
                const auto outcome = it == mark ? marked.end() : marked.find({ritual->id, day});
                days[day].emplace_back(ritual, outcome == marked.end() ? Outcome::open : outcome->second);
            }
        }
        for (const auto& [day, list] : days)
            for (const auto& [ritual, outcome] : list)
                if (!visit({ritual->id, day, ritual->starts_at, outcome}, *ritual)) return;
        if (last == to) return;
        first = last + 1;
    }
}

std::vector<RitualPause> RitualStore::pauses(const Viewer& viewer) const {
    std::vector<RitualPause> list;
    seen_pauses_.each(
        [&](const auto& row) {
            list.push_back({row.uuid(0), row.template id<RitualId>(1), row.day(2),
                            row.null(3) ? std::nullopt : std::optional<Day>(row.day(3)),
                            row.template optional_id<PersonId>(4), row.instant(5)});
        },
        viewer);
    return list;
}

std::vector<OccurrenceMark> RitualStore::marks(const Viewer& viewer) const {
    std::vector<OccurrenceMark> list;
    seen_marks_.each(
        [&](const auto& row) {
            const auto outcome = outcome_from(row.text(3));
            if (outcome == Outcome::open) return;  // a word from a newer version
            list.push_back({row.uuid(0), row.template id<RitualId>(1), row.day(2), outcome,
                            row.template optional_id<PersonId>(4), row.instant(5)});
        },
        viewer);
    return list;
}

std::optional<Instant> RitualStore::added(const Viewer& viewer, RitualId id) const {
    std::optional<Instant> at;
    added_.each([&](const auto& row) { at = row.instant(0); }, viewer, id);
    return at;
}

bool RitualStore::occurs_on(const Ritual& ritual, Day day) const { return !dates(ritual, day, day).empty(); }

Outcome RitualStore::outcome(RitualId id, Day day) const {
    Outcome newest = Outcome::open;
    outcome_.each([&](const auto& row) { newest = outcome_from(row.text(0)); }, id, day);
    return newest;
}

std::vector<RitualId> RitualStore::in_trash_since(Instant then, int limit) const {
    std::vector<RitualId> ids;
    in_trash_since_.each([&](const auto& row) { ids.push_back(row.template id<RitualId>(0)); }, then.utc_ms, limit);
    return ids;
}

std::vector<RitualId> RitualStore::written_by(PersonId author) const {
    std::vector<RitualId> ids;
    written_by_.each([&](const auto& row) { ids.push_back(row.template id<RitualId>(0)); }, author);
    return ids;
}

void RitualStore::empty(RitualId id, Instant at) {
    empty_.run(id, at);
    empty_marks_.run(id, at);
    empty_pauses_.run(id, at);
}

void RitualStore::empty_added_by(PersonId author, Instant at) {
    empty_added_by_.run(author, at);
    disown_pauses_.run(author);
}

void RitualStore::insert(const Ritual& r, Instant at) {
    const auto c = content_of(r, vault_);
    insert_.run(r.id, r.author, r.audience, c.title, c.note, c.symbol, c.colour, c.rule, c.starts_on, c.starts_at,
                c.sealed, at);
}

void RitualStore::update(const Ritual& r, std::optional<Instant> edited_at) {
    const auto c = content_of(r, vault_);
    update_.run(r.id, r.audience, c.title, c.note, c.symbol, c.colour, c.rule, c.starts_on, c.starts_at, c.sealed,
                edited_at);
}

void RitualStore::set_deleted(RitualId id, std::optional<Instant> at) { delete_.run(id, at); }

void RitualStore::insert_pause(const Uuid& id, RitualId ritual, Day from, std::optional<PersonId> by, Instant at) {
    insert_pause_.run(id, ritual, from, by, at);
}

std::vector<Uuid> RitualStore::open_pauses(RitualId ritual) const {
    std::vector<Uuid> ids;
    open_pauses_.each([&](const auto& row) { ids.push_back(row.uuid(0)); }, ritual);
    return ids;
}

void RitualStore::set_pause_until(const Uuid& id, std::optional<Day> last_day) { end_pause_.run(id, last_day); }

void RitualStore::insert_mark(const Uuid& id, RitualId ritual, Day day, Outcome outcome, std::optional<PersonId> by,
                              Instant at) {
    insert_mark_.run(id, ritual, day, to_text(outcome), by, at);
}

void RitualStore::delete_marks(RitualId ritual, Day day, Instant at) { delete_marks_.run(ritual, day, at); }

}  // namespace core
