#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <variant>

#include <catch2/catch_test_macros.hpp>

#include "app/app.hpp"
#include "core/backups/backup_folder.hpp"
#include "core/backups/restore.hpp"
#include "core/backups/second_folder.hpp"
#include "core/db/connection.hpp"
#include "core/vault/device_record.hpp"
#include "tests/app/headless.hpp"

using namespace headless;
using core::Audience;
using core::backups::BackupFolder;
using core::backups::SecondFolder;
using Role = Stage::Role;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t a_day_ms = 86'400'000;

Setup at_settings() {
    Setup setup;
    setup.screen = "settings";
    setup.before = two_people;
    return setup;
}

// What a household needs done begins some seconds after the first frame.
void let_it_be(Stage& stage) {
    stage.wait(4);
    stage.settle();
}

std::size_t backups(const Stage& stage) { return BackupFolder(stage.folder()).list().size(); }

void choose_stick(Stage& stage, const fs::path& stick) {
    fs::create_directories(stick);
    stage.services.places_offered = {{"Stick", stick}};
    stage.click("Choose a folder");
    stage.settle();
    stage.click("Stick");
    stage.settle();
    stage.click("Take this folder");
    stage.settle();
}

void type_passphrase(Stage& stage, std::string_view passphrase) {
    stage.write("Passphrase", passphrase);
    stage.write("Once more", passphrase);
    stage.click("Set it up");
    stage.settle();
}

const app::PutInPlace* to_be_put_in_place(Stage& stage) {
    return stage.app().ending() ? std::get_if<app::PutInPlace>(&*stage.app().ending()) : nullptr;
}

std::vector<std::string> siblings(const fs::path& folder, const std::string& beginning) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder.parent_path()))
        if (entry.path().filename().string().rfind(beginning, 0) == 0) names.push_back(entry.path().filename().string());
    return names;
}

}  // namespace

TEST_CASE("a backup is made by itself, once a day", "[app][backups]") {
    Stage stage(at_settings());
    stage.settle();
    CHECK(backups(stage) == 0);
    let_it_be(stage);
    CHECK(backups(stage) == 1);
    CHECK(stage.holds("The newest: Today."));
    stage.wait(10);
    CHECK(backups(stage) == 1);
    stage.clock.advance_ms(a_day_ms);
    let_it_be(stage);
    CHECK(backups(stage) == 2);
    CHECK(BackupFolder(stage.folder()).verify(stage.household().today()) == "ok");
}

TEST_CASE("a backup from the future is not called the newest, and is offered by its day", "[app][backups][clock]") {
    Stage stage(at_settings());
    let_it_be(stage);
    const BackupFolder folder(stage.folder());
    const auto today = stage.household().today(), later = today + 5000;
    fs::copy_file(folder.file_of(today), folder.file_of(later));
    fs::copy_file(folder.sum_of(today), folder.sum_of(later));
    stage.click("Back up now");
    stage.settle();
    CHECK(stage.holds("The newest: Today."));
    stage.click("Go back to one");
    stage.settle();
    stage.click("The backups on this device");
    stage.settle();
    CHECK(stage.holds("Today"));
    CHECK(stage.holds("(dated in the future)"));
}

TEST_CASE("under a pretended time the day's backup has its real day, and the trash keeps what it holds", "[app][backups][clock]") {
    Stage stage(at_settings());
    const auto person = *stage.viewer(0).person;
    const core::CheckInId check_in{done(stage.household(), core::CheckInNow{person, 4, "", "", Audience::household})};
    done(stage.household(), core::RemoveCheckIn{person, check_in});
    let_it_be(stage);
    const auto today = stage.household().today();
    const auto now = stage.clock.now();
    for (const int days : {31, 60, 90, 4000}) {
        stage.clock.pretend({now.utc_ms + days * a_day_ms, now.offset_minutes});
        let_it_be(stage);
    }
    CHECK(backups(stage) == 1);
    CHECK(BackupFolder(stage.folder()).find(today));
    CHECK(stage.household().trash().all(stage.viewer(0), stage.clock.now()).size() == 1);
}

