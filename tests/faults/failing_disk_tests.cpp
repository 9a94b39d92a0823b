#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include <sqlite3.h>

#include "core/check_ins/check_in_commands.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/people/person_commands.hpp"
#include "core/settings/setting_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/temporary_folder.hpp"
#include "tests/faults/checks.hpp"
#include "tests/faults/failing_disk.hpp"
#include "tests/faults/storm.hpp"

using namespace core;
using faults::FailingDisk;
using faults::integrity_of;
using tests::answers_of;
using tests::rows_in;
using tests::SeededRandom;
using tests::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

using Call = FailingDisk::Call;
using Failing = FailingDisk::Failing;

// Ids by the order they were made in: what was refused once has others.
std::vector<std::string> without_ids(std::vector<std::string> lines) {
    std::map<std::string, std::string> names;
    const auto is_id = [](const std::string& line, std::size_t at, std::size_t length) {
        return std::count_if(line.begin() + static_cast<std::ptrdiff_t>(at),
                             line.begin() + static_cast<std::ptrdiff_t>(at + length), [](unsigned char c) {
                                 return std::isxdigit(c) || c == '-';
                             }) == static_cast<std::ptrdiff_t>(length);
    };
    for (auto& line : lines)
        for (std::size_t at = 0; at < line.size(); ++at) {
            std::size_t length = 0;
            if (at >= 2 && line.compare(at - 2, 2, "X'") == 0 && at + 32 < line.size() && line[at + 32] == '\'' &&
                is_id(line, at, 32))
                length = 32;
            if (at + 36 <= line.size() && line[at + 8] == '-' && line[at + 13] == '-' && is_id(line, at, 36))
                length = 36;
            if (length == 0) continue;
            const auto [name, made] = names.emplace(line.substr(at, length), "#" + std::to_string(names.size()));
            line.replace(at, length, name->second);
        }
    return lines;
}

// An evening in the life of a household, a step at a time.
class Evening {
public:
    explicit Evening(fs::path folder) : folder_(std::move(folder)) {}

    struct Step {
        const char* name;
        void (*go)(Evening&);
    };
    static const std::vector<Step>& steps();

    fs::path database() const { return folder_ / "household.db"; }
    bool open() const { return household_ != nullptr; }
    bool undo_refused() const { return undo_refused_; }
    void keep_to_what_was_done() { household_->forget_undo(); }
    std::vector<std::string> rows() const { return without_ids(rows_in(database())); }
    std::vector<std::string> answers() const { return without_ids(answers_of(*household_)); }
    void close() { household_.reset(); }

private:
    void move_in() { household_ = faults::opened(folder_, clock_, random_); }
    template <class I> I made(const Command& command) {
        const auto result = household_->apply(command);
        REQUIRE(result);
        return result.value().template as<I>();
    }

    fs::path folder_;
    FixedClock clock_{{1'795'453'805'000, 60}};
    SeededRandom random_;
    std::unique_ptr<Household> household_;
    bool undo_refused_ = false;
    PersonId ada_, ben_;
    ThanksId thanks_;
    RitualId ritual_;
};

