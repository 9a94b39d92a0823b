#include "core/exports/diary.hpp"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/check_ins/names.hpp"
#include "core/items/kind.hpp"

namespace core::exports {

namespace {

using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// What stands in braces, put in once from the left: names may have braces in them too.
std::string filled(std::string_view text, Values values) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        const auto* match = std::find_if(values.begin(), values.end(), [&](const auto& value) {
            return text.substr(i, value.first.size()) == value.first;
        });
        if (match != values.end()) {
            result += match->second;
            i += match->first.size();
        } else {
            result += text[i++];
        }
    }
    return result;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string line;
    for (const auto& part : parts)
        if (!part.empty()) line += (line.empty() ? "" : " · ") + part;
    return line;
}

int index_of(Help help) { return static_cast<int>(help) - static_cast<int>(Help::listen); }

class Writer {
public:
    Writer(const Contents& contents, const ExportWords& words) : c_(contents), w_(words) {
        for (const auto& heart : c_.hearts)
            replies_[heart.thanks.value].push_back(filled(w_.heart_of, {{"{name}", name_of(heart.author)}}));
        for (const auto& memory : c_.memories) memories_[memory.id] = &memory;
        for (const auto& ritual : c_.rituals) rituals_[ritual.id] = &ritual;
        for (const auto& answer : c_.answers)
            replies_[answer.subject.id].push_back(
                filled(w_.said_by, {{"{name}", name_of(answer.author)}, {"{words}", words_of(answer)}}));
    }

    Diary write(Day today) const {
        Diary diary;
        diary.title =
            c_.viewer ? filled(w_.household_title, {{"{name}", name_of(c_.viewer)}}) : w_.household_title_of_room;
        diary.introduction = filled(w_.household_introduction, {{"{day}", w_.full_date(today)}});
        if (c_.left_out.all() > 0) diary.left_out = w_.left_out(c_.left_out);
        for (const auto& ritual : c_.rituals) diary.rituals.push_back(entry(ritual));
        for (const auto& c : c_.check_ins) diary.entries.push_back(entry(c));
        for (const auto& t : c_.thanks) diary.entries.push_back(entry(t));
        for (const auto& t : c_.touches) diary.entries.push_back(entry(t));
        for (const auto& [kind, records] : c_.records)
            for (const auto& record : records) diary.entries.push_back(entry(kind_of(kind), record));
        for (const auto& m : newest_marks()) diary.entries.push_back(entry(*m));
        for (const auto& m : c_.memories) diary.entries.push_back(entry(m));
        std::stable_sort(diary.entries.begin(), diary.entries.end(), [](const DiaryEntry& a, const DiaryEntry& b) {
            return std::tie(a.day, a.moment) < std::tie(b.day, b.moment);
        });
        return diary;
    }

private:
    std::string name_of(const std::optional<PersonId>& id) const {
        for (const auto& person : c_.people)
            if (id == person.id) return person.name;
        return w_.somebody_who_left;
    }
    std::string mark(Audience audience) const {
        return audience == Audience::only_me ? filled(w_.only_for, {{"{name}", name_of(c_.viewer)}}) : std::string();
    }
    std::string time(Instant at) const { return w_.clock(local_time(at).minute); }
    std::string words_of(const Answer& answer) const {
        if (has_words(answer.kind)) return answer.text;
        return w_.answers[std::clamp(static_cast<int>(answer.kind), 0, 3)];
    }
    std::vector<std::string> replies(const Uuid& id) const {
        const auto found = replies_.find(id);
        return found == replies_.end() ? std::vector<std::string>() : found->second;
    }

    DiaryEntry entry(const CheckIn& c) const {
        DiaryEntry e{c.day, c.felt_at.utc_ms};
        e.quiet = joined({filled(w_.check_in_of, {{"{name}", name_of(c.author)}}), time(c.felt_at),
                          c.good_news ? w_.good_news : std::string(), mark(c.audience)});
        const auto& mood = w_.moods[std::clamp(c.mood, 1, 5) - 1];
        e.said = c.feeling.empty() ? mood : mood + " – " + joined_names(c.feeling);
        if (!c.note.empty()) e.more.push_back(c.note);
        if (!c.around.empty()) e.more.push_back(filled(w_.around, {{"{names}", joined_names(c.around)}}));
        if (c.help != Help::unsaid) e.more.push_back(w_.wishes[std::clamp(index_of(c.help), 0, 3)]);
        e.replies = replies(c.id.value);
        return e;
    }

