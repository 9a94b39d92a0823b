#pragma once

#include "core/vault/device_secrets.hpp"

namespace tests {

// One device for the whole test program, as every household opened in it would have.
inline core::MemorySecrets& device() {
    static core::MemorySecrets secrets;
    return secrets;
}

}  // namespace tests
