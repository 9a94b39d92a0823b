#pragma once

#include "core/items/kind.hpp"

namespace core {

const KindOfItem& closeness_kind();

}  // namespace core
