#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/check_ins/names.hpp"
#include "core/exports/page.hpp"
#include "core/items/kind.hpp"
#include "core/leaving/person_export.hpp"

namespace core {

using exports::Card;
using exports::element;
using exports::escaped;

namespace {

std::string filled(std::string text, std::string_view name, std::string_view value) {
    const auto at = text.find(name);
    return at == std::string::npos ? text : text.replace(at, name.size(), value);
}

class Page {
public:
    Page(const Belongings& belongings, const ExportedPhotos& photos, const ExportWords& words)
        : b_(belongings), photos_(photos), words_(words) {}

    std::string html() const {
        return exports::page_of({words_.language, filled(words_.title, "{name}", b_.person.name),
                                 filled(words_.introduction, "{day}", words_.full_date(local_time(b_.exported_at).day)),
                                 rituals(), all_cards(), words_.date});
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

    std::string mark(Audience audience) const {
        return audience == Audience::only_me ? words_.only_you : std::string();
    }
    std::string time(Instant at) const { return words_.clock(local_time(at).minute); }

    std::vector<Card> all_cards() const {
        std::vector<Card> cards;
        for (const auto& c : b_.check_ins) {
            const auto& mood = words_.moods[std::clamp(c.mood, 1, 5) - 1];
            cards.push_back(
                {c.day, c.felt_at.utc_ms,
                 quiet_line({words_.check_in, time(c.felt_at), mark(c.audience)}) +
                     element("p", "said", c.feeling.empty() ? mood : mood + " – " + joined_names(c.feeling)) +
                     element("p", "note", c.note) + element("p", "note", joined_names(c.around))});
        }
        for (const auto& t : b_.given) {
            const auto to = t.recipient            ? filled(words_.thanks_to, "{name}", name_of(t.recipient))
                            : t.to == ThanksTo::us ? words_.thanks_to_us
                                                   : words_.thanks_to_life;
            cards.push_back({t.day, t.given_at.utc_ms,
                             quiet_line({to, time(t.given_at), mark(t.audience)}) + element("p", "said", t.text)});
        }
        for (const auto& t : b_.received)
            cards.push_back({t.day, t.given_at.utc_ms,
                             quiet_line({filled(words_.thanks_from, "{name}", name_of(t.author)), time(t.given_at)}) +
                                 element("p", "said", t.text)});
        for (const auto& [kind, records] : b_.records)
            for (const auto& record : records)
                cards.push_back(
                    {record.day, record.at.utc_ms,
                     quiet_line({words_.said(kind_of(kind), record, {}), time(record.at), mark(record.audience)})});
        for (const auto& m : b_.memories) {
            const auto file = photos_.find(m.photo);
            const auto picture = file == photos_.end() ? element("p", "quiet", words_.photo_missing)
                                                       : exports::picture(file->second, m.width, m.height,
                                                                          m.caption.empty() ? words_.photo : m.caption);
            cards.push_back(
                {m.day, m.taken_at.utc_ms, picture + element("p", "said", m.caption) + quiet_line({mark(m.audience)})});
        }
        return cards;
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
