#pragma once

#include "core/answers/answer_store.hpp"
#include "core/memories/memory.hpp"

namespace core {

// A photo whose file was sealed or unsealed.
struct PhotoMove {
    Memory from, to;
};

}  // namespace core
