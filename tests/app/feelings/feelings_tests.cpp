#include <algorithm>
#include <cmath>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/feelings/feeling.hpp"
#include "tests/app/headless.hpp"

using namespace headless;
using Role = Stage::Role;

namespace {

Setup two_at_home(Size size = desktop) { return {size, {}, two_people, "today", {}}; }

std::string feeling(Stage& stage) {
    const auto list = stage.household().get<core::CheckInStore>().between(stage.viewer(0), monday, monday);
    return list.empty() ? "nothing was written" : core::joined_names(list.front().feeling);
}

void open_field(Stage& stage, const char* mood) {
    stage.settle();
    stage.click(Role::button, mood);
    stage.settle();
    stage.click("More words");
    stage.move({-1, -1});
    stage.settle();
}

const core::Feeling& word(std::string_view name) {
    const auto* found = core::feeling_named(name);
    REQUIRE(found);
    return *found;
}

std::string current(Stage& stage) { return stage.node(Role::field, "Feeling words").value; }

// A place of the field in pixels.
ImVec2 place(Stage& stage, float pleasantness, float energy) {
    const auto& r = stage.node(Role::field, "Feeling words").rect;
    return {r.x0 + (pleasantness + 1) / 2 * r.width(), r.y1 - (energy + 1) / 2 * r.height()};
}

// Goes to a word as one does: to where it can be read, or else to where it lies, until it is the one.
void aim(Stage& stage, std::string_view name) {
    const auto& f = word(name);
    for (int tries = 0; tries < 12 && current(stage) != name; ++tries) {
        const auto& r = stage.node(Role::field, "Feeling words").rect;
        ImVec2 at = {r.x0 + 22 + (f.pleasantness + 1) / 2 * (r.width() - 44),
                     r.y1 - 20 - (f.energy + 1) / 2 * (r.height() - 40)};
        if (const auto* readable = stage.look(Role::text, name)) at = middle(*readable);
        stage.move({at.x + (tries % 2 ? 3.f : 0.f), at.y});  // a hand is never quite still
        stage.frame(30);
    }
    REQUIRE(current(stage) == name);
}

void put_down(Stage& stage, ImVec2 at) {
    auto& io = ImGui::GetIO();
    io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
    io.AddMousePosEvent(at.x, at.y);
    io.AddMouseButtonEvent(0, true);
    stage.frame(2);
}

void lift(Stage& stage) {
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    stage.frame(2);
    ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
    stage.settle();
}

}  // namespace

TEST_CASE("the field opens around the mood that was tapped", "[app][feelings]") {
    const char* names[] = {"Rough", "Low", "Okay", "Good", "Lovely"};
    float before = -2;
    for (int mood = 1; mood <= 5; ++mood) {
        Stage stage(two_at_home());
        open_field(stage, names[mood - 1]);
        const auto& at = word(current(stage));
        INFO(names[mood - 1] << ": " << at.word);
        CHECK(std::hypot(at.pleasantness - core::pleasantness_of(mood), at.energy) < 0.2f);
        CHECK(at.pleasantness > before);
        before = at.pleasantness;
    }
}

TEST_CASE("the axes are named in plain words, and words are readable without touching anything", "[app][feelings]") {
    for (const auto size : {desktop, phone}) {
        Stage stage(two_at_home(size));
        open_field(stage, "Okay");
        for (const char* axis : {"unpleasant", "pleasant", "quiet", "full of energy"})
            CHECK(stage.look(Role::text, axis));
        const auto field = stage.node(Role::field, "Feeling words").rect;
        int readable = 0;
        for (const auto* text : stage.all(Role::text))
            readable += field.contains(text->rect) && core::feeling_named(text->name);
        CHECK(readable >= (size.width > 900 ? 50 : 25));
    }
}

TEST_CASE("one quiet line says that the words were placed by hand and not measured, and the field keeps its room",
          "[app][feelings]") {
    for (const auto size : {desktop, phone}) {
        Stage stage(two_at_home(size));
        open_field(stage, "Okay");
        const Stage::Node* said = nullptr;
        for (const auto* text : stage.all(Role::text))
            if (text->name.find("Russell 1980") != std::string::npos) said = text;
        REQUIRE(said);
        CHECK(said->name.find("not measured") != std::string::npos);
        const auto& field = stage.node(Role::field, "Feeling words").rect;
        CHECK(said->rect.y0 >= field.y1);
        CHECK(said->rect.y0 >= stage.node(Role::text, "pleasant").rect.y1 - 1);  // on no other words
        CHECK(said->rect.y1 <= stage.node(Role::field, "A word of your own").rect.y0);
        CHECK(said->rect.x0 >= field.x0 - 1);
        CHECK(said->rect.x1 <= field.x1 + 1);
        CHECK(field.height() > stage.u(size.width > 900 ? 300 : 380));
        CHECK(stage.node(Role::button, "Done").rect.y1 <= static_cast<float>(size.height));
    }
}

