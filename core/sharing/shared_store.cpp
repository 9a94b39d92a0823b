#include "core/sharing/shared_store.hpp"

#include <algorithm>
#include <string>

#include "core/items/kind.hpp"

namespace core {

namespace {

// UNION ALL of the unsealed rows of every kind.
std::string everything() {
    std::string rows;
    for (const auto* kind : kinds_of_items()) {
        const auto& k = *kind;
        rows += rows.empty() ? "" : " UNION ALL ";
        rows += "SELECT " + std::to_string(static_cast<int>(k.kind)) + " AS kind, id, author, audience, ";
        rows += std::string(k.shared_day) + " AS day, " + k.shared_moment + " AS at, deleted_at, ";
        rows += std::string(k.text) + " AS text, " + k.level + " AS level, " + k.recipient + " AS recipient, ";
        rows += std::string(k.photo) + " AS photo, " + k.format + " AS format, " + k.addressee + " AS addressee FROM ";
        rows += std::string(k.table) + " WHERE " + k.content + " IS NOT NULL AND sealed IS NULL AND " + k.shared;
    }
    return "SELECT kind, id, audience, day, text, level, recipient, photo, format, addressee, author FROM (" + rows +
           ") WHERE deleted_at IS NULL AND author = ?1 AND audience IN ('household', 'room')"
           " AND visible(author, audience, 'always', ?2) AND (?5 IS NULL OR kind = ?5) AND (?6 IS NULL OR audience = ?6)"
           " ORDER BY day DESC, at DESC, id DESC LIMIT ?3 OFFSET ?4";
}

Glance to_glance(const db::Statement::Row& row) {
    Glance glance;
    const auto& kind = kind_of(static_cast<ItemKind>(row.small(0)));
    glance.item = {kind.kind, row.uuid(1)};
    glance.audience = row.audience(2);
    glance.day = row.day(3);
    glance.text = first_line(row.text(4));
    if (!row.null(5) && kind.highest_level)
        glance.level = std::clamp(row.small(5), *kind.least_level, *kind.highest_level);
    glance.recipient = row.optional_id<PersonId>(6);
    glance.to = row.text(9) == "us" ? ThanksTo::us : glance.recipient ? ThanksTo::person : ThanksTo::life;
    glance.photo = hash_from_bytes(row.blob(7));
    glance.format = row.text(8) == "png" ? PhotoFormat::png : PhotoFormat::jpeg;
    glance.author = row.optional_id<PersonId>(10);
    return glance;
}

}  // namespace

SharedStore::SharedStore(db::Connection& db) : by_(db.prepare(everything())) {
    for (const auto* kind : kinds_of_items())
        kept_.emplace_back(kind->kind, db.prepare(std::string("SELECT count(*) FROM ") + kind->table +
                                                  " WHERE author = ?1 AND deleted_at IS NULL AND " + kind->kept));
}

std::vector<Glance> SharedStore::by(const Viewer& viewer, int limit, int skipped, const SharedFilter& wanted) const {
    std::vector<Glance> list;
    if (!viewer.person || viewer.eyes != Viewer::Eyes::own) return list;
    const auto kind = wanted.kind ? std::optional(static_cast<int>(*wanted.kind)) : std::nullopt;
    by_.each([&](const auto& row) { list.push_back(to_glance(row)); }, *viewer.person, viewer, std::max(limit, 0),
             std::max(skipped, 0), kind, wanted.audience);
    return list;
}

KeptToOneself SharedStore::kept(const Viewer& viewer) const {
    KeptToOneself kept;
    if (!viewer.person || viewer.eyes != Viewer::Eyes::own) return kept;
    for (auto& [kind, count] : kept_)
        count.each([&, which = kind](const auto& row) { kept.counts[which] = row.small(0); }, *viewer.person);
    return kept;
}

}  // namespace core
