#pragma once

#include <string>
#include <utility>

#include "core/activities/activity_commands.hpp"
#include "core/answers/answer_commands.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/closeness/closeness.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/exports/household_export.hpp"
#include "core/exports/household_import.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/people/person_commands.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "core/settings/setting_commands.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/touches/touch_commands.hpp"
#include "tests/core/device.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/memories/pictures.hpp"

namespace tests {

inline core::ExportWords export_words() {
    core::ExportWords w;
    w.language = "en";
    w.rituals = "Rituals";
    w.since = "since {day}";
    for (auto& mood : w.moods) mood = "a mood";
    w.somebody_who_left = "somebody";
    w.photo = "A photo";
    w.photo_missing = "missing";
    w.date = w.full_date = [](core::Day d) { return core::to_iso(d); };
    w.clock = [](int minute) { return std::to_string(minute / 60) + "h" + std::to_string(minute % 60); };
    w.rule = [](const core::Ritual& r) { return r.rule; };
    w.household_title = "What {name} can see";
    w.household_title_of_room = "What the room can see";
    w.household_introduction = "Written on {day}";
    w.check_in_of = "How {name} was";
    w.thanks_from_to = "{name} thanks {other}";
    w.thanks_from_to_us = "{name} thanks us";
    w.said = [](const core::KindOfItem&, const core::Record& record, const std::string& name) {
        const auto* number = std::get_if<std::int64_t>(&record.fields.front());
        return name + " felt " + (number ? std::to_string(*number) : "?");
    };
    w.waits_until = "waits until {day} {time}";
    w.thanks_from_to_life = "{name} thanks life";
    w.only_for = "only for {name}";
    w.good_news = "good news";
    w.around = "around: {names}";
    for (auto* words : {w.wishes, w.answers})
        for (int i = 0; i < 4; ++i) words[i] = "said " + std::to_string(i);
    for (auto& touch : w.touches) touch = "{name} touched {other}";
    w.heart_of = "heart of {name}";
    w.said_by = "{name}: {words}";
    w.kept = "kept {title}";
    w.skipped = "skipped {title}";
    w.paused = "resting since {day}";
    w.paused_until = "rested {day} to {until}";
    w.memory_of = "photo of {name}";
    w.left_out = [](const core::KeptToOneself& left) { return "left out: " + std::to_string(left.all()); };
    return w;
}

// A household with something of every kind, for one, for both and for the room, with all that each can say.
struct FullHouse : House {
    core::PhotoHash open_photo, private_photo, portrait;

