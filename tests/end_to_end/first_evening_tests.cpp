#include <fstream>
#include <set>

#include <catch2/catch_test_macros.hpp>

#include "program.hpp"

using namespace end_to_end;
namespace fs = std::filesystem;

namespace {

// Photos with different contents: what the program draws for a sample household.
std::vector<fs::path> make_photos(int count) {
    static const Folder folder;
    const Home elsewhere;
    elsewhere.done({"demo", "--years", "0", "--photos", std::to_string(count)});
    std::set<fs::path> drawn;
    for (const auto& entry : fs::recursive_directory_iterator(elsewhere.data() / "photos"))
        if (entry.is_regular_file()) drawn.insert(entry.path());
    std::vector<fs::path> photos;
    for (const auto& file : drawn) {
        photos.push_back(folder.path() / ("evening-" + std::to_string(photos.size() + 1) + file.extension().string()));
        fs::copy_file(file, photos.back());
        fs::permissions(photos.back(), fs::perms::owner_write, fs::perm_options::add);
    }
    return photos;
}

void copy_into(const fs::path& folder, const std::vector<fs::path>& files) {
    fs::create_directories(folder);
    for (const auto& file : files) fs::copy_file(file, folder / file.filename());
}

}  // namespace

TEST_CASE("a couple's first evening survives a night", "[end_to_end]") {
    Screen screen;
    const Home home;
    auto photos = make_photos(5);
    REQUIRE(photos.size() == 5);
    const auto last = photos.back();
    photos.pop_back();
    const auto holiday = home.home() / "Pictures" / "Kreta 2026";
    copy_into(holiday, photos);
    std::ofstream(holiday / "shopping.jpg") << "milk, bread, candles\n";

    {
        Program program(screen, home);
        program.see("Welcome to Inglenook");
        program.write({"field", "Name", 0}, "Änne");
        program.click({"choice", "Teal", 0});
        program.click({"choice", "A fox", 0});
        program.write({"field", "Name", 1}, "Jörg");
        program.click({"choice", "Honey", 1});
        program.click({"choice", "Glasses", 1});
        program.picture("welcome");
        program.click({"button", "Begin"});

        program.see("Good evening, Änne");
        program.click({"button", "Good"});
        program.see_said("Good. Written down for you alone.");
        program.click({"button", "hopeful"});
        program.see_on({"button", "hopeful"});
        program.write({"field", "A word of your own"}, "zuversichtlich");
        program.key("Return");
        program.see_on({"button", "zuversichtlich"});

        program.click({"button", "for making coffee"});
        program.see_said("Given to Jörg.");
        program.see_gone({"button", "for making coffee"});
        program.click({"button", "for the walk"});
        program.see_gone({"button", "for the walk"});
        program.click({"button", "Undo"});
        program.see_said("Taken back.");
        program.see({"button", "for the walk"});

        program.write({"field", "Thanks in your own words"}, "Für die Wärme, und dass du zuhörst.");
        program.click({"button", "Give"});
        program.see_said("Given to Jörg.");
        program.picture("today");

        program.click({"choice", "Rituals"});
        program.click({"button", "Choose a first ritual"});
        program.click({"button", "Nightly talk"});
        program.click({"button", "Put it on the calendar"});
        program.see_gone({"button", "Put it on the calendar"});
        program.see("November");
        program.picture("rituals");
        program.click({"choice", "Today"});
        program.click({"toggle", "Nightly talk"});
        program.see_on({"toggle", "Nightly talk"});

        program.click({"choice", "Memories"});
        program.click({"button", "Add the first photos"});
        program.click({"list_item", "Pictures"});
        program.click({"list_item", "Kreta 2026"});
        program.picture("add-photos");
        program.click({"button", "Take this whole folder"});
        program.see("4 photos are up.");
        program.see("shopping.jpg");
        for (const auto& photo : photos) program.see({"image", photo.filename().string()});
        home.done({"memories", "import", last.string()});
        program.see({"image", last.filename().string()}, 3);
        program.picture("memories");

        const auto shown = photos.front().filename().string();
        program.click({"image", shown});
        program.see({"button", "Caption and date"});
        program.see({"image", shown});
        program.picture("photo");
        program.click({"button", "Close"});
        program.see_gone({"button", "Caption and date"});
        program.see("Memories");

        const auto ended = program.end(SIGTERM);
        CHECK(ended.status == 0);
        CHECK(ended.err == "");
    }

    // The same evening, later: what was tapped is still chosen.
    {
        Program program(screen, home, {.now = "2026-11-23T23:10"});
        program.see("Who is here?");
        program.click({"button", "Änne"});
        program.see_on({"button", "Good"});
        program.see_on({"toggle", "Nightly talk"});
        CHECK(program.end().status == 0);
    }

    Program program(screen, home, {.now = "2026-11-24T07:15"});
    program.click({"button", "Änne"});
    program.see("Good morning, Änne");
    CHECK_FALSE(program.see({"toggle", "Nightly talk"}).on);
    program.click({"choice", "Thanks"});
    program.see("Thank you for making coffee.");
    program.see("Für die Wärme, und dass du zuhörst.");
    CHECK_FALSE(program.shows_text("for the walk"));
    program.click({"choice", "Rituals"});
    program.see({"list_item", "Monday, 23 November 2026"});
    program.click({"list_item", "Monday, 23 November 2026"});
    program.see("kept");
    program.key("Escape");
    program.click({"choice", "Memories"});
    for (const auto& photo : photos) program.see({"image", photo.filename().string()});
    program.picture("next-morning");

    const auto people = home.json({"list", "people"});
    REQUIRE(people.size() == 2);
    CHECK(people[0]["name"] == "Änne");
    CHECK(people[0]["colour"] == "teal");
    CHECK(people[0]["face"] == "fox");
    CHECK(people[1]["name"] == "Jörg");
    CHECK(people[1]["colour"] == "honey");
    CHECK(people[1]["face"] == "glasses");

    const auto check_ins = home.json({"list", "check-ins", "--viewer", "Änne"});
    REQUIRE(check_ins.size() == 1);
    CHECK(check_ins[0]["mood"] == 4);
    CHECK(check_ins[0]["feeling"] == "hopeful, zuversichtlich");
    CHECK(check_ins[0]["day"] == "2026-11-23");
    CHECK(check_ins[0]["audience"] == "only_me");
    CHECK(home.json({"list", "check-ins", "--viewer", "Jörg"}).empty());

    const auto thanks = home.json({"list", "thanks", "--viewer", "Änne"});
    std::multiset<std::string> texts;
    for (const auto& note : thanks) texts.insert(note["text"].get<std::string>());
    CHECK(texts == std::multiset<std::string>{"Thank you for making coffee.", "Für die Wärme, und dass du zuhörst."});

    const auto rituals = home.json({"list", "rituals", "--viewer", "Jörg"});
    REQUIRE(rituals.size() == 1);
    CHECK(rituals[0]["title"] == "Nightly talk");
    const auto agenda =
        home.json({"ritual", "agenda", "--from", "2026-11-23", "--to", "2026-11-23", "--viewer", "Jörg"});
    REQUIRE(agenda.size() == 1);
    CHECK(agenda[0]["outcome"] == "kept");

    CHECK(home.json({"list", "memories", "--viewer", "Jörg"}).size() == 5);
    CHECK(program.end().status == 0);
}
