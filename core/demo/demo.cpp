#include "core/demo/demo.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/activities/activity_store.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/closeness/closeness.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/demo/dice.hpp"
#include "core/demo/picture.hpp"
#include "core/demo/texts.hpp"
#include "core/imports/import_store.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/memories/photo_hash.hpp"
#include "core/people/person.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/recurrence.hpp"
#include "core/rituals/ritual.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/settings/setting_store.hpp"
#include "core/thanks/thanks_store.hpp"

namespace core::demo {

namespace {

constexpr int minutes_a_day = 24 * 60;
constexpr std::int64_t minute_ms = 60'000;
constexpr int pictures_at_most = 90;
constexpr int evening_photos_at_most = 12;

class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : dice_(seed) {}
    void fill(std::uint8_t* bytes, std::size_t count) override {
        for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::uint8_t>(dice_.next() >> 56);
    }

private:
    Dice dice_;
};

// Ids of one table's rows, made at the rows' own times.
class Ids {
public:
    explicit Ids(Random& random) : source_(clock_, random) {}
    Uuid at(Instant instant) {
        clock_.set(instant);
        return source_.next_uuid();
    }

private:
    FixedClock clock_{Instant{}};
    IdSource source_;
};

// Goes through all texts in a mixed order before any comes again, and then again so that none comes soon after itself.
class Deck {
public:
    Deck(const Texts& texts, std::uint64_t seed, std::size_t left_out = 0) : texts_(&texts), dice_(seed) {
        for (std::size_t i = left_out; i < texts.size(); ++i) order_.push_back(i);
        next_ = order_.size();
    }
    std::string draw() {
        if (next_ == order_.size()) {
            const std::size_t half = began_ ? order_.size() / 2 : 0;
            mix(0, half);
            mix(half, order_.size());
            began_ = true;
            next_ = 0;
        }
        return std::string((*texts_)[order_[next_++]]);
    }

private:
    void mix(std::size_t from, std::size_t to) {
        for (std::size_t i = to; i > from + 1; --i) std::swap(order_[i - 1], order_[from + dice_.below(i - from)]);
    }

