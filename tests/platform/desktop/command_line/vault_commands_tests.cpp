#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <sys/wait.h>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "core/vault/recovery_phrase.hpp"
#include "platform/desktop/command_line/command_line.hpp"
#include "platform/desktop/command_line/commands.hpp"
#include "platform/desktop/command_line/reading.hpp"
#include "tests/platform/desktop/command_line/in_terminal.hpp"
#include "tests/platform/desktop/command_line/session_home.hpp"

using namespace platform::desktop;
using tests::Home;
using tests::InTerminal;
using tests::Piped;
using tests::TemporaryFolder;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

using VaultCommand = int (*)(Session&, const VaultToKeep&);

// A command with these lines on its descriptor.
int given(Home& home, VaultCommand command, const std::string& lines, const std::string& who = "Anna") {
    const Piped piped(lines);
    const int code = command(home.session, {who, piped.end()});
    home.household.lock();  // as the command's end does
    return code;
}

// The same, refused: with 1, and in these words.
void refused(Home& home, VaultCommand command, const std::string& lines, const std::string& words,
             const std::string& who = "Anna") {
    const auto stop = home.stopped([&] { given(home, command, lines, who); });
    home.household.lock();
    CHECK(stop.exit_code == 1);
    INFO(stop.sentence);
    CHECK(stop.sentence.find(words) != std::string::npos);
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

core::Uuid private_note(Home& home, const std::string& note) {
    return home.done(core::CheckInNow{home.anna, 2, {}, note, core::Audience::only_me});
}

std::string listed(Home& home, const Unlocking& unlocking) {
    list(home.session, {"check-ins", "Anna", "", "", Format::plain, unlocking});
    home.household.lock();
    return home.said();
}

}  // namespace

TEST_CASE("a first PIN is set, with a sentence about what it protects, and opens what is private",
          "[platform][command-line][vault]") {
    Home home;
    private_note(home, "the secret garden");
    CHECK(given(home, set_first_pin, "2580") == 0);
    const auto said = home.said();
    CHECK(holds(said, "on this device only"));
    CHECK(holds(said, "keyring"));
    CHECK(holds(said, "inglenook vault words --as Anna"));
    CHECK_FALSE(home.household.vault().is_open(home.anna));
    CHECK(given(home, try_pin, "2580") == 0);
    CHECK(home.said() == "It opens. There is 1 private entry behind it. Now it is shut again.\n");
    CHECK_FALSE(home.household.vault().is_open(home.anna));
}

TEST_CASE("where there is no keyring, setting a PIN says how weak it is, and a passphrase says that it is not",
          "[platform][command-line][vault]") {
    TemporaryFolder place;
    core::FixedClock clock({0, 60});
    core::SystemRandom random;
    core::MemorySecrets device;
    core::Household household(place.path() / "home", clock, random, device, core::KeyCost{1, 8192});
    REQUIRE(household.apply(core::AddPerson{"Anna", "", "letter", {}}));
    std::ostringstream out, err;
    Session session{household, out, err};
    const Piped pin("2580"), short_words("2580\nabcdefgh"), long_words("abcdefgh\nfour words of mine");
    set_first_pin(session, {"Anna", pin.end()});
    CHECK(holds(out.str(), "weak against somebody who copies the disk"));
    CHECK(holds(out.str(), "passphrase of four or more words"));
    out.str("");
    household.lock();
    change_pin(session, {"Anna", short_words.end()});  // letters too are few
    CHECK(holds(out.str(), "weak against somebody who copies the disk"));
    out.str("");
    household.lock();
    change_pin(session, {"Anna", long_words.end()});
    CHECK(holds(out.str(), "holds also against somebody who takes the disk along"));
    CHECK_FALSE(holds(out.str(), "weak"));
}

TEST_CASE("setting a PIN is refused for nobody, a short one, and where there is one",
          "[platform][command-line][vault]") {
    Home home;
    refused(home, set_first_pin, "2580", "nobody called “Emil”", "Emil");
    refused(home, set_first_pin, "258", "at least four digits or letters");
    refused(home, change_pin, "2580\n1111", "Anna has no PIN");
    refused(home, try_pin, "2580", "Anna has no PIN");
    refused(home, remove_pin, "2580", "Anna has no PIN");
    CHECK_FALSE(home.household.vault().has_pin(home.anna));
    REQUIRE(given(home, set_first_pin, "2580") == 0);
    home.said();
    refused(home, set_first_pin, "1111", "Anna has a PIN already");
    CHECK(given(home, try_pin, "2580") == 0);
}

