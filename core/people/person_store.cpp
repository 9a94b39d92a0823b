#include "core/people/person_store.hpp"

#include "core/items/kind.hpp"
#include "core/text.hpp"

namespace core {

namespace {

constexpr const char* columns =
    "SELECT id, name, colour, face, portrait, sees_since, sees_since_offset FROM person WHERE deleted_at IS NULL ";

Person to_person(const db::Statement::Row& row) {
    Person person{row.id<PersonId>(0), row.text(1), row.text(2), row.text(3), hash_from_bytes(row.blob(4))};
    person.sees_since = row.optional_instant(5);
    return person;
}

std::optional<std::vector<std::uint8_t>> portrait_bytes(const Person& person) {
    return person.portrait ? std::optional(bytes_of(*person.portrait)) : std::nullopt;
}

// Something by them, or to them.
std::string anything_of_theirs() {
    std::string any =
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM thanks WHERE recipient = ?1)"
        " OR EXISTS (SELECT 1 FROM touch WHERE recipient = ?1)";
    const auto add = [&](const char* table) {
        any += std::string(" OR EXISTS (SELECT 1 FROM ") + table + " WHERE author = ?1)";
    };
    for (const auto* kind : kinds_of_items()) add(kind->table);
    for (const char* table : {"heart", "activity", "answer", "touch", "ritual_pause", "occurrence_mark"}) add(table);
    return any;
}

}  // namespace

PersonStore::PersonStore(db::Connection& db)
    : all_(db.prepare(std::string(columns) + "ORDER BY created_at, id")),
      find_(db.prepare(std::string(columns) + "AND id = ?1")),
      has_items_(db.prepare(anything_of_theirs())),
      erased_(
          db.prepare("SELECT id, deleted_at, deleted_offset FROM person WHERE name = '' AND deleted_at IS NOT NULL")),
      joined_(db.prepare("SELECT created_at, created_offset FROM person WHERE deleted_at IS NULL AND id = ?1")),
      ever_(db.prepare("SELECT 1 FROM person LIMIT 1")),
      since_(db.prepare("SELECT sees_since FROM person WHERE id = ?1")),
      all_since_(db.prepare("SELECT id, sees_since, sees_since_offset FROM person ORDER BY sees_since")),
      insert_(db.prepare(
          "INSERT INTO person (id, name, colour, face, portrait, sees_since, sees_since_offset, created_at, created_offset)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")),
      update_(db.prepare("UPDATE person SET name = ?2, colour = ?3, face = ?4, portrait = ?5, edited_at = ?6,"
                         " edited_offset = ?7 WHERE id = ?1")),
      delete_(db.prepare("UPDATE person SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      erase_(db.prepare(
          "UPDATE person SET name = '', colour = '', face = '', portrait = NULL, sees_since = NULL, sees_since_offset = NULL, edited_at = NULL, edited_offset = NULL,"
          " deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      erase_settings_(db.prepare("DELETE FROM person_setting WHERE person = ?1")),
      set_since_(db.prepare("UPDATE person SET sees_since = ?2, sees_since_offset = ?3 WHERE id = ?1")) {}

std::vector<Person> PersonStore::all() const {
    std::vector<Person> people;
    all_.each([&](const auto& row) { people.push_back(to_person(row)); });
    return people;
}

std::optional<Person> PersonStore::find(PersonId id) const {
    std::optional<Person> found;
    find_.each([&](const auto& row) { found = to_person(row); }, id);
    return found;
}

std::optional<Person> PersonStore::named(std::string_view name) const {
    std::optional<Person> found;
    for (auto& person : all()) {
        if (!same_name(person.name, name)) continue;
        if (found) return std::nullopt;
        found = std::move(person);
    }
    return found;
}

bool PersonStore::has_items(PersonId id) const {
    bool any = false;
    has_items_.each([&](const auto&) { any = true; }, id);
    return any;
}

std::vector<std::pair<PersonId, Instant>> PersonStore::erased() const {
    std::vector<std::pair<PersonId, Instant>> list;
    erased_.each([&](const auto& row) { list.emplace_back(row.template id<PersonId>(0), row.instant(1)); });
    return list;
}

std::optional<Instant> PersonStore::joined(PersonId id) const {
    std::optional<Instant> at;
    joined_.each([&](const auto& row) { at = row.instant(0); }, id);
    return at;
}

bool PersonStore::anybody_ever() const {
    bool any = false;
    ever_.each([&](const auto&) { any = true; });
    return any;
}

Sees PersonStore::sees_by_default() const {
    return all().size() + erased().size() < 2 ? Sees::everything : Sees::from_today_on;
}

std::optional<std::int64_t> PersonStore::sees_since(PersonId id) const {
    if (!known_since_) {
        known_since_.emplace();
        all_since_.each([&](const auto& row) {
            (*known_since_)[row.template id<PersonId>(0)] =
                row.null(1) ? std::nullopt : std::optional<std::int64_t>(row.integer(1));
        });
    }
    if (const auto known = known_since_->find(id); known != known_since_->end()) return known->second;
    std::optional<std::int64_t> since;  // somebody whom another program added just now
    since_.each(
        [&](const auto& row) { since = row.null(0) ? std::nullopt : std::optional<std::int64_t>(row.integer(0)); }, id);
    return since;
}

std::optional<Instant> PersonStore::last_joining() {
    std::optional<Instant> last;
    all_since_.each([&](const auto& row) {
        if (!row.null(1)) last = row.instant(1);
    });
    return last;
}

void PersonStore::insert(const Person& person, Instant at) {
    insert_.run(person.id, person.name, person.colour, person.face, portrait_bytes(person), person.sees_since, at);
    reload();
}

void PersonStore::set_sees_since(PersonId id, std::optional<Instant> since) {
    set_since_.run(id, since);
    reload();
}

void PersonStore::reload() { known_since_.reset(); }

void PersonStore::update(const Person& person, Instant at) {
    update_.run(person.id, person.name, person.colour, person.face, portrait_bytes(person), at);
}

void PersonStore::erase(PersonId id, Instant at) {
    erase_.run(id, at);
    erase_settings_.run(id);
    reload();
}

void PersonStore::set_deleted(PersonId id, std::optional<Instant> at) { delete_.run(id, at); }

}  // namespace core
