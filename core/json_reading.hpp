#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace core {

// How JSON of strangers is read: in one pass, whatever it holds. (Through the library's own callback an array would be
// gone through once more for every object in it.)
struct JsonRules {
    std::size_t deepest = 64;  // within so many objects and arrays
    enum class Deeper { left_out, refused } deeper = Deeper::refused;
    std::size_t most_values = std::numeric_limits<std::size_t>::max();  // more are refused
    // Each element of an array that is a member of the outermost object, with that member's name; true: it was taken,
    // and is not kept. Nothing: all is kept.
    std::function<bool(const std::string& member, nlohmann::json& element)> take = {};
};

struct JsonRead {
    enum class Problem { none, not_json, number_too_large, too_much };
    nlohmann::json value;  // up to where a problem was
    Problem problem = Problem::none;
    std::size_t at = 0;  // of one that is no JSON: the byte where it breaks off, counted from 0
};

JsonRead read_json_of_strangers(std::string_view bytes, const JsonRules& rules);

}  // namespace core