TEST_CASE("the second place is not in the household's own folder", "[app][backups][outside]") {
    Stage stage(at_settings());
    let_it_be(stage);
    choose_stick(stage, stage.folder() / "second");
    type_passphrase(stage, "the kettle sings");
    CHECK(stage.shows("own folder"));
    CHECK(fs::is_empty(stage.folder() / "second"));
}

TEST_CASE("where nobody lives yet there is nothing to back up", "[app][backups]") {
    Stage stage({desktop, {}, {}, "welcome", {}});
    let_it_be(stage);
    CHECK(backups(stage) == 0);
}

TEST_CASE("the settings make today's backup anew", "[app][backups]") {
    Stage stage(at_settings());
    let_it_be(stage);
    done(stage.household(), core::CheckInNow{*stage.viewer(0).person, 4, "", "", Audience::household});
    stage.click("Back up now");
    stage.settle();
    core::backups::Restore restore(BackupFolder(stage.folder()), stage.household().today(), stage.pictures() / "looked");
    while (restore.step()) {
    }
    CHECK(restore.report().counts.check_ins == 1);
}

TEST_CASE("a second place is set up once, and each day's backup is brought there", "[app][backups]") {
    Stage stage(at_settings());
    let_it_be(stage);
    const auto stick = stage.pictures() / "stick";
    choose_stick(stage, stick);
    type_passphrase(stage, "short");
    CHECK(stage.shows("Choose a longer one"));
    stage.write("Passphrase", "the kettle sings");
    stage.write("Once more", "the kettle sinks");
    stage.click("Set it up");
    stage.settle();
    CHECK(stage.shows("The two are not the same."));
    type_passphrase(stage, "the kettle sings");
    CHECK(stage.holds("Brought there: Today."));

    const SecondFolder second(stick, stage.household().settings().household_id());
    CHECK(second.list().size() == 1);
    auto opened = second.open(core::Secret::of_text("the kettle sings"));
    REQUIRE(opened.state == SecondFolder::KeyState::right);
    CHECK(second.verify(second.list().front().day, opened.key) == "ok");

    stage.clock.advance_ms(a_day_ms);
    let_it_be(stage);
    CHECK(second.list().size() == 2);
}

TEST_CASE("a second place that is not there is said once, and is tried again", "[app][backups]") {
    Stage stage(at_settings());
    let_it_be(stage);
    const auto stick = stage.pictures() / "stick", away = stage.pictures() / "away";
    choose_stick(stage, stick);
    type_passphrase(stage, "the kettle sings");
    fs::rename(stick, away);
    stage.clock.advance_ms(a_day_ms);
    let_it_be(stage);
    CHECK(stage.shows("The second place of the backups is not there."));
    CHECK(stage.shows("It is not there at the moment."));
    CHECK(backups(stage) == 2);  // here it was made all the same
    stage.wait(20);
    CHECK_FALSE(stage.shows("The second place of the backups is not there."));

    fs::rename(away, stick);
    stage.wait(16 * 60);
    stage.settle();
    CHECK(stage.holds("Brought there: Today."));
    CHECK(SecondFolder(stick, stage.household().settings().household_id()).list().size() == 2);
}

TEST_CASE("one goes back to a backup after having looked at it, and not before", "[app][backups]") {
    Stage stage(at_settings());
    let_it_be(stage);
    done(stage.household(), core::CheckInNow{*stage.viewer(0).person, 4, "", "", Audience::household});
    stage.click("Go back to one");
    stage.settle();
    stage.click("The backups on this device");
    stage.settle();
    stage.click(Role::list_item, "Today");
    stage.settle();
    CHECK(stage.shows("As it was on Monday, 23 November 2026"));
    CHECK_FALSE(stage.app().ending());
    const auto name = stage.folder().filename().string();
    SECTION("and puts it in place") {
        stage.click("Put it in place");
        const auto* wish = to_be_put_in_place(stage);
        REQUIRE(wish);
        CHECK(fs::exists(wish->restored / "household.db"));
        CHECK(wish->restored.parent_path() == fs::absolute(stage.folder()).parent_path());
        fs::remove_all(wish->restored);
    }
    SECTION("or does not, and it is taken away again") {
        CHECK(siblings(stage.folder(), name + ".restored-").size() == 1);
        stage.click("Not this one");
        stage.settle();
        CHECK_FALSE(stage.app().ending());
        CHECK(siblings(stage.folder(), name + ".restored-").empty());
        CHECK(stage.look("Back up now"));
    }
}

