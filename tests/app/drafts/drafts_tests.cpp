#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/thanks/thanks_store.hpp"
#include "tests/app/headless.hpp"

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string bytes_of(const std::filesystem::path& folder) {
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) all += text_of(entry.path());
    return all;
}

// Mara with a note of hers, a ritual, a photo and a shared mood of Jonas to answer.
Setup an_evening(std::string screen) {
    Setup setup;
    setup.demo = core::demo::Request{1, 1, 3};
    setup.screen = std::move(screen);
    return setup;
}

// A field and how one comes to it. It may hold something already, which the typed words then stand behind.
struct Kept {
    const char* what;
    const char* screen;
    const char* field;
    void (*reach)(Stage&);
};

const Kept keeps[] = {
    {"thanks on Today", "today", "Thanks in your own words", [](Stage&) {}},
    {"a note", "thanks", "Your words", [](Stage&) {}},
    {"a note that is changed", "thanks", "Your words", [](Stage& s) { s.click("Change this note"); }},
    {"a ritual's name", "agenda", "Name of the ritual", [](Stage& s) { s.right_click("Morning coffee"); }},
    {"a ritual's line", "agenda", "A line about it", [](Stage& s) { s.right_click("Morning coffee"); }},
    {"a caption", "photo", "Caption", [](Stage& s) { s.click("Caption and date"); }},
    {"a word of one's own", "today", "A word of your own", [](Stage& s) { s.click("Good"); }},
    {"an answer", "today", "Your answer", [](Stage& s) { s.click("In my words"); }},
    {"an answer to thanks", "thanks", "Your answer", [](Stage& s) { s.click("Answer"); }},
};

const Kept& kept(std::string_view what) {
    return *std::find_if(std::begin(keeps), std::end(keeps), [&](const Kept& each) { return each.what == what; });
}

void reach(Stage& stage, const Kept& each) {
    each.reach(stage);
    stage.settle();
}

// The words that stand in the field of that name which lies on top.
std::string words_in(Stage& stage, const char* field) { return stage.value(field); }

void begin_to_write(Stage& stage, const Kept& each) {
    stage.write(each.field, "A half-typed marmalade");
    stage.wait(1.2);
    stage.settle();
}

}  // namespace

TEST_CASE("whatever is half typed comes back after a killed program, and is sealed meanwhile", "[app][drafts]") {
    for (const auto& each : keeps) {
        DYNAMIC_SECTION(each.what) {
            Stage stage(an_evening(each.screen));
            stage.settle();
            reach(stage, each);
            begin_to_write(stage, each);
            // As the next program finds it, without this one having ended.
            CHECK(bytes_of(stage.folder()).find("marmalade") == std::string::npos);
            const Folder copy;
            std::filesystem::copy(
                stage.folder(), copy.path(),
                std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);

            Stage next({desktop, {}, {}, each.screen, copy.path()});
            next.settle();
            reach(next, each);
            CHECK(words_in(next, each.field) == "A half-typed marmalade");
        }
    }
}

TEST_CASE("a sheet that is closed lets go of what was typed on it", "[app][drafts]") {
    for (const char* what : {"a note that is changed", "a ritual's name", "a caption"}) {
        DYNAMIC_SECTION(what) {
            const auto& each = kept(what);
            Stage stage(an_evening(each.screen));
            stage.settle();
            reach(stage, each);
            const auto before = words_in(stage, each.field);
            begin_to_write(stage, each);
            stage.key(ImGuiKey_Escape);  // the field
            stage.wait(1);
            stage.key(ImGuiKey_Escape);  // the sheet
            stage.wait(1);
            reach(stage, each);
            CHECK(words_in(stage, each.field) == before);
            stage.restart(each.screen);
            stage.settle();
            reach(stage, each);
            CHECK(words_in(stage, each.field) == before);
        }
    }
}