    FullHouse() {
        using namespace core;
        const auto took = [&](int side, const char* name) {
            auto stored =
                household.photos().add_bytes(pictures::jpeg(pictures::quarters(side, side / 2)), name, Arrival::plain);
            REQUIRE(stored);
            return stored.value();
        };
        const auto face = took(64, "face.jpg"), sea = took(80, "the \"sea\", 1.jpg"), diary = took(96, "mine.jpg");
        portrait = face.hash, open_photo = sea.hash, private_photo = diary.hash;
        done(EditPerson{ada, "Ada, “A”", "plum", "fox", portrait});
        done(SetDayStart{5});
        done(SetDefaultAudience{ada, ItemKind::thanks, Audience::room});
        done(SetDefaultAudience{ben, ItemKind::check_in, Audience::household});

        CheckInNow shared{
            ada,       2,     {"tired"}, "Ada's note\n\nin two parts", Audience::household, {"work", "=SUM(A1)"},
            Help::hug, false, {}};
        const auto check_in = made<CheckInId>(shared);
        CheckInNow mine{ada,
                        1,
                        {"low"},
                        "Ada keeps this",
                        Audience::only_me,
                        {"a walk"},
                        Help::space,
                        true,
                        clock.at(day("2026-11-20"), at(2, 30))};
        done(mine);
        done(CheckInNow{ben, 5, {}, "Ben keeps this", Audience::only_me});
        done(CheckInNow{ben, 4, {"glad"}, "Ben tells the room", Audience::room, {}, Help::unsaid, true, {}});
        done(GiveAnswer{ben, {ItemKind::check_in, check_in.value}, AnswerKind::hard, ""});
        done(GiveAnswer{ben, {ItemKind::check_in, check_in.value}, AnswerKind::words, "I’ll cook"});
        done(GiveAnswer{ada, {ItemKind::check_in, check_in.value}, AnswerKind::words, "Thank you"});

        const auto thanks = made<ThanksId>(GiveThanks{ada, ben, "for the <b>soup</b> & bread", Audience::household});
        done(GiveHeart{ben, thanks});
        done(GiveHeart{cleo, thanks});
        done(EditThanks{ada, thanks, "for the <b>soup</b> & the bread", Audience::household});
        done(GiveThanks{ada, ben, "Ada has not said this yet", Audience::only_me});
        done(GiveThanks{ada, std::nullopt, "-1 to life", Audience::room});
        done(GiveThanks{ben, cleo, "Ben to Cleo", Audience::household});
        done(GiveThanks{ben, ada, "Ben has not said this yet", Audience::only_me});

        done(GiveTouch{ada, ben, TouchKind::kiss});
        done(GiveTouch{ben, ada, TouchKind::proud});
        done(GiveTouch{ben, cleo, TouchKind::hug});

        auto words = weekly("Pizza", today() - 28);
        words.starts_at = at(19, 30);
        words.note = "by turns";
        const auto pizza = made<RitualId>(AddRitual{ada, words});
        done(MarkOccurrence{ada, pizza, words.starts_on, Outcome::kept});
        done(MarkOccurrence{ben, pizza, words.starts_on + 7, Outcome::skipped});
        done(MarkOccurrence{ben, pizza, words.starts_on + 7, Outcome::kept});
        done(PauseRitual{ben, pizza});
        clock.advance_ms(3 * 86'400'000LL);
        done(ResumeRitual{ada, pizza});
        auto pages = weekly("Ada's pages", today());
        pages.audience = Audience::only_me;
        const auto private_ritual = made<RitualId>(AddRitual{ada, pages});
        done(MarkOccurrence{ada, private_ritual, today(), Outcome::kept});
        done(PauseRitual{ada, private_ritual});
        auto bens = weekly("Ben's pages", today());
        bens.audience = Audience::only_me;
        done(AddRitual{ben, bens});
        done(AddRitual{std::nullopt, weekly("The household's", today())});

        const auto sea_memory = made<MemoryId>(AddPhoto{ada, sea, "the sea", Audience::room});
        done(AddPhoto{ada, diary, "Ada's own picture", Audience::only_me});
        done(AddPhoto{ben, photo(7), "Ben's own picture", Audience::only_me});
        // What came with the jar and with looking back: to us, in an envelope that was opened, waiting, with a photo;
        // activities; closeness.
        done(GiveThanks{ada, Addressee::us(), "Ada thanks us all", Audience::household});
        const auto opened = made<ThanksId>(GiveThanks{ben, ada, "Ben's opened envelope", Audience::household});
        done(ReadThanks{ada, opened, ReadEvent::opened});
        done(ReadThanks{ada, opened, ReadEvent::put_away});
        GiveThanks later{ada, ben, "Ada says this on Friday", Audience::household};
        later.deliver_at = clock.at(today() + 3, at(8));
        done(later);
        GiveThanks with_photo{ada, ben, "Ada and the sea", Audience::household};
        with_photo.memory = sea_memory;
        done(with_photo);
        done(ShowPrompt{ada, ThanksTo::person, {}});
        done(AddActivity{ada, "Ada's garden", "leaf"});
        done(AddActivity{ben, "Ben's boat", "leaf"});
        done(AskForCloseness{ada, true});
        done(NoteCloseness{ada, 6, Audience::only_me});
        done(NoteCloseness{ben, 5, Audience::household});
        clock.advance_ms(123);
        household.forget_undo();
    }

    std::filesystem::path out(const char* name) const {
        std::filesystem::create_directories(place.path() / "out");
        return place.path() / "out" / name;
    }

    std::shared_ptr<core::exports::HouseholdExport> exported(const core::Viewer& viewer, core::exports::Format format,
                                                             const std::filesystem::path& to) {
        auto made = core::exports::export_household(household, viewer, format, to, core::exports::Existing::stays,
                                                    export_words());
        REQUIRE(made);
        while (made.value()->step()) {
        }
        REQUIRE_FALSE(made.value()->failure());
        REQUIRE(made.value()->complete());
        return made.value();
    }
};

// What Ada sees and what nobody shows her.
inline constexpr const char* for_ada[] = {"Ada's note",
                                          "Ada keeps this",
                                          "Ben tells the room",
                                          "cook",
                                          "soup",
                                          "Ada has not said this yet",
                                          "1 to life",
                                          "Ben to Cleo",
                                          "Pizza",
                                          "by turns",
                                          "Ada's pages",
                                          "The household's",
                                          "the sea",
                                          "Ada's own picture",
                                          "Ada thanks us all",
                                          "Ben's opened envelope",
                                          "Ada says this on Friday",
                                          "Ada and the sea"};
inline constexpr const char* not_for_ada[] = {"Ben keeps this", "Ben has not said this yet", "Ben's pages",
                                              "Ben's own picture"};

}  // namespace tests