const std::vector<Evening::Step>& Evening::steps() {
    static const std::vector<Step> all{
        {"opening a new household", [](Evening& e) { e.move_in(); }},
        {"a person",
         [](Evening& e) {
             e.ada_ = e.made<PersonId>(AddPerson{"Ada", "", "letter", {}});
         }},
        {"another person",
         [](Evening& e) {
             e.ben_ = e.made<PersonId>(AddPerson{"Ben", "", "letter", {}});
         }},
        {"a check-in",
         [](Evening& e) {
             e.made<CheckInId>(CheckInNow{e.ada_, 2, {"tired"}, std::string(3'000, 'n'), Audience::household});
         }},
        {"thanks",
         [](Evening& e) {
             e.thanks_ = e.made<ThanksId>(GiveThanks{e.ada_, e.ben_, "the coffee", Audience::household});
         }},
        {"a ritual",
         [](Evening& e) {
             e.ritual_ = e.made<RitualId>(AddRitual{e.ada_, tests::weekly("Tea", e.household_->today())});
         }},
        {"a mark",
         [](Evening& e) {
             e.made<RitualId>(MarkOccurrence{e.ben_, e.ritual_, e.household_->today(), Outcome::kept});
         }},
        {"a photo's row",
         [](Evening& e) {
             e.made<MemoryId>(AddPhoto{e.ben_, tests::photo(1), "the lake", Audience::room});
         }},
        {"an edit",
         [](Evening& e) {
             e.made<ThanksId>(EditThanks{e.ada_, e.thanks_, "the good coffee", Audience::room});
         }},
        {"several at once",
         [](Evening& e) {
             std::vector<Command> several{SetDayStart{9}};
             for (int n = 0; n < 20; ++n)
                 several.push_back(CheckInNow{e.ben_, 4, {}, std::string(1'000, 'm'), Audience::room});
             const auto done = e.household_->apply(several);
             REQUIRE(done);
         }},
        {"an undo",
         [](Evening& e) {
             const auto undone = e.household_->undo(Viewer::of(e.ben_));
             e.undo_refused_ = !undone;
         }},
        {"a device setting", [](Evening& e) { e.household_->set_device_setting("theme", "dark"); }},
        {"closing", [](Evening& e) { e.household_.reset(); }},
        {"opening again", [](Evening& e) { e.move_in(); }},
        {"a heart",
         [](Evening& e) {
             e.made<ThanksId>(GiveHeart{e.ben_, e.thanks_});
         }},
        {"closing again", [](Evening& e) { e.household_.reset(); }},
    };
    return all;
}

// What every step leaves on an evening when nothing fails: rows on disk, and what the household answers.
struct State {
    std::vector<std::string> rows, answers;
};

enum class Undoing { carried_out, refused };

std::vector<State> untroubled_states(Undoing undoing = Undoing::carried_out) {
    const TemporaryFolder place;
    Evening evening(place.path() / "data");
    std::vector<State> states;
    for (const auto& step : Evening::steps()) {
        if (undoing == Undoing::refused && evening.open()) evening.keep_to_what_was_done();
        step.go(evening);
        states.push_back({evening.rows(), evening.open() ? evening.answers() : std::vector<std::string>{}});
    }
    return states;
}

struct Trouble {
    const char* name;
    FailingDisk::Plan plan;
    Fault::Kind kind;
};

const Trouble troubles[] = {
    {"the disk is full", {Call::write, SQLITE_FULL, Failing::until_cured, false}, Fault::Kind::disk_full},
    {"the disk was full for a moment, amid a write",
     {Call::write, SQLITE_FULL, Failing::once, true},
     Fault::Kind::disk_full},
    {"a write fails in its middle", {Call::write, SQLITE_IOERR_WRITE, Failing::once, true}, Fault::Kind::io},
    {"a sync fails", {Call::sync, SQLITE_IOERR_FSYNC, Failing::once, false}, Fault::Kind::io},
    {"syncs fail", {Call::sync, SQLITE_IOERR_FSYNC, Failing::until_cured, false}, Fault::Kind::io},
    {"a file cannot be opened", {Call::open, SQLITE_CANTOPEN, Failing::once, false}, Fault::Kind::no_access},
    {"a file cannot be shortened", {Call::truncate, SQLITE_IOERR_TRUNCATE, Failing::once, false}, Fault::Kind::io},
    {"a file cannot be removed", {Call::remove, SQLITE_IOERR_DELETE, Failing::until_cured, false}, Fault::Kind::io},
    {"a lock fails", {Call::lock, SQLITE_IOERR_LOCK, Failing::once, false}, Fault::Kind::io},
    {"memory cannot be shared", {Call::map, SQLITE_IOERR_SHMMAP, Failing::once, false}, Fault::Kind::io},
    {"a read fails", {Call::read, SQLITE_IOERR_READ, Failing::once, false}, Fault::Kind::io},
    {"a file's size cannot be asked for", {Call::size, SQLITE_IOERR_FSTAT, Failing::once, false}, Fault::Kind::io},
};

}  // namespace

TEST_CASE("whichever call of an evening fails, it is a fault, nothing is half-written, and it goes on when cured",
          "[faults][disk]") {
    const auto undone = untroubled_states(), kept = untroubled_states(Undoing::refused);
    REQUIRE(undone.back().rows != kept.back().rows);
    for (const auto& trouble : troubles) {
        std::size_t faults = 0, passed_over = 0;
        for (std::size_t nth = 1;; ++nth) {
            const TemporaryFolder place;
            FailingDisk disk;
            Evening evening(place.path() / "data");
            disk.fail(trouble.plan, nth);
            bool came_to_it = false;
            for (std::size_t n = 0; n < Evening::steps().size(); ++n) {
                const auto& step = Evening::steps()[n];
                INFO(trouble.name << ", call " << nth << ", at " << step.name);
                std::optional<Fault> fault;
                try {
                    step.go(evening);
                } catch (const Fault& thrown) {
                    fault = thrown;
                }
                if (disk.failed() && !came_to_it) {
                    came_to_it = true;
                    ++(fault ? faults : passed_over);
                    disk.cure();
                }
                // After a failed read SQLite cannot tell whether somebody else has written, and then nothing is taken
                // back.
                if (evening.undo_refused()) REQUIRE(came_to_it);
                const auto& states = evening.undo_refused() ? kept : undone;
                if (!fault) continue;
                INFO(fault->what());
                REQUIRE(came_to_it);
                CHECK(fault->kind == trouble.kind);
                if (n > 0) CHECK(evening.rows() == states[n - 1].rows);
                if (n > 0 && evening.open()) CHECK(evening.answers() == states[n - 1].answers);
                step.go(evening);
            }
            INFO(trouble.name << ", call " << nth);
            disk.cure();
            CHECK(evening.rows() == (evening.undo_refused() ? kept : undone).back().rows);
            CHECK(integrity_of(evening.database()) == "ok");
            if (!came_to_it) break;
        }
        std::printf("%-45s %4zu faults, %3zu passed over without harm\n", trouble.name, faults, passed_over);
        CHECK(faults + passed_over > 0);
    }
}

TEST_CASE("whenever the power goes, what was acknowledged is there and nothing is half", "[faults][disk]") {
    const auto states = untroubled_states();
    std::size_t cuts = 0;
    for (const auto kept : {FailingDisk::Kept::nothing, FailingDisk::Kept::some})
        for (std::size_t nth = 1;; ++nth) {
            const TemporaryFolder place;
            FailingDisk disk;
            Evening evening(place.path() / "data");
            disk.lose_power(nth);
            std::size_t acknowledged = 0;
            try {
                for (; acknowledged < Evening::steps().size() && !disk.failed(); ++acknowledged)
                    Evening::steps()[acknowledged].go(evening);
            } catch (const Fault&) {
            }
            const bool cut = disk.failed();
            evening.close();
            disk.cure();
            disk.forget_unsynced(kept, nth);
            if (!cut) break;
            ++cuts;

            INFO("power lost at call " << nth << ", " << acknowledged << " steps acknowledged, "
                                       << (kept == FailingDisk::Kept::some ? "some" : "nothing")
                                       << " kept of what was not synced");
            FixedClock clock({1'795'453'805'000, 60});
            SeededRandom random;
            faults::opened(place.path() / "data", clock, random);
            const auto rows = evening.rows();
            const bool whole = (acknowledged > 0 && rows == states[acknowledged - 1].rows) ||
                               rows == states[std::min(acknowledged, states.size() - 1)].rows;
            CHECK(whole);
            CHECK(integrity_of(evening.database()) == "ok");
        }
    std::printf("%zu power cuts\n", cuts);
    CHECK(cuts > 20);
}
