#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <ostream>
#include <set>

#include "app/words/moods.hpp"
#include "app/words/sentences.hpp"
#include "app/words/tr.hpp"
#include "core/activities/activity_store.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/exports/fields.hpp"
#include "core/feelings/feeling.hpp"
#include "core/items/kind.hpp"
#include "core/memories/memory_store.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/search/search_index.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "platform/desktop/command_line/commands.hpp"
#include "platform/desktop/command_line/note_commands.hpp"
#include "platform/desktop/command_line/reading.hpp"
#include "platform/desktop/command_line/rows.hpp"
#include "platform/desktop/command_line/unlocking.hpp"

namespace platform::desktop {

namespace {

constexpr int days_looked_at = 366;  // where a ritual's dates have no end

// --- JSON --------------------------------------------------------------------------------------------------

template <class T> Json or_null(const std::optional<T>& value, const std::function<Json(const T&)>& to_json) {
    return value ? to_json(*value) : Json(nullptr);
}
template <class Tag> Json id_json(const core::Id<Tag>& id) { return core::to_text(id.value); }
Json day_or_null(const std::optional<core::Day>& day) {
    return or_null<core::Day>(day, [](const core::Day& d) { return core::to_iso(d); });
}
Json instant_or_null(const std::optional<core::Instant>& instant) {
    return or_null<core::Instant>(instant, [](const core::Instant& i) { return core::to_iso(i); });
}

Json clock_or_null(const std::optional<int>& minute) { return or_null<int>(minute, core::clock_text); }

const char* outcome_name(core::Outcome outcome) {
    switch (outcome) {
        case core::Outcome::kept: return "kept";
        case core::Outcome::skipped: return "skipped";
        case core::Outcome::open: break;
    }
    return "open";
}

const char* dated_by_name(core::DatedBy by) {
    switch (by) {
        case core::DatedBy::photo: return "photo";
        case core::DatedBy::person: return "person";
        case core::DatedBy::file: break;
    }
    return "file";
}

// --- plain lines -------------------------------------------------------------------------------------------

std::string local_text(core::Instant instant) { return core::clock_text(core::local_time(instant).minute); }

// --- a row each --------------------------------------------------------------------------------------------

class Names {
public:
    explicit Names(const core::Household& household) : people_(household.get<core::PersonStore>()) {}
    std::string of(const core::PersonId& id) const {
        const auto person = people_.find(id);
        return person ? person->name : std::string();
    }
    Json or_null(const std::optional<core::PersonId>& id) const { return id ? text_or_null(of(*id)) : Json(nullptr); }

private:
    const core::PersonStore& people_;
};

Row row(const core::Person& person) {
    return {{{"id", id_json(person.id)}, {"name", person.name}, {"colour", person.colour}, {"face", person.face}},
            joined({person.name, person.colour})};
}

Row row(const core::CheckIn& c, const Names& names) {
    const int mood = std::clamp(c.mood, 1, 5);
    return {{{"id", id_json(c.id)},
             {"author", id_json(c.author)},
             {"author_name", names.or_null(c.author)},
             {"day", core::to_iso(c.day)},
             {"felt_at", core::to_iso(c.felt_at)},
             {"mood", mood},
             {"mood_name", core::mood_text(mood)},
             {"feeling", text_or_null(core::joined_names(c.feeling))},
             {"note", text_or_null(c.note)},
             {"around", text_or_null(core::joined_names(c.around))},
             {"wish", text_or_null(std::string(to_text(c.help)))},
             {"good_news", c.good_news},
             {"audience", to_text(c.audience)}},
            joined({core::to_iso(c.day), local_text(c.felt_at), names.of(c.author), app::mood_word(mood),
                    core::joined_names(c.feeling), c.note, core::joined_names(c.around)})};
}

Row row(const core::Feeling& feeling) {
    const auto hundredths = [](float n) { return std::round(static_cast<double>(n) * 100) / 100; };
    char place[32];
    std::snprintf(place, sizeof place, "%.2f %.2f", static_cast<double>(feeling.pleasantness),
                  static_cast<double>(feeling.energy));
    return {{{"word", feeling.word},
             {"pleasantness", hundredths(feeling.pleasantness)},
             {"energy", hundredths(feeling.energy)}},
            joined({app::tr(feeling.word.data()), place})};
}

Row row(const core::Activity& activity) {
    return {{{"id", id_json(activity.id)},
             {"author", id_json(activity.author)},
             {"name", activity.name},
             {"icon", text_or_null(activity.icon)}},
            activity.name};
}

// What the viewer has done with the notes to them. Whoever they are not to, and the room, are told the same whatever
// was done.
class Reading {
public:
    Reading(const core::Household& household, const core::Viewer& viewer)
        : closed_(household.get<core::ThanksReadStore>().closed(viewer)),
          put_away_(household.get<core::ThanksReadStore>().put_away(viewer)) {}
    bool is_closed(core::ThanksId id) const { return std::find(closed_.begin(), closed_.end(), id) != closed_.end(); }
    bool is_put_away(core::ThanksId id) const {
        return std::find(put_away_.begin(), put_away_.end(), id) != put_away_.end();
    }
    int put_away() const { return static_cast<int>(put_away_.size()); }

private:
    std::vector<core::ThanksId> closed_, put_away_;
};

// What lies in an envelope still is listed, and stays in it: its words and its photo.
std::string closed_line(const core::Thanks& t, const Names& names) {
    const char* sentence = t.to == core::ThanksTo::us ? app::tr("A note to us from {name} (not opened yet)")
                                                      : app::tr("A note from {name} (not opened yet)");
    const auto author = names.of(t.author);
    return joined({core::to_iso(t.day), local_text(t.given_at),
                   filled(sentence, {{"name", author.empty() ? app::tr("Somebody") : author}})});
}

Row row(const core::Thanks& t, const Names& names, const Reading& reading) {
    const bool closed = reading.is_closed(t.id), put_away = reading.is_put_away(t.id);
    Json hearts = Json::array();
    for (const auto& person : t.hearts) hearts.push_back(names.of(person));
    std::string to = t.recipient ? names.of(*t.recipient)
                                 : std::string(t.to == core::ThanksTo::us ? app::tr("us") : app::tr("life"));
    if (to.empty()) to = app::tr("somebody who left");
    return {{{"id", id_json(t.id)},
             {"author", id_json(t.author)},
             {"author_name", names.or_null(t.author)},
             {"to", to_text(t.to)},
             {"recipient", person_or_null(t.recipient)},
             {"recipient_name", names.or_null(t.recipient)},
             {"day", core::to_iso(t.day)},
             {"given_at", core::to_iso(t.given_at)},
             {"waits_until", t.waits ? Json(core::to_iso(t.given_at)) : Json(nullptr)},
             {"text", closed ? Json(nullptr) : Json(t.text)},
             {"memory", t.memory && !closed ? id_json(*t.memory) : Json(nullptr)},
             {"closed", closed},
             {"put_away", put_away},
             {"edited_at", instant_or_null(t.edited_at)},
             {"audience", to_text(t.audience)},
             {"hearts", std::move(hearts)}},
            closed ? closed_line(t, names)
                   : joined({core::to_iso(t.day), local_text(t.given_at),
                             filled(app::tr("{author} thanks {recipient}:"),
                                    {{"author", names.of(t.author)}, {"recipient", to}}),
                             t.text, t.edited_at ? app::tr("(edited)") : "",
                             t.waits ? app::tr("(waits for its moment)") : "", put_away ? app::tr("(put away)") : ""})};
}

Row row(const core::KindOfItem& kind, const core::Record& record, const Names& names) {
    Json json = {{"id", id_json(record.id)},
                 {"author", id_json(record.author)},
                 {"author_name", names.or_null(record.author)},
                 {"day", core::to_iso(record.day)},
                 {kind.moment, core::to_iso(record.at)}};
    auto line = joined({core::to_iso(record.day), local_text(record.at), names.of(record.author)});
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
        const auto& column = kind.fields[i];
        const Json value = core::exports::to_json(record.fields.at(i), column);
        json[column.name] = value;
        if (value.is_string()) line = joined({line, value.get<std::string>()});
        if (value.is_number())
            line = joined({line, filled(app::tr("{n} of {most}"),
                                        {{"n", value.dump()}, {"most", std::to_string(column.highest)}})});
    }
    json["audience"] = to_text(record.audience);
    return {std::move(json), std::move(line)};
}

Row row(const core::Ritual& r) {
    return {{{"id", id_json(r.id)},
             {"title", r.title},
             {"note", text_or_null(r.note)},
             {"symbol", r.symbol},
             {"colour", r.colour},
             {"rule", text_or_null(r.rule)},
             {"starts_on", core::to_iso(r.starts_on)},
             {"starts_at", clock_or_null(r.starts_at)},
             {"paused_since", day_or_null(r.paused_since)},
             {"audience", to_text(r.audience)},
             {"author", person_or_null(r.author)}},
            joined({core::to_text(r.id.value), r.title, r.rule.empty() ? app::tr("once") : r.rule,
                    core::to_iso(r.starts_on), r.starts_at ? core::clock_text(*r.starts_at) : "",
                    r.paused_since ? filled(app::tr("(paused since {day})"), {{"day", core::to_iso(*r.paused_since)}})
                                   : ""})};
}

Row row(const core::Memory& m) {
    return {{{"id", id_json(m.id)},
             {"day", core::to_iso(m.day)},
             {"taken_at", core::to_iso(m.taken_at)},
             {"dated_by", dated_by_name(m.dated_by)},
             {"caption", text_or_null(m.caption)},
             {"photo", core::to_hex(m.photo)},
             {"format", m.format == core::PhotoFormat::jpeg ? "jpeg" : "png"},
             {"width", m.width},
             {"height", m.height},
             {"source_name", text_or_null(m.source_name)},
             {"audience", to_text(m.audience)},
             {"author", person_or_null(m.author)}},
            joined({core::to_iso(m.day), local_text(m.taken_at), m.source_name, m.caption})};
}

// --- which ---------------------------------------------------------------------------------------------------

struct Span {
    std::optional<core::Day> from, to;
};

Span read_span(const core::Household& household, const std::string& from, const std::string& to) {
    Span span;
    if (!from.empty()) span.from = read_day(household, from);
    if (!to.empty()) span.to = read_day(household, to);
    if (span.from && span.to && *span.to < *span.from)
        throw Stop{1, filled(app::tr("{to} is before {from}. Name the earlier day with --from."),
                             {{"from", core::to_iso(*span.from)}, {"to", core::to_iso(*span.to)}})};
    return span;
}

// With days named, only rituals that occur in between.
std::vector<core::Ritual> rituals_within(const core::Household& household, const core::Viewer& viewer,
                                         const Span& span) {
    auto rituals = household.get<core::RitualStore>().all(viewer, household.today());
    if (!span.from && !span.to) return rituals;
    const core::Day from = span.from ? *span.from : *span.to - days_looked_at;
    const core::Day to = span.to ? *span.to : from + days_looked_at;
    std::set<core::RitualId> occurring;
    household.get<core::RitualStore>().each_occurrence(viewer, from, to,
                                                       [&](const core::Occurrence&, const core::Ritual& ritual) {
                                                           occurring.insert(ritual.id);
                                                           return true;
                                                       });
    rituals.erase(std::remove_if(rituals.begin(), rituals.end(),
                                 [&](const auto& ritual) { return occurring.count(ritual.id) == 0; }),
                  rituals.end());
    return rituals;
}

void open_for(Session& session, const core::Viewer& viewer, const Unlocking& unlocking) {
    if (const auto person = viewer.person) return open_to_look(session, *person, unlocking);
    if (unlocking.asked || unlocking.pin_fd)
        throw Stop{2, app::tr("Nobody’s PIN can be asked for without a person’s name: --viewer NAME.")};
}

}  // namespace

