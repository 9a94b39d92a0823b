#include <memory>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/activities/activity_commands.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/touches/touch.hpp"
#include "core/touches/touch_commands.hpp"
#include "tests/app/headless.hpp"

// A list may grow for ever: what cannot be seen is not drawn, and no more is asked for than a screen shows.

using namespace headless;

namespace {

constexpr int many = 10'000;
constexpr int most_vertices = 100'000;  // in one frame; a screen full of text has some ten thousand

void all_of_them(core::Household& household, const std::vector<core::Command>& commands) {
    REQUIRE(household.apply(commands, core::Household::Recorded::no));
}

// Ten thousand of everything that can be written, seen by Mara; of activities, which she makes one by one, a thousand.
void fill(core::Household& household) {
    two_people(household);
    const auto people = household.get<core::PersonStore>().all();
    const auto mara = people[0].id, jonas = people[1].id;
    std::vector<core::Command> rituals, thanks, received, check_ins, touches, activities;
    for (int n = 0; n < many; ++n) {
        const auto number = std::to_string(n);
        core::RitualWords words;
        words.title = "Ritual " + number;
        words.rule = "FREQ=DAILY";
        words.starts_on = monday - 30;
        rituals.push_back(core::AddRitual{mara, words});
        received.push_back(core::GiveThanks{jonas, mara, "Received " + number, core::Audience::household});
        thanks.push_back(core::GiveThanks{mara, std::nullopt, "Thanks " + number, core::Audience::household});
        check_ins.push_back(core::CheckInNow{jonas, 1 + n % 5, {"tired"}, "Word " + number, core::Audience::household});
        touches.push_back(core::GiveTouch{jonas, mara, core::TouchKind::hug});
        if (n % 10 == 0)
            activities.push_back(core::AddActivity{mara, "Activity " + number, "star"});  // each looks all others up
    }
    for (const auto* commands : {&rituals, &received, &thanks, &check_ins, &touches, &activities})
        all_of_them(household, *commands);
    std::vector<core::Command> removed;
    for (const auto& each : household.get<core::ThanksStore>().between(core::Viewer::of(mara), monday, monday))
        if (each.author == mara) removed.push_back(core::RemoveThanks{mara, each.id});
    REQUIRE(removed.size() == static_cast<std::size_t>(many));
    all_of_them(household, removed);
}

const std::filesystem::path& filled_folder() {
    static const auto folder = [] {
        auto made = std::make_unique<Folder>();
        Setup setup;
        setup.folder = made->path();
        setup.before = fill;
        Stage stage(setup);
        return made;
    }();
    return folder->path();
}

struct Grown {
    const char* what;
    const char* screen;
    void (*reach)(Stage&);
};

const Grown screens[] = {
    {"Today", "today", [](Stage&) {}},
    {"the month", "rituals", [](Stage&) {}},
    {"a day of it", "rituals", [](Stage& s) { s.click(Stage::Role::list_item, "Monday, 23 November 2026"); }},
    {"the agenda", "agenda", [](Stage&) {}},
    {"thanks", "thanks", [](Stage&) {}},
    {"the activities", "activities", [](Stage&) {}},
    {"a day's story", "day", [](Stage&) {}},
    {"what is shared", "shared", [](Stage&) {}},
    {"the trash", "trash", [](Stage&) {}},
    {"what was found", "search",
     [](Stage& s) {
         s.type("ritual");
         s.settle();
     }},
};

}  // namespace

// Left out where everything is slow, like the cases that look at every screen.
TEST_CASE("with ten thousand of everything a frame draws what can be seen", "[app][growth][layout]") {
    for (const auto size : {desktop, phone})
        for (const auto& grown : screens) {
            DYNAMIC_SECTION(grown.what << (size.width < 900 ? ", phone" : ", desktop")) {
                Setup setup;
                setup.size = size;
                setup.folder = filled_folder();
                setup.screen = grown.screen;
                Stage stage(setup);
                const auto vertices = [&] { return ImGui::GetDrawData()->TotalVtxCount; };
                for (int frame = 0; frame < 5; ++frame) {
                    stage.frame();
                    CHECK(vertices() < most_vertices);
                }
                stage.settle();
                grown.reach(stage);
                for (int frame = 0; frame < 20; ++frame) {
                    if (frame > 5)
                        stage.wheel({static_cast<float>(size.width) / 2, static_cast<float>(size.height) / 2}, -20);
                    stage.frame();
                    CHECK(vertices() < most_vertices);
                    CHECK(stage.tree().nodes().size() < 5'000);
                }
            }
        }
}
