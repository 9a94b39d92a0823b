#include "core/thanks/thanks_store.hpp"

#include <string>

namespace core {

namespace {

constexpr const char* columns =
    "SELECT id, author, recipient, audience, day, given_at, given_offset, text, edited_at, edited_offset FROM thanks"
    " WHERE deleted_at IS NULL AND text IS NOT NULL AND visible(author, audience, ?1) ";

Thanks to_thanks(const db::Statement::Row& row) {
    return {row.id<ThanksId>(0), row.id<PersonId>(1), row.optional_id<PersonId>(2), row.audience(3), row.day(4),
            row.instant(5),      row.text(7),         row.optional_instant(8),      {}};
}

}  // namespace

ThanksStore::ThanksStore(db::Connection& db)
    : newest_(db.prepare(std::string(columns) +
                         "AND (?2 = 0 OR (recipient IS NULL) = (?2 = 2)) ORDER BY given_at DESC, id DESC LIMIT ?3")),
      between_(db.prepare(std::string(columns) + "AND day BETWEEN ?2 AND ?3 ORDER BY given_at DESC, id DESC")),
      find_(db.prepare(std::string(columns) + "AND id = ?2")),
      hearts_(db.prepare("SELECT DISTINCT author FROM heart WHERE thanks = ?1 AND deleted_at IS NULL ORDER BY given_at, id")),
      frequent_(db.prepare("SELECT text FROM thanks WHERE author = ?1 AND recipient IS ?2 AND day >= ?3"
                           " AND deleted_at IS NULL AND text IS NOT NULL AND audience IN ('household', 'room') AND length(text) <= 48"
                           " GROUP BY text HAVING count(*) >= 2 ORDER BY count(*) DESC, max(given_at) DESC LIMIT ?4")),
      heart_ids_(db.prepare("SELECT id FROM heart WHERE thanks = ?1 AND author = ?2 AND deleted_at IS NULL")),
      insert_(db.prepare("INSERT INTO thanks (id, author, recipient, audience, day, given_at, given_offset, text,"
                         " edited_at, edited_offset) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")),
      update_(db.prepare("UPDATE thanks SET audience = ?2, text = ?3, edited_at = ?4, edited_offset = ?5 WHERE id = ?1")),
      delete_(db.prepare("UPDATE thanks SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      insert_heart_(db.prepare("INSERT INTO heart (id, thanks, author, given_at, given_offset) VALUES (?1, ?2, ?3, ?4, ?5)")),
      delete_heart_(db.prepare("UPDATE heart SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")) {}

std::vector<Thanks> ThanksStore::with_hearts(std::vector<Thanks> list) const {
    for (auto& thanks : list)
        hearts_.each([&](const auto& row) { thanks.hearts.push_back(row.template id<PersonId>(0)); }, thanks.id);
    return list;
}

std::vector<Thanks> ThanksStore::newest(const Viewer& viewer, ThanksKind kind, int limit) const {
    std::vector<Thanks> list;
    newest_.each([&](const auto& row) { list.push_back(to_thanks(row)); }, viewer, static_cast<int>(kind), limit);
    return with_hearts(std::move(list));
}

std::vector<Thanks> ThanksStore::between(const Viewer& viewer, Day from, Day to) const {
    std::vector<Thanks> list;
    between_.each([&](const auto& row) { list.push_back(to_thanks(row)); }, viewer, from, to);
    return with_hearts(std::move(list));
}

std::optional<Thanks> ThanksStore::find(const Viewer& viewer, ThanksId id) const {
    std::vector<Thanks> list;
    find_.each([&](const auto& row) { list.push_back(to_thanks(row)); }, viewer, id);
    if (list.empty()) return std::nullopt;
    return with_hearts(std::move(list)).front();
}

std::vector<std::string> ThanksStore::frequent(PersonId author, const std::optional<PersonId>& recipient, Day since,
                                               int limit) const {
    std::vector<std::string> texts;
    frequent_.each([&](const auto& row) { texts.push_back(row.text(0)); }, author, recipient, since, limit);
    return texts;
}

void ThanksStore::insert(const Thanks& t) {
    insert_.run(t.id, t.author, t.recipient, t.audience, t.day, t.given_at, t.text, t.edited_at);
}

void ThanksStore::update(const Thanks& t) { update_.run(t.id, t.audience, t.text, t.edited_at); }

void ThanksStore::set_deleted(ThanksId id, std::optional<Instant> at) { delete_.run(id, at); }

void ThanksStore::insert_heart(const Uuid& id, ThanksId thanks, PersonId by, Instant at) {
    insert_heart_.run(id, thanks, by, at);
}

std::vector<Uuid> ThanksStore::delete_hearts(ThanksId thanks, PersonId by, Instant at) {
    std::vector<Uuid> ids;
    heart_ids_.each([&](const auto& row) { ids.push_back(row.uuid(0)); }, thanks, by);
    for (const auto& id : ids) set_heart_deleted(id, at);
    return ids;
}

void ThanksStore::set_heart_deleted(const Uuid& id, std::optional<Instant> at) { delete_heart_.run(id, at); }

}  // namespace core
