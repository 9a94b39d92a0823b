#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/db/connection.hpp"
#include "core/items/field.hpp"
#include "core/items/item.hpp"
#include "core/vault/sealed_row.hpp"
#include "core/vault/vault.hpp"

namespace core {

// The items of a kind that needs no more than its description.
template <class Item> class ItemStore {
public:
    using ItemId = decltype(Item::id);

    ItemStore(db::Connection& db, Vault& vault);

    // Those the viewer may see, both days included, newest first.
    std::vector<Item> between(const Viewer& viewer, Day from, Day to) const;
    std::optional<Item> find(const Viewer& viewer, ItemId id) const;
    // The first day with one that the viewer may see, of this author or of anybody.
    std::optional<Day> first_day(const Viewer& viewer, const std::optional<PersonId>& author) const;
    // Those in the trash that the viewer may see, or the one named; the latest first.
    std::vector<Deleted<Item>> deleted(const Viewer& viewer, std::optional<ItemId> only = {}) const;

    // Inside a transaction of Household only.
    void insert(const Item& item);
    void update(const Item& item, std::optional<Instant> edited_at);  // all but its author
    void set_deleted(ItemId id, std::optional<Instant> at);
    // For any viewer, without what is sealed.
    std::optional<Item> outside(ItemId id);

private:
    template <class, class, auto> friend struct StoreAccess;  // asks on behalf of nobody
    // With anything left in them: in the trash since then or longer, at most `limit`; by a person, wherever they are.
    std::vector<ItemId> in_trash_since(Instant then, int limit) const;
    std::vector<ItemId> written_by(PersonId author) const;
    void empty(ItemId id, Instant at);  // leaves nothing but that there was something

    // What stands in the columns of its own, or in the seal instead.
    struct Content {
        std::vector<db::Value> columns;
        std::optional<std::vector<std::uint8_t>> sealed;
    };
    static RowName row_name(const Item& item);
    Content content_of(const Item& item) const;
    static Item plain(const db::Statement::Row& row);
    std::optional<Item> opened(const db::Statement::Row& row) const;

    Vault& vault_;
    mutable db::Statement between_, find_, first_day_, deleted_, outside_, in_trash_since_, written_by_;
    db::Statement insert_, update_, delete_, empty_;
};

// --- how it is done ---------------------------------------------------------------------------------------

namespace item_sql {

// What every row has: its fields come after these.
enum Place { id, author, audience, day, at, at_offset, sealed, deleted_at, deleted_offset, shared_at, shared_offset };
inline constexpr int first_field = shared_offset + 1;

// The SQL of one kind, from its description.
struct Text {
    std::string select, in_use, holds_something, seen, insert, update, empty;
};
// `fields` by their columns' names.
Text text_of(const std::string& table, const std::string& moment, const std::vector<std::string>& fields);

template <class Item> const Text& of() {
    static const Text text = [] {
        const auto& described = Item::description();
        std::vector<std::string> fields;
        for (const auto& field : described.fields) fields.emplace_back(field.column.name);
        return text_of(described.table, described.moment, fields);
    }();
    return text;
}

}  // namespace item_sql

template <class Item>
ItemStore<Item>::ItemStore(db::Connection& db, Vault& vault)
    : vault_(vault),
      between_(db.prepare(item_sql::of<Item>().seen + " AND day BETWEEN ?2 AND ?3 ORDER BY day DESC, " +
                          Item::description().moment + " DESC, id DESC")),
      find_(db.prepare(item_sql::of<Item>().seen + " AND id = ?2")),
      first_day_(db.prepare(item_sql::of<Item>().seen + " AND (?2 IS NULL OR author = ?2) ORDER BY day LIMIT 1")),
      deleted_(db.prepare(item_sql::of<Item>().select + " WHERE deleted_at IS NOT NULL" +
                          item_sql::of<Item>().holds_something +
                          " AND visible(author, audience, coalesce(shared_at, id), ?1, id) AND (?2 IS NULL OR id = ?2)"
                          " ORDER BY deleted_at DESC, id DESC")),
      outside_(db.prepare(item_sql::of<Item>().in_use + " AND id = ?1")),
      in_trash_since_(db.prepare(std::string("SELECT id FROM ") + Item::description().table +
                                 " WHERE deleted_at <= ?1" + item_sql::of<Item>().holds_something + " LIMIT ?2")),
      written_by_(db.prepare(std::string("SELECT id FROM ") + Item::description().table + " WHERE author = ?1" +
                             item_sql::of<Item>().holds_something)),
      insert_(db.prepare(item_sql::of<Item>().insert)),
      update_(db.prepare(item_sql::of<Item>().update)),
      delete_(db.prepare(std::string("UPDATE ") + Item::description().table +
                         " SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      empty_(db.prepare(item_sql::of<Item>().empty)) {}

template <class Item> RowName ItemStore<Item>::row_name(const Item& item) {
    const auto& described = Item::description();
    return {described.table, item.id.value, item.day, (item.*described.at).utc_ms, item.audience};
}

template <class Item> Item ItemStore<Item>::plain(const db::Statement::Row& row) {
    const auto& described = Item::description();
    Item item;
    item.id = row.id<ItemId>(item_sql::id);
    item.author = row.id<PersonId>(item_sql::author);
    item.audience = row.audience(item_sql::audience);
    item.day = row.day(item_sql::day);
    item.*described.at = row.instant(item_sql::at);
    item.shared_at = row.optional_instant(item_sql::shared_at);
    int column = item_sql::first_field;
    for (const auto& field : described.fields) field.set(item, row.value(column++));
    return item;
}

template <class Item> std::optional<Item> ItemStore<Item>::opened(const db::Statement::Row& row) const {
    auto item = plain(row);
    if (row.null(item_sql::sealed)) return item;
    const auto inside = open_row(vault_, item.author, row_name(item), row.blob(item_sql::sealed));
    if (!inside) return std::nullopt;
    const Item unsaid;
    for (const auto& field : Item::description().fields) {
        field.set(item, field.get(unsaid));  // whatever stands beside the seal
        const auto found = inside->all().find(field.column.name);
        if (found != inside->all().end())
            std::visit([&](const auto& value) { field.set(item, db::Value(value)); }, found->second);
    }
    return item;
}

template <class Item> auto ItemStore<Item>::content_of(const Item& item) const -> Content {
    Content content;
    SealedColumns inside;
    const bool alone = item.audience == Audience::only_me;
    for (const auto& field : Item::description().fields) {
        auto value = field.get(item);
        if (!alone) {
            content.columns.push_back(std::move(value));
            continue;
        }
        content.columns.emplace_back();
        if (auto* number = std::get_if<std::int64_t>(&value)) inside.set(field.column.name, *number);
        if (auto* text = std::get_if<std::string>(&value)) inside.set(field.column.name, std::move(*text));
    }
    if (alone) content.sealed = seal_row(vault_, item.author, row_name(item), inside);
    return content;
}

template <class Item> std::vector<Item> ItemStore<Item>::between(const Viewer& viewer, Day from, Day to) const {
    std::vector<Item> list;
    between_.each(
        [&](const auto& row) {
            if (auto item = opened(row)) list.push_back(std::move(*item));
        },
        viewer, from, to);
    return list;
}

template <class Item> std::optional<Item> ItemStore<Item>::find(const Viewer& viewer, ItemId id) const {
    std::optional<Item> found;
    find_.each([&](const auto& row) { found = opened(row); }, viewer, id);
    return found;
}

template <class Item>
std::optional<Day> ItemStore<Item>::first_day(const Viewer& viewer, const std::optional<PersonId>& author) const {
    std::optional<Day> first;
    first_day_.each([&](const auto& row) { first = row.day(item_sql::day); }, viewer, author);
    return first;
}

template <class Item>
std::vector<Deleted<Item>> ItemStore<Item>::deleted(const Viewer& viewer, std::optional<ItemId> only) const {
    std::vector<Deleted<Item>> list;
    deleted_.each(
        [&](const auto& row) {
            if (auto item = opened(row)) list.push_back({std::move(*item), row.instant(item_sql::deleted_at)});
        },
        viewer, only);
    return list;
}

template <class Item> std::optional<Item> ItemStore<Item>::outside(ItemId id) {
    std::optional<Item> found;
    outside_.each([&](const auto& row) { found = plain(row); }, id);
    return found;
}

template <class Item> auto ItemStore<Item>::in_trash_since(Instant then, int limit) const -> std::vector<ItemId> {
    std::vector<ItemId> ids;
    in_trash_since_.each([&](const auto& row) { ids.push_back(row.template id<ItemId>(0)); }, then.utc_ms, limit);
    return ids;
}

template <class Item> auto ItemStore<Item>::written_by(PersonId author) const -> std::vector<ItemId> {
    std::vector<ItemId> ids;
    written_by_.each([&](const auto& row) { ids.push_back(row.template id<ItemId>(0)); }, author);
    return ids;
}

template <class Item> void ItemStore<Item>::insert(const Item& item) {
    const auto content = content_of(item);
    insert_.run(item.id, item.author, item.audience, item.day, item.*Item::description().at, content.sealed,
                item.shared_at, content.columns);
}

template <class Item> void ItemStore<Item>::update(const Item& item, std::optional<Instant> edited_at) {
    const auto content = content_of(item);
    update_.run(item.id, item.audience, item.day, item.*Item::description().at, content.sealed, item.shared_at,
                edited_at, content.columns);
}

template <class Item> void ItemStore<Item>::set_deleted(ItemId id, std::optional<Instant> at) { delete_.run(id, at); }

template <class Item> void ItemStore<Item>::empty(ItemId id, Instant at) { empty_.run(id, at); }

}  // namespace core
