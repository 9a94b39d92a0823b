#include "core/exports/page.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace core::exports {

namespace {

constexpr std::string_view style = R"css(
:root { color-scheme: light dark; --paper: #fbf6ef; --card: #fff; --ink: #2b2320; --quiet: #6e625b; --line: #e8ded2; --ember: #c2513a; }
@media (prefers-color-scheme: dark) { :root { --paper: #1e1a18; --card: #2a2522; --ink: #f3eae0; --quiet: #b8a99d; --line: #443b36; --ember: #e0846f; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.55 "Noto Sans", system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 3rem 1.25rem 5rem; }
h1, h2, h3 { font-family: Quicksand, "Noto Sans", system-ui, sans-serif; line-height: 1.2; }
h1 { font-size: 2.2em; margin: 0 0 .5rem; } h2 { font-size: 1.6em; margin: 3rem 0 1rem; } h3 { font-size: 1em; color: var(--quiet); margin: 2rem 0 .5rem; }
a { color: var(--ember); } nav a { margin-right: 1em; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 20px; padding: 1rem 1.25rem; margin: .75rem 0; }
p { margin: .25rem 0; white-space: pre-line; overflow-wrap: anywhere; } .quiet, .reply { color: var(--quiet); font-size: .85em; } .said { font-size: 1.05em; }
img { display: block; max-width: 100%; height: auto; border-radius: 12px; margin: .5rem 0; }
@media print { :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --quiet: #444; --line: #bbb; } nav { display: none; } body { font-size: 11pt; }
main { max-width: none; padding: 0; } article { break-inside: avoid; border-radius: 0; } h2, h3 { break-after: avoid; } img { max-height: 16cm; width: auto; } }
)css";

std::string years(const std::vector<Card>& cards) {
    std::string links;
    std::optional<int> year;
    for (const auto& card : cards) {
        if (year == year_of(card.day)) continue;
        year = year_of(card.day);
        const auto text = std::to_string(*year);
        links += "<a href=\"#y" + text + "\">" + text + "</a>\n";
    }
    return links.empty() ? std::string() : "<nav>\n" + links + "</nav>\n";
}

std::string rituals(const Diary& diary, const ExportWords& words) {
    if (diary.rituals.empty()) return {};
    std::string html = "<h2>" + escaped(words.rituals) + "</h2>\n";
    for (const auto& ritual : diary.rituals) {
        html += "<article>" + element("p", "said", ritual.title) + element("p", "note", ritual.note);
        for (const auto& line : ritual.quiet) html += element("p", "quiet", line);
        html += "</article>\n";
    }
    return html;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            case '\'': safe += "&#39;"; break;
            default: safe += c;
        }
    }
    return safe;
}

std::string element(std::string_view tag, std::string_view kind, std::string_view text) {
    if (text.empty()) return {};
    return "<" + std::string(tag) + " class=\"" + std::string(kind) + "\">" + escaped(text) + "</" + std::string(tag) +
           ">";
}

std::string picture(const std::string& file, int width, int height, std::string_view said) {
    // A name is a part of an address here: what means something in one is written by its number.
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string address;
    for (const char c : file) {
        if (std::string_view("%?#\\:").find(c) == std::string_view::npos) {
            address += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        address += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    const auto place = escaped(address);
    return "<a href=\"" + place + "\"><img src=\"" + place + "\" loading=\"lazy\" width=\"" + std::to_string(width) +
           "\" height=\"" + std::to_string(height) + "\" alt=\"" + escaped(said) + "\"></a>";
}

std::string page_of(PageParts parts) {
    auto& cards = parts.cards;
    std::stable_sort(cards.begin(), cards.end(),
                     [](const Card& x, const Card& y) { return std::tie(x.day, x.at) < std::tie(y.day, y.at); });
    // No script, nothing from elsewhere, whatever somebody wrote.
    std::string page =
        "<!doctype html>\n<html lang=\"" + escaped(parts.language) +
        "\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
        escaped(parts.title) + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n<main>\n<h1>" +
        escaped(parts.title) + "</h1>\n";
    page += element("p", "quiet", parts.introduction) + "\n";
    page += years(cards) + parts.front;
    std::optional<Day> day;
    for (const auto& card : cards) {
        if (!day || year_of(card.day) != year_of(*day)) {
            const auto year = std::to_string(year_of(card.day));
            page += "<h2 id=\"y" + year + "\">" + year + "</h2>\n";
        }
        if (day != card.day) page += "<h3>" + escaped(parts.date(card.day)) + "</h3>\n";
        day = card.day;
        page += "<article>" + card.html + "</article>\n";
    }
    return page + "</main>\n</body>\n</html>\n";
}

std::string to_html(const Diary& diary, const ExportWords& words) {
    PageParts parts{words.language, diary.title, diary.introduction, {}, {}, words.date};
    parts.front = element("p", "quiet", diary.left_out) + (diary.left_out.empty() ? "" : "\n") + rituals(diary, words);
    for (const auto& entry : diary.entries) {
        std::string html;
        if (entry.photo) {
            const auto& photo = *entry.photo;
            html += photo.file.empty() ? element("p", "quiet", words.photo_missing)
                                       : picture(photo.file, photo.width, photo.height,
                                                 photo.caption.empty() ? words.photo : photo.caption);
        }
        html += element("p", "quiet", entry.quiet) + element("p", "said", entry.said);
        for (const auto& text : entry.more) html += element("p", "note", text);
        for (const auto& reply : entry.replies) html += element("p", "reply", reply);
        parts.cards.push_back({entry.day, entry.moment, std::move(html)});
    }
    return page_of(std::move(parts));
}

}  // namespace core::exports
