#pragma once

#include "core/household/change.hpp"
#include "core/household/stores.hpp"
#include "core/items/kind.hpp"

namespace core {

// Connects a kind to its store. `show` fills in an item's line in the trash, as the viewer may see it.
template <class Store, class Item, auto show> struct StoreAccess {
    using ItemId = decltype(Item::id);

    static void add_to(KindOfItem& kind) {
        kind.add_store = [](Stores& stores, db::Connection& db, Vault& vault) { stores.add<Store>(db, vault); };
        kind.in_trash = &in_trash;
        kind.in_trash_since = [](const Stores& stores, Instant then, int limit) {
            return uuids(stores.get<Store>().in_trash_since(then, limit));
        };
        kind.written_by = [](const Stores& stores, PersonId author) {
            return uuids(stores.get<Store>().written_by(author));
        };
        kind.set_deleted = [](Stores& stores, const Uuid& id, const std::optional<Instant>& at) {
            stores.get<Store>().set_deleted(ItemId{id}, at);
        };
        kind.empty = [](Change& change, const Uuid& id) { change.get<Store>().empty(ItemId{id}, change.now()); };
        if constexpr (requires(Store & store, PersonId person, Instant at) { store.empty_added_by(person, at); })
            kind.empty_added_by = [](Stores& stores, PersonId person, Instant at) {
                stores.get<Store>().empty_added_by(person, at);
            };
        kind.sees = [](const Stores& stores, const Viewer& viewer, const Uuid& id, Day today) {
            const auto& store = stores.get<Store>();
            if constexpr (requires { store.find(viewer, ItemId{id}, today); })
                return store.find(viewer, ItemId{id}, today).has_value();
            else return store.find(viewer, ItemId{id}).has_value();
        };
    }

private:
    static std::vector<Uuid> uuids(const std::vector<ItemId>& ids) {
        std::vector<Uuid> list;
        for (const auto& id : ids) list.push_back(id.value);
        return list;
    }

    static std::vector<Deleted<Glance>> in_trash(const KindOfItem& kind, const Stores& stores, const Viewer& viewer,
                                                 const std::optional<Uuid>& only) {
        std::vector<Deleted<Glance>> list;
        for (const auto& deleted :
             stores.get<Store>().deleted(viewer, only ? std::optional(ItemId{*only}) : std::nullopt)) {
            Glance glance;
            glance.item = {kind.kind, deleted.item.id.value};
            glance.author = deleted.item.author;
            glance.audience = deleted.item.audience;
            show(deleted.item, viewer, glance);
            list.push_back({std::move(glance), deleted.at});
        }
        return list;
    }
};

// The columns of a kind: those that every item has, and its own between them.
inline std::vector<Column> item_columns(const std::vector<Column>& own) {
    std::vector<Column> columns{
        {"id", Holds::id}, {"author", Holds::reference, 0, 0, "person"}, {"audience", Holds::audience}};
    columns.insert(columns.end(), own.begin(), own.end());
    columns.insert(columns.end(), {{"sealed", Holds::bytes, shortest_seal, longest_seal},
                                   {"edited_at", Holds::instant},
                                   {"deleted_at", Holds::instant}});
    return columns;
}

}  // namespace core
