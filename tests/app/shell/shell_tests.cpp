#include <set>

#include <imgui_internal.h>
#include <sqlite3.h>
#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/app/headless.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

constexpr auto ctrl = static_cast<ImGuiKey>(ImGuiMod_Ctrl);

// Another program that holds the household for itself alone.
class Lock {
public:
    explicit Lock(const std::filesystem::path& folder) {
        REQUIRE(sqlite3_open((folder / "household.db").c_str(), &db_) == SQLITE_OK);
        REQUIRE(sqlite3_exec(db_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    ~Lock() { sqlite3_close(db_); }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

private:
    sqlite3* db_ = nullptr;
};

}  // namespace

TEST_CASE("a fault is said on every screen and the words stay with their writer", "[app][shell]") {
    Stage stage({desktop, {}, two_people, "today", {}});
    stage.settle();
    stage.click(Role::field, "Thanks in your own words");
    stage.type("You kept the soup warm.");
    {
        const Lock lock(stage.folder());  // the program waits its five seconds, then gives up
        stage.click("Give");
        stage.settle();
    }
    CHECK(stage.shows("Another program is busy writing"));
    CHECK(stage.shows(stage.folder().string()));
    CHECK(stage.value("Thanks in your own words") == "You kept the soup warm.");
    CHECK(stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::all, 10).empty());
    stage.click(Role::choice, "Rituals");
    stage.settle();
    CHECK(stage.shows("Another program is busy writing"));
    stage.click(Role::choice, "Today");
    stage.settle();
    stage.click("Give");
    stage.settle();
    CHECK(stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::all, 10).size() == 1);
    if (stage.look(Role::button, "Close")) {
        stage.click(Role::button, "Close");
        stage.settle();
    }
    CHECK_FALSE(stage.shows("Another program is busy writing"));
}

TEST_CASE("a question that cannot be answered leaves a frame that is whole", "[app][shell]") {
    Stage stage({desktop, core::demo::Request{0, 1, 0}, {}, "today", {}});
    stage.settle();
    break_connection(true);
    for (const char* place : {"Rituals", "Thanks", "Memories", "Settings", "Thanks"}) {
        stage.click(Role::choice, place);
        stage.frame(5);
        CHECK(ImGui::GetCurrentContext()->CurrentWindowStack.Size == 0);
    }
    CHECK(stage.shows("Something went wrong"));
    break_connection(false);
    stage.click(Role::choice, "Rituals");
    stage.settle();
    CHECK(stage.shows("November"));
    if (stage.look(Role::button, "Close")) {  // unless something has been written since, and the banner went by itself
        stage.click(Role::button, "Close");
        stage.settle();
    }
    CHECK_FALSE(stage.shows("Something went wrong"));
    CHECK(stage.all(Role::banner).empty());  // nor an empty one
}

TEST_CASE("Ctrl and a number go to the places", "[app][shell]") {
    Stage stage({desktop, {}, two_people, "today", {}});
    stage.settle();
    const std::pair<ImGuiKey, const char*> places[] = {{ImGuiKey_2, "Rituals"},      {ImGuiKey_3, "Thanks"},
                                                       {ImGuiKey_4, "Memories"},     {ImGuiKey_5, "About us"},
                                                       {ImGuiKey_Comma, "Settings"}, {ImGuiKey_1, "Today"}};
    for (const auto& [key, name] : places) {
        CAPTURE(name);
        stage.key(key, ctrl);
        stage.settle();
        CHECK(stage.node(Role::choice, name).on);
    }
}

TEST_CASE("on a phone every place is reached from the bar, and the settings from Today", "[app][shell]") {
    Stage stage({phone, {}, two_people, "today", {}});
    stage.settle();
    for (const char* name : {"Rituals", "Thanks", "Memories", "About us", "Today"}) {
        stage.click(Role::choice, name);
        stage.settle();
        CHECK(stage.node(Role::choice, name).on);
    }
    stage.click(Role::button, "Settings");
    stage.settle();
    CHECK(stage.shows("Who lives here"));
}

