#include "app/widgets/soft_wrap.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace app::soft_wrap {

namespace {
constexpr std::string_view joiner = "\u2060";

// Where the character before a position begins.
std::size_t before(std::string_view text, std::size_t at) {
    if (at > 0) --at;
    while (at > 0 && core::within_code_point(text, at)) --at;
    return at;
}
}  // namespace

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
    const auto take_back = [&] {
        text.resize(before(text, text.size()));
        if (cursor && placed) *cursor = std::min(*cursor, text.size());
    };
    const auto at = [&](std::size_t i, std::string_view piece) { return shown.substr(i, piece.size()) == piece; };
    const auto ends_in_blank = [&] { return !text.empty() && text.back() == ' '; };
    for (std::size_t i = 0; i < shown.size();) {
        if (cursor && !placed && target <= i) {
            *cursor = text.size();
            placed = true;
        }
        if (at(i, mark)) {
            i += mark.size();
        } else if (at(i, joiner)) {
            // What is left of a break somebody deleted the end of.
            i += joiner.size();
            if (i < shown.size() && (shown[i] == '\n' || at(i, joiner))) i += shown[i] == '\n' ? 1 : joiner.size();
            if (!text.empty() && text.back() != '\n') take_back();
        } else if (shown[i] == '\n' && at(i + 1, joiner) && !at(i + 1, mark)) {
            // Or the beginning.
            i += 1 + joiner.size();
            if (ends_in_blank()) take_back();
            else if (i < shown.size() && shown[i] != '\n' && !at(i, joiner)) i = core::end_of_code_point(shown, i);
        } else {
            text += shown[i++];
        }
    }
    if (cursor && !placed) *cursor = text.size();
    return text;
}

std::size_t outside_break(std::string_view shown, std::size_t cursor, std::size_t came_from) {
    const auto found = shown.find(mark, cursor >= mark.size() ? cursor - mark.size() : 0);
    if (found == std::string_view::npos || cursor < found || cursor >= found + mark.size()) return cursor;
    const auto lower = found + mark.size();
    if (cursor == found) return came_from < found && came_from == before(shown, found) ? lower : found;
    if (came_from == found) return lower;
    if (came_from == lower) return before(shown, found);
    return cursor <= found + joiner.size() ? found : lower;
}

}  // namespace app::soft_wrap
