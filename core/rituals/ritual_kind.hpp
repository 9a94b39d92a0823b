#pragma once

#include "core/items/kind.hpp"

namespace core {

const KindOfItem& ritual_kind();

}  // namespace core
