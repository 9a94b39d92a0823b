#include "core/closeness/closeness_store.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "core/vault/sealed_row.hpp"

namespace core {

namespace {

const std::string selecting =
    "SELECT id, author, audience, day, felt_at, felt_offset, level, sealed, deleted_at, deleted_offset, shared_at, shared_offset FROM closeness";
const std::string columns = selecting + " WHERE deleted_at IS NULL";
const std::string has_content = " AND (level IS NOT NULL OR sealed IS NOT NULL)";
const std::string seen = columns + has_content + " AND visible(author, audience, coalesce(shared_at, id), ?1) ";

RowName row_name(const Closeness& c) { return {"closeness", c.id.value, c.day, c.felt_at.utc_ms, c.audience}; }

Closeness plain(const db::Statement::Row& row) {
    return {row.id<ClosenessId>(0),  row.id<PersonId>(1),
            row.audience(2),         row.day(3),
            row.instant(4),          std::clamp(row.small(6), 1, closest),
            row.optional_instant(10)};
}

// What stands in its own column, or in the seal instead.
struct Content {
    std::optional<int> level;
    std::optional<std::vector<std::uint8_t>> sealed;
};

Content content_of(const Closeness& c, Vault& vault) {
    if (c.audience != Audience::only_me) return {c.level, {}};
    return {{}, seal_row(vault, c.author, row_name(c), {{"level", c.level}})};
}

}  // namespace

ClosenessStore::ClosenessStore(db::Connection& db, Vault& vault)
    : vault_(vault),
      between_(db.prepare(seen + "AND day BETWEEN ?2 AND ?3 ORDER BY day DESC, felt_at DESC, id DESC")),
      find_(db.prepare(seen + "AND id = ?2")),
      deleted_(db.prepare(
          selecting + " WHERE deleted_at IS NOT NULL" + has_content +
          " AND visible(author, audience, coalesce(shared_at, id), ?1) AND (?2 IS NULL OR id = ?2) ORDER BY deleted_at DESC, id DESC")),
      outside_(db.prepare(columns + " AND id = ?1")),
      in_trash_since_(db.prepare("SELECT id FROM closeness WHERE deleted_at <= ?1" + has_content + " LIMIT ?2")),
      written_by_(db.prepare("SELECT id FROM closeness WHERE author = ?1" + has_content)),
      insert_(db.prepare(
          "INSERT INTO closeness (id, author, audience, day, felt_at, felt_offset, level, sealed, shared_at, shared_offset)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")),
      update_(db.prepare(
          "UPDATE closeness SET audience = ?2, level = ?3, sealed = ?4, edited_at = ?5, edited_offset = ?6, shared_at = ?7, shared_offset = ?8 WHERE id = ?1")),
      delete_(db.prepare("UPDATE closeness SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      empty_(db.prepare(
          "UPDATE closeness SET audience = 'only_me', day = 0, felt_at = 0, felt_offset = 0, level = NULL, sealed = NULL, shared_at = NULL, shared_offset = NULL,"
          " edited_at = NULL, edited_offset = NULL, deleted_at = coalesce(deleted_at, ?2), deleted_offset = coalesce(deleted_offset, ?3)"
          " WHERE id = ?1")) {}

std::optional<Closeness> ClosenessStore::to_closeness(const db::Statement::Row& row) const {
    auto closeness = plain(row);
    if (row.null(7)) return closeness;
    const auto inside = open_row(vault_, closeness.author, row_name(closeness), row.blob(7));
    if (!inside) return std::nullopt;
    closeness.level = std::clamp(inside->number("level").value_or(4), 1, closest);
    return closeness;
}

std::vector<Closeness> ClosenessStore::between(const Viewer& viewer, Day from, Day to) const {
    std::vector<Closeness> list;
    between_.each(
        [&](const auto& row) {
            if (const auto closeness = to_closeness(row)) list.push_back(*closeness);
        },
        viewer, from, to);
    return list;
}

std::optional<Closeness> ClosenessStore::find(const Viewer& viewer, ClosenessId id) const {
    std::optional<Closeness> found;
    find_.each([&](const auto& row) { found = to_closeness(row); }, viewer, id);
    return found;
}

std::vector<Deleted<Closeness>> ClosenessStore::deleted(const Viewer& viewer, std::optional<ClosenessId> only) const {
    std::vector<Deleted<Closeness>> list;
    deleted_.each(
        [&](const auto& row) {
            if (const auto closeness = to_closeness(row)) list.push_back({*closeness, row.instant(8)});
        },
        viewer, only);
    return list;
}

std::optional<Closeness> ClosenessStore::outside(ClosenessId id) {
    std::optional<Closeness> found;
    outside_.each([&](const auto& row) { found = plain(row); }, id);
    return found;
}

std::vector<ClosenessId> ClosenessStore::in_trash_since(Instant then, int limit) const {
    std::vector<ClosenessId> ids;
    in_trash_since_.each([&](const auto& row) { ids.push_back(row.template id<ClosenessId>(0)); }, then.utc_ms, limit);
    return ids;
}

std::vector<ClosenessId> ClosenessStore::written_by(PersonId author) const {
    std::vector<ClosenessId> ids;
    written_by_.each([&](const auto& row) { ids.push_back(row.template id<ClosenessId>(0)); }, author);
    return ids;
}

void ClosenessStore::empty(ClosenessId id, Instant at) { empty_.run(id, at); }

void ClosenessStore::insert(const Closeness& c) {
    const auto content = content_of(c, vault_);
    insert_.run(c.id, c.author, c.audience, c.day, c.felt_at, content.level, content.sealed, c.shared_at);
}

void ClosenessStore::update(const Closeness& c, std::optional<Instant> edited_at) {
    const auto content = content_of(c, vault_);
    update_.run(c.id, c.audience, content.level, content.sealed, edited_at, c.shared_at);
}

void ClosenessStore::set_deleted(ClosenessId id, std::optional<Instant> at) { delete_.run(id, at); }

}  // namespace core
