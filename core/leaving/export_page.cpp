#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/leaving/person_export.hpp"

namespace core {

namespace {

// Everything on the page goes through here, names of files too.
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

std::string filled(std::string text, std::string_view name, std::string_view value) {
    const auto at = text.find(name);
    return at == std::string::npos ? text : text.replace(at, name.size(), value);
}

std::string element(std::string_view tag, std::string_view kind, std::string_view text) {
    if (text.empty()) return {};
    return "<" + std::string(tag) + " class=\"" + std::string(kind) + "\">" + escaped(text) + "</" + std::string(tag) + ">";
}

constexpr std::string_view style = R"css(
:root { color-scheme: light dark; --paper: #fbf6ef; --card: #fff; --ink: #2b2320; --quiet: #6e625b; --line: #e8ded2; --ember: #c2513a; }
@media (prefers-color-scheme: dark) { :root { --paper: #1e1a18; --card: #2a2522; --ink: #f3eae0; --quiet: #b8a99d; --line: #443b36; --ember: #e0846f; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.55 "Noto Sans", system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 3rem 1.25rem 5rem; }
h1, h2, h3 { font-family: Quicksand, "Noto Sans", system-ui, sans-serif; line-height: 1.2; }
h1 { font-size: 2.2em; margin: 0 0 .5rem; } h2 { font-size: 1.6em; margin: 3rem 0 1rem; } h3 { font-size: 1em; color: var(--quiet); margin: 2rem 0 .5rem; }
a { color: var(--ember); } nav a { margin-right: 1em; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 20px; padding: 1rem 1.25rem; margin: .75rem 0; }
p { margin: .25rem 0; white-space: pre-line; overflow-wrap: anywhere; } .quiet { color: var(--quiet); font-size: .85em; }
img { display: block; max-width: 100%; height: auto; border-radius: 12px; margin: .5rem 0; }
)css";

// One card on the page.
struct Card {
    Day day;
    std::int64_t at = 0;
    std::string html;
};

class Page {
public:
    Page(const Belongings& belongings, const ExportedPhotos& photos, const ExportWords& words)
        : b_(belongings), photos_(photos), words_(words) {}

    std::string html() const {
        auto cards = all_cards();
        std::stable_sort(cards.begin(), cards.end(),
                         [](const Card& x, const Card& y) { return std::tie(x.day, x.at) < std::tie(y.day, y.at); });
        const auto title = filled(words_.title, "{name}", b_.person.name);
        // No script, nothing from elsewhere, whatever somebody wrote.
        std::string page =
            "<!doctype html>\n<html lang=\"" + escaped(words_.language) +
            "\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
            escaped(title) + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n<main>\n<h1>" + escaped(title) +
            "</h1>\n";
        page += element("p", "quiet", filled(words_.introduction, "{day}", words_.full_date(local_time(b_.exported_at).day))) + "\n";
        page += years(cards) + rituals();
        int year = 0;
        std::optional<Day> day;
        for (const auto& card : cards) {
            if (!day || year_of(card.day) != year) {
                year = year_of(card.day);
                page += "<h2 id=\"y" + std::to_string(year) + "\">" + std::to_string(year) + "</h2>\n";
            }
            if (day != card.day) page += "<h3>" + escaped(words_.date(card.day)) + "</h3>\n";
            day = card.day;
            page += "<article>" + card.html + "</article>\n";
        }
        return page + "</main>\n</body>\n</html>\n";
    }

private:
    std::string name_of(const std::optional<PersonId>& id) const {
        for (const auto& person : b_.people)
            if (id == person.id) return person.name;
        return words_.somebody_who_left;
    }

    std::string quiet_line(std::initializer_list<std::string> parts) const {
        std::string line;
        for (const auto& part : parts)
            if (!part.empty()) line += (line.empty() ? "" : " · ") + part;
        return element("p", "quiet", line);
    }

    std::string mark(Audience audience) const { return audience == Audience::only_me ? words_.only_you : std::string(); }
    std::string time(Instant at) const { return words_.clock(local_time(at).minute); }

    std::vector<Card> all_cards() const {
        std::vector<Card> cards;
        for (const auto& c : b_.check_ins) {
            const auto& mood = words_.moods[std::clamp(c.mood, 1, 5) - 1];
            cards.push_back({c.day, c.felt_at.utc_ms,
                             quiet_line({words_.check_in, time(c.felt_at), mark(c.audience)}) +
                                 element("p", "said", c.feeling.empty() ? mood : mood + " – " + c.feeling) + element("p", "note", c.note) + element("p", "note", c.around)});
        }
        for (const auto& t : b_.given) {
            const auto to = t.recipient ? filled(words_.thanks_to, "{name}", name_of(t.recipient)) : t.to == ThanksTo::us ? words_.thanks_to_us : words_.thanks_to_life;
            cards.push_back(
                {t.day, t.given_at.utc_ms, quiet_line({to, time(t.given_at), mark(t.audience)}) + element("p", "said", t.text)});
        }
        for (const auto& t : b_.received)
            cards.push_back(
                {t.day, t.given_at.utc_ms,
                 quiet_line({filled(words_.thanks_from, "{name}", name_of(t.author)), time(t.given_at)}) + element("p", "said", t.text)});
        for (const auto& c : b_.closeness)
            cards.push_back({c.day, c.felt_at.utc_ms, quiet_line({filled(words_.closeness, "{n}", std::to_string(c.level)), time(c.felt_at), mark(c.audience)})});
        for (const auto& m : b_.memories) {
            const auto file = photos_.find(m.photo);
            const auto picture = file == photos_.end() ? element("p", "quiet", words_.photo_missing)
                                                       : "<a href=\"" + escaped(file->second) + "\"><img src=\"" + escaped(file->second) +
                                                             "\" loading=\"lazy\" width=\"" + std::to_string(m.width) + "\" height=\"" +
                                                             std::to_string(m.height) + "\" alt=\"" +
                                                             escaped(m.caption.empty() ? words_.photo : m.caption) + "\"></a>";
            cards.push_back({m.day, m.taken_at.utc_ms, picture + element("p", "said", m.caption) + quiet_line({mark(m.audience)})});
        }
        return cards;
    }

    static std::string years(const std::vector<Card>& cards) {
        std::string links;
        int year = 0;
        bool any = false;
        for (const auto& card : cards) {
            if (any && year_of(card.day) == year) continue;
            any = true;
            year = year_of(card.day);
            const auto text = std::to_string(year);
            links += "<a href=\"#y" + text + "\">" + text + "</a>\n";
        }
        return any ? "<nav>\n" + links + "</nav>\n" : std::string();
    }

    std::string rituals() const {
        if (b_.rituals.empty()) return {};
        std::string html = "<h2>" + escaped(words_.rituals) + "</h2>\n";
        for (const auto& r : b_.rituals)
            html += "<article>" + element("p", "said", r.title) + element("p", "note", r.note) +
                    quiet_line({words_.rule(r), r.starts_at ? words_.clock(*r.starts_at) : std::string(),
                                filled(words_.since, "{day}", words_.full_date(r.starts_on)), mark(r.audience)}) +
                    "</article>\n";
        return html;
    }

    const Belongings& b_;
    const ExportedPhotos& photos_;
    const ExportWords& words_;
};

}  // namespace

std::string export_page(const Belongings& belongings, const ExportedPhotos& photos, const ExportWords& words) {
    return Page(belongings, photos, words).html();
}

}  // namespace core
