#include "core/imports/written_time.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <string>

#include <date/tz.h>

namespace core::imports {

namespace {

// The digits of Arabic, Persian, Hindi and Bengali, which some programs use for dates, as 0 to 9.
std::string with_plain_digits(std::string_view text) {
    struct Range {
        std::string_view lead;
        unsigned char zero;
    };
    constexpr Range ranges[] = {{"\xd9", 0xa0}, {"\xdb", 0xb0}, {"\xe0\xa5", 0xa6}, {"\xe0\xa7", 0xa6}};
    std::string plain;
    for (std::size_t i = 0; i < text.size();) {
        bool taken = false;
        for (const auto& [lead, zero] : ranges) {
            if (i + lead.size() >= text.size() || text.substr(i, lead.size()) != lead) continue;
            const int digit = static_cast<unsigned char>(text[i + lead.size()]) - zero;
            if (digit < 0 || digit > 9) continue;
            plain += static_cast<char>('0' + digit);
            i += lead.size() + 1;
            taken = true;
            break;
        }
        if (!taken) plain += text[i++];
    }
    return plain;
}

// A number of at most `most` digits, which it takes off the front; -1 where there is none or it is longer.
int take_number(std::string_view& text, std::size_t most) {
    std::size_t count = 0;
    int value = 0;
    while (count < text.size() && is_digit(text[count])) {
        if (count == most) return -1;
        value = value * 10 + (text[count++] - '0');
    }
    text.remove_prefix(count);
    return count == 0 ? -1 : value;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

// The marks of the half of the day, without dots and spaces of any kind, in small letters.
std::string half_mark(std::string_view text) {
    std::string mark;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.compare(i, 2, "\xc2\xa0") == 0) ++i;
        else if (text.compare(i, 3, "\xe2\x80\xaf") == 0) i += 2;
        else if (text[i] >= 'A' && text[i] <= 'Z') mark += static_cast<char>(text[i] + 32);
        else if (text[i] != ' ' && text[i] != '.') mark += text[i];
    }
    return mark;
}

enum class Half { none, morning, evening, unknown };

Half half_of_day(std::string_view text) {
    constexpr std::string_view morning[] = {"am",  "a",  "vorm", "vm", "fm",   "de",   "öö",   "ÖÖ",
                                            "dop", "πμ", "ص",    "ق",  "上午", "午前", "오전", "sa"};
    constexpr std::string_view evening[] = {"pm",  "p",  "nachm", "nm",   "em",   "du",   "ös", "ÖS",
                                            "odp", "μμ", "م",     "下午", "午後", "오후", "ch"};
    const auto mark = half_mark(text);
    if (mark.empty()) return Half::none;
    if (std::find(std::begin(morning), std::end(morning), mark) != std::end(morning)) return Half::morning;
    if (std::find(std::begin(evening), std::end(evening), mark) != std::end(evening)) return Half::evening;
    return Half::unknown;
}

std::optional<Day> day_of_numbers(int year, int month, int day) {
    if (year < 1 || month < 1 || day < 1) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    return date.ok() ? std::optional(day_from(date)) : std::nullopt;
}

// +02:00, +0200 or +02, at most 18 hours either way, as far as any clock was.
std::optional<int> written_offset(std::string_view text) {
    if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
    const int sign = text.front() == '-' ? -1 : 1;
    std::string digits;
    for (const char c : text.substr(1))
        if (c != ':') digits += c;
    if ((digits.size() != 2 && digits.size() != 4) || !std::all_of(digits.begin(), digits.end(), is_digit))
        return std::nullopt;
    const int hours = std::stoi(digits.substr(0, 2)), minutes = digits.size() == 4 ? std::stoi(digits.substr(2)) : 0;
    if (minutes > 59 || hours * 60 + minutes > 18 * 60) return std::nullopt;
    return sign * (hours * 60 + minutes);
}

}  // namespace

std::optional<Day> written_day(std::string_view text) {
    const auto plain = with_plain_digits(text);
    auto rest = trimmed(plain);
    const auto digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    const int first = take_number(rest, 4);
    if (first < 0 || rest.empty()) return std::nullopt;
    const char separator = rest.front();
    if (separator != '-' && separator != '/' && separator != '.') return std::nullopt;
    rest.remove_prefix(1);
    const int second = take_number(rest, 2);
    if (second < 0 || !take(rest, separator)) return std::nullopt;
    const auto last_digits = rest.size();
    const int third = take_number(rest, 4);
    if (third < 0 || !rest.empty()) return std::nullopt;
    if (digits == 4 && last_digits <= 2) return day_of_numbers(first, second, third);
    // With dots the day is first everywhere; with dashes and strokes it depends on the country, and nobody can tell.
    if (separator == '.' && digits <= 2 && last_digits == 4) return day_of_numbers(third, second, first);
    return std::nullopt;
}

std::optional<int> written_minute(std::string_view text) {
    const auto plain = with_plain_digits(text);
    const auto from = plain.find_first_of("0123456789");
    if (from == std::string::npos) return std::nullopt;
    auto rest = std::string_view(plain).substr(from);
    const int hour = take_number(rest, 2);
    if (!take(rest, ':') && !take(rest, '.')) return std::nullopt;
    if (rest.size() < 2 || !is_digit(rest[0]) || !is_digit(rest[1])) return std::nullopt;
    const int minute = take_number(rest, 2);
    if (take(rest, ':') && (take_number(rest, 2) < 0)) return std::nullopt;
    if (hour < 0 || minute < 0 || minute > 59) return std::nullopt;

    const auto before = half_of_day(std::string_view(plain).substr(0, from)), after = half_of_day(rest);
    if (before != Half::none && after != Half::none) return std::nullopt;
    const auto half = before != Half::none ? before : after;
    if (half == Half::unknown || hour > (half == Half::none ? 23 : 12)) return std::nullopt;
    if (half == Half::none) return hour * 60 + minute;
    return (hour % 12 + (half == Half::evening ? 12 : 0)) * 60 + minute;
}

std::optional<Stamp> written_stamp(std::string_view text) {
    if (text.size() < 20 || (text[10] != 'T' && text[10] != ' ')) return std::nullopt;
    const auto day = day_from_iso(text.substr(0, 10));
    auto rest = text.substr(11);
    const int hour = take_number(rest, 2);
    if (!take(rest, ':')) return std::nullopt;
    const int minute = take_number(rest, 2);
    if (!take(rest, ':')) return std::nullopt;
    const int second = take_number(rest, 2);
    if (take(rest, '.')) rest.remove_prefix(std::min(rest.find_first_not_of("0123456789"), rest.size()));
    if (!day || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return std::nullopt;
    Stamp stamp{day->number * std::int64_t{86'400} + hour * 3'600 + minute * 60 + second};
    if (rest == "Z") return stamp;
    stamp.offset_minutes = written_offset(rest);
    if (!stamp.offset_minutes) return std::nullopt;
    stamp.utc_seconds -= *stamp.offset_minutes * 60;
    return stamp;
}

std::optional<int> offset_in_zone(std::string_view zone, std::int64_t utc_seconds) {
    if (const auto name = zone.substr(0, 3); (name == "GMT" || name == "UTC") && zone.size() > 3)
        if (const auto offset = written_offset(zone.substr(3))) return offset;
    try {
        const auto info =
            date::locate_zone(std::string(zone))->get_info(date::sys_seconds(std::chrono::seconds(utc_seconds)));
        return static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(info.offset).count());
    } catch (const std::exception&) {
        return std::nullopt;  // no such zone, or no zones on this machine
    }
}

}  // namespace core::imports
