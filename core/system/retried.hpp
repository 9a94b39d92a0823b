#pragma once

#include <cerrno>
#include <system_error>

namespace core::system {

// A call of the system's, made again where a signal broke it off.
template <class Call> auto retried(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    return result;
}

inline std::error_code last_error() { return {errno, std::generic_category()}; }

}  // namespace core::system
