#pragma once

#include "core/items/kind.hpp"

namespace core {

const KindOfItem& thanks_kind();

}  // namespace core
