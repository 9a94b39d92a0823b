#include "core/imports/import_store.hpp"

#include <optional>
#include <string>
#include <utility>

#include "core/items/kind.hpp"
#include "core/vault/sealed_row.hpp"

namespace core {

namespace {

const std::string seen =
    "SELECT id, author, sealed, imported_at, imported_offset FROM import WHERE deleted_at IS NULL AND sealed IS NOT NULL"
    " AND visible(author, 'only_me', 'always', ?1) ";

RowName row_name(const ImportRecord& record) { return {"import", record.id.value, {}, record.at.utc_ms}; }

// Its items that its author wrote, kind by kind: whether they are gone, and whether they were edited since or are for
// others than they were meant for.
std::string items_of_one() {
    std::string rows;
    for (const auto* kind : kinds_of_items()) {
        const std::string table = kind->table;
        rows += (rows.empty() ? "" : " UNION ALL ") +
                std::string("SELECT i.item, i.item_kind, x.deleted_at IS NOT NULL,") +
                " x.edited_at IS NOT NULL OR x.audience <> ?2, i.id AS place FROM import_item i JOIN " + table +
                " x ON i.item_kind = '" + table + "' AND x.id = i.item AND x.author = ?3 WHERE i.import = ?1";
    }
    return rows + " ORDER BY place";
}

}  // namespace

ImportStore::ImportStore(db::Connection& db, Vault& vault)
    : vault_(vault),
      all_(db.prepare(seen + "ORDER BY imported_at DESC, id DESC")),
      find_(db.prepare(seen + "AND id = ?2")),
      outside_(db.prepare(
          "SELECT 1 FROM import WHERE id = ?2 AND author = ?1 AND deleted_at IS NULL AND sealed IS NOT NULL")),
      counts_(db.prepare(
          "SELECT count(*) FILTER (WHERE item_kind = 'check_in'), count(*) FILTER (WHERE item_kind = 'thanks'),"
          " count(*) FILTER (WHERE item_kind = 'memory') FROM import_item WHERE import = ?1")),
      items_(db.prepare(items_of_one())),
      insert_(db.prepare(
          "INSERT INTO import (id, author, sealed, imported_at, imported_offset) VALUES (?1, ?2, ?3, ?4, ?5)")),
      add_(db.prepare("INSERT INTO import_item (id, import, item, item_kind) VALUES (?1, ?2, ?3, ?4)")),
      delete_(db.prepare("UPDATE import SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      empty_of_(db.prepare(
          "UPDATE import SET sealed = NULL, imported_at = 0, imported_offset = 0, deleted_at = coalesce(deleted_at, ?2),"
          " deleted_offset = coalesce(deleted_offset, ?3) WHERE author = ?1")),
      empty_items_of_(db.prepare(
          "UPDATE import_item SET item = zeroblob(16), item_kind = '', deleted_at = coalesce(deleted_at, ?2), deleted_offset = coalesce(deleted_offset, ?3)"
          " WHERE import IN (SELECT id FROM import WHERE author = ?1)")) {}

std::optional<ImportRecord> ImportStore::to_record(const db::Statement::Row& row) const {
    ImportRecord record;
    record.id = row.id<ImportId>(0);
    record.author = row.id<PersonId>(1);
    record.at = row.instant(3);
    const auto inside = open_row(vault_, record.author, row_name(record), row.blob(2));
    if (!inside) return std::nullopt;
    record.format = inside->text("format");
    record.source_name = inside->text("source_name");
    record.audience = audience_from_text(inside->text("audience"));
    counts_.each(
        [&](const auto& counts) {
            record.check_ins = counts.small(0);
            record.thanks = counts.small(1);
            record.memories = counts.small(2);
        },
        record.id);
    return record;
}

std::vector<ImportRecord> ImportStore::all(const Viewer& viewer) const {
    std::vector<ImportRecord> list;
    all_.each(
        [&](const auto& row) {
            if (auto record = to_record(row)) list.push_back(std::move(*record));
        },
        viewer);
    return list;
}

std::optional<ImportRecord> ImportStore::find(const Viewer& viewer, ImportId id) const {
    std::optional<ImportRecord> found;
    find_.each([&](const auto& row) { found = to_record(row); }, viewer, id);
    return found;
}

bool ImportStore::outside(PersonId author, ImportId id) {
    bool any = false;
    outside_.each([&](const auto&) { any = true; }, author, id);
    return any;
}

ImportItems ImportStore::items(const Viewer& viewer, ImportId id) const {
    ImportItems items;
    const auto record = find(viewer, id);
    if (!record) return items;
    items_.each(
        [&](const auto& row) {
            const ItemRef item{find_kind(row.text(1))->kind, row.uuid(0)};
            if (row.integer(2) == 1) ++items.gone;
            else (row.integer(3) == 1 ? items.changed : items.untouched).push_back(item);
        },
        id, record->audience, record->author);
    return items;
}

void ImportStore::insert(const ImportRecord& record) {
    const auto sealed = seal_row(vault_, record.author, row_name(record),
                                 {{"format", record.format},
                                  {"source_name", record.source_name},
                                  {"audience", std::string(to_text(record.audience))}});
    insert_.run(record.id, record.author, sealed, record.at);
}

void ImportStore::add(const Uuid& id, ImportId import, const ItemRef& item) {
    add_.run(id, import, item.id, kind_of(item.kind).table);
}

void ImportStore::set_deleted(ImportId id, std::optional<Instant> at) { delete_.run(id, at); }

void ImportStore::empty_of(PersonId author, Instant at) {
    empty_items_of_.run(author, at);
    empty_of_.run(author, at);
}

}  // namespace core