TEST_CASE("changing a PIN asks for the old one, and then only the new one opens", "[platform][command-line][vault]") {
    Home home;
    private_note(home, "the secret garden");
    home.set_pin(home.anna, "2580");
    refused(home, change_pin, "1111\n9999", "That’s not the PIN");
    refused(home, change_pin, "2580\n99", "at least four digits or letters");
    CHECK(given(home, change_pin, "2580\n1379") == 0);
    CHECK(holds(home.said(), "backups from before open with the new one"));
    refused(home, try_pin, "2580", "That’s not the PIN");
    CHECK(given(home, try_pin, "1379") == 0);
    CHECK(holds(home.said(), "1 private entry"));
}

TEST_CASE("after three wrong PINs there is a wait, and the next is not even read", "[platform][command-line][vault]") {
    Home home;
    home.set_pin(home.anna, "2580");
    for (int n = 0; n < 3; ++n) refused(home, try_pin, "1111", "That’s not the PIN");
    const Piped piped("2580");
    const auto stop = home.stopped([&] { try_pin(home.session, {"Anna", piped.end()}); });
    CHECK(stop.exit_code == 1);
    CHECK(holds(stop.sentence, "try again in a few seconds"));
    home.clock.advance_ms(5'000);
    CHECK(try_pin(home.session, {"Anna", piped.end()}) == 0);
}

TEST_CASE("without a PIN the device opens it again, and it is said who else can", "[platform][command-line][vault]") {
    Home home;
    private_note(home, "the secret garden");
    home.set_pin(home.anna, "2580");
    refused(home, remove_pin, "1111", "That’s not the PIN");
    CHECK(given(home, remove_pin, "2580") == 0);
    CHECK(holds(home.said(), "Whoever uses this device under this login"));
    CHECK_FALSE(home.household.vault().has_pin(home.anna));
    CHECK(home.household.vault().is_open(home.anna));
    CHECK(holds(listed(home, {}), "the secret garden"));
    CHECK(home.complained() == "");
}

TEST_CASE("twelve words are made once the PIN is right, and open it with a new PIN",
          "[platform][command-line][vault]") {
    Home home;
    private_note(home, "the secret garden");
    home.set_pin(home.anna, "2580");
    refused(home, recover_vault, "a\n1111", "There are no recovery words");
    refused(home, make_recovery_words, "1111", "That’s not the PIN");
    REQUIRE(given(home, make_recovery_words, "2580") == 0);
    auto words = home.said();
    REQUIRE(words.back() == '\n');
    words.pop_back();
    REQUIRE(core::entropy_of(words));
    refused(home, recover_vault, "abandon abandon abandon\n1379", "aren’t the twelve words");
    refused(home, recover_vault, core::recovery_phrase(core::Secret(16)) + "\n1379", "aren’t the twelve words");
    refused(home, recover_vault, words + "\n13", "at least four digits or letters");
    CHECK(given(home, try_pin, "2580") == 0);
    home.said();
    CHECK(given(home, recover_vault, words + "\n1379") == 0);
    CHECK_FALSE(holds(home.said(), "vault words"));  // they are there
    refused(home, try_pin, "2580", "That’s not the PIN");
    CHECK(given(home, try_pin, "1379") == 0);
    CHECK(holds(home.said(), "1 private entry"));

    // New ones take the place of those.
    REQUIRE(given(home, make_recovery_words, "1379") == 0);
    auto others = home.said();
    CHECK(others != words + "\n");
    refused(home, recover_vault, words + "\n2580", "aren’t the twelve words");
}

TEST_CASE("on another device a PIN is of no use and the words are", "[platform][command-line][vault]") {
    Home home;
    private_note(home, "the secret garden");
    home.set_pin(home.anna, "2580");
    {
        // The same file, before words were made.
        core::MemorySecrets other;
        core::Household there(home.household.folder(), home.clock, home.random, other, core::KeyCost{1, 8192});
        Session session{there, home.out, home.err};
        for (const VaultCommand command : {set_first_pin, change_pin, try_pin, remove_pin, make_recovery_words}) {
            const auto stop = home.stopped([&] { command(session, {"Anna", std::nullopt}); });
            CHECK(stop.exit_code == 1);
            CHECK(holds(stop.sentence, "only that device opens it"));
        }
    }
    REQUIRE(given(home, make_recovery_words, "2580") == 0);
    auto words = home.said();
    words.pop_back();
    core::MemorySecrets other;
    core::Household there(home.household.folder(), home.clock, home.random, other, core::KeyCost{1, 8192});
    Session session{there, home.out, home.err};
    CHECK(holds(home.stopped([&] {
                        try_pin(session, {"Anna", std::nullopt});
                    })
                    .sentence,
                "inglenook vault recover --as Anna"));
    CHECK(holds(home.stopped([&] {
                        list(session, {"check-ins", "Anna", "", "", Format::plain, {true, {}}});
                    })
                    .sentence,
                "another device"));
    list(session, {"check-ins", "Anna", "", "", Format::plain, {}});
    CHECK(home.said() == "");
    CHECK(holds(home.complained(), "cannot be opened here"));
    const Piped lines(words + "\n1379"), pin("1379");
    CHECK(recover_vault(session, {"Anna", lines.end()}) == 0);
    there.lock();
    CHECK(try_pin(session, {"Anna", pin.end()}) == 0);
    CHECK(holds(home.said(), "1 private entry"));
}

TEST_CASE("with the keyring out of reach no PIN is wrong and none is set", "[platform][command-line][vault]") {
    Home home;
    private_note(home, "the secret garden");
    home.set_pin(home.anna, "2580");
    core::Household again(home.household.folder(), home.clock, home.random, home.device, core::KeyCost{1, 8192});
    Session session{again, home.out, home.err};
    home.device.shut = true;
    for (const VaultCommand command :
         {set_first_pin, change_pin, try_pin, remove_pin, make_recovery_words, recover_vault}) {
        const Piped piped("2580\n1379");
        CHECK_THROWS_AS(command(session, {"Anna", piped.end()}), core::Fault);
        CHECK_THROWS_AS(command(session, {"Jörg", piped.end()}), core::Fault);
    }
    CHECK(home.said() == "");
    home.device.shut = false;
    const Piped piped("2580");
    CHECK(try_pin(session, {"Anna", piped.end()}) == 0);  // and no try was counted
}

TEST_CASE("a damaged private entry is told behind the right PIN", "[platform][command-line][vault]") {
    Home home;
    private_note(home, "the secret garden");
    home.set_pin(home.anna, "2580");
    core::db::Connection(home.household.folder() / "household.db")
        .prepare("UPDATE check_in SET sealed = zeroblob(200)")
        .run();
    const Piped piped("2580");
    try {
        try_pin(home.session, {"Anna", piped.end()});
        FAIL("it passed for well");
    } catch (const Stop& stop) {
        CHECK(stop.exit_code == 1);
        CHECK(holds(stop.sentence, "1 private entry did not open"));
        CHECK(holds(home.said(), "0 private entries"));
    }
}

TEST_CASE("a list leaves out what is behind a PIN and says so, unless the PIN comes along",
          "[platform][command-line][vault]") {
    Home home;
    private_note(home, "the secret garden");
    home.done(core::CheckInNow{home.anna, 4, {}, "for both", core::Audience::household});
    const auto ritual = home.done(core::AddRitual{
        home.anna,
        {"A quiet walk", "", "star", "honey", "FREQ=DAILY", home.household.today(), {}, core::Audience::only_me}});
    const auto deleted = private_note(home, "thrown away");
    home.done(core::RemoveCheckIn{home.anna, core::CheckInId{deleted}});
    home.set_pin(home.anna, "2580");

    const auto without = listed(home, {});
    CHECK(holds(without, "for both"));
    CHECK_FALSE(holds(without, "secret garden"));
    const auto complaint = home.complained();
    CHECK(holds(complaint, "What only Anna sees is left out"));
    CHECK(std::count(complaint.begin(), complaint.end(), '\n') == 1);

    const Piped pin("2580\n2580\n2580"), wrong("1111");
    CHECK(holds(listed(home, {false, pin.end()}), "secret garden"));
    CHECK(home.stopped([&] { listed(home, {false, wrong.end()}); }).exit_code == 1);
    CHECK(home.complained() == "");

    // What is on, and the trash, in the same way.
    const Agenda shut{"today", "", "Anna", Format::json, {}},
        open{"today", "", "Anna", Format::json, {false, pin.end()}};
    list_agenda(home.session, shut);
    CHECK_FALSE(holds(home.said(), core::to_text(ritual)));
    CHECK(holds(home.complained(), "left out"));
    list_agenda(home.session, open);
    CHECK(holds(home.said(), "A quiet walk"));
    home.household.lock();
    list_trash(home.session, {"Anna", "", {}, Format::plain});
    CHECK_FALSE(holds(home.said(), "thrown away"));
    CHECK(holds(home.complained(), "left out"));
    list_trash(home.session, {"Anna", "", {false, pin.end()}, Format::plain});
    CHECK(holds(home.said(), "thrown away"));

    // Nobody else's list speaks of it, and people have no secrets.
    list(home.session, {"check-ins", "Jörg", "", "", Format::plain, {}});
    list(home.session, {"check-ins", "room", "", "", Format::plain, {}});
    list(home.session, {"people", "Anna", "", "", Format::plain, {}});
    list_agenda(home.session, {"today", "", "", Format::json, {}});
    CHECK(home.complained() == "");
    home.said();
    CHECK(home.stopped([&] {
                  list(home.session, {"check-ins", "room", "", "", Format::plain, {true, {}}});
              })
              .exit_code == 2);
}

// --- as they are written, and at a real terminal ----------------------------------------------------------

namespace {

// The program, with a household of its own and its device's secrets in a folder.
class Program {
public:
    Program() {
        REQUIRE(ended({"people", "add", "Anna"}).status == 0);
        REQUIRE(ended({"check-in", "--as", "Anna", "--mood", "2", "--note", "the secret garden"}).status == 0);
    }
    end_to_end::Ended ended(const std::vector<std::string>& arguments) const {
        return end_to_end::run(words(arguments));
    }
    // With lines for descriptor 3.
    end_to_end::Ended given(const std::string& lines, const std::vector<std::string>& arguments) const {
        auto all = words(arguments);
        all.insert(all.begin(), {"sh", "-c", "printf '%s\\n' \"$0\" | \"$@\" --pin-fd 3 3<&0 </dev/null", lines});
        return end_to_end::run(all);
    }
    std::vector<std::string> words(const std::vector<std::string>& arguments) const {
        std::vector<std::string> all = {"env", "INGLENOOK_SECRETS=" + (place_.path() / "device").string(),
                                        INGLENOOK_PROGRAM};
        all.insert(all.end(), arguments.begin(), arguments.end());
        all.insert(all.end(), {"--data", (place_.path() / "home").string()});
        return all;
    }

private:
    TemporaryFolder place_;
};

int exit_code(InTerminal& terminal) {
    const int status = terminal.end();
    REQUIRE(WIFEXITED(status));
    return WEXITSTATUS(status);
}

}  // namespace

TEST_CASE("a PIN with a control character is not set, and opens nothing", "[platform][command-line][vault]") {
    const Program program;
    const auto given = [&](const char* printed, const std::vector<std::string>& arguments) {
        auto all = program.words(arguments);
        all.insert(all.begin(),
                   {"sh", "-c", std::string("printf '") + printed + "' | \"$0\" \"$@\" --pin-fd 3 3<&0 </dev/null"});
        return end_to_end::run(all);
    };
    for (const char* printed : {"1234\\000\\n", "1234\\000", "12\\t34\\n"}) {
        const auto refused = given(printed, {"vault", "set", "--as", "Anna"});
        CHECK(refused.status == 1);
        CHECK(refused.err.find("control characters") != std::string::npos);
    }
    REQUIRE(given("1234\\n", {"vault", "set", "--as", "Anna"}).status == 0);
    CHECK(given("1234\\000\\n", {"vault", "unlock", "--as", "Anna"}).status == 1);
    CHECK(given("1234\\n", {"vault", "unlock", "--as", "Anna"}).status == 0);
}

TEST_CASE("a PIN is typed twice at the terminal, unseen, and a slip sets none",
          "[platform][command-line][vault][terminal]") {
    const Program program;
    {
        InTerminal terminal(program.words({"vault", "set", "--as", "Anna"}));
        REQUIRE(terminal.sees("A new PIN or passphrase for Anna: "));
        terminal.type("2580\n");
        REQUIRE(terminal.sees("Once more: "));
        terminal.type("2850\n");
        CHECK(terminal.sees("The two were not the same. Nothing was changed."));
        CHECK(exit_code(terminal) == 1);
        CHECK(terminal.shown().find("2580") == std::string::npos);
    }
    CHECK(holds(program.given("2580", {"vault", "unlock", "--as", "Anna"}).err, "has no PIN"));
    {
        InTerminal terminal(program.words({"vault", "set", "--as", "Anna"}));
        REQUIRE(terminal.sees("for Anna: "));
        terminal.type("2580\n");
        REQUIRE(terminal.sees("Once more: "));
        terminal.type("2580\n");
        CHECK(terminal.sees("The PIN is set."));
        CHECK(exit_code(terminal) == 0);
    }
    {
        InTerminal terminal(program.words({"list", "check-ins", "--viewer", "Anna", "--unlock"}));
        REQUIRE(terminal.sees("Anna’s PIN: "));
        terminal.type("2580\n");
        CHECK(terminal.sees("the secret garden"));
        CHECK(exit_code(terminal) == 0);
    }
    const auto shut = program.ended({"list", "check-ins", "--viewer", "Anna"});
    CHECK(shut.out == "");
    CHECK(holds(shut.err, "--unlock"));
    CHECK(holds(program.given("2580", {"list", "check-ins", "--viewer", "Anna", "--json"}).out, "the secret garden"));
    CHECK(program.given("1111", {"list", "check-ins", "--viewer", "Anna"}).status == 1);
}

TEST_CASE("recovery words are shown once, asked back, and taken only then",
          "[platform][command-line][vault][terminal]") {
    const Program program;
    const auto word = [](const std::string& shown, const std::string& number) {
        const auto at = shown.find(number + "  ") + number.size() + 2;
        return shown.substr(at, shown.find('\r', at) - at);
    };
    {
        InTerminal terminal(program.words({"vault", "words", "--as", "Anna"}));
        REQUIRE(terminal.sees("Press Enter when you have them on paper: "));
        terminal.type("\n");
        REQUIRE(terminal.sees("which word is number 2? "));
        for (int n = 0; n < 2; ++n) {
            terminal.type("nonsense\n");
            REQUIRE(terminal.sees("which word is number 2? "));
        }
        terminal.type("nonsense\n");
        CHECK(terminal.sees("Nothing was changed"));
        CHECK(exit_code(terminal) == 1);
    }
    CHECK(holds(program.given("x\n2580", {"vault", "recover", "--as", "Anna"}).err, "There are no recovery words"));
    std::string words;
    {
        InTerminal terminal(program.words({"vault", "words", "--as", "Anna"}));
        REQUIRE(terminal.sees("Press Enter when you have them on paper: "));
        const auto page = terminal.shown();
        CHECK(holds(page, "\x1b[?1049h"));
        for (int n = 1; n <= 12; ++n)
            words += (n > 1 ? " " : "") + word(page, (n < 10 ? "\n " : "\n") + std::to_string(n));
        terminal.type("\n");
        REQUIRE(terminal.sees("\x1b[?1049l"));
        REQUIRE(terminal.sees("which word is number 2? "));
        terminal.type(word(page, "\n 2") + "\n");
        REQUIRE(terminal.sees("which word is number 11? "));
        terminal.type(" " + word(page, "\n11") + "\n");
        CHECK(terminal.sees("open it from now on"));
        CHECK(exit_code(terminal) == 0);
    }
    INFO(words);
    REQUIRE(core::entropy_of(words));
    CHECK(program.given(words + "\n2580", {"vault", "recover", "--as", "Anna"}).status == 0);
    CHECK(program.given("2580", {"vault", "unlock", "--as", "Anna"}).out ==
          "It opens. There is 1 private entry behind it. Now it is shut again.\n");
}

TEST_CASE("vault commands are understood as they are written", "[platform][command-line][vault]") {
    const Program program;
    CHECK(program.ended({"vault"}).status == 2);
    CHECK(program.ended({"vault", "set"}).status == 2);
    CHECK(program.ended({"vault", "set", "2580", "--as", "Anna"}).status == 2);  // a PIN is no argument
    CHECK(program.given("2580", {"vault", "set", "--as", "Emil"}).status == 1);
    CHECK(program.given("2580", {"vault", "set", "--as", "Anna"}).status == 0);
    CHECK(program.given("2580\n1379", {"vault", "change", "--as", "Anna"}).status == 0);
    CHECK(program.given("2580", {"vault", "unlock", "--as", "Anna"}).status == 1);
    CHECK(program.given("1379", {"vault", "remove", "--as", "Anna"}).status == 0);
    auto alone = program.words({"vault", "set", "--as", "Anna"});
    alone.insert(alone.begin(), {"setsid", "--wait"});
    const auto ended = end_to_end::run(alone);
    CHECK(ended.status == 2);
    CHECK(holds(ended.err, "no terminal"));
}
