#pragma once

#include <string_view>

#include "core/id.hpp"
#include "core/time/instant.hpp"

namespace core {

// Affection in one tap.
enum class TouchKind { hug, kiss, thinking, proud };

struct Touch {
    TouchId id;
    PersonId author, recipient;
    TouchKind kind = TouchKind::hug;
    Day day;
    Instant given_at;
};

std::string_view to_text(TouchKind kind);               // "hug", "kiss", "thinking", "proud"
TouchKind touch_kind_from_text(std::string_view text);  // anything unknown: hug

}  // namespace core