TEST_CASE("choosing a photo for a note loses no word of it", "[app][drafts]") {
    for (const char* what : {"a note", "a note that is changed"}) {
        const auto& note = kept(what);
        DYNAMIC_SECTION(what << ", and no photo is taken after all") {
            Stage stage(an_evening(note.screen));
            stage.settle();
            reach(stage, note);
            begin_to_write(stage, note);
            stage.click("With a photo");
            stage.wait(1.2);
            stage.settle();
            REQUIRE(stage.look("Add a photo"));
            stage.key(ImGuiKey_Escape);
            stage.wait(1.2);
            stage.settle();
            CHECK(words_in(stage, note.field) == "A half-typed marmalade");
            stage.restart(note.screen);
            stage.settle();
            reach(stage, note);
            CHECK(words_in(stage, note.field) == "A half-typed marmalade");
        }
        DYNAMIC_SECTION(what << ", and the program ends meanwhile") {
            Stage stage(an_evening(note.screen));
            stage.settle();
            reach(stage, note);
            begin_to_write(stage, note);
            stage.click("With a photo");
            stage.wait(1.2);
            stage.restart(note.screen);
            stage.settle();
            reach(stage, note);
            CHECK(words_in(stage, note.field) == "A half-typed marmalade");
        }
        DYNAMIC_SECTION(what << ", and one is hung up first") {
            Stage stage(an_evening(note.screen));
            stage.settle();
            reach(stage, note);
            begin_to_write(stage, note);
            stage.click("With a photo");
            stage.settle();
            stage.click("Add a photo");
            stage.settle();
            stage.key(ImGuiKey_Escape);  // the files
            stage.wait(1);
            stage.settle();
            CHECK(stage.look("Save") == nullptr);
            stage.click(Role::choice, "Thanks");
            stage.settle();
            CHECK(words_in(stage, note.field) == "A half-typed marmalade");
        }
    }
}

TEST_CASE("what was saved or given is no draft any more", "[app][drafts]") {
    const auto& note = kept("a note that is changed");
    Stage stage(an_evening(note.screen));
    stage.settle();
    reach(stage, note);
    begin_to_write(stage, note);
    stage.click("Save");
    stage.settle();
    stage.click("Undo");
    stage.settle();
    reach(stage, note);
    CHECK(words_in(stage, note.field) != "A half-typed marmalade");
    stage.key(ImGuiKey_Escape);
    stage.wait(1);

    stage.click(Role::choice, "Today");
    stage.settle();
    const auto& answer = kept("an answer");
    reach(stage, answer);
    begin_to_write(stage, answer);
    stage.click(Role::choice, "Rituals");  // going elsewhere lets go of nothing
    stage.settle();
    stage.restart("today");
    stage.settle();
    reach(stage, answer);
    CHECK(words_in(stage, answer.field) == "A half-typed marmalade");
    stage.click("Answer");
    stage.settle();
    stage.restart("today");
    stage.settle();
    reach(stage, answer);
    CHECK(words_in(stage, answer.field).empty());
}

TEST_CASE("a half-written note comes back with who sees it and when it is given", "[app][drafts]") {
    for (const bool another_face : {false, true}) {
        Stage stage({desktop, {}, two_people, "thanks", {}});
        stage.settle();
        stage.write("Your words", "For the marmalade.");
        stage.click(Role::choice, "Us and the room");
        stage.click("Give it later");
        stage.settle();
        stage.click(Role::button, "Friday morning");
        stage.wait(1.2);
        stage.settle();
        if (another_face) {
            stage.click(Role::choice, "Today");
            stage.settle();
            for (const char* name : {"Jonas", "Mara"}) {
                stage.click(Role::choice, name);
                stage.settle();
            }
            stage.click(Role::choice, "Thanks");
        } else {
            stage.restart("thanks");
        }
        stage.settle();
        CHECK(stage.value("Your words") == "For the marmalade.");
        CHECK(stage.node(Role::choice, "Us and the room").on);
        CHECK(stage.node(Role::button, "Friday, 08:00").on);
        stage.click("Give");
        stage.settle();
        CHECK(stage.household().get<core::ThanksStore>().newest(stage.viewer(1), core::ThanksKind::all, 9).empty());
        const auto list = stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::all, 9);
        REQUIRE(list.size() == 1);
        CHECK(list[0].audience == Audience::room);
        CHECK((list[0].waits && list[0].given_at == stage.clock.at(monday + 4, 8 * 60)));
        // The next one begins anew.
        stage.restart("thanks");
        stage.settle();
        CHECK(stage.node(Role::choice, "Us").on);
        CHECK_FALSE(stage.node(Role::button, "Give it later").on);
    }
}

TEST_CASE("what one began to write for oneself alone comes back for oneself alone", "[app][drafts]") {
    Stage stage({desktop, {}, two_people, "thanks", {}});
    stage.settle();
    stage.write("Your words", "Not yet for you.");
    stage.click(Role::choice, "Only me");
    stage.wait(1.2);
    stage.restart("thanks");
    stage.settle();
    CHECK(stage.node(Role::choice, "Only me").on);
    stage.click("Give");
    stage.settle();
    CHECK(stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::all, 9).size() == 1);
    CHECK(stage.household().get<core::ThanksStore>().newest(stage.viewer(1), core::ThanksKind::all, 9).empty());
}