    DiaryEntry entry(const Thanks& t) const {
        DiaryEntry e{t.day, t.given_at.utc_ms};
        const auto name = name_of(t.author);
        const auto whom = t.recipient ? filled(w_.thanks_from_to, {{"{name}", name}, {"{other}", name_of(t.recipient)}})
                          : t.to == ThanksTo::us ? filled(w_.thanks_from_to_us, {{"{name}", name}})
                                                 : filled(w_.thanks_from_to_life, {{"{name}", name}});
        const auto when = t.waits ? filled(w_.waits_until, {{"{day}", w_.date(t.day)}, {"{time}", time(t.given_at)}})
                                  : time(t.given_at);
        e.quiet = joined({whom, when, mark(t.audience)});
        e.said = t.text;
        if (const auto found = t.memory ? memories_.find(*t.memory) : memories_.end(); found != memories_.end())
            e.photo = found->second;
        e.replies = replies(t.id.value);
        return e;
    }

    DiaryEntry entry(const KindOfItem& kind, const Record& record) const {
        DiaryEntry e{record.day, record.at.utc_ms};
        e.quiet = joined({time(record.at), mark(record.audience)});
        e.said = w_.said(kind, record, name_of(record.author));
        return e;
    }

    DiaryEntry entry(const Touch& t) const {
        DiaryEntry e{t.day, t.given_at.utc_ms};
        e.quiet = time(t.given_at);
        e.said = filled(w_.touches[std::clamp(static_cast<int>(t.kind), 0, 3)],
                        {{"{name}", name_of(t.author)}, {"{other}", name_of(t.recipient)}});
        return e;
    }

    DiaryEntry entry(const OccurrenceMark& m) const {
        DiaryEntry e{m.day, m.marked_at.utc_ms};
        if (const auto found = rituals_.find(m.ritual); found != rituals_.end()) {
            const auto& ritual = *found->second;
            e.quiet = filled(m.outcome == Outcome::skipped ? w_.skipped : w_.kept, {{"{title}", ritual.title}});
            if (ritual.audience == Audience::only_me) e.quiet = joined({e.quiet, mark(ritual.audience)});
        }
        return e;
    }

    DiaryEntry entry(const MemoryRecord& m) const {
        DiaryEntry e{m.day, m.taken_at.utc_ms};
        e.quiet =
            joined({m.author ? filled(w_.memory_of, {{"{name}", name_of(m.author)}}) : w_.photo, mark(m.audience)});
        e.said = m.caption;
        e.photo = &m;
        return e;
    }

    DiaryRitual entry(const RitualRecord& r) const {
        DiaryRitual ritual{r.title, r.note, {}};
        ritual.quiet.push_back(joined({w_.rule(r), r.starts_at ? w_.clock(*r.starts_at) : std::string(),
                                       filled(w_.since, {{"{day}", w_.full_date(r.starts_on)}}), mark(r.audience)}));
        for (const auto& pause : c_.pauses) {
            if (pause.ritual != r.id) continue;
            ritual.quiet.push_back(pause.until ? filled(w_.paused_until, {{"{day}", w_.full_date(pause.from)},
                                                                          {"{until}", w_.full_date(*pause.until)}})
                                               : filled(w_.paused, {{"{day}", w_.full_date(pause.from)}}));
        }
        return ritual;
    }

    // Of each date the one that counts.
    std::vector<const OccurrenceMark*> newest_marks() const {
        std::map<std::pair<RitualId, Day>, const OccurrenceMark*> newest;
        for (const auto& mark : c_.marks) newest[{mark.ritual, mark.day}] = &mark;
        std::vector<const OccurrenceMark*> list;
        for (const auto& [date, mark] : newest) list.push_back(mark);
        return list;
    }

    const Contents& c_;
    const ExportWords& w_;
    std::map<Uuid, std::vector<std::string>> replies_;
    std::map<MemoryId, const MemoryRecord*> memories_;
    std::map<RitualId, const RitualRecord*> rituals_;
};

}  // namespace

Diary diary_of(const Contents& contents, const ExportWords& words, Day today) {
    return Writer(contents, words).write(today);
}

}  // namespace core::exports
