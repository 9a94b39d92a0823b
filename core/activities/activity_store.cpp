#include "core/activities/activity_store.hpp"

#include <string>

#include "core/vault/sealed_row.hpp"

namespace core {

namespace {

const std::string columns =
    "SELECT id, author, position, created_at, created_offset, sealed FROM activity WHERE deleted_at IS NULL AND sealed IS NOT NULL ";

RowName row_name(const Activity& a) { return {"activity", a.id.value, {}, a.created_at.utc_ms, Audience::only_me}; }

Activity plain(const db::Statement::Row& row) {
    return {row.id<ActivityId>(0), row.id<PersonId>(1), {}, {}, row.integer(2), row.instant(3)};
}

}  // namespace

ActivityStore::ActivityStore(db::Connection& db, Vault& vault)
    : vault_(vault),
      of_(db.prepare(columns + "AND visible(author, 'only_me', 'always', ?1) AND author = ?2 ORDER BY position, id")),
      outside_(db.prepare(columns + "AND id = ?1")),
      order_of_(db.prepare(
          "SELECT id, position FROM activity WHERE deleted_at IS NULL AND sealed IS NOT NULL AND author = ?1 ORDER BY position, id")),
      insert_(db.prepare(
          "INSERT INTO activity (id, author, position, sealed, created_at, created_offset) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")),
      update_(db.prepare("UPDATE activity SET sealed = ?2, edited_at = ?3, edited_offset = ?4 WHERE id = ?1")),
      move_(db.prepare("UPDATE activity SET position = ?2 WHERE id = ?1")),
      delete_(db.prepare("UPDATE activity SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      empty_removed_(db.prepare(
          "UPDATE activity SET sealed = NULL, edited_at = NULL, edited_offset = NULL WHERE deleted_at <= ?1 AND sealed IS NOT NULL")),
      empty_of_(db.prepare(
          "UPDATE activity SET sealed = NULL, position = 0, edited_at = NULL, edited_offset = NULL, deleted_at = coalesce(deleted_at, ?2),"
          " deleted_offset = coalesce(deleted_offset, ?3) WHERE author = ?1")),
      db_(db) {}

std::vector<Activity> ActivityStore::of(const Viewer& viewer) const {
    std::vector<Activity> list;
    if (!viewer.person || viewer.eyes != Viewer::Eyes::own) return list;
    of_.each(
        [&](const auto& row) {
            auto activity = plain(row);
            const auto inside = open_row(vault_, activity.author, row_name(activity), row.blob(5));
            if (!inside) return;
            activity.name = inside->text("name");
            activity.icon = inside->text("icon");
            list.push_back(std::move(activity));
        },
        viewer, *viewer.person);
    return list;
}

std::optional<Activity> ActivityStore::outside(ActivityId id) {
    std::optional<Activity> found;
    outside_.each([&](const auto& row) { found = plain(row); }, id);
    return found;
}

std::vector<std::pair<ActivityId, std::int64_t>> ActivityStore::order_of(PersonId author) {
    std::vector<std::pair<ActivityId, std::int64_t>> list;
    order_of_.each([&](const auto& row) { list.emplace_back(row.template id<ActivityId>(0), row.integer(1)); }, author);
    return list;
}

void ActivityStore::insert(const Activity& a) {
    insert_.run(a.id, a.author, a.position,
                seal_row(vault_, a.author, row_name(a), {{"name", a.name}, {"icon", a.icon}}), a.created_at);
}

void ActivityStore::update(const Activity& a, Instant edited_at) {
    update_.run(a.id, seal_row(vault_, a.author, row_name(a), {{"name", a.name}, {"icon", a.icon}}), edited_at);
}

void ActivityStore::set_position(ActivityId id, std::int64_t position) { move_.run(id, position); }

void ActivityStore::set_deleted(ActivityId id, std::optional<Instant> at) { delete_.run(id, at); }

int ActivityStore::empty_removed(Instant then) {
    empty_removed_.run(then.utc_ms);
    return static_cast<int>(db_.changes());
}

void ActivityStore::empty_of(PersonId author, Instant at) { empty_of_.run(author, at); }

}  // namespace core