int list(Session& session, const Listing& listing) {
    const auto& household = session.household;
    const auto viewer = read_viewer(household, listing.viewer);
    const auto span = read_span(household, listing.from, listing.to);
    const auto from = span.from.value_or(core::earliest_day), to = span.to.value_or(core::latest_day);
    const Names names(household);
    if (listing.what != "people" && listing.what != "feelings") open_for(session, viewer, listing.unlocking);
    Printer printer(session.out, listing.format);
    if (listing.what == "people")
        for (const auto& person : household.get<core::PersonStore>().all()) printer.print(row(person));
    if (listing.what == "feelings")
        for (const auto& feeling : core::feelings()) printer.print(row(feeling));
    if (listing.what == "activities")
        for (const auto& activity : household.get<core::ActivityStore>().of(viewer)) printer.print(row(activity));
    if (listing.what == "check-ins")
        for (const auto& c : household.get<core::CheckInStore>().between(viewer, from, to))
            printer.print(row(c, names));
    for (const auto* kind : core::recorded_kinds())
        if (listing.what == kind->list)
            for (const auto& record : kind->records(household.stores(), viewer, from, to))
                printer.print(row(*kind, record, names));
    if (listing.what == "thanks") {
        const Reading reading(household, viewer);
        for (const auto& t : household.get<core::ThanksStore>().between(viewer, from, to))
            if (listing.put_away || !reading.is_put_away(t.id)) printer.print(row(t, names, reading));
    }
    if (listing.what == "rituals")
        for (const auto& ritual : rituals_within(household, viewer, span)) printer.print(row(ritual));
    if (listing.what == "memories")
        for (const auto& memory : household.get<core::MemoryStore>().between(viewer, from, to))
            printer.print(row(memory));
    return printer.done();
}

