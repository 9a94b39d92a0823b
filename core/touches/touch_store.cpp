#include "core/touches/touch_store.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace core {

namespace {

constexpr std::pair<TouchKind, std::string_view> kind_names[] = {
    {TouchKind::hug, "hug"}, {TouchKind::kiss, "kiss"}, {TouchKind::thinking, "thinking"}, {TouchKind::proud, "proud"}};

const std::string seen =
    "SELECT id, author, recipient, kind, day, given_at, given_offset FROM touch"
    " WHERE deleted_at IS NULL AND kind IS NOT NULL AND visible(author, 'household', 'always', ?1) ";

Touch to_touch(const db::Statement::Row& row) {
    return {row.id<TouchId>(0), row.id<PersonId>(1), row.id<PersonId>(2), touch_kind_from_text(row.text(3)),
            row.day(4),         row.instant(5)};
}

// A touch is for the two it is between: with another's eyes only what is between those two is seen.
bool is_for(const Viewer& viewer, const Touch& touch) {
    return viewer.eyes == Viewer::Eyes::own ||
           (viewer.looker && (touch.author == *viewer.looker || touch.recipient == *viewer.looker));
}

}  // namespace

std::string_view to_text(TouchKind kind) {
    for (const auto& [which, name] : kind_names)
        if (which == kind) return name;
    return "hug";
}

TouchKind touch_kind_from_text(std::string_view text) {
    for (const auto& [which, name] : kind_names)
        if (name == text) return which;
    return TouchKind::hug;
}

TouchStore::TouchStore(db::Connection& db)
    : received_(db.prepare(seen + "AND recipient = ?2 AND day >= ?3 ORDER BY given_at DESC, id DESC")),
      given_(db.prepare(seen + "AND author = ?2 AND day BETWEEN ?3 AND ?4 ORDER BY given_at DESC, id DESC")),
      on_(db.prepare(seen + "AND (recipient = ?2 OR author = ?2) AND day = ?3 ORDER BY given_at, id")),
      all_(db.prepare(seen + "AND (author = ?2 OR recipient = ?2) ORDER BY given_at, id")),
      insert_(db.prepare(
          "INSERT INTO touch (id, author, recipient, kind, day, given_at, given_offset) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")),
      delete_(db.prepare("UPDATE touch SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      empty_of_(db.prepare(
          "UPDATE touch SET kind = NULL, deleted_at = coalesce(deleted_at, ?2), deleted_offset = coalesce(deleted_offset, ?3)"
          " WHERE author = ?1")) {}

std::vector<Touch> TouchStore::received(const Viewer& viewer, Day since) const {
    std::vector<Touch> list;
    if (!viewer.person) return list;
    received_.each(
        [&](const auto& row) {
            const auto touch = to_touch(row);
            const bool known = std::any_of(list.begin(), list.end(), [&](const Touch& t) {
                return t.author == touch.author && t.kind == touch.kind;
            });
            if (!known && is_for(viewer, touch)) list.push_back(touch);
        },
        viewer, *viewer.person, since);
    return list;
}

std::vector<Touch> TouchStore::given(const Viewer& viewer, Day from, Day to) const {
    std::vector<Touch> list;
    if (!viewer.person) return list;
    given_.each(
        [&](const auto& row) {
            if (const auto touch = to_touch(row); is_for(viewer, touch)) list.push_back(touch);
        },
        viewer, *viewer.person, from, to);
    return list;
}

std::vector<Touch> TouchStore::on(const Viewer& viewer, Day day) const {
    std::vector<Touch> list;
    if (!viewer.person) return list;
    on_.each(
        [&](const auto& row) {
            const auto touch = to_touch(row);
            const bool known = std::any_of(list.begin(), list.end(), [&](const Touch& t) {
                return t.author == touch.author && t.recipient == touch.recipient && t.kind == touch.kind;
            });
            if (!known && is_for(viewer, touch)) list.push_back(touch);
        },
        viewer, *viewer.person, day);
    return list;
}

std::vector<Touch> TouchStore::all(const Viewer& viewer) const {
    std::vector<Touch> list;
    if (!viewer.person) return list;
    all_.each(
        [&](const auto& row) {
            if (const auto touch = to_touch(row); is_for(viewer, touch)) list.push_back(touch);
        },
        viewer, *viewer.person);
    return list;
}

void TouchStore::insert(const Touch& t) {
    insert_.run(t.id, t.author, t.recipient, to_text(t.kind), t.day, t.given_at);
}

void TouchStore::set_deleted(TouchId id, std::optional<Instant> at) { delete_.run(id, at); }

void TouchStore::empty_of(PersonId author, Instant at) { empty_of_.run(author, at); }

}  // namespace core
