#pragma once

#include "core/items/kind.hpp"

namespace core {

const KindOfItem& check_in_kind();

}  // namespace core
