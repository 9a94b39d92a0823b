#pragma once

#include "core/items/kind.hpp"

namespace core {

const KindOfItem& memory_kind();

}  // namespace core
