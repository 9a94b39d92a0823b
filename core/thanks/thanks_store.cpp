#include "core/thanks/thanks_store.hpp"

#include <string>
#include <utility>

#include "core/vault/sealed_row.hpp"

namespace core {

namespace {

const std::string selecting =
    "SELECT id, author, recipient, audience, day, given_at, given_offset, text, edited_at, edited_offset, sealed, deleted_at, deleted_offset,"
    " addressee, memory, envelope, waits = 1 AND (deleted_at IS NOT NULL OR given_at > moment()), shared_at, shared_offset FROM thanks";
const std::string columns = selecting + " WHERE deleted_at IS NULL";
const std::string seen = columns + " AND (text IS NOT NULL OR sealed IS NOT NULL) AND visible(author, " +
                         audience_now() + ", coalesce(shared_at, id), ?1, id) ";
// The reader ?4 has not put it away; nobody has where there is no reader.
const std::string not_put_away =
    "AND (?4 IS NULL OR coalesce((SELECT what FROM thanks_read r WHERE r.reader = ?4 AND r.thanks = thanks.id AND r.what IN ('put_away', 'taken_out')"
    " AND r.deleted_at IS NULL ORDER BY r.done_at DESC, r.id DESC LIMIT 1), '') <> 'put_away') ";

RowName row_name(const Thanks& t) { return {"thanks", t.id.value, t.day, t.given_at.utc_ms, t.audience}; }

Thanks plain(const db::Statement::Row& row) {
    Thanks thanks{row.id<ThanksId>(0),
                  row.id<PersonId>(1),
                  row.optional_id<PersonId>(2),
                  row.audience(3),
                  row.day(4),
                  row.instant(5),
                  row.text(7),
                  row.optional_instant(8),
                  {}};
    thanks.to = row.text(13) == "us" ? ThanksTo::us : thanks.recipient ? ThanksTo::person : ThanksTo::life;
    if (thanks.to == ThanksTo::us) thanks.recipient.reset();
    thanks.memory = row.optional_id<MemoryId>(14);
    thanks.envelope = row.integer(15) == 1;
    thanks.waits = row.integer(16) == 1;
    thanks.shared_at = row.optional_instant(17);
    return thanks;
}

const std::string emptying_hearts =
    "UPDATE heart SET author = zeroblob(16), given_at = 0, given_offset = 0, deleted_at = coalesce(deleted_at, ?2),"
    " deleted_offset = coalesce(deleted_offset, ?3) WHERE ";

// What stands in its own column, or in the seal instead.
struct Content {
    std::optional<std::string> text;
    std::optional<MemoryId> memory;
    std::optional<std::vector<std::uint8_t>> sealed;
};

Content content_of(const Thanks& t, Vault& vault) {
    if (t.audience != Audience::only_me) return {t.text, t.memory, {}};
    SealedColumns inside{{"text", t.text}};
    if (t.memory) inside.set("memory", to_text(t.memory->value));
    return {{}, {}, seal_row(vault, t.author, row_name(t), inside)};
}

}  // namespace

std::string_view to_text(ThanksTo to) {
    switch (to) {
        case ThanksTo::person: return "person";
        case ThanksTo::us: return "us";
        case ThanksTo::life: break;
    }
    return "life";
}

std::string audience_now(const std::string& row) {
    return "CASE WHEN " + row + "waits = 1 AND (" + row + "deleted_at IS NOT NULL OR " + row +
           "given_at > moment()) THEN 'only_me' ELSE " + row + "audience END";
}

ThanksStore::ThanksStore(db::Connection& db, Vault& vault)
    : vault_(vault),
      newest_(db.prepare(seen + "AND (?2 = 0 OR (recipient IS NULL AND addressee IS NOT 'us') = (?2 = 2)) " +
                         not_put_away + "ORDER BY given_at DESC, id DESC LIMIT ?3")),
      between_(db.prepare(seen + "AND day BETWEEN ?2 AND ?3 ORDER BY given_at DESC, id DESC")),
      find_(db.prepare(seen + "AND id = ?2")),
      deleted_(
          db.prepare(selecting +
                     " WHERE deleted_at IS NOT NULL AND (text IS NOT NULL OR sealed IS NOT NULL) AND visible(author, " +
                     audience_now() +
                     ", coalesce(shared_at, id), ?1, id)"
                     " AND (?2 IS NULL OR id = ?2) ORDER BY deleted_at DESC, id DESC")),
      outside_(db.prepare(columns + " AND id = ?1")),
      late_(db.prepare(columns + " AND id = ?1 AND waits = 1 AND given_at <= moment()")),
      hearts_(db.prepare(
          "SELECT DISTINCT author FROM heart WHERE thanks = ?1 AND deleted_at IS NULL ORDER BY given_at, id")),
      all_hearts_(db.prepare(
          "SELECT h.id, h.thanks, h.author, h.given_at, h.given_offset FROM heart h WHERE h.deleted_at IS NULL AND EXISTS ("
          "SELECT 1 FROM thanks t WHERE t.id = h.thanks AND t.deleted_at IS NULL AND (t.text IS NOT NULL OR t.sealed IS NOT NULL)"
          " AND visible(t.author, " +
          audience_now("t.") + ", coalesce(t.shared_at, t.id), ?1, t.id)) ORDER BY h.given_at, h.id")),
      frequent_(db.prepare(
          "SELECT text FROM thanks WHERE author = ?1 AND recipient IS ?2 AND (coalesce(addressee, '') = 'us') = ?5 AND day >= ?3"
          " AND deleted_at IS NULL AND waits IS NOT 1 AND text IS NOT NULL AND audience IN ('household', 'room') AND length(text) <= 48"
          " GROUP BY text HAVING count(*) >= 2 ORDER BY count(*) DESC, max(given_at) DESC LIMIT ?4")),
      in_trash_since_(db.prepare(
          "SELECT id FROM thanks WHERE deleted_at <= ?1 AND (text IS NOT NULL OR sealed IS NOT NULL) LIMIT ?2")),
      written_by_(db.prepare("SELECT id FROM thanks WHERE author = ?1 AND (text IS NOT NULL OR sealed IS NOT NULL)")),
      sees_memory_(db.prepare(
          "SELECT 1 FROM memory WHERE id = ?2 AND deleted_at IS NULL AND (photo IS NOT NULL OR sealed IS NOT NULL)"
          " AND visible(author, audience, coalesce(shared_at, id), ?1, id)")),
      next_due_(db.prepare("SELECT min(given_at) FROM thanks WHERE waits = 1 AND deleted_at IS NULL")),
      insert_(
          db.prepare("INSERT INTO thanks (id, author, recipient, audience, day, given_at, given_offset, text,"
                     " sealed, edited_at, edited_offset, addressee, memory, envelope, waits, shared_at, shared_offset)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)")),
      update_(db.prepare(
          "UPDATE thanks SET audience = ?2, text = ?3, sealed = ?4, edited_at = ?5, edited_offset = ?6, recipient = ?7, addressee = ?8,"
          " memory = ?9, day = ?10, given_at = ?11, given_offset = ?12, waits = ?13, shared_at = ?14, shared_offset = ?15 WHERE id = ?1")),
      delete_(db.prepare("UPDATE thanks SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      insert_heart_(
          db.prepare("INSERT INTO heart (id, thanks, author, given_at, given_offset) VALUES (?1, ?2, ?3, ?4, ?5)")),
      delete_hearts_(db.prepare(
          "UPDATE heart SET deleted_at = ?3, deleted_offset = ?4 WHERE thanks = ?1 AND author = ?2 AND deleted_at IS NULL")),
      empty_(db.prepare(
          "UPDATE thanks SET recipient = NULL, addressee = NULL, memory = NULL, envelope = NULL, waits = NULL, audience = 'only_me', day = 0, given_at = 0, given_offset = 0, text = NULL, sealed = NULL,"
          " shared_at = NULL, shared_offset = NULL, edited_at = NULL, edited_offset = NULL, deleted_at = coalesce(deleted_at, ?2),"
          " deleted_offset = coalesce(deleted_offset, ?3) WHERE id = ?1")),
      deliver_(db.prepare("UPDATE thanks SET waits = 0 WHERE waits = 1 AND deleted_at IS NULL AND given_at <= ?1")),
      empty_hearts_(db.prepare(emptying_hearts + "thanks = ?1")),
      empty_added_by_(db.prepare(emptying_hearts + "author = ?1")) {}

std::optional<Thanks> ThanksStore::to_thanks(const db::Statement::Row& row) const {
    auto thanks = plain(row);
    if (row.null(10)) return thanks;
    const auto inside = open_row(vault_, thanks.author, row_name(thanks), row.blob(10));
    if (!inside) return std::nullopt;
    thanks.text = inside->text("text");
    if (const auto memory = uuid_from_text(inside->text("memory"))) thanks.memory = MemoryId{*memory};
    return thanks;
}

std::vector<Thanks> ThanksStore::with_more(std::vector<Thanks> list, const Viewer& viewer) const {
    for (auto& thanks : list) {
        hearts_.each([&](const auto& row) { thanks.hearts.push_back(row.template id<PersonId>(0)); }, thanks.id);
        if (!thanks.memory) continue;
        bool seen_too = false;
        sees_memory_.each([&](const auto&) { seen_too = true; }, viewer, *thanks.memory);
        if (!seen_too) thanks.memory.reset();
    }
    return list;
}

std::vector<Heart> ThanksStore::hearts(const Viewer& viewer) const {
    std::vector<Heart> list;
    all_hearts_.each(
        [&](const auto& row) {
            list.push_back({row.uuid(0), row.template id<ThanksId>(1), row.template id<PersonId>(2), row.instant(3)});
        },
        viewer);
    return list;
}

std::vector<Thanks> ThanksStore::newest(const Viewer& viewer, ThanksKind kind, int limit, PutAway put_away) const {
    const auto reader =
        put_away == PutAway::left_out && viewer.eyes == Viewer::Eyes::own ? viewer.person : std::nullopt;
    std::vector<Thanks> list;
    newest_.each(
        [&](const auto& row) {
            if (auto thanks = to_thanks(row)) list.push_back(std::move(*thanks));
        },
        viewer, static_cast<int>(kind), limit, reader);
    return with_more(std::move(list), viewer);
}

std::vector<Thanks> ThanksStore::between(const Viewer& viewer, Day from, Day to) const {
    std::vector<Thanks> list;
    between_.each(
        [&](const auto& row) {
            if (auto thanks = to_thanks(row)) list.push_back(std::move(*thanks));
        },
        viewer, from, to);
    return with_more(std::move(list), viewer);
}

std::optional<Thanks> ThanksStore::find(const Viewer& viewer, ThanksId id) const {
    std::vector<Thanks> list;
    find_.each(
        [&](const auto& row) {
            if (auto thanks = to_thanks(row)) list.push_back(std::move(*thanks));
        },
        viewer, id);
    if (list.empty()) return std::nullopt;
    return with_more(std::move(list), viewer).front();
}

std::vector<Deleted<Thanks>> ThanksStore::deleted(const Viewer& viewer, std::optional<ThanksId> only) const {
    std::vector<Deleted<Thanks>> list;
    deleted_.each(
        [&](const auto& row) {
            if (auto thanks = to_thanks(row)) list.push_back({std::move(*thanks), row.instant(11)});
        },
        viewer, only);
    return list;
}

std::vector<std::string> ThanksStore::frequent(PersonId author, const Addressee& to, Day since, int limit) const {
    std::vector<std::string> texts;
    frequent_.each([&](const auto& row) { texts.push_back(row.text(0)); }, author, to.person, since, limit,
                   to.to == ThanksTo::us ? 1 : 0);
    return texts;
}

std::optional<Thanks> ThanksStore::outside(ThanksId id) {
    std::optional<Thanks> found;
    outside_.each([&](const auto& row) { found = plain(row); }, id);
    return found;
}

std::optional<Thanks> ThanksStore::late(ThanksId id) const {
    std::optional<Thanks> found;
    late_.each([&](const auto& row) { found = plain(row); }, id);
    return found;
}

std::vector<ThanksId> ThanksStore::in_trash_since(Instant then, int limit) const {
    std::vector<ThanksId> ids;
    in_trash_since_.each([&](const auto& row) { ids.push_back(row.template id<ThanksId>(0)); }, then.utc_ms, limit);
    return ids;
}

std::vector<ThanksId> ThanksStore::written_by(PersonId author) const {
    std::vector<ThanksId> ids;
    written_by_.each([&](const auto& row) { ids.push_back(row.template id<ThanksId>(0)); }, author);
    return ids;
}

void ThanksStore::empty(ThanksId id, Instant at) {
    empty_.run(id, at);
    empty_hearts_.run(id, at);
}

void ThanksStore::empty_added_by(PersonId author, Instant at) { empty_added_by_.run(author, at); }

void ThanksStore::insert(const Thanks& t) {
    const auto content = content_of(t, vault_);
    insert_.run(t.id, t.author, t.recipient, t.audience, t.day, t.given_at, content.text, content.sealed, t.edited_at,
                to_text(t.to), content.memory, t.envelope ? 1 : 0, t.waits ? 1 : 0, t.shared_at);
}

void ThanksStore::update(const Thanks& t) {
    const auto content = content_of(t, vault_);
    update_.run(t.id, t.audience, content.text, content.sealed, t.edited_at, t.recipient, to_text(t.to), content.memory,
                t.day, t.given_at, t.waits ? 1 : 0, t.shared_at);
}

std::optional<MemoryId> ThanksStore::memory_of(ThanksId id) {
    std::optional<MemoryId> memory;
    outside_.each(
        [&](const auto& row) {
            if (const auto thanks = to_thanks(row)) memory = thanks->memory;
        },
        id);
    return memory;
}

std::optional<std::int64_t> ThanksStore::next_due() const {
    std::optional<std::int64_t> due;
    next_due_.each([&](const auto& row) {
        if (!row.null(0)) due = row.integer(0);
    });
    return due;
}

void ThanksStore::deliver(std::int64_t now) { deliver_.run(now); }

void ThanksStore::keep_late_to_its_author(ThanksId id) {
    auto kept = late(id);
    if (!kept || kept->audience == Audience::only_me) return;
    kept->audience = Audience::only_me;
    kept->waits = false;
    kept->shared_at.reset();
    kept->memory = memory_of(id);
    update(*kept);
}

void ThanksStore::set_deleted(ThanksId id, std::optional<Instant> at) { delete_.run(id, at); }

void ThanksStore::insert_heart(const Uuid& id, ThanksId thanks, PersonId by, Instant at) {
    insert_heart_.run(id, thanks, by, at);
}

void ThanksStore::delete_hearts(ThanksId thanks, PersonId by, Instant at) { delete_hearts_.run(thanks, by, at); }

}  // namespace core