TEST_CASE("Tab and the arrows reach everything that can be touched", "[app][shell][keyboard]") {
    for (const char* screen :
         {"today", "rituals", "thanks", "memories", "us", "month", "day", "settings", "new-ritual", "edit-ritual"})
        DYNAMIC_SECTION(screen) {
            // Small enough that all of it is in sight, so that nothing has to be scrolled to.
            Stage stage({{1280, 2400, 1}, core::demo::Request{0, 1, 6}, {}, screen, {}});
            stage.settle();
            const bool sheet = !stage.all(Role::dialog).empty();
            std::set<std::string> all, reached;
            const auto described = [](const Stage::Node& n) {
                return std::string(app::semantics::to_text(n.role)) + " " + n.name + " " + to_text(n.rect);
            };
            const auto touchable = [&](const Stage::Node& n) {
                return n.visible() && n.overlay == sheet &&
                       (interactive(n) || n.role == Role::list_item ||
                        (n.role == Role::image && std::string_view(screen) == "memories"));
            };
            for (const auto& node : stage.tree().nodes())
                if (touchable(node)) all.insert(described(node));
            // As a person would: Tab through everything, again and again; what Tab leaves out the arrows may find.
            for (int i = 0; i < 300 && reached.size() < all.size(); ++i) {
                stage.key(i % 60 == 59 ? ImGuiKey_DownArrow : ImGuiKey_Tab);
                for (const auto& node : stage.tree().nodes())
                    if (touchable(node) && node.focused) reached.insert(described(node));
                if (ImGui::GetIO().WantTextInput && i % 60 == 59) stage.key(ImGuiKey_Escape);
            }
            for (const auto& each : all)
                if (!reached.count(each)) UNSCOPED_INFO("out of the keyboard's reach: " << each);
            CHECK(reached.size() == all.size());
        }
}

TEST_CASE("Enter and Space press what has the focus", "[app][shell][keyboard]") {
    for (const auto with : {ImGuiKey_Enter, ImGuiKey_Space}) {
        Stage stage({desktop, {}, two_people, "today", {}});
        stage.settle();
        for (int i = 0; i < 60; ++i) {
            if (const auto* node = stage.look(Role::button, "Good"); node && node->focused) break;
            stage.key(ImGuiKey_Tab);
        }
        REQUIRE(stage.look(Role::button, "Good")->focused);
        stage.key(with);
        stage.settle();
        CHECK(stage.household().get<core::CheckInStore>().between(stage.viewer(0), monday, monday).size() == 1);
    }
}

TEST_CASE("the whole first evening works by keyboard alone", "[app][shell][keyboard]") {
    Stage stage;
    stage.settle();
    const auto go_to = [&](Role role, std::string_view name) {
        for (int i = 0; i < 120; ++i) {
            for (const auto& node : stage.tree().nodes())
                if (node.role == role && node.name == name && node.focused) return;
            stage.key(ImGuiKey_Tab);
        }
        FAIL("Tab does not come to " << name << "\n" << stage.dump());
    };
    stage.type("Mara");
    go_to(Role::button, "I begin alone");
    stage.key(ImGuiKey_Enter);
    stage.settle();
    go_to(Role::button, "Begin");
    stage.key(ImGuiKey_Enter);
    stage.settle();
    REQUIRE(stage.household().get<core::PersonStore>().all().size() == 1);
    go_to(Role::button, "Lovely");
    stage.key(ImGuiKey_Enter);
    stage.settle();
    CHECK(stage.household().get<core::CheckInStore>().between(stage.viewer(0), monday, monday).size() == 1);
    go_to(Role::field, "Thanks in your own words");
    stage.type("For the light.");
    stage.key(ImGuiKey_Enter);
    stage.settle();
    CHECK(stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::all, 10).size() == 1);
    stage.key(ImGuiKey_2, ctrl);
    if (ImGui::GetIO().WantTextInput) {
        stage.key(ImGuiKey_Escape);
        stage.key(ImGuiKey_2, ctrl);
    }
    stage.settle();
    go_to(Role::button, "Choose a first ritual");
    stage.key(ImGuiKey_Enter);
    stage.settle();
    go_to(Role::button, "Nightly talk");
    stage.key(ImGuiKey_Enter);
    stage.settle();
    go_to(Role::button, "Put it on the calendar");
    stage.key(ImGuiKey_Enter);
    stage.settle();
    CHECK(stage.household().get<core::RitualStore>().all(stage.viewer(0), monday).size() == 1);
}