TEST_CASE("an older backup that was put in place is told to each of them once, and stays said with its date", "[app][backups]") {
    Setup setup;
    setup.before = [](core::Household& household) {
        two_people(household);
        household.set_device_setting("put_back", "2026-11-20");
    };
    Stage stage(setup);
    stage.settle();
    const char* told = "On Friday, 20 November 2026 an older backup was put in place";
    CHECK_FALSE(stage.shows(told));  // to nobody in particular
    for (const char* name : {"Mara", "Jonas"}) {
        stage.click(Role::choice, name);
        stage.settle();
        CHECK(stage.shows(told));
        stage.click("Close");
        stage.settle();
        CHECK_FALSE(stage.shows(told));
        stage.click(Role::choice, name);
        stage.settle();
    }
    stage.restart();
    stage.settle();
    stage.click(Role::choice, "Mara");
    stage.settle();
    CHECK_FALSE(stage.shows(told));
    stage.click(Role::choice, "Settings");
    stage.settle();
    CHECK(stage.holds("On Friday, 20 November 2026 an older one was put in place of the household."));
}

TEST_CASE("a new device begins with the backups of a stick", "[app][backups]") {
    Folder stick;
    core::PersonId mara;
    {
        Setup setup = at_settings();
        setup.before = [&](core::Household& household) {
            two_people(household);
            mara = household.people().all().front().id;
            done(household, core::CheckInNow{mara, 4, "", "only for my eyes", Audience::only_me});
        };
        Stage stage(std::move(setup));
        let_it_be(stage);
        choose_stick(stage, stick.path());
        type_passphrase(stage, "the kettle sings");
    }
    Stage stage({desktop, {}, {}, "welcome", {}});
    stage.settle();
    stage.services.places_offered = {{"Stick", stick.path()}};
    stage.click("I have a backup");
    stage.settle();
    CHECK_FALSE(stage.shows("The backups on this device"));
    stage.click("Another folder, a stick or a drive");
    stage.settle();
    stage.click("Stick");
    stage.settle();
    stage.click("Take this folder");
    stage.settle();
    stage.write("Passphrase", "the kettle sinks");
    stage.click("Open");
    stage.settle();
    CHECK(stage.shows("That passphrase is not the right one."));
    stage.write("Passphrase", "the kettle sings");
    stage.click("Open");
    stage.settle();
    stage.click(Role::list_item, "Today");
    stage.settle();
    stage.click("Put it in place");
    const auto* wish = to_be_put_in_place(stage);
    REQUIRE(wish);
    REQUIRE(wish->travelled);

    // As the home carries it out: what is private opens on the new device, for nobody had a PIN.
    core::MemorySecrets device;
    core::take_in(device, wish->household, *wish->travelled);
    core::SystemRandom random;
    core::Household restored(wish->restored, stage.clock, random, device);
    const auto day = restored.today();
    const auto list = restored.check_ins().between(core::Viewer::of(mara), day, day);
    REQUIRE(list.size() == 1);
    CHECK(list.front().note == "only for my eyes");
    fs::remove_all(wish->restored);
}

TEST_CASE("a folder without backups is said to have none", "[app][backups]") {
    Stage stage({desktop, {}, {}, "welcome", {}});
    stage.services.places_offered = {{"Pictures", stage.pictures()}};
    stage.settle();
    stage.click("I have a backup");
    stage.settle();
    stage.click("Another folder, a stick or a drive");
    stage.settle();
    stage.click("Pictures");
    stage.settle();
    stage.click("Take this folder");
    stage.settle();
    CHECK(stage.shows("No backups were found"));
}

