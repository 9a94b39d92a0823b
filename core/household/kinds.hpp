#pragma once

#include <cstddef>
#include <type_traits>

namespace core {

// Types, numbered from nought: what a std::variant of them would know, without any of them being looked at before it is
// asked for.
template <class... C> struct Kinds {
    static constexpr std::size_t count = sizeof...(C);
    template <class One> static constexpr bool have = (std::is_same_v<One, C> || ...);
    template <class One> static constexpr std::size_t number_of() {
        std::size_t number = 0;
        (void)((std::is_same_v<One, C> ? false : (++number, true)) && ...);
        return number;
    }
    // Calls `visitor` with what `held` points to, which is of the kind with that number.
    template <class Result, class Visitor>
    static Result visit(std::size_t number, const void* held, Visitor&& visitor) {
        using Call = Result (*)(const void*, Visitor&);
        static constexpr Call calls[] = {
            [](const void* one, Visitor& see) -> Result { return see(*static_cast<const C*>(one)); }...};
        return calls[number](held, visitor);
    }
};

}  // namespace core