TEST_CASE("a finger that glides over the field looks, and lifted it chooses", "[app][feelings]") {
    for (const auto size : {desktop, phone}) {
        Stage stage(two_at_home(size));
        open_field(stage, "Okay");
        put_down(stage, place(stage, 0, 0));
        const auto& lonely = word("lonely");
        for (int i = 1; i <= 8; ++i) {
            const float share = static_cast<float>(i) / 8;
            stage.move(place(stage, lonely.pleasantness * share, lonely.energy * share));
        }
        aim(stage, "lonely");
        CHECK(current(stage) == "lonely");
        CHECK(stage.look(Role::text, "lonely"));
        CHECK(feeling(stage).empty());  // nothing is chosen yet
        const float page = stage.node(Role::field, "Feeling words").rect.y0;
        lift(stage);
        CHECK(feeling(stage) == "lonely");
        CHECK(stage.look(Role::button, "lonely"));                        // a chip beneath
        CHECK(stage.node(Role::field, "Feeling words").rect.y0 == page);  // the sheet did not go along
        CHECK(stage.look(Role::text, "lonely")->on);
    }
}

TEST_CASE("words near the finger grow, and none lies on another", "[app][feelings]") {
    for (const auto size : {desktop, phone}) {
        Stage stage(two_at_home(size));
        open_field(stage, "Okay");
        for (int step = 0; step <= 40; ++step) {
            const float a = static_cast<float>(step) / 40 * 6.2832f, r = 0.95f * static_cast<float>(step) / 40;
            stage.move(place(stage, r * std::cos(a), r * std::sin(a)));
            stage.frame(12);
            const auto field = stage.node(Role::field, "Feeling words").rect;
            std::vector<const Stage::Node*> words;
            for (const auto* text : stage.all(Role::text))
                if (field.contains(text->rect) && core::feeling_named(text->name)) words.push_back(text);
            REQUIRE(words.size() > 15);
            float largest = 0, of_current = 0;
            for (const auto* one : words) {
                if (one->name == current(stage)) of_current = one->rect.height();
                else largest = std::max(largest, one->rect.height());
                for (const auto* other : words) {
                    INFO(one->name << " " << to_text(one->rect) << " on " << other->name << " "
                                   << to_text(other->rect));
                    if (one != other) REQUIRE_FALSE(one->rect.overlaps(other->rect));
                }
            }
            REQUIRE(of_current > largest);
            REQUIRE(largest > 20);  // and the ones about it are larger than those far off
        }
    }
}

TEST_CASE("a tap on a word chooses it, and another one lets it go", "[app][feelings]") {
    Stage stage(two_at_home(phone));
    open_field(stage, "Rough");
    const auto tapped = current(stage);
    put_down(stage, middle(stage.node(Role::text, tapped)));
    lift(stage);
    CHECK(feeling(stage) == tapped);
    put_down(stage, middle(stage.node(Role::text, tapped)));
    lift(stage);
    CHECK(feeling(stage).empty());
}

TEST_CASE("a tap where no word can be read goes there and chooses nothing", "[app][feelings]") {
    Stage stage(two_at_home(phone));
    open_field(stage, "Rough");
    // Somewhere far off that no readable word covers.
    const auto field = stage.node(Role::field, "Feeling words").rect;
    std::optional<ImVec2> free;
    for (float y = field.y0 + 30; y < field.y1 - 30 && !free; y += 3)
        for (float x = (field.x0 + field.x1) / 2; x < field.x1 - 20 && !free; x += 3) {
            bool covered = false;
            for (const auto* text : stage.all(Role::text))
                covered = covered || (x > text->rect.x0 - 2 && x < text->rect.x1 + 2 && y > text->rect.y0 - 2 &&
                                      y < text->rect.y1 + 2);
            if (!covered) free = ImVec2{x, y};
        }
    REQUIRE(free);
    const auto before = current(stage);
    put_down(stage, *free);
    lift(stage);
    CHECK(feeling(stage).empty());
    CHECK(current(stage) != before);
    // A finger that rests there is looking, and chooses as it is lifted.
    put_down(stage, *free);
    stage.wait(0.6);
    const auto there = current(stage);
    lift(stage);
    CHECK(feeling(stage) == there);
}