    const Texts* texts_;
    Dice dice_;
    std::vector<std::size_t> order_;
    std::size_t next_ = 0;
    bool began_ = false;
};

// What an occasion is about, and which pictures belong to it.
enum class Place { sea, mountains, camp, country, feast, city, winter, home };
constexpr int place_count = 8;

Place place_of(Motif motif) {
    switch (motif) {
        case Motif::sea:
        case Motif::lighthouse:
        case Motif::beach:
        case Motif::dunes:
        case Motif::chairs: return Place::sea;
        case Motif::mountains:
        case Motif::lake:
        case Motif::forest:
        case Motif::hills: return Place::mountains;
        case Motif::tent:
        case Motif::stars: return Place::camp;
        case Motif::path:
        case Motif::meadow:
        case Motif::balloons:
        case Motif::tree:
        case Motif::bicycles:
        case Motif::road: return Place::country;
        case Motif::lights:
        case Motif::cake:
        case Motif::picnic: return Place::feast;
        case Motif::city:
        case Motif::bridge: return Place::city;
        case Motif::snow:
        case Motif::hearth: return Place::winter;
        case Motif::table:
        case Motif::rain:
        case Motif::bookshelf:
        case Motif::cat:
        case Motif::tulips:
        case Motif::breakfast: break;
    }
    return Place::home;
}

bool in_season(Place place, int month) {
    switch (place) {
        case Place::winter: return month <= 2 || month >= 11;
        case Place::sea: return month >= 4 && month <= 11;
        case Place::camp: return month >= 5 && month <= 9;
        case Place::feast: return month >= 4 && month <= 10;
        case Place::mountains:
        case Place::country: return month >= 3 && month <= 11;
        case Place::city:
        case Place::home: break;
    }
    return true;
}

struct Planned {
    const char* title;
    const char* note;
    const char* symbol;
    const char* colour;
    const char* rule;
    int at;                // minute of the day; -1: any time
    double begun;          // 0…1 of the years
    double kept, skipped;  // probabilities; the rest stays open
};
constexpr std::array<Planned, 3> evening_rituals = {{
    {"Morning coffee", "the first cup, together", "cup", "honey", "FREQ=DAILY", 7 * 60 + 30, 0, 1, 0},
    {"Nightly talk", "ten quiet minutes", "moon", "sky", "FREQ=DAILY", 21 * 60 + 30, 0, 1, 0},
    {"Date night", "one of us plans it, the other is surprised", "heart", "ember", "FREQ=WEEKLY;BYDAY=FR", 19 * 60, 0,
     1, 0},
}};
constexpr std::array<Planned, 12> rituals_of_years = {{
    {"Morning coffee", "the first cup, together", "cup", "honey", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", 7 * 60 + 30, 0,
     0.84, 0.08},
    {"Nightly talk", "ten quiet minutes", "moon", "sky", "FREQ=DAILY", 21 * 60 + 30, 0, 0.72, 0.12},
    {"Date night", "one of us plans it, the other is surprised", "heart", "ember", "FREQ=WEEKLY;BYDAY=FR", 19 * 60, 0,
     0.76, 0.14},
    {"Anniversary", "", "star", "plum", "FREQ=YEARLY", -1, 0, 1, 0},
    {"Sunday walk", "whatever the weather", "walk", "sage", "FREQ=WEEKLY;BYDAY=SU", 16 * 60, 0.02, 0.74, 0.12},
    {"Call Grandma", "she likes to be asked about the garden", "phone", "sky", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
     18 * 60, 0.04, 0.8, 0.08},
    {"Getaway", "one night somewhere else, bags packed on Friday", "mountain", "teal", "FREQ=MONTHLY;BYDAY=2SA", -1,
     0.08, 0.66, 0.22},
    {"Pancakes", "whoever wakes up second lays the table", "pot", "honey", "FREQ=MONTHLY;BYDAY=1SU", 10 * 60, 0.12,
     0.82, 0.1},
    {"Board games", "phones sleep in the drawer", "game", "rose", "FREQ=WEEKLY;BYDAY=TH", 20 * 60, 0.15, 0.6, 0.2},
    {"An hour with a book", "door closed, no questions", "book", "slate", "FREQ=WEEKLY;BYDAY=SA", 15 * 60, 0.2, 0.7,
     0.1},
    {"Sums and cake", "money talk, but with cake", "cake", "plum", "FREQ=MONTHLY;BYDAY=-1SU", 15 * 60, 0.25, 0.72,
     0.14},
    {"Plant afternoon", "every pot gets a turn", "leaf", "sage", "FREQ=MONTHLY;BYMONTHDAY=20", -1, 0.3, 0.6, 0.15},
}};
constexpr std::size_t anniversary = 3, walk = 4, date_night = 2, paused_ritual = 8, own_ritual = 9;

std::string source_name(const char* prefix, int number) {
    char text[32];
    std::snprintf(text, sizeof text, "%s%04d.jpg", prefix, number % 10'000);
    return text;
}

}  // namespace

class Writer {
public:
    Writer(Household& household, const Request& request, const std::function<void(double)>& progress)
        : household_(household),
          progress_(progress),
          years_(std::clamp(request.years, 0, 20)),
          photos_(std::clamp(request.photos, 0, 100'000)),
          seed_(request.seed),
          random_(stream(1)),
          now_(household.clock().now()),
          day_start_(household.get<SettingStore>().day_start_hour()),
          today_(household.today()),
          first_(first_day()) {
        if (years_ == 0) photos_ = std::min(photos_, evening_photos_at_most);
    }

    bool write() {
        if (!household_.get<PersonStore>().all().empty()) return false;
        say(0);
        plan_photos();
        draw_pictures();
        db::Transaction transaction(household_.db_);
        if (!household_.get<PersonStore>().all().empty()) return false;
        write_people();
        write_rituals();
        say(0.78);
        write_check_ins();
        write_closeness();
        say(0.83);
        write_thanks();
        write_import();
        say(0.87);
        write_memories();
        write_activities();
        say(0.98);
        add_to_thanks();
        transaction.commit();
        household_.forget_undo();
        ++household_.revision_;
        say(1);
        return true;
    }

private:
    struct Picture {
        std::uint64_t seed = 0;
        Sight sight{};
        int used = 0;
        std::optional<StoredPhoto> stored;
    };
    struct Shot {
        Instant taken;
        std::size_t picture = 0;
        enum class Words { none, some, given } words = Words::none;
        const char* caption = "";
        bool for_the_room = false;
    };

    std::uint64_t stream(std::uint64_t number) const { return Dice(seed_ * 0x2545f4914f6cdd1dULL + number).next(); }
    void say(double part) const {
        if (progress_) progress_(part);
    }

    Day years_ago(int years) const {
        const auto date = date_of(today_) - std::chrono::years(years);
        return day_from(date.ok() ? date : date.year() / date.month() / std::chrono::day(28));
    }
    Day first_day() const { return years_ == 0 ? today_ : years_ago(years_) - 2; }

    // The minute may lie past midnight: it is still that day's evening. Never after now.
    Instant at(Day day, int minute) const {
        const int over = minute >= minutes_a_day ? minute / minutes_a_day : 0;
        return not_after_now(household_.clock().at(day + over, minute - over * minutes_a_day));
    }
    Instant not_after_now(Instant instant) const { return instant.utc_ms > now_.utc_ms ? now_ : instant; }
    Instant later(Instant instant, int minutes) const {
        const auto then = local_time({instant.utc_ms + minutes * minute_ms, instant.offset_minutes});
        const auto moved = household_.clock().at(then.day, then.minute);
        return not_after_now(moved.utc_ms < instant.utc_ms ? instant : moved);
    }
    // Today at that time; what is still to come by the clock is moved to the minutes before now, in order.
    Instant earlier_today(int minute) const {
        const int begin = day_start_ * 60;
        const Instant from = household_.clock().at(today_, begin), wanted = household_.clock().at(today_, minute);
        if (wanted.utc_ms <= now_.utc_ms) return wanted.utc_ms < from.utc_ms ? from : wanted;
        Instant moved = now_;
        moved.utc_ms -= (begin + minutes_a_day - minute) * minute_ms / 60;
        return moved.utc_ms < from.utc_ms ? not_after_now(from) : moved;
    }
    Day day_at(Instant instant) const { return day_of(instant, day_start_); }

    const Person& other_than(std::size_t who, Dice& dice) const {
        if (people_.size() == 2) return people_[1 - who];
        if (who < 2 && dice.chance(0.8)) return people_[1 - who];
        const auto step = 1 + dice.below(people_.size() - 1);
        return people_[(who + step) % people_.size()];
    }

    void write_people() {
        Dice dice(stream(2));
        Ids ids(random_);
        const std::size_t count = seed_ % 4 == 3 ? 3 : 2;
        const auto& names = first_names();
        std::vector<std::size_t> picked;
        std::vector<std::string> colours;
        if (seed_ == 1) {
            picked = {0, 1};
            colours = {"plum", "sky"};
        }
        while (picked.size() < count) {
            const auto name = dice.below(names.size());
            const auto same = [&](std::size_t p) { return names[p].substr(0, 1) == names[name].substr(0, 1); };
            if (std::none_of(picked.begin(), picked.end(), same)) picked.push_back(name);
        }
        while (colours.size() < count) {
            const std::string colour = person_colours[dice.below(std::size(person_colours))];
            if (std::find(colours.begin(), colours.end(), colour) == colours.end()) colours.push_back(colour);
        }
        for (std::size_t i = 0; i < count; ++i) {
            const auto joined = years_ == 0 ? household_.clock().at(today_, day_start_ * 60)
                                            : at(first_, 18 * 60 + static_cast<int>(i));
            Person person{PersonId{ids.at(not_after_now(joined))}, std::string(names[picked[i]]), colours[i], "letter",
                          std::nullopt};
            if (seed_ != 1) person.face = person_faces[dice.below(std::size(person_faces))];
            household_.stores_.get<PersonStore>().insert(person, not_after_now(joined));
            people_.push_back(std::move(person));
        }
    }

    void write_rituals() {
        Dice dice(stream(3));
        Ids ids(random_), mark_ids(random_), pause_ids(random_);
        struct Mark {
            Instant at;
            RitualId ritual;
            Day day;
            Outcome outcome;
            PersonId by;
            bool operator<(const Mark& b) const { return at.utc_ms < b.at.utc_ms; }
        };
        std::vector<Mark> marks;
        const auto* list = years_ == 0 ? evening_rituals.data() : rituals_of_years.data();
        const std::size_t count = years_ == 0 ? evening_rituals.size() : rituals_of_years.size();
        for (std::size_t i = 0; i < count; ++i) {
            const auto& planned = list[i];
            const Day begun = first_ + static_cast<int>(planned.begun * (today_ - first_));
            const Instant made = years_ == 0 ? not_after_now(household_.clock().at(today_, day_start_ * 60))
                                             : at(begun, 18 * 60 + 30 + static_cast<int>(i));
            Ritual ritual;
            ritual.id = RitualId{ids.at(made)};
            if (i == own_ritual) {
                ritual.author = people_[0].id;
                ritual.audience = Audience::only_me;
            } else if (dice.chance(0.7)) {
                ritual.author = people_[dice.below(2)].id;
            }
            if (i == 0) ritual.audience = Audience::room;  // what the kitchen may say
            ritual.title = planned.title;
            ritual.note = planned.note;
            ritual.symbol = planned.symbol;
            ritual.colour = planned.colour;
            ritual.starts_on = begun;
            if (years_ > 0 && i == anniversary)
                ritual.starts_on = day_from(std::chrono::year(year_of(first_) - 4) / std::chrono::November / 14);
            if (planned.at >= 0) ritual.starts_at = planned.at;
            const auto recurrence = Recurrence::parse(planned.rule, ritual.starts_on);
            ritual.rule = recurrence ? recurrence.value().rule() : planned.rule;
            household_.stores_.get<RitualStore>().insert(ritual, made);

            Day last = today_ - 1;
            if (years_ > 0 && i == paused_ritual) {
                const Day from = std::max(begun + 1, today_ - 40);
                const Instant paused_at = at(from, 20 * 60);
                household_.stores_.get<RitualStore>().insert_pause(pause_ids.at(paused_at), ritual.id, from,
                                                                   people_[1].id, paused_at);
                last = from - 1;
            }
            if (!recurrence || years_ == 0) continue;
            for (const Day day : recurrence.value().between(begun, last)) {
                const double roll = dice.unit(), hurried = dice.unit();
                const auto& by = i == own_ritual ? people_[0] : people_[dice.below(2)];
                if (roll >= planned.kept + planned.skipped) continue;
                const auto outcome = roll < planned.kept ? Outcome::kept : Outcome::skipped;
                const int from = planned.at >= 0 ? planned.at : 20 * 60;
                marks.push_back({at(day, from + 10 + static_cast<int>(hurried * 70)), ritual.id, day, outcome, by.id});
                if (outcome == Outcome::kept && i == date_night) date_nights_.insert(day.number);
                if (outcome == Outcome::kept && i == walk) walks_.insert(day.number);
            }
            if (i == 0 && recurrence.value().occurs_on(today_))
                marks.push_back({earlier_today(7 * 60 + 41), ritual.id, today_, Outcome::kept, people_[1].id});
        }
        if (years_ == 0)
            for (const auto& ritual : household_.stores_.get<RitualStore>().all(Viewer::of(people_[0].id), today_))
                if (ritual.symbol == "cup")
                    marks.push_back({earlier_today(7 * 60 + 41), ritual.id, today_, Outcome::kept, people_[1].id});
        std::stable_sort(marks.begin(), marks.end());
        for (const auto& mark : marks)
            household_.stores_.get<RitualStore>().insert_mark(mark_ids.at(mark.at), mark.ritual, mark.day, mark.outcome,
                                                              mark.by, mark.at);
    }

    void check_in(Ids& ids, const Person& who, Instant when, int mood, const std::string& feeling, std::string note,
                  Audience audience, const std::string& around = {}) {
        household_.stores_.get<CheckInStore>().insert({CheckInId{ids.at(when)}, who.id, audience, day_at(when), when,
                                                       mood, parted_names(feeling), std::move(note),
                                                       parted_names(around)});
    }

    // What is named around a check-in. Walks are those of the ritual and a few more; friends and music come rather on
    // lighter days.
    std::string around(Dice& dice, Day day, int mood) {
        if (!dice.chance(0.72)) return {};
        const bool weekend = weekday_of(day) >= 6, light = mood >= 4;
        std::string names;
        const auto say = [&](double chance, const char* name) {
            if (dice.chance(chance)) names += (names.empty() ? "" : ", ") + std::string(name);
        };
        say(walks_.count(day.number) > 0 ? 0.85 : 0.06, "a walk");
        say(weekend ? 0.07 : 0.62, "work");
        say(date_nights_.count(day.number) > 0 ? 0.8 : 0.1, "time together");
        say(light ? 0.2 : 0.11, "friends");
        say(light ? 0.14 : 0.09, "music");
        say(weekend ? 0.3 : 0.12, "cooking");
        say(weekend ? 0.24 : 0.08, "family");
        say(0.13, "reading");
        say(0.08, "sport");
        return names;
    }

    void write_check_ins() {
        Dice dice(stream(4)), around_dice(stream(8));
        Ids ids(random_);
        struct Mind {
            double mood = 0;
            int away = 0;  // days without check-ins
            std::vector<Deck> words, notes;
        };
        std::vector<Mind> minds(people_.size());
        for (std::size_t i = 0; i < minds.size(); ++i) {
            for (int mood = 1; mood <= 5; ++mood) {
                minds[i].words.emplace_back(feelings(mood), stream(100 + i * 10 + static_cast<std::size_t>(mood)));
                minds[i].notes.emplace_back(check_in_notes(mood),
                                            stream(200 + i * 10 + static_cast<std::size_t>(mood)));
            }
        }
        double shared = 0;  // what comes and goes for all of them
        for (Day day = first_ + 1; day < today_; day = day + 1) {
            shared = shared * 0.97 + (dice.unit() - 0.5) * 0.24;
            const double season = 0.28 * std::sin((day.number % 365 - 100) * 2 * 3.14159265 / 365.25);
            for (std::size_t i = 0; i < people_.size(); ++i) {
                auto& mind = minds[i];
                mind.mood = mind.mood * 0.94 + (dice.unit() - 0.5) * 0.42;
                if (mind.away > 0) {
                    --mind.away;
                    continue;
                }
                if (dice.chance(0.012)) mind.away = dice.between(3, 16);
                const double roll = dice.unit();
                const int times = roll < 0.24 ? 0 : roll < 0.78 ? 1 : roll < 0.94 ? 2 : 3;
                int minute = times == 1 && dice.chance(0.62) ? dice.between(17 * 60, 23 * 60 + 20)
                                                             : dice.between(6 * 60 + 30, 10 * 60);
                for (int k = 0; k < times; ++k) {
                    double feels = 3.42 + season + shared + mind.mood + (dice.unit() + dice.unit() - 1) * 1.9;
                    if (date_nights_.count(day.number) > 0) feels += 0.6;
                    if (walks_.count(day.number) > 0) feels += 0.4;
                    const int mood = std::clamp(static_cast<int>(std::lround(feels)), 1, 5);
                    const auto words = static_cast<std::size_t>(mood - 1);
                    const bool share = dice.chance(0.18), says = dice.chance(share ? 0.55 : 0.26);
                    const bool names = share || dice.chance(0.66);
                    check_in(ids, people_[i], at(day, minute), mood, names ? mind.words[words].draw() : "",
                             says ? mind.notes[words].draw() : "", share ? Audience::household : Audience::only_me,
                             around(around_dice, day, mood));
                    minute = std::min(minute + dice.between(200, 420), day_start_ * 60 + minutes_a_day - 5);
                }
            }
        }
        check_in(ids, people_[0], earlier_today(7 * 60 + 52), 4, "rested", "", Audience::only_me);
        check_in(ids, people_[1], earlier_today(18 * 60 + 10), 3, "tired, hopeful", "", Audience::household);
    }

    Thanks thank(Ids& ids, std::size_t from, const Addressee& to, Instant when, std::string text) {
        Thanks thanks{ThanksId{ids.at(when)}, people_[from].id, to.person, Audience::household, day_at(when), when,
                      std::move(text),        std::nullopt,     {}};
        thanks.to = to.to;
        return thanks;
    }

    // The first of them wants to be asked, and answers on most Sundays; this week's is of this morning.
    void write_closeness() {
        Dice dice(stream(9));
        Ids ids(random_);
        double feels = 4.6;
        for (Day day = first_ + 1; day < today_; day = day + 1) {
            if (weekday_of(day) != 7) continue;
            feels = std::clamp(feels + (dice.unit() - 0.47) * 1.1, 2.2, 6.9);
            const bool share = dice.chance(0.06);
            const auto when = at(day, dice.between(19 * 60, 22 * 60));
            if (dice.chance(0.86))
                close(ids, when, static_cast<int>(std::lround(feels)), share ? Audience::household : Audience::only_me);
        }
        close(ids, earlier_today(7 * 60 + 55), 6, Audience::only_me);
        household_.stores_.get<SettingStore>().set_choice(people_[0].id, asked_for_closeness, true,
                                                          earlier_today(7 * 60 + 50));
    }
    void close(Ids& ids, Instant when, int level, Audience audience) {
        household_.stores_.get<ClosenessStore>().insert(
            {ClosenessId{ids.at(when)}, people_[0].id, audience, day_at(when), when, level});
    }
    void give(Ids& heart_ids, const Thanks& thanks, const std::optional<PersonId>& heart_by, int minutes_later) {
        household_.stores_.get<ThanksStore>().insert(thanks);
        if (!heart_by) return;
        const auto when = later(thanks.given_at, minutes_later);
        household_.stores_.get<ThanksStore>().insert_heart(heart_ids.at(when), thanks.id, *heart_by, when);
    }

    void write_thanks() {
        Dice dice(stream(5));
        Ids ids(random_), heart_ids(random_);
        constexpr std::size_t scripted = 4;  // the first of the texts belong to the last days
        struct Giver {
            Deck taps;
            bool streak = false;
        };
        std::vector<Giver> givers;
        for (std::size_t i = 0; i < people_.size(); ++i)
            givers.push_back({Deck(thanks_taps(), stream(310 + i)), false});
        // One for all: two people do not find the same words.
        Deck own(thanks_texts(), stream(300), scripted), deeds(thanks_deeds(), stream(320)),
            codas(thanks_codas(), stream(330));
        Deck life(thanks_to_life(), stream(340)), long_ones(long_thanks(), stream(350));
        const int days = today_ - first_;
        const std::set<int> long_days = {days * 3 / 10, days * 6 / 10, days * 9 / 10};
        const Day last = today_ - 4;
        for (Day day = first_ + 1; years_ > 0 && day <= last; day = day + 1) {
            for (std::size_t i = 0; i < people_.size(); ++i) {
                auto& giver = givers[i];
                if (dice.chance(0.16)) giver.streak = !giver.streak;
                const bool at_length =
                    i == static_cast<std::size_t>(day.number % 2) && long_days.count(day - first_) > 0;
                if (!at_length && !dice.chance(giver.streak ? 0.72 : 0.22)) continue;
                const double kind = dice.unit();
                const auto to = other_than(i, dice).id;
                const int minute =
                    dice.chance(0.7) ? dice.between(17 * 60, 23 * 60 + 30) : dice.between(7 * 60, 16 * 60);
                std::string text;
                if (at_length) {
                    text = long_ones.draw();
                } else if (kind < 0.2) {
                    text = giver.taps.draw();
                } else if (kind < 0.48) {
                    const auto coda = codas.draw();
                    text = deeds.draw() + (coda.empty() ? "." : ". " + coda);
                } else if (kind < 0.58) {
                    text = life.draw();
                } else {
                    text = own.draw();
                }
                const bool to_life = !at_length && kind >= 0.48 && kind < 0.58;
                auto thanks = thank(ids, i, to_life ? std::nullopt : std::optional<PersonId>(to), at(day, minute),
                                    std::move(text));
                const int mended = dice.between(2, 90),
                          hearted = dice.chance(0.5) ? dice.between(1, 45) : dice.between(60, 1400);
                if (dice.chance(0.04)) thanks.edited_at = later(thanks.given_at, mended);
                if (dice.chance(0.04))
                    thanks.audience = dice.chance(0.3) && to_life ? Audience::only_me : Audience::room;
                const bool loved = dice.chance(at_length ? 1.0 : 0.56) && thanks.audience != Audience::only_me;
                give(heart_ids, thanks, loved ? std::optional<PersonId>(to) : std::nullopt, hearted);
            }
        }
        const auto& mira = people_[0].id;
        const auto& jonas = people_[1].id;
        const auto said = [](std::size_t i) { return std::string(thanks_texts()[i]); };
        if (years_ == 0) {
            give(heart_ids, thank(ids, 0, jonas, earlier_today(7 * 60 + 58), said(1)), std::nullopt, 0);
            give(heart_ids, thank(ids, 0, std::nullopt, earlier_today(8 * 60 + 20), std::string(thanks_to_life()[0])),
                 jonas, 240);
        } else {
            give(heart_ids, thank(ids, 0, jonas, at(today_ - 3, 19 * 60 + 32), said(3)), jonas, 25);
            give(heart_ids, thank(ids, 1, mira, at(today_ - 2, 20 * 60 + 15), said(2)), mira, 9);
            give(heart_ids, thank(ids, 0, jonas, at(today_ - 1, 21 * 60 + 50), said(1)), std::nullopt, 0);
        }
        give(heart_ids, thank(ids, 1, mira, earlier_today(18 * 60 + 10), said(0)), mira, 4);
    }

    // What the last days have besides: envelopes that nobody has opened, one that waits, thanks to us, and photos that
    // go with some.
    void add_to_thanks() {
        Dice dice(stream(7));
        Ids ids(random_);
        const auto give_closed = [&](std::size_t from, const Addressee& to, Instant when, const char* text) {
            auto thanks = thank(ids, from, to, when, text);
            thanks.envelope = true;
            household_.stores_.get<ThanksStore>().insert(thanks);
        };
        const auto& mira = people_[0].id;
        const auto& jonas = people_[1].id;
        give_closed(1, mira, earlier_today(12 * 60 + 40),
                    "The note in my lunchbox came at exactly the right moment. I grinned at a sandwich.");
        if (years_ > 0)
            give_closed(0, Addressee::us(), at(today_ - 1, 21 * 60 + 15),
                        "For the hour on the balcony with two blankets and no plan.");
        auto later = thank(ids, 0, jonas, household_.clock_.at(today_ + (11 - weekday_of(today_)) % 7 + 1, 8 * 60),
                           "Good luck today. You have done harder things, and I was there.");
        later.waits = later.envelope = true;
        household_.stores_.get<ThanksStore>().insert(later);
        if (years_ == 0) return;
        const auto viewer = Viewer::of(mira);
        for (auto& thanks : household_.stores_.get<ThanksStore>().between(viewer, first_, today_ - 2)) {
            if (thanks.audience == Audience::only_me || thanks.to == ThanksTo::life || !dice.chance(0.25)) continue;
            const auto memories = household_.stores_.get<MemoryStore>().between(viewer, thanks.day - 6, thanks.day);
            if (memories.empty()) continue;
            thanks.memory = memories[dice.below(memories.size())].id;
            household_.stores_.get<ThanksStore>().update(thanks);
        }
    }

    // --- memories -------------------------------------------------------------------------------------------

    int minute_for(Light light, Day day, Dice& dice) const {
        const int month = month_of(day);
        const int early = month <= 2 || month >= 11  ? 90
                          : month >= 5 && month <= 8 ? -75
                                                     : 0;  // how much sooner it gets dark
        switch (light) {
            case Light::dawn: return dice.between(6 * 60, 8 * 60 + 20) + early / 2;
            case Light::day: return dice.between(9 * 60 + 20, 15 * 60 + 50);
            case Light::dusk: return dice.between(18 * 60, 19 * 60 + 30) - early;
            case Light::night: break;
        }
        return dice.between(21 * 60 + 45, minutes_a_day + 50);
    }

    std::size_t least_used(const std::vector<std::size_t>& among, Dice& dice, std::set<std::size_t>& taken) const {
        // Not twice on one occasion, while there is another choice.
        std::vector<std::size_t> best;
        for (const bool again : {false, true}) {
            int fewest = 1 << 30;
            for (const auto i : among) {
                if (!again && taken.count(i) > 0) continue;
                if (pictures_[i].used < fewest) {
                    fewest = pictures_[i].used;
                    best.clear();
                }
                if (pictures_[i].used == fewest) best.push_back(i);
            }
            if (!best.empty()) break;
        }
        const auto choice = best[dice.below(best.size())];
        taken.insert(choice);
        if (taken.size() >= among.size()) taken.clear();
        return choice;
    }

    // How often a place's pictures have been used on average.
    double worn(Place place) const {
        const auto& list = places_[static_cast<std::size_t>(place)];
        int used = 0;
        for (const auto i : list) used += pictures_[i].used;
        return static_cast<double>(used) / static_cast<double>(list.size());
    }

    void add_occasion(Place place, Day from, int days, int count, Dice& dice, const char* first_caption = nullptr) {
        std::set<std::size_t> taken;
        std::vector<Shot> shots;
        for (int i = 0; i < count; ++i) {
            const auto picture = least_used(places_[static_cast<std::size_t>(place)], dice, taken);
            ++pictures_[picture].used;
            Day day = from + dice.between(0, days - 1);
            // The same date in an earlier year is kept for the one that is looked back on.
            if (day_of_month(day) == day_of_month(today_) && month_of(day) == month_of(today_)) day = day - 1;
            Instant taken_at = at(day, minute_for(pictures_[picture].sight.light, day, dice));
            taken_at.utc_ms = std::min(taken_at.utc_ms + dice.between(0, 59) * std::int64_t{1000}, now_.utc_ms);
            Shot shot;
            shot.taken = taken_at;
            shot.picture = picture;
            if (dice.chance(0.33)) shot.words = Shot::Words::some;
            shots.push_back(shot);
        }
        const auto earliest = std::min_element(
            shots.begin(), shots.end(), [](const Shot& a, const Shot& b) { return a.taken.utc_ms < b.taken.utc_ms; });
        if (first_caption && earliest != shots.end()) {
            earliest->words = Shot::Words::given;
            earliest->caption = first_caption;
            earliest->for_the_room = true;
        }
        shots_.insert(shots_.end(), shots.begin(), shots.end());
    }

    void add_look_back(Motif motif, Day day, Dice& dice, const char* caption) {
        std::size_t picture = 0;
        for (std::size_t i = 0; i < pictures_.size(); ++i)
            if (pictures_[i].sight.motif == motif &&
                (pictures_[picture].sight.motif != motif || pictures_[i].sight.light == Light::dusk))
                picture = i;
        ++pictures_[picture].used;
        Shot shot;
        shot.taken = at(day, minute_for(pictures_[picture].sight.light, day, dice));
        shot.picture = picture;
        shot.for_the_room = true;
        shot.words = caption ? Shot::Words::given : Shot::Words::some;
        if (caption) shot.caption = caption;
        shots_.push_back(shot);
    }

    void plan_photos() {
        Dice dice(stream(6));
        const std::uint64_t from = (seed_ % 1'000'000) * 97;
        for (std::uint64_t i = 0; i < pictures_at_most; ++i) {
            pictures_.push_back({from + i, sight_of(from + i), 0, std::nullopt});
            places_[static_cast<std::size_t>(place_of(pictures_.back().sight.motif))].push_back(
                static_cast<std::size_t>(i));
        }
        int left = photos_;
        const auto take = [&left](int wanted) {
            const int count = std::min(left, wanted);
            left -= count;
            return count;
        };
        const Day sunday = today_ - 1 - weekday_of(today_ - 1) % 7;  // the last one before today
        if (years_ == 0) {
            add_occasion(Place::country, today_ - 6, 5, take(std::max(1, left / 2)), dice);
            add_occasion(Place::home, sunday, 1, take(left), dice, "Sunday in the kitchen");
        } else {
            if (take(1) == 1) add_look_back(Motif::road, years_ago(years_) - 1, dice, "The long way home");
            for (int years = 1; years < years_; ++years)
                if (take(1) == 1) {
                    const Day day = years_ago(years) - dice.between(1, 3);
                    auto motif = static_cast<Motif>(dice.below(motif_count));
                    while (!in_season(place_of(motif), month_of(day)))
                        motif = static_cast<Motif>(dice.below(motif_count));
                    add_look_back(motif, day, dice, nullptr);
                }
            if (left >= 30) {
                add_occasion(Place::sea, sunday - 9, 3, take(12), dice, "A weekend by the sea");
                add_occasion(Place::home, sunday - 14, 1, take(6), dice, "Sunday in the kitchen");
            }
            plan_years(left, dice);
        }
        std::stable_sort(shots_.begin(), shots_.end(),
                         [](const Shot& a, const Shot& b) { return a.taken.utc_ms < b.taken.utc_ms; });
    }

    void plan_years(int left, Dice& dice) {
        const int days = today_ - 30 - (first_ + 7);
        const int occasions = std::clamp(left / 6, 1, years_ * 40);
        for (int i = 0; i < occasions && left > 0; ++i) {
            const int fair = left / (occasions - i);
            const int count =
                i + 1 == occasions ? left : std::min(left, std::max(1, fair / 2 + dice.between(0, std::max(1, fair))));
            left -= count;
            const double position = (i + dice.unit()) / occasions;
            Day day = first_ + 7 + static_cast<int>(position * days);
            day = day + (6 - weekday_of(day));  // that week's Saturday; from Sunday the day before
            Place place = Place::home;
            double least = 1e9;
            for (int p = 0; p < place_count; ++p) {
                const auto candidate = static_cast<Place>(p);
                if (!in_season(candidate, month_of(day))) continue;
                const double use = worn(candidate) + dice.unit() * 0.6;
                if (use < least) {
                    least = use;
                    place = candidate;
                }
            }
            const bool holiday =
                place == Place::sea || place == Place::mountains || place == Place::camp || place == Place::winter;
            const int length = place == Place::home || place == Place::feast ? 1
                               : holiday && count > 10                       ? dice.between(3, 9)
                                                                             : dice.between(1, 2);
            add_occasion(place, place == Place::home ? day + 1 : day, length, count, dice);
        }
    }

    void draw_pictures() {
        const auto wanted =
            std::count_if(pictures_.begin(), pictures_.end(), [](const Picture& p) { return p.used > 0; });
        int done = 0;
        for (std::size_t i = 0; i < pictures_.size(); ++i) {
            auto& picture = pictures_[i];
            if (picture.used == 0) continue;
            const bool upright = picture.seed % 4 == 3;
            const auto bytes =
                encode_jpeg(draw_picture(picture.seed, upright ? 1200 : 1600, upright ? 1600 : 1200), 88);
            const auto stored = household_.photos_->add_bytes(bytes, source_name("IMG_", 2031), Arrival::plain);
            if (!stored)
                throw Fault(stored.problem() == PhotoProblem::disk_full ? Fault::Kind::disk_full : Fault::Kind::io,
                            "a drawn picture could not be stored");
            picture.stored = stored.value();
            say(0.75 * ++done / static_cast<double>(wanted));
        }
    }

    // That the first of them came from another program.
    void write_import() {
        if (years_ == 0) return;
        constexpr std::size_t brought = 12;
        SeededRandom random(stream(8));
        Ids ids(random);
        ImportRecord record{{}, people_[0].id, "presently", "PresentlyBackup.csv", Audience::household, {}};
        std::vector<Thanks> came;
        for (auto& thanks : household_.get<ThanksStore>().between(Viewer::of(record.author), first_, today_))
            if (thanks.author == record.author && !thanks.recipient && thanks.audience == record.audience &&
                !thanks.edited_at)
                came.push_back(std::move(thanks));
        if (came.size() < brought) return;
        came.erase(came.begin(), came.end() - brought);  // the newest stand first
        record.at = later(came.front().given_at, 24 * 60);
        record.id = ImportId{ids.at(record.at)};
        household_.stores_.get<ImportStore>().insert(record);
        for (const auto& thanks : came)
            household_.stores_.get<ImportStore>().add(ids.at(record.at), record.id,
                                                      {ItemKind::thanks, thanks.id.value});
    }

    void write_memories() {
        Dice dice(stream(7));
        Ids ids(random_);
        std::vector<Deck> decks;
        for (int m = 0; m < motif_count; ++m)
            decks.emplace_back(captions(static_cast<Motif>(m)), stream(400 + static_cast<std::uint64_t>(m)));
        Deck anything(any_captions(), stream(450));
        std::array<int, 2> counters = {2031, 4117};
        std::size_t written = 0;
        for (const auto& shot : shots_) {
            const auto& picture = pictures_[shot.picture];
            const std::size_t by = dice.below(2);
            Memory memory;
            const auto added = later(shot.taken, 20 * 60);
            memory.id = MemoryId{ids.at(added)};
            memory.author = people_[by].id;
            const double roll = dice.unit();
            memory.audience = roll < 0.5 ? Audience::household : Audience::room;
            if (shot.for_the_room) memory.audience = Audience::room;
            memory.day = day_at(shot.taken);
            memory.taken_at = shot.taken;
            memory.dated_by = DatedBy::photo;
            const bool generic = dice.chance(0.22);
            if (shot.words == Shot::Words::given) memory.caption = shot.caption;
            if (shot.words == Shot::Words::some)
                memory.caption =
                    generic ? anything.draw() : decks[static_cast<std::size_t>(picture.sight.motif)].draw();
            memory.photo = picture.stored->hash;
            memory.format = picture.stored->facts.format;
            memory.width = picture.stored->facts.width;
            memory.height = picture.stored->facts.height;
            counters[by] += dice.between(1, 3);
            memory.source_name = source_name(by == 0 ? "IMG_" : "DSC0", counters[by]);
            household_.stores_.get<MemoryStore>().insert(memory, added);
            if (++written % 2000 == 0)
                say(0.87 + 0.13 * static_cast<double>(written) / static_cast<double>(shots_.size()));
        }
    }

    // What one of them has around their days; the other takes the usual ones.
    void write_activities() {
        if (years_ == 0) return;
        constexpr const char* list[][2] = {
            {"a walk", "walk"},           {"work", "laptop"},      {"time together", "heart"},
            {"the allotment", "sprout"},  {"choir", "music"},      {"Grandma", "phone"},
            {"the cat", "cat"},           {"cooking", "pot"},      {"swimming", "waves"},
            {"a good book", "book"},      {"a bad night", "moon"}, {"money talk", "coin"},
            {"out with friends", "glass"}};
        Ids ids(random_);
        const auto made = not_after_now(at(first_ + 20, 20 * 60));
        std::int64_t position = 0;
        for (const auto& [name, icon] : list)
            household_.stores_.get<ActivityStore>().insert(
                {ActivityId{ids.at(made)}, people_[0].id, name, icon, position += 1 << 20, made});
    }

    Household& household_;
    const std::function<void(double)>& progress_;
    int years_, photos_;
    std::uint64_t seed_;
    SeededRandom random_;
    Instant now_;
    int day_start_;
    Day today_, first_;
    std::vector<Person> people_;
    std::set<int> date_nights_, walks_;  // day numbers
    std::vector<Picture> pictures_;
    std::array<std::vector<std::size_t>, place_count> places_;
    std::vector<Shot> shots_;
};

bool fill(Household& household, const Request& request, const std::function<void(double)>& progress) {
    return Writer(household, request, progress).write();
}

}  // namespace core::demo
