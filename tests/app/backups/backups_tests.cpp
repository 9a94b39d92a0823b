#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "app/app.hpp"
#include "app/theme/theme.hpp"
#include "app/words/check_sentences.hpp"
#include "core/backups/backup_folder.hpp"
#include "core/backups/restore.hpp"
#include "core/backups/second_folder.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/db/connection.hpp"
#include "core/settings/setting_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/trash/trash_store.hpp"
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
    stage.write("Type it again", passphrase);
    stage.click("Set it up");
    stage.settle();
}

const app::PutInPlace* to_be_put_in_place(Stage& stage) {
    return stage.app().ending() ? std::get_if<app::PutInPlace>(&*stage.app().ending()) : nullptr;
}

std::vector<std::string> siblings(const fs::path& folder, const std::string& beginning) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder.parent_path()))
        if (entry.path().filename().string().rfind(beginning, 0) == 0)
            names.push_back(entry.path().filename().string());
    return names;
}

}  // namespace

TEST_CASE("a backup is made by itself, once a day", "[app][backups]") {
    Stage stage(at_settings());
    stage.settle();
    CHECK(backups(stage) == 0);
    let_it_be(stage);
    CHECK(backups(stage) == 1);
    CHECK(stage.holds("Last backup: Today."));
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
    CHECK(stage.holds("Last backup: Today."));
    stage.click("Restore a backup");
    stage.settle();
    stage.click("Backups on this device");
    stage.settle();
    CHECK(stage.holds("Today"));
    CHECK(stage.holds("(dated in the future)"));
}

TEST_CASE("under a pretended time the day's backup has its real day, and the trash keeps what it holds",
          "[app][backups][clock]") {
    Stage stage(at_settings());
    const auto person = *stage.viewer(0).person;
    const core::CheckInId check_in{done(stage.household(), core::CheckInNow{person, 4, {}, "", Audience::household})};
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
    CHECK(stage.household().get<core::TrashStore>().all(stage.viewer(0), stage.clock.now()).size() == 1);
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
    done(stage.household(), core::CheckInNow{*stage.viewer(0).person, 4, {}, "", Audience::household});
    stage.click("Back up now");
    stage.settle();
    core::backups::Restore restore(BackupFolder(stage.folder()), stage.household().today(),
                                   stage.pictures() / "looked");
    while (restore.step()) {
    }
    CHECK(restore.report().counts.of("check_in") == 1);
}

TEST_CASE("a second place is set up once, and each day's backup is brought there", "[app][backups]") {
    Stage stage(at_settings());
    let_it_be(stage);
    const auto stick = stage.pictures() / "stick";
    choose_stick(stage, stick);
    type_passphrase(stage, "short");
    CHECK(stage.shows("Choose a longer one"));
    stage.write("Passphrase", "the kettle sings");
    stage.write("Type it again", "the kettle sinks");
    stage.click("Set it up");
    stage.settle();
    CHECK(stage.shows("Those don’t match."));
    type_passphrase(stage, "the kettle sings");
    CHECK(stage.holds("Last copy there: Today."));

    const SecondFolder second(stick, stage.household().get<core::SettingStore>().household_id());
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
    CHECK(stage.shows("Your second backup place isn’t there."));
    CHECK(stage.shows("This place isn’t there right now."));
    CHECK(backups(stage) == 2);  // here it was made all the same
    stage.wait(20);
    CHECK_FALSE(stage.shows("Your second backup place isn’t there."));

    fs::rename(away, stick);
    stage.wait(16 * 60);
    stage.settle();
    CHECK(stage.holds("Last copy there: Today."));
    CHECK(SecondFolder(stick, stage.household().get<core::SettingStore>().household_id()).list().size() == 2);
}

