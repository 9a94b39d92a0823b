#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/db/connection.hpp"
#include "core/items/column.hpp"
#include "core/items/kind.hpp"

namespace core {

// One thing that an item says: which column it stands in, or under which name in the seal, and what it may be.
template <class Item> struct Field {
    Column column;
    std::function<db::Value(const Item&)> get;
    std::function<void(Item&, const db::Value&)> set;  // a value of another type leaves the item as it was
};

// A kind's table and its fields, said once, beside the value: Item::description(). The item has id, author, audience,
// day and shared_at besides.
template <class Item> struct Description {
    ItemKind kind;
    const char *table, *list;  // "check_in", "check_ins"
    const char* moment;        // the column of `at`: "felt_at"; its offset stands in "felt_offset"
    Instant Item::*at;
    std::vector<Field<Item>> fields;  // the first is in every row that lies open
};

// How a field of each type is described.
namespace fields {

template <class Item> Field<Item> whole(const char* name, int Item::*member, int least, int most) {
    return {{name, Holds::number, least, most},
            [member](const Item& item) { return db::Value(std::int64_t{item.*member}); },
            [=](Item& item, const db::Value& value) {
                if (const auto* number = std::get_if<std::int64_t>(&value))
                    item.*member = static_cast<int>(std::clamp<std::int64_t>(*number, least, most));
            }};
}

template <class Item> Field<Item> flag(const char* name, bool Item::*member) {
    return {{name, Holds::number, 0, 1},
            [member](const Item& item) { return db::Value(std::int64_t{item.*member ? 1 : 0}); },
            [member](Item& item, const db::Value& value) {
                if (const auto* number = std::get_if<std::int64_t>(&value)) item.*member = *number == 1;
            }};
}

// At most `longest` characters.
template <class Item> Field<Item> text(const char* name, std::string Item::*member, std::size_t longest) {
    return {{name, Holds::text, 0, static_cast<std::int64_t>(longest)},
            [member](const Item& item) { return db::Value(item.*member); },
            [member](Item& item, const db::Value& value) {
                if (const auto* text = std::get_if<std::string>(&value)) item.*member = *text;
            }};
}

// One of a few names, which stand in `words` with commas between.
template <class Item, class Word>
Field<Item> word(const char* name, Word Item::*member, const char* words, Word (*from_text)(std::string_view)) {
    return {{name, Holds::word, 0, 0, words},
            [member](const Item& item) { return db::Value(std::string(to_text(item.*member))); },
            [=](Item& item, const db::Value& value) {
                if (const auto* text = std::get_if<std::string>(&value)) item.*member = from_text(*text);
            }};
}

}  // namespace fields

}  // namespace core