int search(Session& session, const Looking& looking) {
    const auto& household = session.household;
    const auto viewer = read_viewer(household, looking.viewer);
    const auto span = read_span(household, looking.from, looking.to);
    const Names names(household);
    open_for(session, viewer, looking.unlocking);
    const std::pair<const char*, core::ItemKind> kinds[] = {{"check-ins", core::ItemKind::check_in},
                                                            {"thanks", core::ItemKind::thanks},
                                                            {"rituals", core::ItemKind::ritual},
                                                            {"memories", core::ItemKind::memory}};
    core::SearchQuery query{read_text(looking.text), {}, {}, span.from, span.to};
    for (const auto& [name, kind] : kinds)
        if (looking.kind == name) query.kind = kind;
    core::SearchIndex index(household);
    while (index.step()) {
    }
    // What the viewer put away comes up nowhere.
    const Reading reading(household, viewer);
    auto all = index.find(viewer, query, looking.limit + reading.put_away());
    const auto hidden = [&](const core::Found& each) {
        return each.item.kind == core::ItemKind::thanks && reading.is_put_away(core::ThanksId{each.item.id});
    };
    all.erase(std::remove_if(all.begin(), all.end(), hidden), all.end());
    if (all.size() > static_cast<std::size_t>(looking.limit)) all.resize(static_cast<std::size_t>(looking.limit));
    Printer printer(session.out, looking.format);
    for (const auto& found : all) {
        const auto print = [&](const char* kind, const auto& item, const auto&... more) {
            if (!item) return;
            auto made = row(*item, more...);
            Json json = {{"kind", kind}};
            json.update(made.json);
            printer.print({std::move(json), std::move(made.line)});
        };
        const auto id = found.item.id;
        switch (found.item.kind) {
            case core::ItemKind::check_in:
                print("check-in", household.get<core::CheckInStore>().find(viewer, core::CheckInId{id}), names);
                break;
            case core::ItemKind::thanks:
                print("thanks", household.get<core::ThanksStore>().find(viewer, core::ThanksId{id}), names, reading);
                break;
            case core::ItemKind::ritual:
                print("ritual", household.get<core::RitualStore>().find(viewer, core::RitualId{id}, household.today()));
                break;
            case core::ItemKind::memory:
                print("memory", household.get<core::MemoryStore>().find(viewer, core::MemoryId{id}));
                break;
            default:
                for (const auto& record :
                     core::kind_of(found.item.kind).records(household.stores(), viewer, found.day, found.day)) {
                    if (record.id.value != id) continue;
                    auto made = row(core::kind_of(found.item.kind), record, names);
                    Json json = {{"kind", core::kind_of(found.item.kind).table}};
                    json.update(made.json);
                    printer.print({std::move(json), std::move(made.line)});
                }
        }
    }
    return printer.done();
}

