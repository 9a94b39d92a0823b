#pragma once

#include <utility>

#include "core/items/item_store.hpp"
#include "core/items/store_access.hpp"

namespace core {

template <class Item>
Result<Uuid> set_described_audience(Change& change, PersonId by, const Uuid& id, Audience audience) {
    auto& store = change.get<ItemStore<Item>>();
    const auto found = change.own<Item>(store, by, decltype(Item::id){id});
    if (!found) return found.refusal();
    auto item = found.value();
    item.shared_at = change.shared_as_changed(item.audience, audience, item.shared_at);
    item.audience = audience;
    store.update(item, change.now());
    return id;
}

template <class Item> Result<Uuid> remove_described(Change& change, PersonId by, const Uuid& id) {
    const auto found = change.own<Item>(change.get<ItemStore<Item>>(), by, decltype(Item::id){id});
    if (!found) return found.refusal();
    change.put_in_trash<ItemStore<Item>>(found.value().id);
    return id;
}

template <class Item>
std::vector<Record> described_records(const Stores& stores, const Viewer& viewer, Day from, Day to) {
    const auto& described = Item::description();
    std::vector<Record> records;
    for (const auto& item : stores.get<ItemStore<Item>>().between(viewer, from, to)) {
        Record record{RecordId{item.id.value}, item.author, item.audience, item.day,
                      item.*described.at,      {},          item.shared_at};
        for (const auto& field : described.fields) record.fields.push_back(field.get(item));
        records.push_back(std::move(record));
    }
    return records;
}

template <class Item> void insert_described(Stores& stores, const Record& record) {
    const auto& described = Item::description();
    Item item;
    item.id = decltype(Item::id){record.id.value};
    item.author = record.author;
    item.audience = record.audience;
    item.day = record.day;
    item.*described.at = record.at;
    item.shared_at = record.shared_at;
    for (std::size_t i = 0; i < described.fields.size(); ++i) described.fields[i].set(item, record.fields.at(i));
    stores.get<ItemStore<Item>>().insert(item);
}

// Builds a kind from its description alone. `show` fills the trash's line; what I share shows the first number and the
// first text: a kind that changes one sets `text` and `level` to match.
template <class Item, auto show> KindOfItem described_kind() {
    const auto& described = Item::description();
    KindOfItem kind;
    kind.kind = described.kind;
    kind.table = described.table;
    kind.list = described.list;
    std::vector<Column> columns{{described.moment, Holds::instant}, {"day", Holds::day, 0, 0, described.moment}};
    kind.content = described.fields.front().column.name;
    bool any_text = false;
    for (const auto& field : described.fields) {
        const auto& column = field.column;
        columns.push_back(column);
        kind.fields.push_back(column);
        kind.in_seal += (kind.in_seal.empty() ? "" : ",") + std::string(column.name);
        if (column.holds == Holds::number && column.highest > 1 && !kind.highest_level) {
            kind.level = column.name;
            kind.least_level = static_cast<int>(column.lowest);
            kind.highest_level = static_cast<int>(column.highest);
        }
        if (column.holds == Holds::text && !std::exchange(any_text, true)) kind.text = column.name;
    }
    columns.push_back({"shared_at", Holds::instant});
    kind.columns = item_columns(columns);
    kind.day = "day";
    kind.moment = kind.shared_moment = described.moment;
    StoreAccess<ItemStore<Item>, Item, show>::add_to(kind);
    kind.remove = remove_described<Item>;
    kind.set_audience = set_described_audience<Item>;
    kind.records = described_records<Item>;
    kind.insert = insert_described<Item>;
    return kind;
}

// What an item says, for search: its texts one after the other.
template <class Item>
std::vector<SearchText> described_texts(const Stores& stores, const Viewer& viewer, Day from, Day to, bool) {
    const auto& described = Item::description();
    std::vector<SearchText> texts;
    for (const auto& item : stores.get<ItemStore<Item>>().between(viewer, from, to)) {
        std::vector<std::string> parts;
        for (const auto& field : described.fields)
            if (field.column.holds == Holds::text) parts.push_back(std::get<std::string>(field.get(item)));
        texts.push_back({{described.kind, item.id.value},
                         item.author,
                         item.audience,
                         item.day,
                         (item.*described.at).utc_ms,
                         text_of(parts),
                         item.shared_at});
    }
    return texts;
}

}  // namespace core
