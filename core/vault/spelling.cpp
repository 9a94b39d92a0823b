#include "core/vault/spelling.hpp"

#include <algorithm>
#include <cstdint>

#include <utf8proc.h>

namespace core {

namespace {

enum class Spaces { one_kind, as_typed };

// Nothing is left of it in memory that is not wiped: utf8proc works in the buffer it is given.
Secret rewritten(const Secret& typed, utf8proc_option_t form, Spaces spaces) {
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | form);
    const auto space = [](utf8proc_int32_t code, void* one_kind) {
        return one_kind && utf8proc_category(code) == UTF8PROC_CATEGORY_ZS ? utf8proc_int32_t{' '} : code;
    };
    bool one_kind = spaces == Spaces::one_kind;
    const auto decompose = [&](Secret& into, std::size_t codes) {
        return utf8proc_decompose_custom(
            typed.data(), static_cast<utf8proc_ssize_t>(typed.size()), reinterpret_cast<utf8proc_int32_t*>(into.data()),
            static_cast<utf8proc_ssize_t>(codes), options, space, one_kind ? &one_kind : nullptr);
    };
    Secret none(sizeof(utf8proc_int32_t));
    const auto codes = decompose(none, 0);
    if (codes < 0) return typed.copy();
    Secret buffer((static_cast<std::size_t>(codes) + 1) *
                  sizeof(utf8proc_int32_t));  // and the zero that utf8proc_reencode() writes
    if (decompose(buffer, static_cast<std::size_t>(codes)) != codes) return typed.copy();
    const auto bytes = utf8proc_reencode(reinterpret_cast<utf8proc_int32_t*>(buffer.data()), codes, options);
    return bytes < 0 ? typed.copy() : Secret(buffer.data(), static_cast<std::size_t>(bytes));
}

}  // namespace

Secret normalised(const Secret& typed) {
    if (std::all_of(typed.data(), typed.data() + typed.size(), [](std::uint8_t byte) { return byte < 0x80; }))
        return typed.copy();
    return rewritten(typed, UTF8PROC_COMPOSE, Spaces::one_kind);
}

std::vector<Secret> spellings(const Secret& typed) {
    std::vector<Secret> all;
    const auto add = [&](Secret spelling) {
        if (std::find(all.begin(), all.end(), spelling) == all.end()) all.push_back(std::move(spelling));
    };
    add(normalised(typed));
    if (std::all_of(typed.data(), typed.data() + typed.size(), [](std::uint8_t byte) { return byte < 0x80; }))
        return all;
    add(typed.copy());
    add(rewritten(typed, UTF8PROC_COMPOSE, Spaces::as_typed));
    add(rewritten(typed, UTF8PROC_DECOMPOSE, Spaces::as_typed));
    return all;
}

}  // namespace core