TEST_CASE("a note whose moment has passed while it lay half written is given by nobody's surprise", "[app][drafts]") {
    Stage stage({desktop, {}, two_people, "thanks", {}});
    stage.settle();
    stage.write("Your words", "For the marmalade.");
    stage.click("Give it later");
    stage.settle();
    stage.click(Role::button, "Tomorrow morning");
    stage.wait(1.2);
    stage.settle();
    stage.clock.advance_ms(3 * std::int64_t{86'400'000});
    for (int i = 0; i < 2; ++i) {  // and not by the second time either
        stage.restart("thanks");
        stage.settle();
        CHECK(stage.value("Your words") == "For the marmalade.");
        CHECK(stage.look(Role::text, "The moment you had chosen has passed. Choose another one, or “Now”."));
        for (const char* when : {"Now", "Tomorrow morning", "On a date"})
            CHECK_FALSE(stage.node(Role::button, when).on);
        stage.click("Give");
        stage.frame(3);
        CHECK(stage.household().get<core::ThanksStore>().newest(stage.viewer(0), core::ThanksKind::all, 9).empty());
        CHECK(stage.value("Your words") == "For the marmalade.");
        stage.wait(1.2);
    }
    stage.click(Role::button, "Now");
    stage.click("Give");
    stage.settle();
    CHECK(stage.household().get<core::ThanksStore>().newest(stage.viewer(1), core::ThanksKind::all, 9).size() == 1);
}

TEST_CASE("what an older program kept of a note is read, and of what was left in two goes the fewest are to see it",
          "[app][drafts]") {
    struct Left {
        const char *to, *addressee, *audience;
    };
    for (const auto& left : {Left{"us", "Both of us", "Us"}, Left{"us  room ", "Both of us", "Us and the room"},
                             Left{"us  only_me \n\nlife  household ", "Life", "Only me"}}) {
        Stage stage({desktop,
                     {},
                     [&](core::Household& h) {
                         two_people(h);
                         const auto mara = h.get<core::PersonStore>().all()[0].id;
                         h.keep_draft(mara, "thanks", "Left half written.");
                         h.keep_draft(mara, "thanks.to", left.to);
                     },
                     "thanks",
                     {}});
        stage.settle();
        INFO(left.to);
        CHECK(stage.value("Your words") == "Left half written.");
        CHECK(stage.node(Role::button, left.addressee).on);
        CHECK(stage.node(Role::choice, left.audience).on);
    }
}

// A field whose words would be lost with the program is noticed: it has to be told to drafts::keep_typed, or stand here
// with the reason.
TEST_CASE("every field of words is kept while one types, or it is said why not", "[app][drafts]") {
    const std::map<std::string, std::string> not_kept = {
        {"state.passphrase", "a secret is kept nowhere"},
        {"state.again", "a secret is kept nowhere"},
        {"state.typed", "a secret or a name typed to be sure"},
        {"state.query.text", "what is looked for, not written"},
        {"editor.own_rule_text", "a rule, which the ritual's own stands beneath"},
        {"form.name", "one word"},
        {"state.draft", "kept with its writer's face, by drafts::Fields"},
        {"writing.draft", "kept with its writer's face, by drafts::Fields"},
        {"card.draft", "kept with its writer's face, by drafts::Fields"},
    };
    const std::regex field(R"(\b(?:text_area|text_field|secret_field)\(ui,([^\n]*\n[^\n]*))"),
        kept_here(R"(keep_typed\(ui, [^,]+, ([\w.>-]+))");
    int fields = 0;
    const auto root = std::filesystem::path(INGLENOOK_SOURCE_DIR) / "app";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        const auto path = entry.path().lexically_relative(root).generic_string();
        if (entry.path().extension() != ".cpp" || path.rfind("widgets/", 0) == 0) continue;
        const auto source = text_of(entry.path());
        std::vector<std::string> kept;
        for (auto it = std::sregex_iterator(source.begin(), source.end(), kept_here); it != std::sregex_iterator();
             ++it)
            kept.push_back((*it)[1]);
        for (auto it = std::sregex_iterator(source.begin(), source.end(), field); it != std::sregex_iterator(); ++it) {
            const std::string call = (*it)[1];
            ++fields;
            const auto named = [&](const std::string& words) {
                return std::regex_search(
                    call, std::regex("[ ,]" + std::regex_replace(words, std::regex(R"(\.)"), R"(\.)") + "[,)]"));
            };
            const bool known =
                std::any_of(kept.begin(), kept.end(), named) ||
                std::any_of(not_kept.begin(), not_kept.end(), [&](const auto& each) { return named(each.first); });
            INFO(path << ": " << call << "\nTell drafts::keep_typed of it, or add it above with the reason.");
            CHECK(known);
        }
    }
    CHECK(fields >= 15);
}
