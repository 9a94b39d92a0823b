#include "core/check_ins/check_in_store.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "core/vault/sealed_row.hpp"

namespace core {

namespace {

const std::string selecting =
    "SELECT id, author, audience, day, felt_at, felt_offset, mood, feeling, note, sealed, deleted_at, deleted_offset,"
    " around, help, good_news, shared_at, shared_offset FROM check_in";
const std::string columns = selecting + " WHERE deleted_at IS NULL";
const std::string seen =
    columns +
    " AND (mood IS NOT NULL OR sealed IS NOT NULL) AND visible(author, audience, coalesce(shared_at, id), ?1) ";

RowName row_name(const CheckIn& c) { return {"check_in", c.id.value, c.day, c.felt_at.utc_ms, c.audience}; }

CheckIn plain(const db::Statement::Row& row) {
    return {row.id<CheckInId>(0), row.id<PersonId>(1),
            row.audience(2),      row.day(3),
            row.instant(4),       std::clamp(row.small(6), 1, 5),
            row.text(7),          row.text(8),
            row.text(12),         help_from_text(row.text(13)),
            row.integer(14) == 1, row.optional_instant(15)};
}

// What stands in the columns of its own, or in the seal instead.
struct Content {
    std::optional<int> mood;
    std::optional<std::string> feeling, note, around, help;
    std::optional<int> good_news;
    std::optional<std::vector<std::uint8_t>> sealed;
};

Content content_of(const CheckIn& c, Vault& vault) {
    const std::string help(to_text(c.help));
    const int news = c.good_news ? 1 : 0;
    if (c.audience != Audience::only_me) return {c.mood, c.feeling, c.note, c.around, help, news, {}};
    SealedColumns inside{{"mood", c.mood}, {"feeling", c.feeling}, {"note", c.note}};
    if (!c.around.empty()) inside.set("around", c.around);
    if (!help.empty()) inside.set("help", help);
    if (c.good_news) inside.set("good_news", 1);
    return {{}, {}, {}, {}, {}, {}, seal_row(vault, c.author, row_name(c), inside)};
}

constexpr std::pair<Help, std::string_view> help_names[] = {
    {Help::listen, "listen"}, {Help::hug, "hug"}, {Help::space, "space"}, {Help::ideas, "ideas"}};

}  // namespace

std::string_view mood_text(int mood) {
    constexpr std::string_view names[] = {"rough", "low", "okay", "good", "lovely"};
    return names[std::clamp(mood, 1, 5) - 1];
}

std::string_view to_text(Help help) {
    for (const auto& [which, name] : help_names)
        if (which == help) return name;
    return {};
}

Help help_from_text(std::string_view text) {
    for (const auto& [which, name] : help_names)
        if (name == text) return which;
    return Help::unsaid;
}

CheckInStore::CheckInStore(db::Connection& db, Vault& vault)
    : vault_(vault),
      between_(db.prepare(seen + "AND day BETWEEN ?2 AND ?3 ORDER BY day DESC, felt_at DESC, id DESC")),
      find_(db.prepare(seen + "AND id = ?2")),
      first_day_(db.prepare(
          "SELECT day FROM check_in WHERE deleted_at IS NULL AND (mood IS NOT NULL OR sealed IS NOT NULL)"
          " AND (?2 IS NULL OR author = ?2) AND visible(author, audience, coalesce(shared_at, id), ?1) ORDER BY day LIMIT 1")),
      deleted_(db.prepare(
          selecting +
          " WHERE deleted_at IS NOT NULL AND (mood IS NOT NULL OR sealed IS NOT NULL) AND visible(author, audience, coalesce(shared_at, id), ?1)"
          " AND (?2 IS NULL OR id = ?2) ORDER BY deleted_at DESC, id DESC")),
      outside_(db.prepare(columns + " AND id = ?1")),
      in_trash_since_(db.prepare(
          "SELECT id FROM check_in WHERE deleted_at <= ?1 AND (mood IS NOT NULL OR sealed IS NOT NULL) LIMIT ?2")),
      written_by_(db.prepare("SELECT id FROM check_in WHERE author = ?1 AND (mood IS NOT NULL OR sealed IS NOT NULL)")),
      insert_(db.prepare(
          "INSERT INTO check_in (id, author, audience, day, felt_at, felt_offset, mood, feeling, note, around, help,"
          " good_news, sealed, shared_at, shared_offset) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)")),
      update_(db.prepare(
          "UPDATE check_in SET audience = ?2, day = ?3, felt_at = ?4, felt_offset = ?5, mood = ?6, feeling = ?7, note = ?8,"
          " around = ?9, help = ?10, good_news = ?11, sealed = ?12, edited_at = ?13, edited_offset = ?14,"
          " shared_at = ?15, shared_offset = ?16 WHERE id = ?1")),
      delete_(db.prepare("UPDATE check_in SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      empty_(db.prepare(
          "UPDATE check_in SET audience = 'only_me', day = 0, felt_at = 0, felt_offset = 0, mood = NULL, feeling = NULL, note = NULL,"
          " around = NULL, help = NULL, good_news = NULL, sealed = NULL, shared_at = NULL, shared_offset = NULL, edited_at = NULL, edited_offset = NULL, deleted_at = coalesce(deleted_at, ?2),"
          " deleted_offset = coalesce(deleted_offset, ?3) WHERE id = ?1")) {}

std::optional<CheckIn> CheckInStore::to_check_in(const db::Statement::Row& row) const {
    auto check_in = plain(row);
    if (row.null(9)) return check_in;
    const auto inside = open_row(vault_, check_in.author, row_name(check_in), row.blob(9));
    if (!inside) return std::nullopt;
    check_in.mood = std::clamp(inside->number("mood").value_or(3), 1, 5);
    check_in.feeling = inside->text("feeling");
    check_in.note = inside->text("note");
    check_in.around = inside->text("around");
    check_in.help = help_from_text(inside->text("help"));
    check_in.good_news = inside->number("good_news") == 1;
    return check_in;
}

std::vector<CheckIn> CheckInStore::between(const Viewer& viewer, Day from, Day to) const {
    std::vector<CheckIn> list;
    between_.each(
        [&](const auto& row) {
            if (auto check_in = to_check_in(row)) list.push_back(std::move(*check_in));
        },
        viewer, from, to);
    return list;
}

std::optional<CheckIn> CheckInStore::find(const Viewer& viewer, CheckInId id) const {
    std::optional<CheckIn> found;
    find_.each([&](const auto& row) { found = to_check_in(row); }, viewer, id);
    return found;
}

std::optional<Day> CheckInStore::first_day(const Viewer& viewer, const std::optional<PersonId>& author) const {
    std::optional<Day> first;
    first_day_.each([&](const auto& row) { first = row.day(0); }, viewer, author);
    return first;
}

std::vector<Deleted<CheckIn>> CheckInStore::deleted(const Viewer& viewer, std::optional<CheckInId> only) const {
    std::vector<Deleted<CheckIn>> list;
    deleted_.each(
        [&](const auto& row) {
            if (auto check_in = to_check_in(row)) list.push_back({std::move(*check_in), row.instant(10)});
        },
        viewer, only);
    return list;
}

std::optional<CheckIn> CheckInStore::outside(CheckInId id) {
    std::optional<CheckIn> found;
    outside_.each([&](const auto& row) { found = plain(row); }, id);
    return found;
}

std::vector<CheckInId> CheckInStore::in_trash_since(Instant then, int limit) const {
    std::vector<CheckInId> ids;
    in_trash_since_.each([&](const auto& row) { ids.push_back(row.template id<CheckInId>(0)); }, then.utc_ms, limit);
    return ids;
}

std::vector<CheckInId> CheckInStore::written_by(PersonId author) const {
    std::vector<CheckInId> ids;
    written_by_.each([&](const auto& row) { ids.push_back(row.template id<CheckInId>(0)); }, author);
    return ids;
}

void CheckInStore::empty(CheckInId id, Instant at) { empty_.run(id, at); }

void CheckInStore::insert(const CheckIn& c) {
    const auto content = content_of(c, vault_);
    insert_.run(c.id, c.author, c.audience, c.day, c.felt_at, content.mood, content.feeling, content.note,
                content.around, content.help, content.good_news, content.sealed, c.shared_at);
}

void CheckInStore::update(const CheckIn& c, std::optional<Instant> edited_at) {
    const auto content = content_of(c, vault_);
    update_.run(c.id, c.audience, c.day, c.felt_at, content.mood, content.feeling, content.note, content.around,
                content.help, content.good_news, content.sealed, edited_at, c.shared_at);
}

void CheckInStore::set_deleted(CheckInId id, std::optional<Instant> at) { delete_.run(id, at); }

}  // namespace core
