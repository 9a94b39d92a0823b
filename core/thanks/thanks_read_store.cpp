#include "core/thanks/thanks_read_store.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace core {

namespace {

// Notes to the reader ?2 by somebody else, that they may see: never one that is kept to oneself, so no vault is asked
// for.
const std::string received =
    " FROM thanks t WHERE t.deleted_at IS NULL AND t.text IS NOT NULL AND t.author <> ?2 AND (t.recipient = ?2 OR t.addressee = 'us')"
    " AND visible(t.author, " +
    audience_now("t.") + ", coalesce(t.shared_at, t.id), ?1)";
const std::string opened =
    "EXISTS (SELECT 1 FROM thanks_read r WHERE r.reader = ?2 AND r.thanks = t.id AND r.what = 'opened' AND r.deleted_at IS NULL)";
const std::string away =
    "coalesce((SELECT r.what FROM thanks_read r WHERE r.reader = ?2 AND r.thanks = t.id AND r.what IN ('put_away', 'taken_out')"
    " AND r.deleted_at IS NULL ORDER BY r.done_at DESC, r.id DESC LIMIT 1), '') = 'put_away'";
// The sealed ones are few among many: found by what was never opened, before anything is asked about each.
const std::string still_closed =
    " AND t.id IN (SELECT id FROM thanks WHERE envelope = 1 EXCEPT SELECT thanks FROM thanks_read WHERE reader = ?2 AND what = 'opened' AND deleted_at IS NULL)";
// What was put away ever is little among many, too.
const std::string put_away_now =
    " AND t.id IN (SELECT thanks FROM thanks_read WHERE reader = ?2 AND what = 'put_away' AND deleted_at IS NULL) AND " +
    away;
const std::string in_jar = received + " AND (t.envelope IS NOT 1 OR " + opened + ") AND NOT (" + away + ")";

const std::string emptying =
    "UPDATE thanks_read SET reader = zeroblob(16), what = NULL, done_at = 0, done_offset = 0,"
    " deleted_at = coalesce(deleted_at, ?2), deleted_offset = coalesce(deleted_offset, ?3) WHERE ";

// Whose reading it is: the viewer's own, with their own eyes.
std::optional<PersonId> reader_of(const Viewer& viewer) {
    return viewer.eyes == Viewer::Eyes::own ? viewer.person : std::nullopt;
}

template <class... More>
std::vector<ThanksId> ids(db::Statement& statement, const Viewer& viewer, const More&... more) {
    std::vector<ThanksId> list;
    if (const auto reader = reader_of(viewer))
        statement.each([&](const auto& row) { list.push_back(row.template id<ThanksId>(0)); }, viewer, *reader,
                       more...);
    return list;
}

}  // namespace

std::string_view to_text(ReadEvent event) {
    switch (event) {
        case ReadEvent::opened: return "opened";
        case ReadEvent::drawn: return "drawn";
        case ReadEvent::put_away: return "put_away";
        case ReadEvent::taken_out: break;
    }
    return "taken_out";
}