int open_note(Session& session, const NoteToOpen& note) {
    auto& household = session.household;
    const auto reader = read_person(household, note.as);
    const auto id = core::uuid_from_text(note.id);
    if (!id)
        throw Stop{1, filled(app::tr("“{text}” is not a note's id. “inglenook list thanks” shows them, with --json."),
                             {{"text", note.id}})};
    const auto opened = household.apply(core::ReadThanks{reader, core::ThanksId{*id}, core::ReadEvent::opened});
    if (!opened) throw Stop{1, app::sentence(opened.refusal())};
    const auto viewer = core::Viewer::of(reader);
    if (const auto thanks = household.get<core::ThanksStore>().find(viewer, core::ThanksId{*id}))
        session.out << row(*thanks, Names(household), Reading(household, viewer)).line << '\n';
    return 0;
}

int list_agenda(Session& session, const Agenda& agenda) {
    const auto& household = session.household;
    // A nameless member of the household sees what is the household's and nobody's own.
    const auto viewer = agenda.viewer.empty() ? core::Viewer::of({}) : read_viewer(household, agenda.viewer);
    const auto from = read_day(household, agenda.from);
    const auto to = agenda.to.empty() ? core::to_iso(from + 6) : agenda.to;
    const auto span = read_span(household, agenda.from, to);
    open_for(session, agenda.viewer.empty() ? core::Viewer::room() : viewer, agenda.unlocking);
    const char* const weekdays[] = {app::tr("Mon"), app::tr("Tue"), app::tr("Wed"), app::tr("Thu"),
                                    app::tr("Fri"), app::tr("Sat"), app::tr("Sun")};
    Printer printer(session.out, agenda.format);
    household.get<core::RitualStore>().each_occurrence(
        viewer, *span.from, *span.to, [&](const core::Occurrence& date, const core::Ritual& ritual) {
            const auto& title = ritual.title;
            const char* outcome = date.outcome == core::Outcome::kept      ? app::tr("kept")
                                  : date.outcome == core::Outcome::skipped ? app::tr("skipped")
                                                                           : "";
            const std::string when = core::to_iso(date.day) + " " + weekdays[core::weekday_of(date.day) - 1] + " " +
                                     (date.at ? core::clock_text(*date.at) : std::string(5, ' ')) + " ";
            printer.print({{{"day", core::to_iso(date.day)},
                            {"at", clock_or_null(date.at)},
                            {"ritual", id_json(date.ritual)},
                            {"title", title},
                            {"outcome", outcome_name(date.outcome)}},
                           when + joined({title, outcome})});
            return true;
        });
    return printer.done();
}

}  // namespace platform::desktop