TEST_CASE("a finger that was here before presses what it comes down on, not what it was on then", "[app][feelings]") {
    Stage stage(two_at_home(phone));
    open_field(stage, "Good");
    auto& io = ImGui::GetIO();
    // As X11 has a finger: the pointer stays where it was lifted, and jumps in the frame in which it comes down again.
    const auto tap = [&](ImVec2 at) {
        io.AddMousePosEvent(at.x, at.y);
        io.AddMouseButtonEvent(0, true);
        stage.frame();
        io.AddMouseButtonEvent(0, false);
        stage.settle();
    };
    const auto first = current(stage);
    tap(middle(stage.node(Role::text, first)));
    REQUIRE(feeling(stage) == first);
    const Stage::Node* other = nullptr;
    const auto field = stage.node(Role::field, "Feeling words").rect;
    for (const auto* text : stage.all(Role::text))
        if (field.contains(text->rect) && text->name != first) other = text;
    REQUIRE(other);
    const std::string second = other->name;
    tap(middle(*other));
    CHECK(feeling(stage) == first + ", " + second);
    tap(middle(stage.node(Role::text, second)));
    CHECK(feeling(stage) == first);
}

TEST_CASE("a glide that is quicker than the frames chooses where it ended", "[app][feelings]") {
    Stage stage(two_at_home());
    open_field(stage, "Okay");
    auto& io = ImGui::GetIO();
    const auto from = place(stage, 0, 0), to = place(stage, -0.8f, -0.6f);
    io.AddMousePosEvent(from.x, from.y);
    io.AddMouseButtonEvent(0, true);
    stage.frame();
    io.AddMousePosEvent(to.x, to.y);
    io.AddMouseButtonEvent(0, false);
    stage.settle();
    const auto& chosen = word(feeling(stage));
    INFO(chosen.word);
    CHECK(std::hypot(chosen.pleasantness + 0.8f, chosen.energy + 0.6f) < 0.3f);
}

TEST_CASE("a finger that leaves the field chooses nothing", "[app][feelings]") {
    Stage stage(two_at_home());
    open_field(stage, "Good");
    const auto field = stage.node(Role::field, "Feeling words").rect;
    stage.drag(place(stage, 0.4f, 0.3f), {field.x0 + 200, field.y0 - 90});
    stage.settle();
    CHECK(feeling(stage).empty());
}

