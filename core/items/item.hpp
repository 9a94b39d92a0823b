#pragma once

#include <compare>

#include "core/id.hpp"

namespace core {

// The kinds of things that have an audience.
enum class ItemKind { check_in, thanks, ritual, memory };

struct ItemRef {
    ItemKind kind = ItemKind::check_in;
    Uuid id;
    std::strong_ordering operator<=>(const ItemRef&) const = default;
};

}  // namespace core
