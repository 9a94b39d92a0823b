#include "core/memories/memory_store.hpp"

#include <cstring>
#include <string>

namespace core {

namespace {

constexpr const char* seen = " WHERE deleted_at IS NULL AND photo IS NOT NULL AND visible(author, audience, ?1) ";

std::string selecting() {
    return std::string("SELECT id, author, audience, day, taken_at, taken_offset, dated_by, caption, photo, format, width,"
                       " height, source_name FROM memory") + seen;
}

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

std::vector<std::uint8_t> bytes_of(const PhotoHash& hash) { return {hash.bytes.begin(), hash.bytes.end()}; }

Memory to_memory(const db::Statement::Row& row) {
    Memory memory;
    memory.id = row.id<MemoryId>(0);
    memory.author = row.optional_id<PersonId>(1);
    memory.audience = row.audience(2);
    memory.day = row.day(3);
    memory.taken_at = row.instant(4);
    memory.dated_by = dated_by_from(row.text(6));
    memory.caption = row.text(7);
    if (const auto photo = row.blob(8); photo.size() == 32) std::memcpy(memory.photo.bytes.data(), photo.data(), 32);
    memory.format = row.text(9) == "png" ? PhotoFormat::png : PhotoFormat::jpeg;
    memory.width = row.small(10);
    memory.height = row.small(11);
    memory.source_name = row.text(12);
    return memory;
}

constexpr int years_back = 30;
constexpr int old_enough = 28;  // days

}  // namespace

MemoryStore::MemoryStore(db::Connection& db)
    : days_(db.prepare(std::string("SELECT day, count(*) FROM memory") + seen + "GROUP BY day ORDER BY day DESC")),
      day_before_(db.prepare(std::string("SELECT day FROM memory") + seen + "AND day < ?2 ORDER BY day DESC LIMIT 1")),
      day_after_(db.prepare(std::string("SELECT day FROM memory") + seen + "AND day > ?2 ORDER BY day LIMIT 1")),
      between_(db.prepare(selecting() + "AND day BETWEEN ?2 AND ?3 ORDER BY day DESC, taken_at, id")),
      find_(db.prepare(selecting() + "AND id = ?2")),
      best_(db.prepare(selecting() + "AND day BETWEEN ?2 AND ?3 ORDER BY coalesce(caption, '') = '', taken_at, id LIMIT 1")),
      nth_older_(db.prepare(selecting() + "AND day <= ?2 ORDER BY day, taken_at, id LIMIT 1 OFFSET ?3")),
      count_older_(db.prepare(std::string("SELECT count(*) FROM memory") + seen + "AND day <= ?2")),
      has_photo_(db.prepare(std::string("SELECT 1 FROM memory") + seen + "AND photo = ?2 LIMIT 1")),
      insert_(db.prepare("INSERT INTO memory (id, author, audience, day, taken_at, taken_offset, dated_by, caption, photo,"
                         " format, width, height, source_name, added_at, added_offset)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)")),
      update_(db.prepare("UPDATE memory SET audience = ?2, day = ?3, taken_at = ?4, taken_offset = ?5, dated_by = ?6,"
                         " caption = ?7, edited_at = ?8, edited_offset = ?9 WHERE id = ?1")),
      delete_(db.prepare("UPDATE memory SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")) {}

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
    between_.each([&](const auto& row) { list.push_back(to_memory(row)); }, viewer, from, to);
    return list;
}

std::optional<Memory> MemoryStore::find(const Viewer& viewer, MemoryId id) const {
    std::optional<Memory> found;
    find_.each([&](const auto& row) { found = to_memory(row); }, viewer, id);
    return found;
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
    return any;
}

void MemoryStore::insert(const Memory& m, Instant at) {
    ++revision_;
    insert_.run(m.id, m.author, m.audience, m.day, m.taken_at, to_text(m.dated_by), m.caption, bytes_of(m.photo),
                m.format == PhotoFormat::png ? "png" : "jpeg", m.width, m.height, m.source_name, at);
}

void MemoryStore::update(const Memory& m, std::optional<Instant> edited_at) {
    ++revision_;
    update_.run(m.id, m.audience, m.day, m.taken_at, to_text(m.dated_by), m.caption, edited_at);
}

void MemoryStore::set_deleted(MemoryId id, std::optional<Instant> at) {
    ++revision_;
    delete_.run(id, at);
}

}  // namespace core
