#include "app/widgets/soft_wrap.hpp"

#include <algorithm>

namespace app::soft_wrap {

namespace {
constexpr std::string_view joiner = "\u2060";
}

std::string wrap(std::string_view text, const Fit& fit, std::size_t* cursor) {
    std::string shown;
    shown.reserve(text.size() + text.size() / 8);
    const std::size_t target = cursor ? *cursor : 0;
    std::size_t at = 0;
    const auto copy = [&](std::size_t count) {
        if (cursor && target >= at && target < at + count) *cursor = shown.size() + (target - at);
        shown += text.substr(at, count);
        at += count;
    };
    while (at < text.size()) {
        const auto line_end = std::min(text.find('\n', at), text.size());
        while (at < line_end) {
            const auto line = text.substr(at, line_end - at);
            const auto fits = std::clamp<std::size_t>(fit(line), 1, line.size());
            if (fits == line.size()) {
                copy(fits);
                break;
            }
            // Behind the last blank that fits; a longer word is cut where it must be.
            auto blank = line.rfind(' ', fits);
            const auto count = blank == std::string_view::npos ? fits : blank + 1;
            copy(count);
            if (at < line_end) shown += mark;
        }
        if (at < text.size()) copy(1);  // the line feed itself
    }
    if (cursor && target >= text.size()) *cursor = shown.size();
    return shown;
}

std::string unwrap(std::string_view shown, std::size_t* cursor) {
    std::string text;
    text.reserve(shown.size());
    const std::size_t target = cursor ? *cursor : 0;
    bool placed = false;
    for (std::size_t i = 0; i < shown.size();) {
        if (cursor && !placed && target <= i) {
            *cursor = text.size();
            placed = true;
        }
        if (shown.substr(i, mark.size()) == mark) {
            i += mark.size();
        } else if (shown.substr(i, joiner.size()) == joiner) {
            // What is left of a break somebody deleted a part of.
            i += joiner.size();
            if (i < shown.size() && shown[i] == '\n') ++i;
            if (!text.empty() && text.back() == ' ') text.pop_back();
            if (cursor && placed) *cursor = std::min(*cursor, text.size());
        } else if (shown[i] == '\n' && shown.substr(i + 1, joiner.size()) == joiner) {
            i += 1 + joiner.size();
            if (!text.empty() && text.back() == ' ') text.pop_back();
            if (cursor && placed) *cursor = std::min(*cursor, text.size());
        } else {
            text += shown[i++];
        }
    }
    if (cursor && !placed) *cursor = text.size();
    return text;
}

std::size_t outside_break(std::string_view shown, std::size_t cursor, std::size_t came_from) {
    const auto from = cursor >= mark.size() ? cursor - mark.size() : 0;
    const auto found = shown.find(mark, from);
    if (found == std::string_view::npos || cursor <= found || cursor >= found + mark.size()) return cursor;
    return came_from <= found ? found + mark.size() : found;
}

}  // namespace app::soft_wrap
