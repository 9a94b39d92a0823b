#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "core/exports/contents.hpp"

// A household as JSON, one item a line, so that two exports can be laid side by side. Versioned: a later shape gets
// another name, and a field that this version does not know is refused rather than lost.
namespace core::exports {

inline constexpr std::string_view household_format = "inglenook-household-1";
inline constexpr std::size_t largest_json = 128 << 20;  // bytes
inline constexpr std::size_t most_values =
    12'000'000;  // of the JSON, so that a small file does not become a large household

std::string to_json(const Contents& contents);

// Why a file is not taken, and where.
struct JsonProblem {
    enum class What {
        cannot_be_read,
        own_database,  // the household's, which is open: see db::is_open_database
        too_large,
        not_json,  // line and column say where it ends to be
        not_this_format,
        newer_format,   // of another version
        unknown_field,  // a newer program's
        missing,
        wrong_value,
        twice,           // the same id
        unknown_person,  // nobody in it
        unknown_item,    // what hangs on something that is not in it
    };
    What what = What::not_json;
    std::string where = {};            // "check_ins[12].mood", from 0; empty where it is all of it
    std::size_t line = 0, column = 0;  // from 1, of what is no JSON
};

// Throws nothing that bytes could cause.
std::variant<Contents, JsonProblem> read_json(std::string_view bytes);

}  // namespace core::exports
