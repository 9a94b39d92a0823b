#include "core/memories/memory_store.hpp"

#include <string>
#include <utility>

#include <sodium.h>

#include "core/vault/sealed_row.hpp"

namespace core {

namespace {

constexpr const char* columns =
    "SELECT id, author, audience, day, taken_at, taken_offset, dated_by, caption, photo, format, width, height, source_name, sealed,"
    " deleted_at, deleted_offset, shared_at, shared_offset FROM memory";
constexpr const char* seen =
    " WHERE deleted_at IS NULL AND photo IS NOT NULL AND visible(author, audience, coalesce(shared_at, id), ?1, id) ";

std::string selecting() { return std::string(columns) + seen; }

RowName row_name(const Memory& m) { return {"memory", m.id.value, m.day, m.taken_at.utc_ms, m.audience}; }

DatedBy dated_by_from(std::string_view text) {
    if (text == "photo") return DatedBy::photo;
    return text == "person" ? DatedBy::person : DatedBy::file;
}

const char* to_text(DatedBy dated_by) {
    switch (dated_by) {
        case DatedBy::photo: return "photo";
        case DatedBy::person: return "person";
        case DatedBy::file: break;
    }
    return "file";
}

Memory plain(const db::Statement::Row& row) {
    Memory memory;
    memory.id = row.id<MemoryId>(0);
    memory.author = row.optional_id<PersonId>(1);
    memory.audience = row.audience(2);
    memory.day = row.day(3);
    memory.taken_at = row.instant(4);
    memory.dated_by = dated_by_from(row.text(6));
    memory.caption = row.text(7);
    memory.photo = hash_from_bytes(row.blob(8)).value_or(PhotoHash{});
    memory.format = row.text(9) == "png" ? PhotoFormat::png : PhotoFormat::jpeg;
    memory.width = row.small(10);
    memory.height = row.small(11);
    memory.source_name = row.text(12);
    memory.shared_at = row.optional_instant(16);
    return memory;
}

constexpr const char* rewriting =
    "UPDATE memory SET audience = ?2, day = ?3, taken_at = ?4, taken_offset = ?5, dated_by = ?6, caption = ?7, photo = ?8, format = ?9,"
    " width = ?10, height = ?11, source_name = ?12, sealed = ?13, edited_at = ?14, edited_offset = ?15,"
    " shared_at = ?16, shared_offset = ?17 WHERE id = ?1";

// What stands in columns of its own, or in the seal instead, and the file's name.
struct Content {
    std::optional<std::string> caption, format, source_name;
    std::optional<int> width, height;
    std::optional<std::vector<std::uint8_t>> sealed;
    std::vector<std::uint8_t> photo;
};

Content content_of(const Memory& m, Vault& vault) {
    const char* format = m.format == PhotoFormat::png ? "png" : "jpeg";
    if (!m.sealed || !m.author) return {m.caption, format, m.source_name, m.width, m.height, {}, bytes_of(m.photo)};
    const SealedColumns inside{{"caption", m.caption},
                               {"photo", to_hex(m.photo)},
                               {"format", std::string(format)},
                               {"source_name", m.source_name},
                               {"width", std::int64_t{m.width}},
                               {"height", std::int64_t{m.height}},
                               {"key", to_hex(PhotoHash{m.sealed->key})}};
    return {{}, {}, {}, {}, {}, seal_row(vault, *m.author, row_name(m), inside), bytes_of(m.sealed->name)};
}

void wipe(std::set<PhotoHash>& photos) {
    while (!photos.empty()) {
        auto taken = photos.extract(photos.begin());
        sodium_memzero(taken.value().bytes.data(), taken.value().bytes.size());
    }
}

constexpr int years_back = 30;
constexpr int old_enough = 28;  // days

}  // namespace

MemoryStore::MemoryStore(db::Connection& db, Vault& vault)
    : db_(db),
      vault_(vault),
      days_(db.prepare(std::string("SELECT day, count(*) FROM memory") + seen + "GROUP BY day ORDER BY day DESC")),
      day_before_(db.prepare(std::string("SELECT day FROM memory") + seen + "AND day < ?2 ORDER BY day DESC LIMIT 1")),
      day_after_(db.prepare(std::string("SELECT day FROM memory") + seen + "AND day > ?2 ORDER BY day LIMIT 1")),
      between_(db.prepare(selecting() + "AND day BETWEEN ?2 AND ?3 ORDER BY day DESC, taken_at, id")),
      find_(db.prepare(selecting() + "AND id = ?2")),
      deleted_(db.prepare(
          std::string(columns) +
          " WHERE deleted_at IS NOT NULL AND photo IS NOT NULL AND visible(author, audience, coalesce(shared_at, id), ?1, id)"
          " AND (?2 IS NULL OR id = ?2) ORDER BY deleted_at DESC, id DESC")),
      best_(db.prepare(selecting() +
                       "AND day BETWEEN ?2 AND ?3 ORDER BY coalesce(caption, '') = '', taken_at, id LIMIT 1")),
      nth_older_(db.prepare(selecting() + "AND day <= ?2 ORDER BY day, taken_at, id LIMIT 1 OFFSET ?3")),
      count_older_(db.prepare(std::string("SELECT count(*) FROM memory") + seen + "AND day <= ?2")),
      has_photo_(db.prepare(std::string("SELECT 1 FROM memory") + seen + "AND photo = ?2 LIMIT 1")),
      own_sealed_(db.prepare(selecting() + "AND author = ?2 AND sealed IS NOT NULL")),
      outside_(db.prepare(std::string(columns) + " WHERE deleted_at IS NULL AND id = ?1")),
      rests_on_(db.prepare("SELECT 1 WHERE EXISTS (SELECT 1 FROM memory WHERE photo = ?1 AND (sealed IS NOT NULL) = ?2)"
                           " OR (NOT ?2 AND EXISTS (SELECT 1 FROM person WHERE portrait = ?1))")),
      in_trash_since_(db.prepare("SELECT id FROM memory WHERE deleted_at <= ?1 AND photo IS NOT NULL LIMIT ?2")),
      written_by_(db.prepare("SELECT id FROM memory WHERE author = ?1 AND photo IS NOT NULL")),
      photo_file_(
          db.prepare("SELECT photo, format, sealed IS NOT NULL FROM memory WHERE id = ?1 AND photo IS NOT NULL")),
      insert_(
          db.prepare("INSERT INTO memory (id, author, audience, day, taken_at, taken_offset, dated_by, caption, photo,"
                     " format, width, height, source_name, sealed, added_at, added_offset, shared_at, shared_offset)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)")),
      update_(db.prepare(rewriting)),
      delete_(db.prepare("UPDATE memory SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      empty_(db.prepare(
          "UPDATE memory SET audience = 'only_me', day = 0, taken_at = NULL, taken_offset = NULL, dated_by = NULL, caption = NULL,"
          " photo = NULL, format = NULL, width = NULL, height = NULL, source_name = NULL, sealed = NULL, shared_at = NULL, shared_offset = NULL, added_at = 0, added_offset = 0,"
          " edited_at = NULL, edited_offset = NULL, deleted_at = coalesce(deleted_at, ?2),"
          " deleted_offset = coalesce(deleted_offset, ?3) WHERE id = ?1")) {}

MemoryStore::~MemoryStore() { reload(); }

void MemoryStore::reload() noexcept {
    if (!known_sealed_) return;
    wipe(known_sealed_->photos);
    known_sealed_.reset();
}

void MemoryStore::touch() {
    ++revision_;
    reload();
}

std::optional<Memory> MemoryStore::to_memory(const db::Statement::Row& row) const {
    auto memory = plain(row);
    if (row.null(13)) return memory;
    const auto inside = memory.author ? open_row(vault_, *memory.author, row_name(memory), row.blob(13)) : std::nullopt;
    const auto photo = inside ? hash_from_hex(inside->text("photo")) : std::nullopt;
    const auto key = inside ? hash_from_hex(inside->text("key")) : std::nullopt;
    if (!photo || !key) return std::nullopt;
    memory.sealed = SealedPhoto{memory.photo, key->bytes};
    memory.photo = *photo;
    memory.caption = inside->text("caption");
    memory.source_name = inside->text("source_name");
    memory.format = inside->text("format") == "png" ? PhotoFormat::png : PhotoFormat::jpeg;
    memory.width = inside->number("width").value_or(0);
    memory.height = inside->number("height").value_or(0);
    return memory;
}

std::vector<MemoryStore::DayCount> MemoryStore::days(const Viewer& viewer) const {
    std::vector<DayCount> list;
    days_.each([&](const auto& row) { list.push_back({row.day(0), row.small(1)}); }, viewer);
    return list;
}

std::optional<Day> MemoryStore::day_before(const Viewer& viewer, Day day) const {
    std::optional<Day> found;
    day_before_.each([&](const auto& row) { found = row.day(0); }, viewer, day);
    return found;
}

std::optional<Day> MemoryStore::day_after(const Viewer& viewer, Day day) const {
    std::optional<Day> found;
    day_after_.each([&](const auto& row) { found = row.day(0); }, viewer, day);
    return found;
}

std::vector<Memory> MemoryStore::between(const Viewer& viewer, Day from, Day to) const {
    std::vector<Memory> list;
    between_.each(
        [&](const auto& row) {
            if (auto memory = to_memory(row)) list.push_back(std::move(*memory));
        },
        viewer, from, to);
    return list;
}

std::optional<Memory> MemoryStore::find(const Viewer& viewer, MemoryId id) const {
    std::optional<Memory> found;
    find_.each([&](const auto& row) { found = to_memory(row); }, viewer, id);
    return found;
}

std::vector<Deleted<Memory>> MemoryStore::deleted(const Viewer& viewer, std::optional<MemoryId> only) const {
    std::vector<Deleted<Memory>> list;
    deleted_.each(
        [&](const auto& row) {
            if (auto memory = to_memory(row)) list.push_back({std::move(*memory), row.instant(14)});
        },
        viewer, only);
    return list;
}

std::optional<Memory> MemoryStore::best_of(const Viewer& viewer, Day from, Day to) const {
    std::optional<Memory> found;
    best_.each([&](const auto& row) { found = to_memory(row); }, viewer, from, to);
    return found;
}

std::optional<Memory> MemoryStore::to_look_back_on(const Viewer& viewer, Day today) const {
    const auto date = date_of(today);
    for (const int reach : {0, 3}) {
        for (int years = years_back; years >= 1; --years) {
            auto then = date - std::chrono::years(years);
            if (!then.ok()) {  // 29 February: not a day of that year, but its week is
                if (reach == 0) continue;
                then = then.year() / std::chrono::February / std::chrono::last;
            }
            const Day day = day_from(then);
            if (auto found = best_of(viewer, day - reach, day + reach)) return found;
        }
    }
    std::int64_t older = 0;
    count_older_.each([&](const auto& row) { older = row.integer(0); }, viewer, today - old_enough);
    if (older == 0) return std::nullopt;
    // A step that shares no factor with most counts walks through all of them, one a day.
    const auto nth = (static_cast<std::int64_t>(today.number) * 7919) % older;
    std::optional<Memory> found;
    nth_older_.each([&](const auto& row) { found = to_memory(row); }, viewer, today - old_enough, nth);
    return found;
}

bool MemoryStore::has_photo(const Viewer& viewer, const PhotoHash& photo) const {
    bool any = false;
    has_photo_.each([&](const auto&) { any = true; }, viewer, bytes_of(photo));
    if (any || !viewer.person || viewer.eyes != Viewer::Eyes::own) return any;
    return own_sealed_photos(*viewer.person).count(photo) > 0;
}

// What is sealed has its hash inside, and an import asks for photo after photo.
const std::set<PhotoHash>& MemoryStore::own_sealed_photos(PersonId person) const {
    const auto version = db_.data_version();
    if (known_sealed_ && known_sealed_->person == person && known_sealed_->data_version == version)
        return known_sealed_->photos;
    if (known_sealed_) wipe(known_sealed_->photos);
    known_sealed_.reset();
    OwnSealed known{person, version, {}};
    own_sealed_.each(
        [&](const auto& row) {
            if (const auto memory = to_memory(row)) known.photos.insert(memory->photo);
        },
        Viewer::of(person), person);
    return known_sealed_.emplace(std::move(known)).photos;
}

std::optional<Memory> MemoryStore::outside(MemoryId id) {
    std::optional<Memory> found;
    outside_.each([&](const auto& row) { found = plain(row); }, id);
    return found;
}

bool MemoryStore::rests_on(const PhotoHash& photo, KeptAs as) {
    bool any = false;
    rests_on_.each([&](const auto&) { any = true; }, bytes_of(photo), as == KeptAs::sealed ? 1 : 0);
    return any;
}

std::vector<MemoryId> MemoryStore::in_trash_since(Instant then, int limit) const {
    std::vector<MemoryId> ids;
    in_trash_since_.each([&](const auto& row) { ids.push_back(row.template id<MemoryId>(0)); }, then.utc_ms, limit);
    return ids;
}

std::vector<MemoryId> MemoryStore::written_by(PersonId author) const {
    std::vector<MemoryId> ids;
    written_by_.each([&](const auto& row) { ids.push_back(row.template id<MemoryId>(0)); }, author);
    return ids;
}

std::optional<MemoryStore::PhotoFile> MemoryStore::empty(MemoryId id, Instant at) {
    touch();
    std::optional<PhotoFile> file;
    photo_file_.each(
        [&](const auto& row) {
            file = PhotoFile{hash_from_bytes(row.blob(0)).value_or(PhotoHash{}),
                             row.text(1) == "png" ? PhotoFormat::png : PhotoFormat::jpeg, row.integer(2) == 1};
        },
        id);
    empty_.run(id, at);
    return file;
}

void MemoryStore::insert(const Memory& m, Instant at) {
    ++revision_;
    const auto c = content_of(m, vault_);
    insert_.run(m.id, m.author, m.audience, m.day, m.taken_at, to_text(m.dated_by), c.caption, c.photo, c.format,
                c.width, c.height, c.source_name, c.sealed, at, m.shared_at);
    if (!m.sealed || !known_sealed_ || m.author != known_sealed_->person) return;
    const auto person = known_sealed_->person;  // their hashes are known as far as they can be read
    if (vault_.is_open(person) || vault_.remembers(person, m.id.value)) known_sealed_->photos.insert(m.photo);
}

void MemoryStore::update(const Memory& m, std::optional<Instant> edited_at) {
    touch();
    const auto c = content_of(m, vault_);
    update_.run(m.id, m.audience, m.day, m.taken_at, to_text(m.dated_by), c.caption, c.photo, c.format, c.width,
                c.height, c.source_name, c.sealed, edited_at, m.shared_at);
}

void MemoryStore::set_deleted(MemoryId id, std::optional<Instant> at) {
    touch();
    delete_.run(id, at);
}

}  // namespace core
