#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>
#include <catch2/catch_test_macros.hpp>

#include "core/activities/activity_commands.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/text.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "tests/core/files.hpp"
#include "tests/core/memories/pictures.hpp"
#include "tests/core/processes.hpp"
#include "tests/core/vault/vault_house.hpp"

using namespace core;
namespace fs = std::filesystem;
using tests::at;
using tests::day;
using tests::VaultHouse;
using tests::weekly;

namespace {

std::string utf16(const std::string& utf8, bool big_end_first) {
    std::string out;
    const auto unit = [&](unsigned value) {
        const char low = static_cast<char>(value & 0xff), high = static_cast<char>(value >> 8);
        out += big_end_first ? high : low;
        out += big_end_first ? low : high;
    };
    for (std::size_t i = 0; i < utf8.size();) {
        const auto read = code_point_at(utf8, i).value();
        const unsigned code = read.value;
        i += read.bytes;
        if (code < 0x10000) unit(code);
        else {
            unit(0xd800 + ((code - 0x10000) >> 10));
            unit(0xdc00 + ((code - 0x10000) & 0x3ff));
        }
    }
    return out;
}

// What must not be found, and where it was.
struct Needles {
    std::vector<std::string> bytes;

    void text(const std::string& utf8) {
        bytes.push_back(utf8);
        bytes.push_back(utf16(utf8, false));
        bytes.push_back(utf16(utf8, true));
    }
    std::string found_in(const fs::path& folder) const {
        std::string where;
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (!entry.is_regular_file()) continue;
            const auto content = tests::bytes_in(entry.path());
            for (std::size_t n = 0; n < bytes.size(); ++n)
                if (content.find(bytes[n]) != std::string::npos)
                    where += entry.path().lexically_relative(folder).string() + ": number " + std::to_string(n) + "\n";
        }
        return where;
    }
};

std::string middle_of(const pictures::Bytes& bytes) {
    const auto from = bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2 - 32);
    return {from, from + 64};
}

// Distinctive words in several scripts; each text carries its number.
std::string secret_text(int n) {
    static const char* const scripts[] = {
        "quokka lantern whisper",
        "Schl\xc3\xbcsselw\xc3\xb6rter",
        "\xd1\x82\xd0\xb0\xd0\xb9\xd0\xbd\xd0\xb0\xd1\x8f \xd0\xb7\xd0\xb0\xd0\xbf\xd0\xb8\xd1\x81\xd1\x8c",
        "\xe7\xa7\x98\xe5\xaf\x86\xe3\x81\xae\xe6\x97\xa5\xe8\xa8\x98\xe5\xb8\xb3",
        "\xd8\xb3\xd8\xb1 \xd9\x84\xd8\xa7 \xd9\x8a\xd9\x82\xd8\xa7\xd9\x84",
        "\xf0\x9f\xa6\x8a\xf0\x9f\x94\x91 under the stairs"};
    return std::string(scripts[n % 6]) + " no. " + std::to_string(n) + " end";
}

}  // namespace

