#pragma once

#include "core/memories/photo_hash.hpp"

namespace core {

SealedPhoto new_seal();

}  // namespace core
