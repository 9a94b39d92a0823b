#include "app/words/thanks_chips.hpp"

#include <span>

#include "app/words/tr.hpp"

namespace app {

using core::ThanksTo;

namespace {

// Marks a text for the catalogue's collector; what is stored is the text itself, the same in every language.
constexpr const char* msgid(const char* text) { return text; }

using Chips = std::span<const ThanksChip>;

constexpr ThanksChip morning[] = {
    {msgid("for a gentle start"), msgid("Thank you for a gentle start to the day.")},
    {msgid("for getting up first"), msgid("Thank you for getting up first.")},
    {msgid("for letting me sleep"), msgid("Thank you for letting me sleep a little longer.")},
};
constexpr ThanksChip noon[] = {
    {msgid("for asking how it goes"), msgid("Thank you for asking in the middle of the day how it goes.")},
    {msgid("for lunch"), msgid("Thank you for lunch.")},
    {msgid("for that message"), msgid("Thank you for that message. It came at a good moment.")},
};
constexpr ThanksChip evening[] = {
    {msgid("for hearing about my day"), msgid("Thank you for hearing about my day.")},
    {msgid("for clearing up"), msgid("Thank you for clearing up.")},
    {msgid("for dinner"), msgid("Thank you for dinner.")},
};
constexpr ThanksChip night[] = {
    {msgid("for staying up with me"), msgid("Thank you for staying up with me.")},
    {msgid("for turning out the light"), msgid("Thank you for turning out the light.")},
    {msgid("for warming my side"), msgid("Thank you for warming my side of the bed.")},
};

constexpr ThanksChip spring[] = {
    {msgid("for opening the windows"), msgid("Thank you for opening all the windows today.")},
    {msgid("for the first evening outside"), msgid("Thank you for the first evening outside.")},
    {msgid("for the flowers"), msgid("Thank you for the flowers.")},
};
constexpr ThanksChip summer[] = {
    {msgid("for a late evening outside"), msgid("Thank you for a late evening outside.")},
    {msgid("for something cold"), msgid("Thank you for something cold to drink at the right moment.")},
    {msgid("for the shade"), msgid("Thank you for leaving me the place in the shade.")},
};
constexpr ThanksChip autumn[] = {
    {msgid("for not minding the rain"), msgid("Thank you for the walk, and for not minding the rain.")},
    {msgid("for the first soup"), msgid("Thank you for the first soup of the year.")},
    {msgid("for the extra blanket"), msgid("Thank you for bringing the extra blanket.")},
};
constexpr ThanksChip winter[] = {
    {msgid("for a warm house"), msgid("Thank you for coming home to a warm house.")},
    {msgid("for the candles"), msgid("Thank you for lighting the candles.")},
    {msgid("for clearing the ice"), msgid("Thank you for clearing the ice before I was up.")},
};

// Where nobody knows the weather: what is true of a month everywhere.
constexpr ThanksChip months[] = {
    {msgid("for beginning a year with me"), msgid("Thank you for beginning another year with me.")},
    {msgid("for a short month, well spent"), msgid("Thank you for what we made of a short month.")},
    {msgid("for making plans"), msgid("Thank you for making plans with me.")},
    {msgid("for being silly with me"), msgid("Thank you for being silly with me.")},
    {msgid("for a day off together"), msgid("Thank you for a day off together.")},
    {msgid("for half a year"), msgid("Thank you for the first half of this year.")},
    {msgid("for going out with me"), msgid("Thank you for going out with me.")},
    {msgid("for time without a plan"), msgid("Thank you for time without a plan.")},
    {msgid("for keeping the days in order"), msgid("Thank you for keeping our days in order.")},
    {msgid("for a slow evening"), msgid("Thank you for a slow evening.")},
    {msgid("for thinking of others"), msgid("Thank you for thinking of the people we love before I did.")},
    {msgid("for carrying this year with me"), msgid("Thank you for carrying this year with me.")},
};

constexpr ThanksChip us_now[] = {
    {msgid("for today, as it was"), msgid("For today, just as it was.")},
    {msgid("for taking our time"), msgid("For taking our time.")},
    {msgid("for getting it done"), msgid("For getting it done together.")},
};

constexpr ThanksChip life_morning[] = {{msgid("for the light this morning"), msgid("For the light this morning.")},
                                       {msgid("for waking up rested"), msgid("For waking up rested.")}};
constexpr ThanksChip life_noon[] = {{msgid("for a moment outside"), msgid("For a moment outside.")},
                                    {msgid("for a break that was one"), msgid("For a break that was one.")}};
constexpr ThanksChip life_evening[] = {
    {msgid("for an evening with nothing in it"), msgid("For an evening with nothing in it.")},
    {msgid("for the way home"), msgid("For the way home.")}};
constexpr ThanksChip life_night[] = {{msgid("for a quiet house"), msgid("For a quiet house.")},
                                     {msgid("for a bed to lie down in"), msgid("For a bed to lie down in.")}};
constexpr ThanksChip life_spring[] = {
    {msgid("for the first green"), msgid("For the first green on the trees.")},
    {msgid("for birds before the alarm"), msgid("For the birds that were up before the alarm.")}};
constexpr ThanksChip life_summer[] = {{msgid("for long light"), msgid("For light until late.")},
                                      {msgid("for cold water"), msgid("For cold water on a hot day.")}};
constexpr ThanksChip life_autumn[] = {
    {msgid("for the colours"), msgid("For the colours out there.")},
    {msgid("for rain on the window"), msgid("For rain on the window, and being inside.")}};
constexpr ThanksChip life_winter[] = {
    {msgid("for warm hands"), msgid("For warm hands.")},
    {msgid("for an hour of sun"), msgid("For an hour of sun in the dark of the year.")}};

constexpr ThanksChip lasting_person[] = {
    {msgid("for making coffee"), msgid("Thank you for making coffee.")},
    {msgid("for listening last night"), msgid("Thank you for listening last night.")},
    {msgid("for the walk"), msgid("Thank you for the walk.")},
    {msgid("for being patient with me"), msgid("Thank you for being patient with me.")},
    {msgid("for making me laugh"), msgid("Thank you for making me laugh.")},
    {msgid("for cooking"), msgid("Thank you for cooking.")},
    {msgid("for a quiet evening"), msgid("Thank you for a quiet evening.")},
    {msgid("for taking that off my hands"), msgid("Thank you for taking that off my hands.")},
};
constexpr ThanksChip lasting_us[] = {
    {msgid("for laughing together"), msgid("For laughing together.")},
    {msgid("for talking it through"), msgid("For talking it through.")},
    {msgid("for a quiet evening"), msgid("For a quiet evening.")},
    {msgid("for being a good team"), msgid("For being a good team.")},
    {msgid("for making up again"), msgid("For making up again.")},
    {msgid("for this home"), msgid("For this home of ours.")},
};
constexpr ThanksChip lasting_life[] = {
    {msgid("for a good night’s sleep"), msgid("For a good night’s sleep.")},
    {msgid("for something that went right"), msgid("For something that went right.")},
    {msgid("for a warm drink"), msgid("For a warm drink.")},
    {msgid("for music"), msgid("For music.")},
    {msgid("for a kind stranger"), msgid("For a kind stranger.")},
    {msgid("for being well enough"), msgid("For being well enough.")},
};

std::vector<ThanksChip> all_of(Chips chips) { return {chips.begin(), chips.end()}; }

Chips of_the_hour(bool life, int minute) {
    const int hour = minute / 60;
    if (hour < 4 || hour >= 22) return life ? Chips(life_night) : Chips(night);
    if (hour < 11) return life ? Chips(life_morning) : Chips(morning);
    if (hour < 17) return life ? Chips(life_noon) : Chips(noon);
    return life ? Chips(life_evening) : Chips(evening);
}

Chips of_the_season(bool life, Season season, int month) {
    switch (season) {
        case Season::spring: return life ? Chips(life_spring) : Chips(spring);
        case Season::summer: return life ? Chips(life_summer) : Chips(summer);
        case Season::autumn: return life ? Chips(life_autumn) : Chips(autumn);
        case Season::winter: return life ? Chips(life_winter) : Chips(winter);
        case Season::unknown: break;
    }
    return life ? Chips() : Chips(&months[month - 1], 1);
}

// Small again where only the beginning of a sentence made it large: "Evening walk", but not "TV" or "Ana’s call".
std::string in_a_sentence(const std::string& title) {
    const auto end = title.find(' ');
    if (end == std::string::npos && title.size() < 4) return title;
    auto words = title;
    const bool ascii = words[0] >= 'A' && words[0] <= 'Z' && words.size() > 1 && words[1] >= 'a' && words[1] <= 'z';
    const auto first = words.substr(0, end);
    if (ascii && first.find("’") == std::string::npos && first.find('\'') == std::string::npos)
        words[0] = static_cast<char>(words[0] - 'A' + 'a');
    return words;
}

}  // namespace

Season season_of(const core::Clock& clock, core::Day day) {
    using namespace std::chrono;
    const auto offset = [&](unsigned month) {
        return clock
            .at(core::day_from(year_month_day(std::chrono::year(core::year_of(day)), std::chrono::month(month),
                                              std::chrono::day(15))),
                12 * 60)
            .offset_minutes;
    };
    const auto january = offset(1), july = offset(7);
    if (january == july) return Season::unknown;
    const int shifted = (core::month_of(day) + (july > january ? 0 : 6)) % 12;  // December is 0
    const Season seasons[] = {Season::winter, Season::spring, Season::summer, Season::autumn};
    return seasons[shifted / 3];
}

std::vector<ThanksChip> seasonal_chips(ThanksTo to, Season season, core::Day day, int minute) {
    std::vector<ThanksChip> list;
    const auto add = [&](Chips chips) {
        if (!chips.empty()) list.push_back(chips[static_cast<std::size_t>(day.number) % chips.size()]);
    };
    if (to == ThanksTo::us) {
        add(us_now);
        return list;
    }
    const bool life = to == ThanksTo::life;
    add(of_the_hour(life, minute));
    add(of_the_season(life, season, core::month_of(day)));
    return list;
}

std::vector<ThanksChip> lasting_chips(ThanksTo to) {
    switch (to) {
        case ThanksTo::person: return all_of(lasting_person);
        case ThanksTo::us: return all_of(lasting_us);
        case ThanksTo::life: break;
    }
    return all_of(lasting_life);
}

RitualChip chip_for_ritual(const std::string& title) {
    const auto name = in_a_sentence(title);
    return {filled(trc("on a chip, after a ritual", "for the {ritual}"), {{"ritual", name}}),
            filled(tr("Thank you for the {ritual}."), {{"ritual", name}})};
}

}  // namespace app
