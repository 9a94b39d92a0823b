#pragma once

#include <compare>

#include "core/id.hpp"
#include "core/time/instant.hpp"

namespace core {

// The kinds of things that have an audience.
enum class ItemKind { check_in, thanks, ritual, memory, closeness };

struct ItemRef {
    ItemKind kind = ItemKind::check_in;
    Uuid id;
    std::strong_ordering operator<=>(const ItemRef&) const = default;
};

// Something that lies in the trash, and since when.
template <class Item> struct Deleted {
    Item item;
    Instant at;
};

}  // namespace core