ThanksReadStore::ThanksReadStore(db::Connection& db)
    : closed_(db.prepare("SELECT t.id" + received + still_closed + " ORDER BY t.given_at DESC, t.id DESC")),
      is_closed_(db.prepare("SELECT t.id" + received + " AND t.id = ?3 AND t.envelope = 1 AND NOT " + opened)),
      next_in_jar_(db.prepare(
          "SELECT t.id, count(r.id), coalesce(max(r.done_at), 0) FROM thanks t LEFT JOIN thanks_read r ON r.reader = ?2 AND r.thanks = t.id"
          " AND r.what = 'drawn' AND r.deleted_at IS NULL WHERE t.id IN (SELECT t.id" +
          in_jar + ") GROUP BY t.id ORDER BY t.id")),
      anything_(db.prepare("SELECT t.id" + in_jar + " LIMIT 1")),
      days_(db.prepare("SELECT DISTINCT t.day" + in_jar + " ORDER BY t.day DESC")),
      in_days_(db.prepare("SELECT t.id" + in_jar + " AND t.day >= ?3 AND t.day < ?4 ORDER BY t.given_at, t.id")),
      put_away_(db.prepare("SELECT t.id" + received + put_away_now + " ORDER BY t.given_at DESC, t.id DESC")),
      is_put_away_(db.prepare("SELECT t.id" + received + " AND t.id = ?3 AND " + away)),
      all_(db.prepare(
          "SELECT r.id, r.thanks, r.what, r.done_at, r.done_offset FROM thanks_read r WHERE r.reader = ?2 AND r.what IS NOT NULL AND r.deleted_at IS NULL"
          " AND r.thanks IN (SELECT t.id" +
          received + ") ORDER BY r.done_at, r.id")),
      insert_(db.prepare(
          "INSERT INTO thanks_read (id, thanks, reader, what, done_at, done_offset) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")),
      delete_(db.prepare("UPDATE thanks_read SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      empty_of_thanks_(db.prepare(emptying + "thanks = ?1")),
      empty_of_(db.prepare(emptying + "reader = ?1")) {}

std::vector<ThanksId> ThanksReadStore::closed(const Viewer& viewer) const { return ids(closed_, viewer); }

bool ThanksReadStore::is_closed(const Viewer& viewer, ThanksId id) const {
    return !ids(is_closed_, viewer, id).empty();
}

std::vector<ThanksId> ThanksReadStore::next_in_jar(const Viewer& viewer) const {
    struct Note {
        ThanksId id;
        std::int64_t times, last;
    };
    std::vector<Note> notes;
    if (const auto reader = reader_of(viewer))
        next_in_jar_.each(
            [&](const auto& row) {
                notes.push_back({row.template id<ThanksId>(0), row.integer(1), row.integer(2)});
            },
            viewer, *reader);
    const auto latest =
        std::max_element(notes.begin(), notes.end(), [](const Note& a, const Note& b) { return a.last < b.last; });
    if (notes.size() > 1 && latest->times > 0) notes.erase(latest);
    auto fewest = std::numeric_limits<std::int64_t>::max();
    for (const auto& note : notes) fewest = std::min(fewest, note.times);
    std::vector<ThanksId> list;
    for (const auto& note : notes)
        if (note.times == fewest) list.push_back(note.id);
    return list;
}

bool ThanksReadStore::anything_in_jar(const Viewer& viewer) const { return !ids(anything_, viewer).empty(); }

std::vector<Day> ThanksReadStore::months(const Viewer& viewer) const {
    std::vector<Day> list;
    const auto reader = reader_of(viewer);
    if (!reader) return list;
    days_.each(
        [&](const auto& row) {
            const auto month = first_of_month(row.day(0));
            if (list.empty() || list.back() != month) list.push_back(month);
        },
        viewer, *reader);
    return list;
}

std::vector<ThanksId> ThanksReadStore::in_month(const Viewer& viewer, Day first) const {
    return ids(in_days_, viewer, first, first_of_next_month(first));
}

std::vector<ThanksId> ThanksReadStore::put_away(const Viewer& viewer) const { return ids(put_away_, viewer); }

bool ThanksReadStore::is_put_away(const Viewer& viewer, ThanksId id) const {
    return !ids(is_put_away_, viewer, id).empty();
}

std::vector<ThanksRead> ThanksReadStore::all(const Viewer& viewer) const {
    std::vector<ThanksRead> list;
    const auto reader = reader_of(viewer);
    if (!reader) return list;
    all_.each(
        [&](const auto& row) {
            for (const auto what : {ReadEvent::opened, ReadEvent::drawn, ReadEvent::put_away, ReadEvent::taken_out})
                if (row.text(2) == to_text(what))
                    list.push_back({row.uuid(0), row.template id<ThanksId>(1), what, row.instant(3)});
        },
        viewer, *reader);
    return list;
}

void ThanksReadStore::insert(const Uuid& id, ThanksId thanks, PersonId reader, ReadEvent what, Instant at) {
    insert_.run(id, thanks, reader, to_text(what), at);
}

void ThanksReadStore::set_deleted(const Uuid& id, std::optional<Instant> at) { delete_.run(id, at); }

void ThanksReadStore::empty_of_thanks(ThanksId id, Instant at) { empty_of_thanks_.run(id, at); }

void ThanksReadStore::empty_of(PersonId reader, Instant at) { empty_of_.run(reader, at); }

}  // namespace core