TEST_CASE("Tab goes on after what had the focus has gone", "[app][shell][keyboard]") {
    Stage stage({desktop, {}, two_people, "today", {}});
    stage.settle();
    const auto focused = [&]() -> std::string {
        for (const auto& node : stage.tree().nodes())
            if (node.focused && node.visible()) return node.name;
        return {};
    };
    for (int i = 0; i < 60 && focused() != "for making coffee"; ++i) stage.key(ImGuiKey_Tab);
    REQUIRE(focused() == "for making coffee");
    stage.key(ImGuiKey_Enter);
    stage.settle();
    REQUIRE(stage.look("for making coffee") == nullptr);
    stage.key(ImGuiKey_Tab);
    CHECK_FALSE(focused().empty());
    const auto first = focused();
    stage.key(ImGuiKey_Tab);
    CHECK_FALSE(focused().empty());
    CHECK(focused() != first);
}

TEST_CASE("Esc in a field keeps what was typed", "[app][shell][keyboard]") {
    Stage stage({desktop, {}, two_people, "thanks", {}});
    stage.settle();
    stage.click(Role::field, "Your words");
    stage.type("Half a thought");
    stage.key(ImGuiKey_Escape);
    stage.wait(1);  // twice at once would hide everything
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.value("Your words") == "Half a thought");
}

TEST_CASE("going to another place and back keeps what was typed", "[app][shell]") {
    Stage stage({desktop, {}, two_people, "thanks", {}});
    stage.settle();
    stage.click(Role::field, "Your words");
    stage.type("Half a thought");
    stage.click(Role::choice, "Memories");
    stage.settle();
    stage.click(Role::choice, "Thanks");
    stage.settle();
    CHECK(stage.value("Your words") == "Half a thought");
}

TEST_CASE("the toast goes by itself and takes its button along", "[app][shell]") {
    Stage stage({desktop, {}, two_people, "today", {}});
    stage.settle();
    stage.click("Good");
    stage.settle();
    CHECK(stage.look("Undo") != nullptr);
    stage.wait(9);
    CHECK(stage.look("Undo") == nullptr);
}

TEST_CASE("a toast does not lie on the button that a sheet is finished with", "[app][shell]") {
    for (const auto size : {desktop, phone}) {
        Stage stage({size, {}, two_people, "rituals", {}});
        stage.settle();
        for (int i = 0; i < 2; ++i) {
            stage.click(i == 0 ? "Choose a first ritual" : "New ritual");
            stage.settle();
            stage.click("Nightly talk");
            stage.settle();
            if (i == 1) {
                REQUIRE(stage.look("Undo") != nullptr);
                CHECK_FALSE(stage.look("Undo")->rect.overlaps(stage.node("Put it on the calendar").rect));
            }
            stage.click("Put it on the calendar");
            stage.settle();
        }
        CHECK(stage.household().get<core::RitualStore>().all(stage.viewer(0), monday).size() == 2);
    }
}

TEST_CASE("the first press after a sheet has gone reaches the page", "[app][shell]") {
    Stage stage({desktop, {}, two_people, "rituals", {}});
    stage.settle();
    stage.click("Choose a first ritual");
    stage.settle();
    REQUIRE_FALSE(stage.all(Role::dialog).empty());
    auto& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiKey_Escape, true);
    stage.frame();
    io.AddKeyEvent(ImGuiKey_Escape, false);
    stage.frame();
    REQUIRE(stage.all(Role::dialog).empty());
    // As they arrive from a quick hand: to the place and down within one frame.
    const auto at = middle(stage.node(Role::choice, "Memories"));
    io.AddMousePosEvent(at.x, at.y);
    io.AddMouseButtonEvent(0, true);
    stage.frame();
    io.AddMouseButtonEvent(0, false);
    stage.frame(2);
    CHECK(stage.node(Role::choice, "Memories").on);
}