TEST_CASE("a file that went bad while it was open is told, with a way to repair it", "[app][backups]") {
    Setup setup = at_settings();
    setup.demo = core::demo::Request{1, 1, 12};
    setup.before = {};
    Stage stage(std::move(setup));
    stage.settle();
    {
        // Some pages in the middle, as an old disk would.
        std::fstream file(stage.folder() / "household.db", std::ios::in | std::ios::out | std::ios::binary);
        for (int page = 10; page < 30; ++page) {
            file.seekp(page * 4096 + 100);
            file << std::string(2000, 'x');
        }
    }
    let_it_be(stage);
    CHECK(stage.shows("The household’s file is damaged"));
    CHECK(backups(stage) == 0);  // what is damaged takes no good backup's place
    SECTION("now") {
        stage.click("Repair it now");
        REQUIRE(stage.app().ending());
        CHECK(std::holds_alternative<app::Repair>(*stage.app().ending()));
    }
    SECTION("or later") {
        stage.click("Later");
        stage.settle();
        CHECK_FALSE(stage.app().ending());
        CHECK_FALSE(stage.shows("The household’s file is damaged"));
    }
}

TEST_CASE("what lay in the trash for thirty days goes by itself", "[app][backups]") {
    Setup setup = at_settings();
    setup.before = [](core::Household& household) {
        two_people(household);
        const auto mara = household.people().all().front().id;
        const auto id = core::ThanksId{done(household, core::GiveThanks{mara, std::nullopt, "the long light of an evening", Audience::household})};
        done(household, core::RemoveThanks{mara, id});
    };
    Stage stage(std::move(setup));
    let_it_be(stage);
    const auto lying = [&] { return stage.household().trash().all(stage.viewer(0), stage.household().clock().now()).size(); };
    CHECK(lying() == 1);
    for (int day = 0; day < 29; ++day) {
        stage.clock.advance_ms(a_day_ms);
        let_it_be(stage);
    }
    CHECK(lying() == 1);
    for (int day = 0; day < 2; ++day) {
        stage.clock.advance_ms(a_day_ms);
        let_it_be(stage);
    }
    CHECK(lying() == 0);
}

TEST_CASE("the page after a repair never says that all was read when some of it is missing", "[app][backups][check]") {
    using core::backups::RecoveryReport;
    const auto told = [](const RecoveryReport& report) {
        const auto notice = app::notice_of_recovery(report);
        std::string all = notice.heading;
        for (const auto& paragraph : notice.paragraphs) all += "\n" + paragraph;
        return all;
    };
    RecoveryReport report;
    report.set_aside = "household.damaged-2026-11-23.db";
    report.counts.people = 2;
    report.counts.check_ins = 5;
    report.counts.thanks = 19;
    report.pages = 400;
    report.whole = true;
    CHECK(told(report).find("It is back\nThe household’s file was damaged. Everything in it could still be read.\nHere now: 2 people, 5 check-ins, 19 thanks") == 0);

    report.whole = false;
    report.pages_missing = 20;
    CHECK(told(report).find("Everything") == std::string::npos);
    CHECK(told(report).find("20 of the file’s 420 pages could not be read.") != std::string::npos);

    report.whole = true;  // as far as its pages tell
    report.pages_missing = 0;
    report.known = core::backups::KnownCounts{{1'795'454'400'000, 0}, report.counts};
    report.known->counts.check_ins = 1031;
    report.known->counts.thanks = 515;
    report.known->counts.answers = 1;
    CHECK(told(report).find("Everything") == std::string::npos);
    CHECK(told(report).find("Part of it is back") == 0);
    CHECK(told(report).find("Missing: 1026 of 1031 check-ins, 496 of 515 thanks and 1 of 1 answer, as they were counted on Monday, 23 November 2026.") != std::string::npos);
}

TEST_CASE("the settings check everything and name what is wrong", "[app][backups][check]") {
    Stage stage(at_settings());
    let_it_be(stage);
    done(stage.household(), core::CheckInNow{*stage.viewer(0).person, 4, "", "", Audience::household});
    stage.click("Check everything");
    stage.settle();
    CHECK(stage.holds("Everything is well. 0 photos were looked at."));
    core::db::Connection(stage.folder() / "household.db").exec("UPDATE check_in SET mood = 99999");
    stage.click("Check everything");
    stage.settle();
    CHECK_FALSE(stage.holds("Everything is well. 0 photos were looked at."));
    CHECK(stage.holds(", mood: the number is out of range."));
}
