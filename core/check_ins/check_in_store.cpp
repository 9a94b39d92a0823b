#include "core/check_ins/check_in_store.hpp"

#include <algorithm>
#include <string>

namespace core {

namespace {

constexpr const char* columns =
    "SELECT id, author, audience, day, felt_at, felt_offset, mood, feeling, note FROM check_in"
    " WHERE deleted_at IS NULL AND mood IS NOT NULL AND visible(author, audience, ?1) ";

CheckIn to_check_in(const db::Statement::Row& row) {
    return {row.id<CheckInId>(0), row.id<PersonId>(1), row.audience(2), row.day(3), row.instant(4),
            std::clamp(row.small(6), 1, 5), row.text(7), row.text(8)};
}

}  // namespace

CheckInStore::CheckInStore(db::Connection& db)
    : between_(db.prepare(std::string(columns) + "AND day BETWEEN ?2 AND ?3 ORDER BY day DESC, felt_at DESC, id DESC")),
      find_(db.prepare(std::string(columns) + "AND id = ?2")),
      insert_(db.prepare("INSERT INTO check_in (id, author, audience, day, felt_at, felt_offset, mood, feeling, note)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")),
      update_(db.prepare("UPDATE check_in SET audience = ?2, mood = ?3, feeling = ?4, note = ?5, edited_at = ?6,"
                         " edited_offset = ?7 WHERE id = ?1")),
      delete_(db.prepare("UPDATE check_in SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")) {}

std::vector<CheckIn> CheckInStore::between(const Viewer& viewer, Day from, Day to) const {
    std::vector<CheckIn> list;
    between_.each([&](const auto& row) { list.push_back(to_check_in(row)); }, viewer, from, to);
    return list;
}

std::optional<CheckIn> CheckInStore::find(const Viewer& viewer, CheckInId id) const {
    std::optional<CheckIn> found;
    find_.each([&](const auto& row) { found = to_check_in(row); }, viewer, id);
    return found;
}

void CheckInStore::insert(const CheckIn& c) {
    insert_.run(c.id, c.author, c.audience, c.day, c.felt_at, c.mood, c.feeling, c.note);
}

void CheckInStore::update(const CheckIn& c, std::optional<Instant> edited_at) {
    update_.run(c.id, c.audience, c.mood, c.feeling, c.note, edited_at);
}

void CheckInStore::set_deleted(CheckInId id, std::optional<Instant> at) { delete_.run(id, at); }

}  // namespace core