TEST_CASE("several words may be chosen, and each is taken off again beneath the field", "[app][feelings]") {
    Stage stage(two_at_home());
    open_field(stage, "Good");
    for (const char* name : {"hopeful", "curious"}) {
        aim(stage, name);
        stage.click_at(ImGui::GetIO().MousePos);
        stage.settle();
    }
    CHECK(feeling(stage) == "hopeful, curious");
    stage.click(Role::button, "hopeful");
    stage.settle();
    CHECK(feeling(stage) == "curious");
    CHECK(stage.household().get<core::CheckInStore>().between(stage.viewer(0), monday, monday).size() == 1);
    stage.key(ImGuiKey_Z, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    stage.settle();
    CHECK(feeling(stage) == "hopeful, curious");
    stage.click("Done");
    stage.settle();
    CHECK(stage.look(Role::field, "Feeling words") == nullptr);
    CHECK(stage.node(Role::button, "curious").on);  // on the card
}

TEST_CASE("the arrows go from word to word, Enter chooses, and Esc closes", "[app][feelings]") {
    Stage stage(two_at_home());
    open_field(stage, "Okay");
    REQUIRE(stage.node(Role::field, "Feeling words").focused);
    const std::pair<ImGuiKey, ImVec2> ways[] = {{ImGuiKey_RightArrow, {1, 0}},
                                                {ImGuiKey_UpArrow, {0, 1}},
                                                {ImGuiKey_LeftArrow, {-1, 0}},
                                                {ImGuiKey_DownArrow, {0, -1}}};
    for (const auto& [key, way] : ways) {
        const auto before = word(current(stage));
        stage.key(key);
        stage.settle();
        const auto after = word(current(stage));
        INFO(before.word << " to " << after.word);
        CHECK((after.pleasantness - before.pleasantness) * way.x + (after.energy - before.energy) * way.y > 0);
        CHECK(std::hypot(after.pleasantness - before.pleasantness, after.energy - before.energy) < 0.45f);
        CHECK(stage.node(Role::field, "Feeling words").focused);
    }
    // As far as it goes, and no further.
    for (int i = 0; i < 40; ++i) stage.key(ImGuiKey_RightArrow);
    stage.settle();
    const auto last = current(stage);
    CHECK(word(last).pleasantness > 0.75f);
    stage.key(ImGuiKey_RightArrow);
    stage.settle();
    CHECK(current(stage) == last);
    stage.key(ImGuiKey_Enter);
    stage.settle();
    CHECK(feeling(stage) == last);
    stage.key(ImGuiKey_Enter);
    stage.settle();
    CHECK(feeling(stage).empty());
    stage.key(ImGuiKey_Escape);
    stage.settle();
    CHECK(stage.look(Role::field, "Feeling words") == nullptr);
    CHECK(stage.shows("How are you?"));
}

TEST_CASE("the arrows lead into the corners", "[app][feelings]") {
    Stage stage(two_at_home());
    stage.services.reduced_motion = true;
    open_field(stage, "Okay");
    for (const auto& [across, up] :
         {std::pair(ImGuiKey_LeftArrow, ImGuiKey_UpArrow), std::pair(ImGuiKey_RightArrow, ImGuiKey_DownArrow)}) {
        for (int i = 0; i < 12; ++i) {
            stage.key(across);
            stage.key(up);
        }
        const auto& at = word(current(stage));
        INFO(at.word);
        CHECK(std::fabs(at.pleasantness) > 0.5f);
        CHECK(std::fabs(at.energy) > 0.5f);
    }
}

TEST_CASE("a word of one's own is put in here too, and is offered the next time", "[app][feelings]") {
    Stage stage(two_at_home());
    open_field(stage, "Good");
    stage.write("A word of your own", "sun-drunk");
    stage.key(ImGuiKey_Enter);
    stage.settle();
    CHECK(feeling(stage) == "sun-drunk");
    CHECK(stage.value("A word of your own").empty());
    stage.key(ImGuiKey_Escape);
    stage.settle();
    stage.clock.advance_ms(2 * 3'600'000);
    open_field(stage, "Lovely");
    CHECK_FALSE(stage.node(Role::button, "sun-drunk").on);
    stage.click(Role::button, "sun-drunk");
    stage.settle();
    CHECK(feeling(stage) == "sun-drunk");
    CHECK(stage.node(Role::button, "sun-drunk").on);
    // A word that does not fit stays with its writer, and it is said.
    stage.write("A word of your own", std::string(200, 'm'));
    stage.key(ImGuiKey_Enter);
    stage.frame(3);
    CHECK(stage.shows("That’s too long."));
    CHECK(stage.value("A word of your own").size() == 200);
}

TEST_CASE("with reduced motion the lens is at once where it is going", "[app][feelings]") {
    for (const bool reduced : {true, false}) {
        Stage stage(two_at_home());
        stage.services.reduced_motion = reduced;
        open_field(stage, "Okay");
        stage.key(ImGuiKey_RightArrow);
        stage.frame();
        const auto first = stage.dump();
        stage.settle();
        CHECK((stage.dump() == first) == reduced);
    }
}

TEST_CASE("a person's own words for a mood come first on the card, and only for themselves", "[app][feelings]") {
    Stage stage({desktop,
                 {},
                 [](core::Household& h) {
                     two_people(h);
                     const auto people = h.get<core::PersonStore>().all();
                     for (int i = 0; i < 3; ++i)
                         done(h, core::CheckInNow{people[0].id, 2, {"stretched thin"}, "", core::Audience::only_me});
                     for (int i = 0; i < 3; ++i)
                         done(h, core::CheckInNow{people[0].id, 4, {"sun-drunk"}, "", core::Audience::household});
                 },
                 "today",
                 {}});
    stage.settle();
    stage.click(Role::button, "Low");
    stage.settle();
    const auto x = [&](const char* name) { return stage.node(Role::button, name).rect.x0; };
    CHECK(x("stretched thin") < x("tired"));
    const auto& own = word("stretched thin");
    for (const auto& neighbour : core::near(own.pleasantness, own.energy, 3)) {
        INFO(neighbour.word);
        CHECK(stage.look(Role::button, neighbour.word));
    }
    CHECK(stage.look(Role::button, "sun-drunk") == nullptr);  // for another mood
    stage.click(Role::choice, "Jonas");
    stage.settle();
    stage.click(Role::button, "Low");
    stage.settle();
    CHECK(stage.look(Role::button, "stretched thin") == nullptr);
}

TEST_CASE("all that is suggested for a mood is in the lexicon, and the sheet goes when its check-in does",
          "[app][feelings]") {
    const char* names[] = {"Rough", "Low", "Okay", "Good", "Lovely"};
    const char* suggested[][6] = {{"overwhelmed", "sad", "anxious", "angry", "exhausted", "lonely"},
                                  {"tired", "worried", "tense", "flat", "disappointed", "touchy"},
                                  {"steady", "tired", "busy", "quiet", "distracted", "hopeful"},
                                  {"calm", "hopeful", "content", "rested", "playful", "grateful"},
                                  {"happy", "proud", "moved", "excited", "in love", "light"}};
    for (int mood = 0; mood < 5; ++mood) {
        Stage stage(two_at_home());
        stage.settle();
        stage.click(Role::button, names[mood]);
        stage.settle();
        for (const char* name : suggested[mood]) {
            INFO(name);
            CHECK(stage.look(Role::button, name));
            CHECK(core::feeling_named(name));
        }
        stage.click("More words");
        stage.settle();
        stage.key(ImGuiKey_Z, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
        stage.settle();
        CHECK(stage.look(Role::field, "Feeling words") == nullptr);
    }
}
