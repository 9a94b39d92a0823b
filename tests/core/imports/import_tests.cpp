#include <algorithm>
#include <chrono>
#include <csignal>
#include <map>
#include <set>
#include <string>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/imports/bringing.hpp"
#include "core/imports/formats.hpp"
#include "core/imports/import.hpp"
#include "core/imports/import_commands.hpp"
#include "core/imports/import_store.hpp"
#include "core/imports/read.hpp"
#include "core/leaving/remains.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/people/person_commands.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/text.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/trash/trash_commands.hpp"
#include "core/trash/trash_store.hpp"
#include "tests/core/device.hpp"
#include "tests/core/files.hpp"
#include "tests/core/folder_secrets.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/imports/samples.hpp"
#include "tests/core/imports/zips.hpp"
#include "tests/core/memories/pictures.hpp"

using namespace core;
using namespace core::imports;
using tests::has;
using tests::House;

namespace {

// Thanks without a word are refused.
void spoil(Command& command) {
    auto thanks = *command.as<GiveThanks>();
    thanks.text.clear();
    command = thanks;
}

const std::string daylio =
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    "2026-11-20,20 November,Friday,22:15,good,\"walk | tea\",Title,\"by the lake\"\n"
    "2026-11-19,19 November,Thursday,00:30,awful,,,\n"
    "2026-11-18,18 November,Wednesday,08:00,Anxious,,,\"before the talk\"\n";

Plan planned(const House& house, const Batch& batch, const Mapping& mapping = {}) {
    const auto made = plan(house.household, house.ada, batch, mapping);
    REQUIRE(made);
    return made.value();
}

Brought brought(House& house, const Plan& plan, const std::vector<PhotosToBring::Arrived>& photos = {}) {
    const auto done = apply(house.household, plan, photos);
    REQUIRE(done);
    return done.value();
}

std::vector<CheckIn> check_ins(const House& house, PersonId viewer) {
    return house.household.get<CheckInStore>().between(Viewer::of(viewer), house.today() - 400, house.today());
}

std::vector<Thanks> thanks(const House& house, PersonId viewer) {
    return house.household.get<ThanksStore>().between(Viewer::of(viewer), house.today() - 40'000, house.today());
}

Batch of_notes(std::vector<Entry> entries) {
    Batch batch;
    batch.entries = std::move(entries);
    return batch;
}

Entry note(Day day, std::string text, std::optional<int> minute = {}) {
    Entry entry{{}, 1, day, minute};
    entry.text = std::move(text);
    return entry;
}

const Mapping anxious_is_two{{{"anxious", 2}}};

}  // namespace

TEST_CASE("thanks can be given for a moment of their own, but not for one to come", "[core][thanks]") {
    House house;
    GiveThanks given{house.ada, {}, "the sun", Audience::household};
    given.at = house.clock.at(tests::day("2026-11-20"), tests::at(1, 30));
    const auto id = house.made<ThanksId>(given);
    const auto found = house.household.get<ThanksStore>().find(Viewer::of(house.ada), id);
    REQUIRE(found);
    CHECK(found->given_at == *given.at);
    CHECK(found->day == tests::day("2026-11-19"));  // before four in the morning
    given.at = house.clock.now();
    given.at->utc_ms += 1;
    CHECK(house.refused(given) == Refusal::invalid_date);
    given.at = Instant{-3'000'000'000'000, 0};
    CHECK(house.refused(given) == Refusal::invalid_date);
}

TEST_CASE("a diary of moods becomes check-ins of the one who brings it, only for them", "[core][imports]") {
    House house;
    const auto plan = planned(house, read_daylio(daylio), anxious_is_two);
    CHECK(plan.count(Standing::fresh) == 3);
    CHECK(plan.check_ins() == 3);
    CHECK(plan.thanks() == 0);
    CHECK(brought(house, plan).written == 3);
    const auto list = check_ins(house, house.ada);
    REQUIRE(list.size() == 3);
    CHECK(list[0].day == tests::day("2026-11-20"));
    CHECK(to_iso(list[0].felt_at) == "2026-11-20T22:15:00+01:00");
    CHECK(list[0].mood == 4);
    CHECK(list[0].feeling.empty());
    CHECK(list[0].around == std::vector<std::string>{"walk", "tea"});
    CHECK(list[0].note == "Title\nby the lake");
    CHECK(list[0].audience == Audience::only_me);
    CHECK(list[1].day == tests::day("2026-11-18"));  // half past midnight belongs to the evening
    CHECK(list[1].mood == 1);
    CHECK(list[2].mood == 2);
    CHECK(list[2].feeling == std::vector<std::string>{"Anxious"});
    CHECK(list[2].note == "before the talk");
    CHECK(check_ins(house, house.ben).empty());
}

TEST_CASE("a mood that nobody knows needs to be chosen first", "[core][imports]") {
    House house;
    const auto batch = read_daylio(daylio);
    const auto plan = planned(house, batch);
    REQUIRE(plan.moods.size() == 3);
    CHECK(plan.moods[0].name == "good");
    CHECK(plan.moods[0].level == 4);
    CHECK(plan.moods[1].level == 1);
    CHECK(plan.moods[2].name == "Anxious");
    CHECK_FALSE(plan.moods[2].level);
    CHECK(plan.count(Standing::needs_mood) == 1);
    const auto before = tests::rows_in(house.database());
    const auto refused = apply(house.household, plan);
    REQUIRE_FALSE(refused);
    CHECK(refused.refusal() == Refusal::mood_out_of_range);
    CHECK(tests::rows_in(house.database()) == before);

    CHECK(planned(house, batch, {{{"anxious", 2}, {"good", 5}}}).moods[0].level == 5);
    CHECK(apply(house.household, planned(house, batch, {{{"anxious", 9}}})).refusal() == Refusal::mood_out_of_range);
    CHECK(tests::rows_in(house.database()) == before);
}

TEST_CASE("looking at what an import would do writes nothing", "[core][imports]") {
    House house;
    const auto before = tests::rows_in(house.database());
    const auto revision = house.household.revision();
    (void)planned(house, read_daylio(daylio), anxious_is_two);
    CHECK(tests::rows_in(house.database()) == before);
    CHECK(house.household.revision() == revision);
    CHECK_FALSE(house.household.can_undo(Viewer::of(house.ada)));
}

TEST_CASE("what was brought in once is not brought in again", "[core][imports]") {
    House house;
    const auto batch = read_daylio(daylio);
    brought(house, planned(house, batch, anxious_is_two));
    const auto again = planned(house, batch, anxious_is_two);
    CHECK(again.count(Standing::there_already) == 3);
    CHECK(again.commands.empty());
    CHECK(brought(house, again).written == 0);
    CHECK(check_ins(house, house.ada).size() == 3);

    // Another's are not mine, and other words, another mood or another time are something new.
    const auto others = plan(house.household, house.ben, batch, anxious_is_two);
    REQUIRE(others);
    CHECK(others.value().count(Standing::fresh) == 3);
    CHECK(planned(house, batch, {{{"anxious", 1}}}).count(Standing::fresh) == 1);
    auto later = batch;
    *later.entries[0].minute += 1;
    later.entries[2].text += "!";
    CHECK(planned(house, later, anxious_is_two).count(Standing::fresh) == 2);
}

TEST_CASE("what stands in a file twice is brought in once", "[core][imports]") {
    House house;
    auto batch = read_presently(
        "entryDate,entryContent\n2026-11-01,tea\n2026-11-01,\"tea \"\n2026-11-02,tea\n2026-11-01,coffee\n");
    const auto plan = planned(house, batch);
    CHECK(plan.count(Standing::fresh) == 3);
    CHECK(plan.count(Standing::twice_in_file) == 1);
    CHECK(brought(house, plan).written == 3);
    const auto list = thanks(house, house.ada);
    REQUIRE(list.size() == 3);
    CHECK(list[0].day == tests::day("2026-11-02"));
    CHECK_FALSE(list[0].recipient);
    CHECK(list[0].audience == Audience::only_me);
    CHECK(thanks(house, house.ben).empty());
    CHECK(planned(house, batch).count(Standing::there_already) == 4);
}

TEST_CASE("a whole import is taken back in one step", "[core][imports]") {
    House house;
    house.done(GiveThanks{house.ada, {}, "something of mine", Audience::household});
    house.household.forget_undo();
    const auto before = tests::answers_of(house.household);
    brought(house, planned(house, read_daylio(daylio), anxious_is_two));
    CHECK(tests::answers_of(house.household) != before);
    REQUIRE(house.household.undo(Viewer::of(house.ada)));
    CHECK(tests::answers_of(house.household) == before);
    CHECK_FALSE(house.household.can_undo(Viewer::of(house.ada)));
}

TEST_CASE("who may see it is said for all of it", "[core][imports]") {
    House house;
    Mapping mapping = anxious_is_two;
    mapping.audience = Audience::household;
    brought(house, planned(house, read_daylio(daylio), mapping));
    CHECK(check_ins(house, house.ben).size() == 3);
    CHECK(house.household.get<CheckInStore>().between(Viewer::room(), house.today() - 40, house.today()).empty());
}

TEST_CASE("notes become thanks to life, or check-ins where that was chosen", "[core][imports]") {
    House house;
    const auto batch = read_jrnl("[2026-11-20 14:32] A walk. *\nWith the dog\n");
    brought(house, planned(house, batch));
    const auto list = thanks(house, house.ada);
    REQUIRE(list.size() == 1);
    CHECK(list[0].text == "A walk.\nWith the dog\n★");
    CHECK(to_iso(list[0].given_at) == "2026-11-20T14:32:00+01:00");
    Mapping mapping;
    mapping.notes = Mapping::Notes::check_ins;
    brought(house, planned(house, batch, mapping));
    REQUIRE(check_ins(house, house.ada).size() == 1);
    CHECK(check_ins(house, house.ada)[0].note == list[0].text);
}

TEST_CASE("what lies in the future or too far back is named and stays out", "[core][imports]") {
    House house;
    const auto batch = read_presently(
        "entryDate,entryContent\n2026-11-24,x\n1899-12-31,x\n1900-01-01,x\n0001-01-01,x\n9999-12-31,x\n2026-11-23,x\n");
    const auto plan = planned(house, batch);
    CHECK(plan.count(Standing::fresh) == 2);
    CHECK(plan.problems.size() == 4);
    CHECK(std::count_if(plan.problems.begin(), plan.problems.end(),
                        [](const auto& p) { return p.what == Trouble::in_the_future; }) == 2);
    CHECK(std::count_if(plan.problems.begin(), plan.problems.end(),
                        [](const auto& p) { return p.what == Trouble::too_long_ago; }) == 2);
    CHECK(plan.problems[0].line == 2);
    CHECK(brought(house, plan).written == 2);
    house.set_time("2026-11-23", tests::at(8));
    CHECK(planned(house, read_presently("entryDate,entryContent\n2026-11-23,this morning\n")).count(Standing::fresh) ==
          1);
}

TEST_CASE("a text that is too long for one is written in several, to the last letter", "[core][imports]") {
    House house;
    std::string text;
    for (int i = 0; text.size() < 10'000; ++i) text += "Grüße Nr. " + std::to_string(i) + (i % 7 == 6 ? ".\n\n" : ", ");
    text += "end";
    const auto batch = of_notes({note(tests::day("2026-11-20"), text, tests::at(9)),
                                 note(tests::day("2026-11-19"), std::string(9'000, 'x')),
                                 note(tests::day("2026-11-18"), std::string(longest_thanks * (most_parts + 1), 'y'))});
    const auto plan = planned(house, batch);
    CHECK(plan.in_parts == 2);
    CHECK(plan.count(Standing::refused) == 1);
    CHECK(has({{}, plan.problems}, 1, Trouble::too_long));
    brought(house, plan);
    const auto list = thanks(house, house.ada);
    REQUIRE(list.size() == 6);
    std::string whole, crosses;
    for (const auto& each : list) {
        CHECK(*length_of(each.text) <= longest_thanks);
        (each.text[0] == 'x' ? crosses : whole) += each.text;
    }
    const auto without_gaps = [](std::string t) {
        std::erase_if(t, [](char c) { return c == ' ' || c == '\n'; });
        return t;
    };
    CHECK(without_gaps(whole) == without_gaps(text));  // in this order, the newest first
    CHECK(crosses == std::string(9'000, 'x'));
    CHECK(planned(house, batch).count(Standing::there_already) == 2);

    // Of a check-in the first has the rest of what it says.
    auto long_one = read_daylio(daylio);
    long_one.entries.resize(1);
    long_one.entries[0].text = text;
    for (int i = 0; i < 200; ++i) long_one.entries[0].activities.push_back("activity " + std::to_string(i));
    brought(house, planned(house, long_one));
    const auto moods = check_ins(house, house.ada);
    REQUIRE(moods.size() == 3);
    CHECK(joined_names(moods[0].around).substr(0, 21) == "walk, tea, activity 0");
    CHECK(length_of(joined_names(moods[0].around)) <= longest_around);
    CHECK(moods[2].note.find("activity 199") != std::string::npos);
    for (const auto& each : moods) CHECK(each.mood == 4);
}

TEST_CASE("text that is none stays out, and is named", "[core][imports]") {
    House house;
    auto batch = of_notes({note(tests::day("2026-11-20"), "\xff"), note(tests::day("2026-11-20"), " \x01 \n"),
                           note(tests::day("2026-11-20"), "fine")});
    batch.entries[1].line = 2;
    const auto plan = planned(house, batch);
    CHECK(plan.count(Standing::fresh) == 1);
    CHECK(has({{}, plan.problems}, 1, Trouble::not_text));
    CHECK(has({{}, plan.problems}, 2, Trouble::empty));
    CHECK(brought(house, plan).written == 1);
}

TEST_CASE("an import is refused for a stranger, and while the vault is shut", "[core][imports]") {
    House house;
    const auto batch = read_daylio(daylio);
    CHECK(plan(house.household, PersonId{}, batch, {}).refusal() == Refusal::unknown_person);
    brought(house, planned(house, batch, anxious_is_two));
    tests::set_pin(house, house.ada, "1234");
    house.household.lock();
    CHECK(plan(house.household, house.ada, batch, anxious_is_two).refusal() == Refusal::locked);
    tests::unlock(house, house.ada, "1234");
    CHECK(planned(house, batch, anxious_is_two).count(Standing::there_already) == 3);
}

TEST_CASE("photos of a Day One archive hang with the memories, on the day of their entry", "[core][imports]") {
    House house;
    const auto jpeg = pictures::jpeg(pictures::quarters(40, 30));
    const std::string good(32, 'a'), bad(32, 'b'), gone(32, 'c');
    const auto photo = [](const std::string& hash) {
        return "{\"identifier\":\"" + hash + "\",\"md5\":\"" + hash + "\",\"type\":\"jpeg\"}";
    };
    const auto file = house.place.path() / "export.zip";
    tests::write_zip(
        file,
        {{"Journal.json",
          "{\"entries\":[{\"creationDate\":\"2024-07-01T10:00:00Z\",\"timeZone\":\"Europe/Vienna\",\"text\":\"# The lake\\n\\nCold.\",\"photos\":[" +
              photo(good) + "," + photo(bad) + "," + photo(gone) +
              "]},"
              "{\"creationDate\":\"2024-07-02T10:00:00Z\",\"photos\":[" +
              photo(good) + "]}]}"},
         {"photos/" + good + ".jpeg", {jpeg.begin(), jpeg.end()}},
         {"photos/" + bad + ".jpeg", "no photo"}});
    const auto batch = read(Program::day_one, file);
    const auto plan = planned(house, batch);
    CHECK(plan.photos.size() == 3);
    PhotosToBring job(house.household.photos(), batch, plan);
    while (job.step()) {
    }
    CHECK(job.done() == 3);
    REQUIRE(job.arrived().size() == 1);
    REQUIRE(job.problems().size() == 2);
    CHECK(job.problems()[0].what == Trouble::photo_refused);
    CHECK(job.problems()[0].photo == PhotoProblem::not_a_photo);
    CHECK(job.problems()[1].what == Trouble::photo_missing);

    const auto done = brought(house, plan, job.arrived());
    CHECK(done.photos == 1);
    CHECK(done.written == 1);
    const auto memories =
        house.household.get<MemoryStore>().between(Viewer::of(house.ada), tests::day("2024-01-01"), house.today());
    REQUIRE(memories.size() == 1);
    CHECK(memories[0].day == tests::day("2024-07-01"));
    CHECK(memories[0].caption == "The lake");
    CHECK(memories[0].audience == Audience::only_me);
    CHECK(house.household.get<MemoryStore>()
              .between(Viewer::of(house.ben), tests::day("2024-01-01"), house.today())
              .empty());

    const auto again = planned(house, batch);
    CHECK(again.count(Standing::there_already) == 1);
    CHECK(again.photos_there_already == 2);
    CHECK(again.photos.size() == 2);  // the ones that could not be taken
    // Whatever it is called, a photo that is here is not hung up a second time.
    const auto nothing = brought(house, again, job.arrived());
    CHECK(nothing.photos == 0);
    CHECK(nothing.photos_there_already == 1);
    CHECK(nothing.written == 0);
    REQUIRE(house.household.undo(Viewer::of(house.ada)));
    CHECK(thanks(house, house.ada).empty());
    CHECK(house.household.get<MemoryStore>()
              .between(Viewer::of(house.ada), tests::day("2024-01-01"), house.today())
              .empty());
}

TEST_CASE("an import that is refused halfway, or killed, leaves nothing of it", "[core][imports]") {
    House house;
    std::vector<Entry> entries;
    for (int i = 0; i < 2'000; ++i)
        entries.push_back(note(tests::day("2026-11-20") - i % 300, "entry " + std::to_string(i)));
    const auto batch = of_notes(std::move(entries));
    auto spoilt = planned(house, batch);
    REQUIRE(spoilt.commands.size() == 2'000);
    spoil(spoilt.commands.back());
    const auto before = tests::rows_in(house.database());
    CHECK(apply(house.household, spoilt).refusal() == Refusal::empty_text);
    CHECK(tests::rows_in(house.database()) == before);

    const auto folder = house.place.path() / "killed";
    tests::FolderSecrets device(house.place.path() / "device");  // what a killed program knew is there for the next
    PersonId ada;
    {
        Household made(folder, house.clock, house.random, device);
        ada = made.apply(AddPerson{"Ada", "", "letter", {}}).value().as<PersonId>();
    }
    std::size_t brought = 0;
    bool killed_within = false;
    for (int after_ms = 5; after_ms < 60'000 && !(killed_within && brought > 0); after_ms *= 2) {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            SystemRandom random;  // no id twice
            Household household(folder, house.clock, random, device);
            for (int round = 0;; ++round) {
                auto next = batch;
                for (auto& each : next.entries)
                    each.text += " " + std::to_string(::getpid()) + "/" + std::to_string(round);
                const auto made = plan(household, ada, next, {});
                const char begins = 'b', ended = 'e';
                if (!made || ::write(ends[1], &begins, 1) != 1 || !apply(household, made.value()) ||
                    ::write(ends[1], &ended, 1) != 1)
                    ::_exit(1);
            }
        }
        ::close(ends[1]);
        std::this_thread::sleep_for(std::chrono::milliseconds(after_ms));
        ::kill(child, SIGKILL);
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        REQUIRE(WIFSIGNALED(status));
        std::string told;
        for (char byte = 0; ::read(ends[0], &byte, 1) == 1;) told += byte;
        ::close(ends[0]);
        killed_within =
            killed_within || (!told.empty() && told.back() == 'b');  // it had begun, and did not say that it ended
        Household after(folder, house.clock, house.random, device);
        const auto now = after.get<ThanksStore>().between(Viewer::of(ada), house.today() - 400, house.today()).size();
        const auto whole = static_cast<std::size_t>(std::count(told.begin(), told.end(), 'e')) * 2'000;
        CAPTURE(now, brought, whole, told.size());
        CHECK((now == brought + whole || (told.ends_with('b') && now == brought + whole + 2'000)));
        brought = now;
    }
    CHECK(killed_within);
    CHECK(brought > 0);
}

TEST_CASE("more entries than a life has days are not taken, and more problems than anybody reads are counted",
          "[core][imports]") {
    std::string text = "entryDate,entryContent\n";
    for (std::size_t i = 0; i < most_entries + 5; ++i) text += "2020-01-01,x\n";
    const auto many = read_presently(text);
    CHECK(many.entries.size() == most_entries);
    CHECK(has(many, most_entries + 2, Trouble::too_many_entries));

    text = "entryDate,entryContent\n";
    for (std::size_t i = 0; i < most_problems + 5; ++i) text += "never,x\n";
    const auto wrong = read_presently(text);
    CHECK(wrong.problems.size() == most_problems);
    CHECK(wrong.problems_left_out == 5);
}

TEST_CASE("an import is remembered, for its own eyes, and taken back in one step after a restart", "[core][imports]") {
    House house;
    auto made = planned(house, read_daylio(daylio), anxious_is_two);
    made.format = "daylio";
    made.source_name = "daylio_export.csv";
    const auto before = tests::answers_to(Viewer::of(house.ada), house.household);
    REQUIRE(brought(house, made).import);
    Household again(house.folder(), house.clock, house.random, tests::device(), KeyCost{1, 8192});
    const auto list = again.get<ImportStore>().all(Viewer::of(house.ada));
    REQUIRE(list.size() == 1);
    CHECK(list.front().format == "daylio");
    CHECK(list.front().source_name == "daylio_export.csv");
    CHECK(list.front().at == house.clock.now());
    CHECK((list.front().check_ins == 3 && list.front().thanks == 0 && list.front().memories == 0));
    CHECK(again.get<ImportStore>().all(Viewer::of(house.ben)).empty());
    CHECK(again.get<ImportStore>().all(Viewer::as_shown_to(house.ada)).empty());
    for (const auto& row : tests::rows_in(house.database())) CHECK(row.find("daylio_export") == std::string::npos);

    const auto id = list.front().id;
    const auto refused = again.apply(TakeBackImport{house.ben, id});
    REQUIRE_FALSE(refused);
    CHECK(refused.refusal() == Refusal::not_found);
    REQUIRE(again.apply(TakeBackImport{house.ada, id}));
    CHECK(again.get<ImportStore>().all(Viewer::of(house.ada)).empty());
    house.household.notice_others();
    CHECK(tests::answers_to(Viewer::of(house.ada), house.household) == before);
    // Nothing is lost: it lies in the trash, and the step itself can be undone.
    CHECK(again.get<CheckInStore>().deleted(Viewer::of(house.ada)).size() == 3);
    REQUIRE(again.undo(Viewer::of(house.ada)));
    CHECK(again.get<ImportStore>().all(Viewer::of(house.ada)).size() == 1);
    CHECK(again.get<CheckInStore>().deleted(Viewer::of(house.ada)).empty());
    CHECK(again.apply(TakeBackImport{house.ada, ImportId{}}).refusal() == Refusal::not_found);
}

TEST_CASE("what was changed by hand since it came stays when its import is taken back", "[core][imports]") {
    House house;
    auto made = planned(
        house, of_notes({note(tests::day("2026-11-01"), "as it came"), note(tests::day("2026-11-02"), "changed"),
                         note(tests::day("2026-11-03"), "shown"), note(tests::day("2026-11-04"), "deleted")}));
    const auto id = brought(house, made).import;
    REQUIRE(id);
    std::map<std::string, ThanksId> by_text;
    for (const auto& each : thanks(house, house.ada)) by_text[each.text] = each.id;
    house.done(EditThanks{house.ada, by_text.at("changed"), "changed by hand", Audience::only_me});
    house.done(SetAudience{house.ada, {ItemKind::thanks, by_text.at("shown").value}, Audience::household});
    house.done(RemoveThanks{house.ada, by_text.at("deleted")});
    const auto items = house.household.get<ImportStore>().items(Viewer::of(house.ada), *id);
    CHECK(items.untouched == std::vector<ItemRef>{{ItemKind::thanks, by_text.at("as it came").value}});
    CHECK(items.changed.size() == 2);
    CHECK(items.gone == 1);
    house.done(TakeBackImport{house.ada, *id});
    std::set<std::string> left;
    for (const auto& each : thanks(house, house.ada)) left.insert(each.text);
    CHECK(left == std::set<std::string>{"changed by hand", "shown"});
    REQUIRE(house.household.undo(Viewer::of(house.ada)));
    CHECK(thanks(house, house.ada).size() == 3);
    CHECK(house.household.get<ThanksStore>().deleted(Viewer::of(house.ada)).size() ==
          1);  // what was deleted before is not brought back
}

TEST_CASE("an import can neither be seen nor taken back while its vault is shut", "[core][imports]") {
    House house;
    const auto id = brought(house, planned(house, of_notes({note(tests::day("2026-11-01"), "mine")}))).import;
    REQUIRE(id);
    tests::set_pin(house, house.ada, "2580");
    house.household.lock();
    CHECK(house.household.get<ImportStore>().all(Viewer::of(house.ada)).empty());
    CHECK(house.household.get<ImportStore>().items(Viewer::of(house.ada), *id).untouched.empty());
    CHECK(house.refused(TakeBackImport{house.ada, *id}) == Refusal::locked);
}

TEST_CASE("a large diary comes in slices that belong to one import", "[core][imports]") {
    House house;
    std::vector<Entry> entries;
    for (int i = 0; i < 25; ++i) entries.push_back(note(tests::day("2026-01-01") + i, "day " + std::to_string(i)));
    auto made = planned(house, of_notes(entries));
    made.format = "jrnl";
    Bringing bringing(made, {});
    CHECK(bringing.step(house.household, 10));
    CHECK(bringing.done() == 0);
    CHECK(bringing.step(house.household, 10));
    CHECK(bringing.done() == 10);
    CHECK(thanks(house, house.ada).size() == 10);
    // Ended here, it could be taken back, and another try would bring the rest.
    CHECK(planned(house, of_notes(entries)).count(Standing::there_already) == 10);
    CHECK(bringing.step(house.household, 10));
    CHECK_FALSE(bringing.step(house.household, 10));
    CHECK_FALSE(bringing.step(house.household, 10));
    CHECK(bringing.done() == bringing.total());
    CHECK(bringing.brought().written == 25);
    CHECK_FALSE(bringing.refusal());
    const auto list = house.household.get<ImportStore>().all(Viewer::of(house.ada));
    REQUIRE(list.size() == 1);
    CHECK(list.front().thanks == 25);
    CHECK(list.front().id == bringing.brought().import);
    house.done(TakeBackImport{house.ada, list.front().id});
    CHECK(thanks(house, house.ada).empty());

    Bringing refused(planned(house, read_daylio(daylio)), {});
    CHECK_FALSE(refused.step(house.household));
    CHECK(refused.refusal() == Refusal::mood_out_of_range);
}

TEST_CASE("an import goes on where the vault is shut halfway, and hangs no sealed photo up a second time",
          "[core][imports]") {
    House house;
    const auto with = [](std::vector<Entry> entries, const char* name) {
        auto batch = of_notes(std::move(entries));
        batch.entries.front().photos.push_back({name, {0, 60}});
        batch.photo = [](const std::string&) { return Batch::PhotoBytes(pictures::jpeg(pictures::quarters(40, 30))); };
        return batch;
    };
    const auto arrived = [&](const Batch& batch, const Plan& plan) {
        PhotosToBring job(house.household.photos(), batch, plan);
        while (job.step()) {
        }
        REQUIRE(job.arrived().size() == 1);
        return job.arrived();
    };
    const auto first = with({note(tests::day("2026-01-01"), "before")}, "one.jpg");
    const auto first_plan = planned(house, first);
    CHECK(brought(house, first_plan, arrived(first, first_plan)).photos == 1);
    tests::set_pin(house, house.ada, "2580");

    // The same photo by another name.
    std::vector<Entry> entries;
    for (int i = 0; i < 25; ++i) entries.push_back(note(tests::day("2026-02-01") + i, "day " + std::to_string(i)));
    const auto batch = with(std::move(entries), "two.jpg");
    const auto made = planned(house, batch);
    const auto photos = arrived(batch, made);
    house.household.lock();
    Bringing bringing(made, photos);
    CHECK(bringing.step(house.household, 10));
    CHECK(bringing.step(house.household, 10));
    CHECK(bringing.step(house.household, 10));
    CHECK_FALSE(bringing.step(house.household, 10));
    CHECK_FALSE(bringing.refusal());
    CHECK(bringing.brought().written == 25);
    CHECK(bringing.brought().photos_there_already == 1);
    CHECK(bringing.brought().photos == 0);

    tests::unlock(house, house.ada, "2580");
    const auto list = house.household.get<ImportStore>().all(Viewer::of(house.ada));
    REQUIRE(list.size() == 2);
    const auto& record = list.front().thanks == 25 ? list.front() : list.back();
    CHECK(record.thanks == 25);
    CHECK(house.household.get<MemoryStore>()
              .between(Viewer::of(house.ada), tests::day("1960-01-01"), house.today())
              .size() == 1);
    // Nobody adds to what is another's, or was taken back.
    house.household.lock();
    CHECK(house.refused(RecordImport{house.ben, "jrnl", "x", Audience::only_me, record.id}) == Refusal::not_found);
    tests::unlock(house, house.ada, "2580");
    house.done(TakeBackImport{house.ada, record.id});
    CHECK(house.refused(RecordImport{house.ada, "jrnl", "x", Audience::only_me, record.id}) == Refusal::not_found);
}

TEST_CASE(
    "what is only for its author comes in sealed, and however bringing in ends, no file is left that no row names",
    "[core][imports]") {
    House house;
    auto batch = of_notes({note(tests::day("2026-01-01"), "with a photo")});
    batch.entries.front().photos.push_back({"one.jpg", {0, 60}});
    batch.photo = [](const std::string&) { return Batch::PhotoBytes(pictures::jpeg(pictures::quarters(40, 30))); };
    auto made = planned(house, batch);
    const auto arrive = [&] {
        PhotosToBring job(house.household.photos(), batch, made);
        while (job.step()) {
        }
        REQUIRE(job.arrived().size() == 1);
        return job.arrived();
    };
    const auto first = arrive();
    const auto in_the_clear = [&] {
        bool any = false;
        for (const auto& file : house.household.photos().files_of(first.front().photo.hash, PhotoFormat::jpeg))
            any = any || std::filesystem::exists(house.folder() / file);
        return any;
    };
    const auto sealed_files = [&] {
        std::size_t count = 0;
        for (const char* kind : {"photos", "thumbnails"})
            for (const auto& entry : std::filesystem::recursive_directory_iterator(house.folder() / kind))
                count +=
                    entry.path().extension() == ".sealed" && entry.path().string().find("arriving") == std::string::npos
                        ? 1
                        : 0;
        return count;
    };
    CHECK(sealed_files() == 2);
    CHECK_FALSE(in_the_clear());
    take_away_unused(house.household, first);
    CHECK(sealed_files() == 0);
    SECTION("it is ended before its first step") {
        Bringing bringing(made, arrive());
        bringing.end(house.household);
        CHECK_FALSE(bringing.step(house.household));
        CHECK(house.household.get<ImportStore>().all(Viewer::of(house.ada)).empty());
    }
    SECTION("a step is refused") {
        spoil(made.commands.front());
        Bringing bringing(made, arrive());
        while (bringing.step(house.household)) {
        }
        CHECK(bringing.refusal() == Refusal::empty_text);
    }
    SECTION("all of it at once is refused") {
        spoil(made.commands.front());
        CHECK(apply(house.household, made, arrive()).refusal() == Refusal::empty_text);
    }
    SECTION("it is there already, sealed") {
        for (int round = 0; round < 2; ++round) {
            Bringing bringing(made, arrive());
            while (bringing.step(house.household)) {
            }
            CHECK(bringing.brought().photos_there_already == static_cast<std::size_t>(round));
        }
        CHECK(brought(house, made, arrive()).photos_there_already == 1);
        CHECK(sealed_files() == 2);
        for (const auto& record : house.household.get<ImportStore>().all(Viewer::of(house.ada)))
            house.done(TakeBackImport{house.ada, record.id});
        for (const auto& each : house.household.get<MemoryStore>().deleted(Viewer::of(house.ada)))
            house.done(EraseItem{house.ada, {ItemKind::memory, each.item.id.value}});
    }
    CHECK(sealed_files() == 0);
    CHECK_FALSE(in_the_clear());
}

TEST_CASE("a photo that somebody shares keeps its file when it comes a second time", "[core][imports]") {
    House house;
    auto batch = of_notes({note(tests::day("2026-01-01"), "with a photo")});
    batch.entries.front().photos.push_back({"one.jpg", {0, 60}});
    batch.photo = [](const std::string&) { return Batch::PhotoBytes(pictures::jpeg(pictures::quarters(40, 30))); };
    const auto made = planned(house, batch);
    PhotosToBring job(house.household.photos(), batch, made);
    while (job.step()) {
    }
    REQUIRE(job.arrived().size() == 1);
    const auto& photo = job.arrived().front().photo;
    house.done(AddPhoto{house.ben, photo, "", Audience::household});
    Bringing bringing(made, job.arrived());
    while (bringing.step(house.household)) {
    }
    CHECK(bringing.brought().photos_there_already == 1);
    CHECK(std::filesystem::exists(house.household.photos().path_of(photo.hash, PhotoFormat::jpeg)));
}

TEST_CASE("who leaves takes the record of their imports along", "[core][imports]") {
    House house;
    auto made = planned(house, of_notes({note(tests::day("2026-11-01"), "mine")}));
    made.source_name = "hers.csv";
    REQUIRE(brought(house, made).import);
    REQUIRE(house.household.erase(house.ada));
    int imports = 0;
    for (const auto& row : tests::rows_in(house.database())) {
        if (row.rfind("import: ", 0) == 0) {
            ++imports;
            CHECK(row.find("NULL") != std::string::npos);
        }
        if (row.rfind("import_item: ", 0) == 0)
            CHECK(row.find("X'00000000000000000000000000000000'") != std::string::npos);
    }
    CHECK(imports == 1);
}

TEST_CASE("whatever an import brought in is taken back with it, of every kind", "[core][imports]") {
    House house;
    auto words = tests::weekly("Pages", house.today());
    words.audience = Audience::only_me;
    REQUIRE(house.household.apply(std::vector<Command>{
        CheckInNow{house.ada, 4, {}, "one", Audience::only_me},
        GiveThanks{house.ada, std::nullopt, "the sun", Audience::only_me},
        AddRitual{house.ada, words},
        NoteCloseness{house.ada, 5, Audience::only_me},
        RecordImport{house.ada, "jrnl", "pages.txt", Audience::only_me},
    }));
    const auto me = Viewer::of(house.ada);
    const auto imports = house.household.get<ImportStore>().all(me);
    REQUIRE(imports.size() == 1);
    std::set<ItemKind> kinds;
    for (const auto& item : house.household.get<ImportStore>().items(me, imports.front().id).untouched)
        kinds.insert(item.kind);
    CHECK(kinds == std::set<ItemKind>{ItemKind::check_in, ItemKind::thanks, ItemKind::ritual, ItemKind::closeness});

    house.done(TakeBackImport{house.ada, imports.front().id});
    CHECK(house.household.get<RitualStore>().all(me, house.today()).empty());
    CHECK(house.household.get<ClosenessStore>().between(me, house.today(), house.today()).empty());
    CHECK(house.household.get<TrashStore>().all(me, house.clock.now()).size() == 4);
    REQUIRE(house.household.undo(me));
    CHECK(house.household.get<RitualStore>().all(me, house.today()).size() == 1);
    CHECK(house.household.get<TrashStore>().all(me, house.clock.now()).empty());
}
