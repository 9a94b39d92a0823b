#pragma once

#include "core/check_ins/check_in.hpp"
#include "core/items/item_store.hpp"

namespace core {

extern template class ItemStore<CheckIn>;
using CheckInStore = ItemStore<CheckIn>;

}  // namespace core
