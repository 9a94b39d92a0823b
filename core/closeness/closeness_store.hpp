#pragma once

#include "core/closeness/closeness.hpp"
#include "core/items/item_store.hpp"

namespace core {

extern template class ItemStore<Closeness>;
using ClosenessStore = ItemStore<Closeness>;

}  // namespace core