TEST_CASE("no word that was for oneself is ever in a file, whichever way it was written", "[core][vault]") {
    Needles needles;
    int n = 100;
    const auto secret = [&] {
        needles.text(secret_text(n));
        return secret_text(n++);
    };
    VaultHouse house;
    const auto write_everything = [&](Household& h) {
        const auto does = [&](const Command& command) {
            house.clock.advance_ms(1'000);
            const auto done = h.apply(command);
            tests::expect(static_cast<bool>(done), "a command to be carried out");
            return done.value().subject;
        };
        const CheckInId check_in{
            does(CheckInNow{house.ada, 1, {secret_text(n)}, secret(), Audience::only_me, {secret_text(n)}})};
        does(EditCheckIn{house.ada, check_in, 2, {}, secret() + std::string(3'000, '.') + secret(), Audience::only_me});
        does(CheckInNow{house.ada, 1, {}, secret()});
        tests::expect(static_cast<bool>(h.undo(Viewer::of(house.ada))), "an undo");
        does(RemoveCheckIn{house.ada, CheckInId{does(CheckInNow{house.ada, 1, {}, secret()})}});
        const ThanksId thanks{does(GiveThanks{house.ada, house.ben, secret(), Audience::only_me})};
        does(EditThanks{house.ada, thanks, secret(), Audience::only_me});
        does(GiveThanks{
            house.ada, Addressee::us(), secret(), Audience::only_me, {}, {}, house.clock.at(h.today() + 4, 8 * 60)});
        auto words = weekly(secret(), h.today());
        words.note = secret();
        words.audience = Audience::only_me;
        const RitualId ritual{does(AddRitual{house.ada, words})};
        words.title = secret();
        does(EditRitual{house.ada, ritual, words});
        const auto jpeg = pictures::jpeg(pictures::grainy(60, 60, static_cast<std::uint32_t>(n)));
        needles.bytes.push_back(middle_of(jpeg));
        const auto stored = h.photos().add_bytes(jpeg, secret() + ".jpg", Arrival::sealed);
        tests::expect(static_cast<bool>(stored), "a photo");
        const MemoryId memory{does(AddPhoto{house.ada, stored.value(), secret(), Audience::only_me})};
        if (h.vault().is_open(house.ada)) {
            does(EditMemory{house.ada, memory, secret(), h.today(), Audience::only_me});
            const auto seen = h.get<MemoryStore>().find(Viewer::of(house.ada), memory);
            tests::expect(seen && h.photos().thumbnail(seen->photo, seen->format, seen->sealed), "a thumbnail");
        }
        const ActivityId activity{does(AddActivity{house.ada, secret(), "cup"})};
        if (h.vault().is_open(house.ada) || !h.vault().has_pin(house.ada))
            does(EditActivity{house.ada, activity, secret(), "cup"});
        does(RemoveActivity{house.ada, ActivityId{does(AddActivity{house.ada, secret(), "cup"})}});
        h.keep_draft(house.ada, "note", secret());
        h.keep_draft(house.ada, "note", secret());
        h.keep_draft(house.ada, "other", secret());
        h.keep_draft(house.ada, "other", "");
        const auto refused =
            h.apply(std::vector<Command>{CheckInNow{house.ada, 1, {}, secret()}, RemoveThanks{house.ben, ThanksId{}}});
        tests::expect(!refused, "a refusal");
    };
    int copies = 0;
    const auto copy = [&] {
        fs::create_directories(house.folder() / "backups");
        db::Connection(house.database())
            .copy_to(house.folder() / "backups" / ("copy" + std::to_string(copies++) + ".db"));
    };
    const auto killed = [&] {
        const int first = n;
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            try {
                tests::SeededRandom random(static_cast<std::uint64_t>(n));
                Household other(house.folder(), house.clock, random, house.device, tests::cheap);
                write_everything(other);
                ::_exit(0);  // nothing is closed
            } catch (...) {
                ::_exit(1);
            }
        }
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        REQUIRE(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
        while (n < first + 25) secret();  // what the child wrote
    };

    write_everything(house.h());  // no PIN
    CHECK(needles.found_in(house.folder()) == "");
    copy();
    killed();
    CHECK(needles.found_in(house.folder()) == "");
    house.reopen();
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    write_everything(house.h());  // open
    copy();
    house.h().lock();
    write_everything(house.h());  // shut
    CHECK(needles.found_in(house.folder()) == "");
    killed();
    CHECK(needles.found_in(house.folder()) == "");
    house.reopen();
    REQUIRE_FALSE(house.unlock(house.ada, "4711"));
    const auto notes = house.notes_of(house.ada);
    CHECK(notes.find(secret_text(101)) != std::string::npos);  // it is there, for who may read it
    copy();
    house.open.reset();
    CHECK(needles.found_in(house.folder()) == "");
    // This test can see: the same words for the household are in the file.
    house.reopen();
    house.done(CheckInNow{house.ben, 3, {}, secret_text(101), Audience::household});
    CHECK(needles.found_in(house.folder()) != "");
}

TEST_CASE("what was shared and is not any more is in no file any more", "[core][vault]") {
    VaultHouse house;
    Needles needles;
    std::vector<ItemRef> items;
    std::vector<std::string> slices;
    const auto fill = [&](Audience audience) {
        for (int i = 0; i < 60; ++i) {
            const int n = 1'000 + static_cast<int>(items.size());
            const std::string text = secret_text(n), more = std::string(static_cast<std::size_t>(i * 37 % 900), 'x');
            needles.text(text);
            items.push_back({ItemKind::check_in, house.done(CheckInNow{house.ada, 1, {}, text + more, audience})});
            items.push_back({ItemKind::thanks, house.done(GiveThanks{house.ada, house.ben, text + more, audience})});
            auto words = weekly(text, house.h().today());
            words.audience = audience;
            items.push_back({ItemKind::ritual, house.done(AddRitual{house.ada, words})});
            if (i % 20 == 0) {
                const auto jpeg = pictures::jpeg(pictures::grainy(60, 60, static_cast<std::uint32_t>(n)));
                needles.bytes.push_back(middle_of(jpeg));
                const auto stored = house.h().photos().add_bytes(jpeg, text + ".jpg", arrival_for(audience));
                REQUIRE(stored);
                items.push_back({ItemKind::memory, house.done(AddPhoto{house.ada, stored.value(), text, audience})});
            }
        }
    };
    // Each in a transaction of its own would be the same, but slower: the disk is waited for.
    const auto set = [&](Audience audience) {
        std::vector<Command> commands;
        for (const auto& item : items) commands.push_back(SetAudience{house.ada, item, audience});
        REQUIRE(house.h().apply(commands));
    };
    fill(Audience::household);
    CHECK(needles.found_in(house.folder()) != "");
    set(Audience::only_me);
    CHECK(needles.found_in(house.folder()) == "");
    REQUIRE(house.h().undo(Viewer::of(house.ada)));  // shared
    CHECK(needles.found_in(house.folder()) != "");
    house.h().forget_undo();
    for (const auto& item : items)
        if (item.kind != ItemKind::thanks) house.done(SetAudience{house.ada, item, Audience::only_me});
    std::vector<Command> rest;
    for (const auto& item : items)
        if (item.kind == ItemKind::thanks) rest.push_back(SetAudience{house.ada, item, Audience::only_me});
    REQUIRE(house.h().apply(rest));
    CHECK(needles.found_in(house.folder()) == "");

    set(Audience::room);
    REQUIRE(house.h().undo(Viewer::of(house.ada)));  // sealed again
    CHECK(needles.found_in(house.folder()) == "");
    fs::create_directories(house.folder() / "backups");
    db::Connection(house.database()).copy_to(house.folder() / "backups" / "copy.db");
    house.open.reset();
    CHECK(needles.found_in(house.folder()) == "");
}

TEST_CASE("a program killed right after unsharing has the next one clear what it left", "[core][vault]") {
    VaultHouse house;
    Needles needles;
    needles.text(secret_text(7));
    house.done(RemoveCheckIn{house.ada, house.writes(house.ada, "")});  // makes her key
    const auto id = house.done(CheckInNow{house.ada, 1, {}, secret_text(7), Audience::household});
    house.open.reset();
    const auto answers = tests::in_processes(1, [&](int) {
        tests::SeededRandom random(5);
        Household other(house.folder(), house.clock, random, house.device, tests::cheap);
        // Somebody reads meanwhile, so that the log cannot be emptied.
        db::Connection reader(house.database());
        reader.exec("BEGIN");
        reader.prepare("SELECT count(*) FROM check_in").run();
        if (!other.apply(SetAudience{house.ada, {ItemKind::check_in, id}, Audience::only_me})) return 1;
        ::kill(::getpid(), SIGKILL);
        return 2;
    });
    CHECK(answers == std::vector<int>{128 + SIGKILL});
    CHECK(needles.found_in(house.folder()) != "");
    house.reopen();
    CHECK(house.notes_of(house.ada) == secret_text(7));
    CHECK(needles.found_in(house.folder()) == "");
}
