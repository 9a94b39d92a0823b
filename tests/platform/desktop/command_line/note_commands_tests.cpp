#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "core/memories/memory_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "platform/desktop/command_line/note_commands.hpp"
#include "tests/platform/desktop/command_line/session_home.hpp"

using namespace platform::desktop;
using Json = nlohmann::json;
using tests::Home;

namespace {

struct Letters : Home {
    core::Uuid to_jörg = done(core::GiveThanks{anna, jörg, "for the lantern in the hall", core::Audience::room});
    core::Uuid to_us = done(
        core::GiveThanks{anna, core::Addressee::us(), "for the lantern on the balcony", core::Audience::household});
    core::PersonId cleo = household.apply(core::AddPerson{"Cleo", "", "letter", {}}).value().as<core::PersonId>();

    std::string lines(const std::string& viewer, bool put_away = false) {
        Listing listing{"thanks", viewer, "", "", Format::plain};
        listing.put_away = put_away;
        CHECK(list(session, listing) == 0);
        return said();
    }
    Json listed(const std::string& viewer, bool put_away = false) {
        Listing listing{"thanks", viewer, "", "", Format::json};
        listing.put_away = put_away;
        CHECK(list(session, listing) == 0);
        return Json::parse(said());
    }
    static Looking looking_as(const std::string& viewer, int limit, Format format) {
        Looking looking;
        looking.text.written = "lantern";
        looking.viewer = viewer;
        looking.limit = limit;
        looking.format = format;
        return looking;
    }
    Json found(const std::string& viewer, int limit = 50) {
        CHECK(search(session, looking_as(viewer, limit, Format::json)) == 0);
        return Json::parse(said());
    }
    std::string found_lines(const std::string& viewer) {
        CHECK(search(session, looking_as(viewer, 50, Format::plain)) == 0);
        return said();
    }
    // Everything that somebody is told on the command line.
    std::string told(const std::string& viewer) {
        return lines(viewer) + lines(viewer, true) + listed(viewer).dump() + listed(viewer, true).dump() +
               found(viewer).dump() + found_lines(viewer);
    }
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const Json* with_id(const Json& list, const core::Uuid& id) {
    for (const auto& each : list)
        if (each["id"] == core::to_text(id)) return &each;
    return nullptr;
}

}  // namespace

TEST_CASE("a note that is not opened yet is listed and found without its words", "[platform][command-line]") {
    Letters home;
    for (const auto& list : {home.listed("Jörg"), home.found("Jörg")}) {
        REQUIRE(list.size() == 2);
        for (const auto& note : list) {
            CHECK(note["text"].is_null());
            CHECK(note["closed"] == true);
            CHECK(note["author_name"] == "Anna");
        }
    }
    for (const auto& lines : {home.lines("Jörg"), home.found_lines("Jörg")}) {
        CHECK_FALSE(has(lines, "lantern"));
        CHECK(has(lines, "A note from Anna (not opened yet)\n"));
        CHECK(has(lines, "A note to us from Anna (not opened yet)\n"));
    }
    CHECK(open_note(home.session, {"Jörg", core::to_text(home.to_jörg)}) == 0);
    CHECK(has(home.said(), "for the lantern in the hall"));
    for (const auto& list : {home.listed("Jörg"), home.found("Jörg")}) {
        const auto* opened = with_id(list, home.to_jörg);
        const auto* closed = with_id(list, home.to_us);
        REQUIRE((opened && closed));
        CHECK((*opened)["text"] == "for the lantern in the hall");
        CHECK((*opened)["closed"] == false);
        CHECK((*closed)["text"].is_null());
    }
}

TEST_CASE("the photo of a note stays in its envelope too", "[platform][command-line]") {
    Letters home;
    core::StoredPhoto photo;
    photo.hash.bytes.fill(7);
    photo.facts.width = 4;
    photo.facts.height = 3;
    const core::MemoryId memory{home.done(core::AddPhoto{home.anna, photo, "the hall", core::Audience::household})};
    core::GiveThanks command{home.anna, home.jörg, "this one", core::Audience::household};
    command.memory = memory;
    const auto note = home.done(command);
    CHECK((*with_id(home.listed("Jörg"), note))["memory"].is_null());
    open_note(home.session, {"Jörg", core::to_text(note)});
    home.said();
    CHECK((*with_id(home.listed("Jörg"), note))["memory"] == core::to_text(memory.value));
}

TEST_CASE("nobody else is told whether a note was opened or put away", "[platform][command-line]") {
    Letters home;
    const std::vector<std::string> others{"Anna", "Cleo", "room"};
    std::vector<std::string> before;
    for (const auto& other : others) before.push_back(home.told(other));
    CHECK(has(before[0], "for the lantern in the hall"));  // its author's words
    CHECK(has(before[2], "for the lantern in the hall"));  // it is for the room, too
    CHECK_FALSE(has(before[2], "not opened"));
    open_note(home.session, {"Jörg", core::to_text(home.to_jörg)});
    open_note(home.session, {"Jörg", core::to_text(home.to_us)});
    home.done(core::ReadThanks{home.jörg, core::ThanksId{home.to_us}, core::ReadEvent::put_away});
    home.said();
    for (std::size_t i = 0; i < others.size(); ++i) CHECK(home.told(others[i]) == before[i]);
}

TEST_CASE("what somebody put away is listed only where it is asked for, and not found", "[platform][command-line]") {
    Letters home;
    for (const auto& id : {home.to_jörg, home.to_us}) {
        open_note(home.session, {"Jörg", core::to_text(id)});
        home.said();
    }
    home.done(core::ReadThanks{home.jörg, core::ThanksId{home.to_us}, core::ReadEvent::put_away});
    CHECK(home.listed("Jörg").size() == 1);
    CHECK(with_id(home.listed("Jörg"), home.to_jörg));
    CHECK(home.found("Jörg").size() == 1);
    REQUIRE(home.found("Jörg", 1).size() == 1);  // what is left out takes nobody's place
    CHECK(home.found("Jörg", 1)[0]["id"] == core::to_text(home.to_jörg));
    CHECK_FALSE(has(home.found_lines("Jörg"), "balcony"));
    const auto all = home.listed("Jörg", true);
    REQUIRE(all.size() == 2);
    CHECK((*with_id(all, home.to_us))["put_away"] == true);
    CHECK((*with_id(all, home.to_jörg))["put_away"] == false);
    CHECK(has(home.lines("Jörg", true), "balcony  (put away)\n"));
    home.done(core::ReadThanks{home.jörg, core::ThanksId{home.to_us}, core::ReadEvent::taken_out});
    CHECK(home.listed("Jörg").size() == 2);
}

TEST_CASE("a note is opened by whom it is to, without a PIN, and twice is no refusal", "[platform][command-line]") {
    Letters home;
    home.set_pin(home.jörg, "4711");
    const auto id = core::to_text(home.to_jörg);
    CHECK(open_note(home.session, {"Jörg", id}) == 0);
    const auto first = home.said();
    CHECK(open_note(home.session, {"Jörg", id}) == 0);
    CHECK(home.said() == first);
    CHECK(home.complained() == "");
    for (const char* other : {"Anna", "Cleo"})
        CHECK(home.stopped([&] { open_note(home.session, {other, id}); }).exit_code == 1);
    CHECK(home.stopped([&] { open_note(home.session, {"Nobody", id}); }).exit_code == 1);
    CHECK(home.stopped([&] { open_note(home.session, {"Jörg", "the one of yesterday"}); }).exit_code == 1);
    CHECK(home.stopped([&] { open_note(home.session, {"Jörg", core::to_text(home.anna.value)}); }).exit_code == 1);
}