TEST_CASE("one goes back to a backup after having looked at it, and not before", "[app][backups]") {
    Stage stage(at_settings());
    let_it_be(stage);
    done(stage.household(), core::CheckInNow{*stage.viewer(0).person, 4, {}, "", Audience::household});
    stage.click("Restore a backup");
    stage.settle();
    stage.click("Backups on this device");
    stage.settle();
    stage.click(Role::list_item, "Today");
    stage.settle();
    CHECK(stage.shows("As it was on Monday, 23 November 2026"));
    CHECK_FALSE(stage.app().ending());
    const auto name = stage.folder().filename().string();
    SECTION("and puts it in place") {
        stage.click("Use this backup");
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

TEST_CASE("an older backup that was put in place is told to each of them once, and stays said with its date",
          "[app][backups]") {
    Setup setup;
    setup.before = [](core::Household& household) {
        two_people(household);
        household.set_device_setting("put_back", "2026-11-20");
    };
    Stage stage(setup);
    stage.settle();
    const char* told = "On Friday, 20 November 2026, an older backup replaced this household.";
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
    CHECK(stage.holds("On Friday, 20 November 2026, an older backup replaced this household."));
}

TEST_CASE("a new device begins with the backups of a stick", "[app][backups]") {
    Folder stick;
    core::PersonId mara;
    {
        Setup setup = at_settings();
        setup.before = [&](core::Household& household) {
            two_people(household);
            mara = household.get<core::PersonStore>().all().front().id;
            done(household, core::CheckInNow{mara, 4, {}, "only for my eyes", Audience::only_me});
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
    CHECK_FALSE(stage.shows("Backups on this device"));
    stage.click("Another folder, a stick or a drive");
    stage.settle();
    stage.click("Stick");
    stage.settle();
    stage.click("Take this folder");
    stage.settle();
    stage.write("Passphrase", "the kettle sinks");
    stage.click("Unlock");
    stage.settle();
    CHECK(stage.shows("That’s not the passphrase."));
    stage.write("Passphrase", "the kettle sings");
    stage.click("Unlock");
    stage.settle();
    stage.click(Role::list_item, "Today");
    stage.settle();
    stage.click("Use this backup");
    const auto* wish = to_be_put_in_place(stage);
    REQUIRE(wish);
    REQUIRE(wish->travelled);

    // As the home carries it out: what is private opens on the new device, for nobody had a PIN.
    core::MemorySecrets device;
    core::take_in(device, wish->household, *wish->travelled);
    core::SystemRandom random;
    core::Household restored(wish->restored, stage.clock, random, device);
    const auto day = restored.today();
    const auto list = restored.get<core::CheckInStore>().between(core::Viewer::of(mara), day, day);
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
    CHECK(stage.shows("There are no backups in"));
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
    CHECK(stage.shows("Your household’s file is damaged"));
    CHECK(backups(stage) == 0);  // what is damaged takes no good backup's place
    SECTION("now") {
        stage.click("Repair now");
        REQUIRE(stage.app().ending());
        CHECK(std::holds_alternative<app::Repair>(*stage.app().ending()));
    }
    SECTION("or later") {
        stage.click("Later");
        stage.settle();
        CHECK_FALSE(stage.app().ending());
        CHECK_FALSE(stage.shows("Your household’s file is damaged"));
    }
}

TEST_CASE("what lay in the trash for thirty days goes by itself", "[app][backups]") {
    Setup setup = at_settings();
    setup.before = [](core::Household& household) {
        two_people(household);
        const auto mara = household.get<core::PersonStore>().all().front().id;
        const auto id = core::ThanksId{
            done(household, core::GiveThanks{mara, std::nullopt, "the long light of an evening", Audience::household})};
        done(household, core::RemoveThanks{mara, id});
    };
    Stage stage(std::move(setup));
    let_it_be(stage);
    const auto lying = [&] {
        return stage.household().get<core::TrashStore>().all(stage.viewer(0), stage.household().clock().now()).size();
    };
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

namespace {

core::Day monday_for_all(std::int64_t) { return monday; }

std::string told(const app::Notice& notice) {
    std::string all = notice.heading;
    for (const auto& paragraph : notice.paragraphs) all += "\n" + paragraph;
    return all;
}

std::string told(const core::backups::RecoveryReport& report) {
    return told(app::notice_of_recovery(report, monday_for_all));
}
bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

core::backups::RecoveryReport some_report() {
    core::backups::RecoveryReport report;
    report.state = core::backups::RecoveryState::recovered;
    report.set_aside = "household.damaged-2026-11-23.db";
    report.counts.tables["person"] = 2;
    report.counts.tables["check_in"] = 5;
    report.counts.tables["thanks"] = 19;
    report.pages = 400;
    return report;
}

// What a page is drawn on.
ImU32 ground() { return ImGui::GetDrawData()->CmdLists[0]->VtxBuffer[0].col; }

}  // namespace

TEST_CASE("the page after a repair never says that all was read when some of it is missing", "[app][backups][check]") {
    auto report = some_report();
    report.whole = true;
    CHECK(
        told(report).find(
            "Your household is back\nYour household’s file was damaged. Inglenook could still read everything in it.\nHere now: 2 people, 5 check-ins, 19 thanks") ==
        0);

    report.whole = false;
    report.pages_missing = 20;
    CHECK(told(report).find("Part of your household is back") == 0);
    CHECK_FALSE(has(told(report), "everything"));
    CHECK(has(told(report), "Inglenook couldn’t read 20 of the file’s 420 pages."));

    report.whole = true;  // as far as its pages tell
    report.pages_missing = 0;
    report.known = core::backups::KnownCounts{{1'795'454'400'000, 0}, report.counts};
    report.known->counts.tables["check_in"] = 1031;
    report.known->counts.tables["thanks"] = 515;
    report.known->counts.tables["answer"] = 1;
    CHECK_FALSE(has(told(report), "everything"));
    CHECK(told(report).find("Part of your household is back") == 0);
    CHECK(has(
        told(report),
        "Missing: 1026 of 1031 check-ins, 496 of 515 thanks and 1 of 1 answer, as counted on Monday, 23 November 2026."));
}

TEST_CASE("the page after a repair has nothing to say of lost pages when nothing is missing", "[app][backups][check]") {
    auto report = some_report();
    report.pages_damaged = 3;
    report.rows_damaged = 2;
    SECTION("all of it could be read") { report.whole = true; }
    SECTION("a backup had the rest") {
        report.from = core::backups::RecoveryReport::From::both;
        report.backup_day = monday;
        report.known = core::backups::KnownCounts{{1, 0}, report.counts};
    }
    SECTION("all that was counted is here") {
        report.known = core::backups::KnownCounts{{1, 0}, report.counts};
        CHECK(has(told(report), "Everything counted on Monday, 23 November 2026 is back."));
    }
    CHECK(told(report).find("Your household is back\n") == 0);
    CHECK_FALSE(has(told(report), "pages"));
    CHECK_FALSE(has(told(report), "couldn’t be read"));
}

TEST_CASE("the page after a repair has no number that nobody knows", "[app][backups][check]") {
    auto report = some_report();
    report.pages = 0;
    report.pages_missing = 20;
    CHECK(told(report).find("Part of your household is back") == 0);
    CHECK_FALSE(has(told(report), "pages"));
}

TEST_CASE("an empty file is called empty and neither damaged nor missing", "[app][backups][check]") {
    Stage stage(at_settings());
    const bool with_backup = GENERATE(true, false);
    stage.settle();
    if (with_backup) let_it_be(stage);
    Folder copy;
    const auto live = copy.path() / "home";
    fs::create_directories(live / "photos" / "ab");
    std::ofstream(live / "photos" / "ab" / "ab01.jpg") << "a photo";
    if (with_backup) fs::copy(stage.folder() / "backups", live / "backups", fs::copy_options::recursive);
    std::ofstream(live / "household.db").flush();
    REQUIRE(fs::file_size(live / "household.db") == 0);
    core::backups::Recovery recovery(live, monday);
    while (recovery.step()) {
    }
    const auto notice = with_backup ? app::notice_of_recovery(recovery.report(), monday_for_all)
                                    : app::notice_of_failed_recovery(recovery.report(), live);
    INFO(told(notice));
    CHECK(has(told(notice), "Your household’s file "));
    CHECK(has(told(notice), " empty"));
    CHECK_FALSE(has(told(notice), "damaged"));
    CHECK_FALSE(has(told(notice), "file was missing"));
    CHECK_FALSE(has(told(notice), "file is missing"));
    CHECK(has(told(app::notice_of_repairing(app::FileIs::empty)), "was empty."));
}

TEST_CASE("a page without a household has the theme it is told, else the system's", "[app][backups][theme]") {
    Stage stage(at_settings());
    for (const bool system_dark : {false, true})
        for (const auto& named :
             {std::optional<std::string>(), std::optional<std::string>("light"), std::optional<std::string>("dark")}) {
            stage.services.dark = system_dark;
            app::NoticePage page(stage.services, stage.fonts(), app::notice_of_repairing(app::FileIs::damaged), named);
            stage.page = &page;
            stage.frame(2);
            const bool dark = named ? *named == "dark" : system_dark;
            CHECK(ground() == app::make_theme(dark ? app::Scheme::dark : app::Scheme::light).paper);
            stage.page = nullptr;
        }
}

TEST_CASE("where nothing could be repaired there is a way to a backup, and to the folder, which is named whole",
          "[app][backups]") {
    for (const auto size : {desktop, phone}) {
        auto setup = at_settings();
        setup.size = size;
        Stage stage(setup);
        core::backups::RecoveryReport report;
        report.state = core::backups::RecoveryState::nothing_to_recover_from;
        app::NoticePage page(stage.services, stage.fonts(), app::notice_of_failed_recovery(report, stage.folder()));
        stage.page = &page;
        stage.frame(2);
        CHECK(stage.shows(stage.folder().string()));
        for (const auto* button : stage.all(Role::button)) {
            CHECK(button->rect.x0 >= 0);
            CHECK(button->rect.x1 <= static_cast<float>(size.width));
        }
        stage.click("Open the folder");
        REQUIRE(stage.services.opened.size() == 1);
        CHECK(stage.services.opened[0] == stage.folder());
        stage.services.has_file_manager = false;
        stage.click("Open the folder");
        stage.frame(2);
        CHECK(stage.shows("This device has no file manager."));
        CHECK_FALSE(page.restore_asked());
        stage.click("Restore a backup");
        CHECK(page.restore_asked());
        CHECK_FALSE(page.answered());
        stage.click("Close");
        CHECK(page.answered());
        stage.page = nullptr;
    }
}

TEST_CASE("a full disk or another program is no reason to restore a backup", "[app][backups]") {
    using State = core::backups::RecoveryState;
    for (const auto state :
         {State::left_alone, State::another_program, State::full, State::read_only, State::no_access}) {
        core::backups::RecoveryReport report;
        report.state = state;
        CHECK_FALSE(app::notice_of_failed_recovery(report, "/somewhere").can_restore);
    }
}

TEST_CASE("for a household that cannot be opened a backup is chosen from a folder", "[app][backups]") {
    Stage before(at_settings());
    let_it_be(before);
    Folder lost;
    const auto live = lost.path() / "home";
    fs::create_directories(live);
    Setup setup;
    setup.restore_into = live;
    Stage stage(setup);
    stage.services.places_offered = {{"Stick", before.folder()}};
    stage.settle();
    CHECK_FALSE(stage.shows("Welcome"));
    CHECK_FALSE(stage.shows("Backups on this device"));
    SECTION("and used") {
        stage.click("Another folder, a stick or a drive");
        stage.settle();
        stage.click("Stick");
        stage.settle();
        stage.click("Take this folder");
        stage.settle();
        stage.click(Role::list_item, "Today");
        stage.settle();
        CHECK(stage.shows("Check-ins"));
        CHECK_FALSE(stage.shows("Now"));  // nobody can count what is there
        stage.click("Use this backup");
        const auto* wish = to_be_put_in_place(stage);
        REQUIRE(wish);
        CHECK(wish->restored.parent_path() == fs::absolute(lost.path()));
        CHECK(fs::exists(wish->restored / "household.db"));
    }
    SECTION("or not, and one is back where one came from") {
        stage.click("Close");
        stage.settle();
        REQUIRE(stage.app().ending());
        CHECK(std::holds_alternative<app::BackToRepair>(*stage.app().ending()));
    }
}

TEST_CASE("a backup from the future is said to be one also where it is looked at", "[app][backups][clock]") {
    Stage stage(at_settings());
    let_it_be(stage);
    const BackupFolder folder(stage.folder());
    const auto today = stage.household().today();
    const bool ahead = GENERATE(true, false);
    if (ahead)
        for (const auto& [from, to] : {std::pair(folder.file_of(today), folder.file_of(today + 3)),
                                       std::pair(folder.sum_of(today), folder.sum_of(today + 3))})
            fs::rename(from, to);
    stage.services.places_offered = {{"Stick", stage.folder()}};
    stage.click("Restore a backup");
    stage.settle();
    stage.click("Another folder, a stick or a drive");
    stage.settle();
    stage.click("Stick");
    stage.settle();
    stage.click("Take this folder");
    stage.settle();
    const auto rows = stage.all(Role::list_item);
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto* node) {
        return node->overlay && (ahead ? has(node->name, "dated in the future") : node->name == "Today");
    });
    REQUIRE(row != rows.end());
    stage.click_node(**row);
    stage.settle();
    CHECK(stage.shows("Use this backup"));
    CHECK(stage.shows("This backup is dated in the future") == ahead);
    stage.click("Not this one");
    stage.settle();
}

TEST_CASE("the settings check everything and say what is wrong in plain words, its ids behind Details",
          "[app][backups][check]") {
    Stage stage(at_settings());
    let_it_be(stage);
    const auto mara = *stage.viewer(0).person;
    for (int n = 0; n < 2; ++n) done(stage.household(), core::CheckInNow{mara, 4, {}, "", Audience::household});
    done(stage.household(), core::GiveThanks{mara, std::nullopt, "the long light", Audience::household});
    stage.click("Check everything");
    stage.settle();
    CHECK(stage.holds("Everything is fine. 0 photos were checked."));
    CHECK_FALSE(stage.look("Details"));
    {
        core::db::Connection file(stage.folder() / "household.db");
        file.exec("UPDATE check_in SET mood = 99999");
        file.exec("UPDATE thanks SET author = randomblob(16)");
    }
    stage.click("Check everything");
    stage.settle();
    CHECK_FALSE(stage.holds("Everything is fine."));
    CHECK(stage.holds("Something isn’t right in 2 check-ins."));
    CHECK(stage.holds("Linked to something that no longer exists: 1 thanks."));
    CHECK_FALSE(stage.holds(", mood: the number is out of range."));
    stage.click("Details");
    stage.settle();
    CHECK(stage.holds(", mood: the number is out of range."));
    CHECK(stage.holds("1 row in the table thanks names a person that doesn’t exist"));
    CHECK_FALSE(stage.holds("it names something that doesn’t exist"));  // it was told above
    stage.click("Hide details");
    stage.settle();
    CHECK_FALSE(stage.holds(", mood: the number is out of range."));
}

TEST_CASE("of what a check finds a missing key is said first, and photos are counted", "[app][backups][check]") {
    core::backups::HouseholdCheck::Findings findings;
    findings.health = core::backups::Health::damaged;
    findings.photos_missing = {std::string(64, 'a')};
    findings.photos_wrong = {std::string(64, 'b') + ".jpg", std::string(64, 'c') + ".jpg"};
    findings.keys_missing = {"Mara"};
    findings.rows.rows = {{"no_such_table", "01", "x", core::backups::RowFault::not_text, {}}};
    findings.rows.count = 1;
    const auto lines = app::in_plain_words(findings);
    REQUIRE(lines.size() == 5);
    CHECK(has(lines[0], "The key to Mara’s private entries is missing."));
    CHECK(lines[1] == "The household’s file is damaged.");
    CHECK(lines[2] == "1 photo is missing.");
    CHECK(lines[3] == "2 photos can’t be read.");
    CHECK(lines[4] == "Something isn’t right in 1 other record.");
    for (const auto& line : lines) CHECK_FALSE(has(line, "aaaa"));
    CHECK(has(app::worded(findings).front(), "The key to Mara’s private entries is missing."));
}

TEST_CASE("the buttons of the backups have one size and whole labels", "[app][backups]") {
    for (const auto size : {desktop, phone}) {
        auto setup = at_settings();
        setup.size = size;
        setup.before = [](core::Household& household) {
            two_people(household);
            household.set_device_setting("backups.second", "/media/stick");
        };
        Stage stage(setup);
        let_it_be(stage);
        const auto same_size = [&](const std::vector<std::string>& names) {
            std::vector<Stage::Node> nodes;
            stage.node(Role::button, names.back());  // scrolled to
            for (const auto& name : names) nodes.push_back(*stage.look(Role::button, name));
            CHECK(ellipses().empty());
            for (const auto& node : nodes) {
                CHECK(node.rect.width() == nodes.front().rect.width());
                CHECK(node.rect.height() == nodes.front().rect.height());
            }
            // In rows and columns.
            for (const auto& node : nodes)
                for (const auto& other : nodes) {
                    const float x = std::abs(node.rect.x0 - other.rect.x0), y = std::abs(node.rect.y0 - other.rect.y0);
                    CHECK((x == 0 || x >= node.rect.width()));
                    CHECK((y == 0 || y >= node.rect.height()));
                }
        };
        same_size({"Back up now", "Restore a backup", "Check everything"});
        same_size({"Change folder", "Stop using it"});
    }
}
