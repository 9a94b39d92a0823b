#include "core/answers/answer_store.hpp"

#include <string>
#include <utility>

#include "core/thanks/thanks.hpp"

namespace core {

namespace {

constexpr std::pair<AnswerKind, std::string_view> kind_names[] = {
    {AnswerKind::hard, "hard"}, {AnswerKind::more, "more"},         {AnswerKind::hug, "hug"},
    {AnswerKind::glad, "glad"}, {AnswerKind::question, "question"}, {AnswerKind::words, "words"}};

// An answer is for the household, and no further than what it answers.
const std::string seen =
    "SELECT a.id, a.subject, a.subject_kind, a.author, a.kind, a.text, a.given_at, a.given_offset FROM answer a"
    " WHERE a.deleted_at IS NULL AND a.kind IS NOT NULL AND visible(a.author, 'household', 'always', ?1) AND CASE a.subject_kind"
    " WHEN 'check_in' THEN EXISTS (SELECT 1 FROM check_in s WHERE s.id = a.subject AND s.deleted_at IS NULL AND visible(s.author, s.audience, coalesce(s.shared_at, s.id), ?1, s.id))"
    " WHEN 'thanks' THEN EXISTS (SELECT 1 FROM thanks s WHERE s.id = a.subject AND s.deleted_at IS NULL AND visible(s.author, " +
    audience_now("s.") + ", coalesce(s.shared_at, s.id), ?1, s.id)) ELSE 0 END ";

constexpr const char* subject_name(ItemKind kind) { return kind == ItemKind::thanks ? "thanks" : "check_in"; }

Answer to_answer(const db::Statement::Row& row) {
    const auto kind = row.text(2) == "thanks" ? ItemKind::thanks : ItemKind::check_in;
    return {row.id<AnswerId>(0), {kind, row.uuid(1)}, row.id<PersonId>(3), answer_kind_from_text(row.text(4)),
            row.text(5),         row.instant(6)};
}

}  // namespace

std::string_view to_text(AnswerKind kind) {
    for (const auto& [which, name] : kind_names)
        if (which == kind) return name;
    return "words";
}

AnswerKind answer_kind_from_text(std::string_view text) {
    for (const auto& [which, name] : kind_names)
        if (name == text) return which;
    return AnswerKind::words;
}

AnswerStore::AnswerStore(db::Connection& db)
    : to_(db.prepare(seen + "AND a.subject = ?2 ORDER BY a.given_at, a.id")),
      find_(db.prepare(seen + "AND a.id = ?2")),
      by_(db.prepare(seen + "AND a.author = ?2 ORDER BY a.given_at, a.id")),
      // The ids are in the order of their making: the table's own key leads to the latest.
      since_(db.prepare(seen + "AND a.id >= ?2 AND a.given_at >= ?3 ORDER BY a.given_at DESC, a.id DESC")),
      all_(db.prepare(seen + "ORDER BY a.given_at, a.id")),
      insert_(db.prepare("INSERT INTO answer (id, subject, subject_kind, author, kind, text, given_at, given_offset)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")),
      delete_(db.prepare("UPDATE answer SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      empty_removed_(
          db.prepare("UPDATE answer SET kind = NULL, text = NULL WHERE deleted_at <= ?1 AND kind IS NOT NULL")),
      empty_of_(db.prepare("UPDATE answer SET kind = NULL, text = NULL, deleted_at = coalesce(deleted_at, ?2),"
                           " deleted_offset = coalesce(deleted_offset, ?3) WHERE author = ?1")),
      db_(db) {}

std::vector<Answer> AnswerStore::to(const Viewer& viewer, const ItemRef& subject) const {
    std::vector<Answer> list;
    to_.each([&](const auto& row) { list.push_back(to_answer(row)); }, viewer, subject.id);
    return list;
}

std::optional<Answer> AnswerStore::find(const Viewer& viewer, AnswerId id) const {
    std::optional<Answer> found;
    find_.each([&](const auto& row) { found = to_answer(row); }, viewer, id);
    return found;
}

std::vector<Answer> AnswerStore::by(const Viewer& viewer) const {
    std::vector<Answer> list;
    if (viewer.person) by_.each([&](const auto& row) { list.push_back(to_answer(row)); }, viewer, *viewer.person);
    return list;
}

std::vector<Answer> AnswerStore::since(const Viewer& viewer, Instant at) const {
    std::vector<Answer> list;
    if (viewer.person)
        since_.each([&](const auto& row) { list.push_back(to_answer(row)); }, viewer, first_id_at(at.utc_ms),
                    at.utc_ms);
    return list;
}

std::vector<Answer> AnswerStore::all(const Viewer& viewer) const {
    std::vector<Answer> list;
    if (viewer.person) all_.each([&](const auto& row) { list.push_back(to_answer(row)); }, viewer);
    return list;
}

void AnswerStore::insert(const Answer& a) {
    insert_.run(a.id, a.subject.id, subject_name(a.subject.kind), a.author, to_text(a.kind), a.text, a.given_at);
}

void AnswerStore::set_deleted(AnswerId id, std::optional<Instant> at) { delete_.run(id, at); }

int AnswerStore::empty_removed(Instant then) {
    empty_removed_.run(then.utc_ms);
    return static_cast<int>(db_.changes());
}

void AnswerStore::empty_of(PersonId author, Instant at) { empty_of_.run(author, at); }

}  // namespace core
