#include "platform/desktop/command_line/reading.hpp"

#include "app/words/sentences.hpp"
#include "app/words/tr.hpp"
#include "core/people/person.hpp"
#include "core/people/person_store.hpp"
#include "platform/desktop/command_line/printable.hpp"

namespace platform::desktop {

namespace {

// "07:30" as minutes of the day.
std::optional<int> minute_from_text(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    for (const std::size_t i : {0u, 1u, 3u, 4u})
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
    const int hour = (text[0] - '0') * 10 + (text[1] - '0'), minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (hour > 23 || minute > 59) return std::nullopt;
    return hour * 60 + minute;
}

std::string names(const std::vector<core::Person>& people) {
    std::string text;
    for (const auto& person : people) text += (text.empty() ? "" : ", ") + person.name;
    return text;
}

bool same_but_for_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

}  // namespace

core::Day read_day(const core::Household& household, const std::string& text) {
    if (text == "today") return household.today();
    if (text == "yesterday") return household.today() - 1;
    if (text == "tomorrow") return household.today() + 1;
    if (const auto day = core::day_from_iso(text)) return *day;
    throw Stop{1, filled(app::tr("“{text}” is not a day. Write it like 2026-11-23, or today, yesterday, tomorrow."),
                         {{"text", text}})};
}

std::optional<core::LocalTime> local_time_from_iso(std::string_view text) {
    const auto t = text.find('T');
    if (t == std::string_view::npos) return std::nullopt;
    const auto day = core::day_from_iso(text.substr(0, t));
    const auto minute = minute_from_text(text.substr(t + 1));
    if (!day || !minute) return std::nullopt;
    return core::LocalTime{*day, *minute};
}

Start read_start(const core::Household& household, const std::string& text) {
    const auto t = text.find('T');
    if (t == std::string::npos) return {read_day(household, text), std::nullopt};
    const auto day = read_day(household, text.substr(0, t));
    const auto minute = minute_from_text(std::string_view(text).substr(t + 1));
    if (minute) return {day, minute};
    throw Stop{1, filled(app::tr("“{text}” is not a time of day. Write it like 07:30, from 00:00 to 23:59."),
                         {{"text", text.substr(t + 1)}})};
}

core::PersonId read_person(const core::Household& household, const std::string& name) {
    if (const auto person = household.get<core::PersonStore>().named(name)) return person->id;
    const auto people = household.get<core::PersonStore>().all();
    if (people.empty())
        throw Stop{1, filled(app::tr("There is nobody called “{name}” here; nobody has joined yet. Start with: "
                                     "inglenook people add NAME"),
                             {{"name", name}})};
    for (const auto& person : people)
        if (same_but_for_case(person.name, name))
            throw Stop{1,
                       filled(app::tr("More than one person is called “{name}”. Give one of them another name first."),
                              {{"name", name}})};
    throw Stop{1, filled(app::tr("There is nobody called “{name}” here. Here are: {people}."),
                         {{"name", name}, {"people", names(people)}})};
}

std::optional<core::PersonId> read_optional_person(const core::Household& household, const std::string& name) {
    if (name.empty()) return std::nullopt;
    return read_person(household, name);
}

core::Viewer read_viewer(const core::Household& household, const std::string& name) {
    return name == "room" ? core::Viewer::room() : core::Viewer::of(read_person(household, name));
}

core::RitualId read_ritual(const std::string& text) {
    if (const auto id = core::uuid_from_text(text)) return core::RitualId{*id};
    throw Stop{
        1, filled(app::tr("“{text}” is not a ritual's id. “inglenook list rituals” shows them."), {{"text", text}})};
}

std::optional<core::Audience> read_optional_audience(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(read_audience(text));
}

core::Audience read_audience(const std::string& text) {
    return text == "only-me" ? core::Audience::only_me : core::audience_from_text(text);
}

}  // namespace platform::desktop
