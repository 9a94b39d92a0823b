#include "core/sharing/shared_store.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/closeness/closeness.hpp"

namespace core {

namespace {

constexpr const char* everything =
    "SELECT kind, id, audience, day, text, mood, recipient, photo, format, addressee FROM ("
    "SELECT 0 AS kind, id, author, audience, day, felt_at AS at, deleted_at, coalesce(nullif(note, ''), feeling) AS text, mood,"
    " NULL AS recipient, NULL AS photo, NULL AS format, NULL AS addressee FROM check_in WHERE mood IS NOT NULL"
    " UNION ALL SELECT 1, id, author, audience, day, given_at, deleted_at, text, NULL, recipient, NULL, NULL, addressee FROM thanks WHERE text IS NOT NULL"
    " AND (waits IS NOT 1 OR given_at <= moment())"
    " UNION ALL SELECT 2, id, author, audience, (created_at + created_offset * 60000) / 86400000, created_at, deleted_at, title, NULL, NULL, NULL, NULL, NULL"
    " FROM ritual WHERE title IS NOT NULL"
    " UNION ALL SELECT 3, id, author, audience, day, taken_at, deleted_at, caption, NULL, NULL, photo, format, NULL FROM memory WHERE photo IS NOT NULL AND sealed IS NULL"
    " UNION ALL SELECT 4, id, author, audience, day, felt_at, deleted_at, NULL, level, NULL, NULL, NULL, NULL FROM closeness WHERE level IS NOT NULL)"
    " WHERE deleted_at IS NULL AND author = ?1 AND audience IN ('household', 'room') AND visible(author, audience, 'always', ?2)"
    " AND (?5 IS NULL OR kind = ?5) AND (?6 IS NULL OR audience = ?6)"
    " ORDER BY day DESC, at DESC, id DESC LIMIT ?3 OFFSET ?4";

constexpr const char* sealed_ones =
    "SELECT (SELECT count(*) FROM check_in WHERE author = ?1 AND sealed IS NOT NULL AND deleted_at IS NULL),"
    " (SELECT count(*) FROM thanks WHERE author = ?1 AND (sealed IS NOT NULL OR (waits = 1 AND given_at > moment())) AND deleted_at IS NULL),"
    " (SELECT count(*) FROM ritual WHERE author = ?1 AND sealed IS NOT NULL AND deleted_at IS NULL),"
    " (SELECT count(*) FROM memory WHERE author = ?1 AND sealed IS NOT NULL AND deleted_at IS NULL),"
    " (SELECT count(*) FROM closeness WHERE author = ?1 AND sealed IS NOT NULL AND deleted_at IS NULL)";

constexpr ItemKind kinds[] = {ItemKind::check_in, ItemKind::thanks, ItemKind::ritual, ItemKind::memory,
                              ItemKind::closeness};

SharedItem to_item(const db::Statement::Row& row) {
    SharedItem item;
    item.item = {kinds[std::clamp(row.small(0), 0, 4)], row.uuid(1)};
    item.audience = row.audience(2);
    item.day = row.day(3);
    item.text = row.text(4);
    item.text.resize(std::min(item.text.find('\n'), item.text.size()));
    if (item.item.kind == ItemKind::closeness) item.closeness = std::clamp(row.small(5), 1, closest);
    else if (!row.null(5)) item.mood = std::clamp(row.small(5), 1, 5);
    item.recipient = row.optional_id<PersonId>(6);
    item.to = row.text(9) == "us" ? ThanksTo::us : item.recipient ? ThanksTo::person : ThanksTo::life;
    item.photo = hash_from_bytes(row.blob(7));
    item.format = row.text(8) == "png" ? PhotoFormat::png : PhotoFormat::jpeg;
    return item;
}

}  // namespace

SharedStore::SharedStore(db::Connection& db) : by_(db.prepare(everything)), kept_(db.prepare(sealed_ones)) {}

std::vector<SharedItem> SharedStore::by(const Viewer& viewer, int limit, int skipped,
                                        const SharedFilter& wanted) const {
    std::vector<SharedItem> list;
    if (!viewer.person || viewer.eyes != Viewer::Eyes::own) return list;
    std::optional<int> kind;
    if (wanted.kind)
        kind = static_cast<int>(std::find(std::begin(kinds), std::end(kinds), *wanted.kind) - std::begin(kinds));
    by_.each([&](const auto& row) { list.push_back(to_item(row)); }, *viewer.person, viewer, std::max(limit, 0),
             std::max(skipped, 0), kind, wanted.audience);
    return list;
}

KeptToOneself SharedStore::kept(const Viewer& viewer) const {
    KeptToOneself kept;
    if (!viewer.person || viewer.eyes != Viewer::Eyes::own) return kept;
    kept_.each(
        [&](const auto& row) {
            kept = {row.small(0), row.small(1), row.small(2), row.small(3), row.small(4)};
        },
        *viewer.person);
    return kept;
}

}  // namespace core
