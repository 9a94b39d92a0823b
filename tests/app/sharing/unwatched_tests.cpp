#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/app/headless.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

using Screens = std::map<std::string, std::string>;

// Every screen from its top to its end, as the first person and as the room see them.
Screens as_mara(const std::filesystem::path& folder) {
    Screens screens;
    for (const auto name : app::screen_names()) {
        if (name == "welcome") continue;
        Stage stage({desktop, {}, {}, std::string(name), folder});
        stage.settle();
        auto& shown = screens[std::string(name)];
        for (int page = 0; page < 4; ++page) {
            shown += stage.dump();
            for (int notch = 0; notch < 4; ++notch) stage.wheel({700, 500}, -1);
            stage.settle();
        }
        // A window's title stands in lists of windows, and on what others see of this screen.
        CHECK((stage.services.window_title.empty() || stage.services.window_title == "Inglenook"));
    }
    return screens;
}

void look_at_all_as_jonas(const std::filesystem::path& folder) {
    Stage stage({desktop, {}, {}, "today", folder});
    stage.settle();
    stage.click("Jonas");
    stage.settle();
    for (const char* place : {"Rituals", "Thanks", "Memories", "About us", "Settings", "Today"}) {
        stage.click(Role::choice, place);
        stage.settle();
        for (int notch = 0; notch < 12; ++notch) stage.wheel({700, 500}, -1);
        stage.settle();
    }
    stage.click(Role::choice, "Memories");
    stage.settle();
    const auto photos = stage.all(Role::image);
    REQUIRE_FALSE(photos.empty());
    stage.click_node(*photos.front());
    stage.settle();
}

void keep_to_himself(const std::filesystem::path& folder) {
    Stage stage({desktop, {}, {}, "today", folder});
    auto& household = stage.household();
    const auto jonas = household.get<core::PersonStore>().all().at(1).id;
    for (int mood = 1; mood <= 5; ++mood)
        done(household, core::CheckInNow{jonas, mood, {"tired"}, "nobody's business", Audience::only_me});
    for (int n = 0; n < 4; ++n)
        done(household, core::GiveThanks{jonas, std::nullopt, "for the quiet", Audience::only_me});
    const auto gone = done(household, core::GiveThanks{jonas, std::nullopt, "for nothing", Audience::only_me});
    done(household, core::RemoveThanks{jonas, core::ThanksId{gone}});
    household.forget_undo();
}

void share_one(const std::filesystem::path& folder) {
    Stage stage({desktop, {}, {}, "today", folder});
    const auto people = stage.household().get<core::PersonStore>().all();
    done(stage.household(), core::GiveThanks{people.at(1).id, people.at(0).id, "for the bread", Audience::household});
    stage.household().forget_undo();
}

}  // namespace

// No receipts, no last-seen, no counts of what the other does: whatever Jonas looks at, and whatever he keeps to
// himself, Mara's screens and the room's stay the same, letter by letter.
TEST_CASE("no screen tells what somebody else has looked at, or how much they keep to themselves", "[app][sharing]") {
    const Folder folder;
    { Stage made({desktop, core::demo::Request{0, 1, 12}, {}, "today", folder.path()}); }
    const auto before = as_mara(folder.path());
    look_at_all_as_jonas(folder.path());
    keep_to_himself(folder.path());
    const auto after = as_mara(folder.path());
    for (const auto& [name, shown] : before) {
        INFO(name);
        CHECK(after.at(name) == shown);
    }
    // What he shares does show: the screens are not just blank.
    share_one(folder.path());
    const auto shared = as_mara(folder.path());
    for (const char* name : {"today", "thanks"}) {
        INFO(name);
        CHECK(shared.at(name) != before.at(name));
    }
}

// What nobody is told of anybody stands in no sentence of the program's either, on a screen or on the command line.
TEST_CASE("no sentence speaks of what somebody has looked at, of when they were here, or of more and less",
          "[app][sharing]") {
    const std::regex watching(
        R"(last seen|last active|last here|\bonline\b|unread|not (yet |been )(read|seen|opened)|\{\w+\} (has )?(read|seen|opened|looked|viewed|drew)\b)"
        R"(|was here (at|on|last)|in a row|streak|(more|less|fewer|oftener|seldomer) than (\{|you|the other)|most (active|often) (of|is)|\bscore\b|\brank)",
        std::regex::icase);
    const std::regex sentence(
        R"re(\btrn?\(\s*"((?:[^"\\]|\\.)*)"(?:\s*"((?:[^"\\]|\\.)*)")*(?:,\s*"((?:[^"\\]|\\.)*)")?)re");
    int sentences = 0;
    for (const char* layer : {"app", "platform"})
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(std::filesystem::path(INGLENOOK_SOURCE_DIR) / layer)) {
            if (entry.path().extension() != ".cpp") continue;
            std::ifstream file(entry.path());
            const std::string source{std::istreambuf_iterator<char>(file), {}};
            for (auto it = std::sregex_iterator(source.begin(), source.end(), sentence); it != std::sregex_iterator();
                 ++it) {
                ++sentences;
                INFO(entry.path().filename() << ": " << (*it)[0]);
                CHECK_FALSE(std::regex_search((*it)[0].first, (*it)[0].second, watching));
            }
        }
    CHECK(sentences > 300);
    for (const char* told : {"{name} has read it", "Jonas was last seen at six", "3 unread notes",
                             "Seven days in a row", "Mara thanked more than you"})
        CHECK(std::regex_search(told, watching));
}
