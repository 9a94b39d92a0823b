#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "app/words/export_words.hpp"
#include "platform/desktop/command_line/commands.hpp"
#include "tests/core/exports/full_house.hpp"
#include "tests/core/files.hpp"

// What the program writes for people and other programs to read, letter by letter as tests/golden has it: whoever reads
// it next year has to understand it as well. Where a change is meant, INGLENOOK_WRITE_GOLDEN=1 writes it anew, and the
// difference is looked at.

namespace fs = std::filesystem;
using namespace core;

namespace {

const fs::path golden = fs::path(INGLENOOK_SOURCE_DIR) / "tests" / "golden";

// Without the pictures within: another version of the library may draw another byte.
std::string without_pictures(const std::string& text) {
    static const std::regex picture("data:image/[a-z]+;base64,[A-Za-z0-9+/=]*");
    return std::regex_replace(text, picture, "data:image");
}

void check(const std::string& name, const std::string& written) {
    const auto text = without_pictures(written);
    if (std::getenv("INGLENOOK_WRITE_GOLDEN")) {
        tests::write_bytes(golden / name, text);
        return;
    }
    INFO(name);
    REQUIRE(fs::exists(golden / name));
    CHECK(text == tests::bytes_in(golden / name));
}

// Every file that can be read in there.
void check_folder(const std::string& name, const fs::path& folder) {
    std::set<std::string> readable{".json", ".csv", ".md", ".html", ".txt"}, written;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || readable.count(entry.path().extension().string()) == 0) continue;
        const auto path = name + "/" + entry.path().lexically_relative(folder).generic_string();
        written.insert(path);
        check(path, tests::bytes_in(entry.path()));
    }
    CHECK_FALSE(written.empty());
    for (const auto& entry : fs::recursive_directory_iterator(golden / name))
        if (entry.is_regular_file()) {
            const auto path = entry.path().lexically_relative(golden).generic_string();
            INFO(path);
            CHECK(written.count(path) == 1);
        }
}

struct GoldenHouse : tests::FullHouse {
    std::ostringstream said, complained;
    platform::desktop::Session session{household, said, complained};

    template <class Do> std::string said_by(Do&& act) {
        said.str("");
        CHECK(act() == 0);
        return said.str();
    }
};

constexpr const char* viewers[] = {"Ada, “A”", "room"};
std::string short_name(const std::string& viewer) { return viewer == "room" ? "room" : "ada"; }

}  // namespace

TEST_CASE("what is listed is what it was", "[platform][golden]") {
    GoldenHouse house;
    using platform::desktop::Format;
    for (const std::string viewer : viewers)
        for (const auto* kind :
             {"people", "activities", "check-ins", "closeness", "thanks", "rituals", "memories", "feelings"})
            for (const auto format : {Format::plain, Format::json}) {
                if (kind == std::string("activities") && viewer == "room") continue;  // nobody's
                const auto text = house.said_by([&] {
                    return platform::desktop::list(house.session, {kind, viewer, "", "", format, {}, true});
                });
                check("list/" + short_name(viewer) + "/" + kind + (format == Format::json ? ".json" : ".txt"), text);
            }
}

TEST_CASE("the agenda, the trash and what one shares are what they were", "[platform][golden]") {
    GoldenHouse house;
    using platform::desktop::Format;
    const auto gone =
        house.made<ThanksId>(GiveThanks{house.ada, house.ben, "Ada takes this back", Audience::household});
    house.done(RemoveThanks{house.ada, gone});
    const auto low = house.made<CheckInId>(CheckInNow{house.ada, 2, {"low"}, "not any more", Audience::only_me});
    house.done(RemoveCheckIn{house.ada, low});
    for (const auto format : {Format::plain, Format::json}) {
        const std::string ending = format == Format::json ? ".json" : ".txt";
        check("rooms/agenda" + ending, house.said_by([&] {
            return platform::desktop::list_agenda(house.session, {"today", "", "Ada, “A”", format, {}});
        }));
        check("rooms/trash" + ending, house.said_by([&] {
            return platform::desktop::list_trash(house.session, {"Ada, “A”", "", {}, format});
        }));
        check("rooms/shared" + ending, house.said_by([&] {
            return platform::desktop::list_shared(house.session, {"Ada, “A”", format});
        }));
        platform::desktop::Looking looking;
        looking.viewer = "Ada, “A”";
        looking.text = {"ada", {}};
        looking.format = format;
        check("rooms/search" + ending,
              house.said_by([&] { return platform::desktop::search(house.session, looking); }));
    }
}

TEST_CASE("what is exported is what it was", "[platform][golden]") {
    GoldenHouse house;
    for (const std::string viewer : viewers)
        for (const auto format : exports::formats) {
            const auto seen = viewer == "room" ? Viewer::room() : Viewer::of(house.ada);
            const auto name = std::string(format == exports::Format::csv ? "tables" : "all.") +
                              (format == exports::Format::csv ? "" : exports::ending_of(format));
            const auto folder = house.place.path() / "export" / short_name(viewer) / exports::ending_of(format);
            fs::create_directories(folder);
            auto made = exports::export_household(house.household, seen, format, folder / name,
                                                  exports::Existing::stays, app::export_words());
            REQUIRE(made);
            while (made.value()->step()) {
            }
            REQUIRE(made.value()->complete());
            check_folder("export/" + short_name(viewer) + "/" + exports::ending_of(format), folder);
        }
}

TEST_CASE("what somebody takes along is what it was", "[platform][golden]") {
    GoldenHouse house;
    const auto into = house.place.path() / "taken along";
    CHECK(platform::desktop::leave(house.session, {"Ada, “A”", into, {}, false}) == 0);
    check_folder("leave", into);
}
