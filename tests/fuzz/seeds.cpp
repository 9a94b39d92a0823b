// Writes what the fuzz targets begin with into a folder for each: fuzz_seeds FOLDER.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

#include "core/check_ins/check_in_commands.hpp"
#include "core/db/connection.hpp"
#include "core/exports/household_json.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/settings/setting_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/vault/device_record.hpp"
#include "core/vault/recovery_phrase.hpp"
#include "tests/core/device.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/imports/zips.hpp"
#include "tests/core/memories/pictures.hpp"
#include "tests/core/temporary_folder.hpp"
#include "tests/fuzz/archive_place.hpp"

using namespace core;
namespace fs = std::filesystem;

namespace {

// In small pages, so that there is less to go through.
void write_database(const fs::path& file, const fs::path& household) {
    {
        db::Connection db(household);
        db.exec("PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM; PRAGMA journal_mode = WAL;");
    }
    fs::create_directories(file.parent_path());
    fs::copy_file(household, file, fs::copy_options::overwrite_existing);
}

void write_databases(const fs::path& folder) {
    const FixedClock clock({1'795'453'805'000, 60});
    const tests::TemporaryFolder place;
    {
        tests::SeededRandom random;
        const Household empty(place.path() / "empty", clock, random, tests::device());
    }
    write_database(folder / "empty", place.path() / "empty" / "household.db");
    {
        tests::SeededRandom random;
        Household h(place.path() / "lived in", clock, random, tests::device());
        const auto ada = h.apply(AddPerson{"Ada", "", "letter", {}}).value().as<PersonId>();
        const auto ben = h.apply(AddPerson{"Ben", "", "letter", {}}).value().as<PersonId>();
        (void)h.apply(CheckInNow{ada, 2, {"tired"}, "a long day", Audience::only_me});
        (void)h.apply(CheckInNow{ben, 4, {}, "", Audience::room});
        const auto thanks = h.apply(GiveThanks{ada, ben, "the coffee", Audience::household}).value().as<ThanksId>();
        (void)h.apply(GiveHeart{ben, thanks});
        (void)h.apply(GiveThanks{ben, {}, "the sun", Audience::room});
        const auto weekly = h.apply(AddRitual{ada, tests::weekly("Tea", h.today())}).value().as<RitualId>();
        auto monthly = tests::weekly("Walk", h.today());
        monthly.rule = "FREQ=MONTHLY;BYDAY=2FR";
        (void)h.apply(AddRitual{ben, monthly});
        (void)h.apply(MarkOccurrence{ben, weekly, h.today(), Outcome::kept});
        (void)h.apply(PauseRitual{ben, weekly});
        (void)h.apply(
            AddPhoto{ada, tests::photo(1, TakenAt{h.today() - 800, 720, 0, {}}), "the lake", Audience::household});
        (void)h.apply(SetDayStart{5});
        h.set_device_setting("theme", "dark");
    }
    write_database(folder / "lived-in", place.path() / "lived in" / "household.db");
    {
        // Numbers that no calendar has.
        db::Connection db(place.path() / "lived in" / "household.db");
        db.exec(
            "UPDATE check_in SET day = -2147483648, felt_at = 9223372036854775807, felt_offset = -2147483648, mood = 9223372036854775807;"
            "UPDATE thanks SET day = 2147483647, given_at = -9223372036854775808, given_offset = 2147483647;"
            "UPDATE ritual SET starts_on = -2147483648, starts_at = 2147483647;"
            "UPDATE ritual_pause SET from_day = 2147483647, until_day = -2147483648;"
            "UPDATE occurrence_mark SET marked_at = 9223372036854775807;"
            "UPDATE memory SET taken_at = 9223372036854775807, taken_offset = 2147483647, width = -1, height = 9223372036854775807;");
    }
    write_database(folder / "wild", place.path() / "lived in" / "household.db");
}

// Whole databases behind a byte that says how much of them is the log.
void write_salvage(const fs::path& folder, const fs::path& databases) {
    for (const auto* name : {"empty", "lived-in"})
        tests::write_bytes(folder / name, '\0' + tests::bytes_in(databases / name));
    // With its last transactions in the log only.
    const FixedClock clock({1'795'453'805'000, 60});
    const tests::TemporaryFolder place;
    tests::SeededRandom random;
    Household h(place.path(), clock, random, tests::device());
    {
        db::Connection db(place.path() / "household.db");
        db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    const auto ada = h.apply(AddPerson{"Ada", "", "letter", {}}).value().as<PersonId>();
    (void)h.apply(GiveThanks{ada, {}, "the sun", Audience::room});
    const auto file = tests::bytes_in(place.path() / "household.db"),
               log = tests::bytes_in(place.path() / "household.db-wal");
    const auto sixteenths = static_cast<char>(log.size() * 16 / (log.size() + file.size()));
    tests::write_bytes(folder / "with-a-log", sixteenths + file + log);
}

void write_archives(const fs::path& folder, const fs::path& databases) {
    using fuzz::ArchiveInput;
    const auto put = [&](const char* name, ArchiveInput input, const std::string& bytes) {
        tests::write_bytes(folder / name, static_cast<char>(input) + bytes);
    };
    const auto number = [](std::uint64_t value) {
        std::string bytes;
        for (int i = 0; i < 8; ++i) bytes += static_cast<char>(value >> (8 * i));
        return bytes;
    };
    const auto text = [&](const std::string& value) { return number(value.size()) + value; };
    const auto database = tests::bytes_in(databases / "lived-in");
    const auto content = number(1) + text("blake2b-256 0 1\n") + text("extra") + number(2) +
                         text(std::string(64, 'a') + ".jpg") + text(std::string(64, 'b') + ".sealed") + text(database);
    put("content", ArchiveInput::content, content);
    put("without-photos", ArchiveInput::content, number(1) + text("") + text("") + number(0) + text(database));
    put("too-short", ArchiveInput::content, content.substr(0, 300));

    const tests::TemporaryFolder stick;
    const auto second = fuzz::archive_folder(stick.path());
    if (second.set_up(Secret::of_text(fuzz::archive_passphrase), {1, 8192}).state !=
        backups::SecondFolder::KeyState::right)
        throw std::runtime_error("no second folder");
    put("key", ArchiveInput::key_file, tests::bytes_in(second.folder() / "key.json"));
    fuzz::seal_archive(second, content.substr(0, 2'000));
    put("file", ArchiveInput::file, tests::bytes_in(second.file_of(fuzz::archive_day)));
}

void write_device_records(const fs::path& folder) {
    DeviceRecord record;
    record.pepper = Secret(32);
    const auto put = [&](const char* name) { tests::write_bytes(folder / name, std::string(to_bytes(record).text())); };
    put("new");
    record.backup_key = Secret(32);
    auto& pair = record.of(PersonId{{{1}}}).pairs.emplace_back();
    pair.key = Secret(32);
    pair.wraps.push_back(
        {Uuid{{4}}, "device", {}, {0, 0}, {}, std::vector<std::uint8_t>(24), std::vector<std::uint8_t>(48), {}});
    auto& other = record.of(PersonId{{{2}}}).pairs.emplace_back();
    other.sealed_key = {{}, std::vector<std::uint8_t>(80)};
    other.wraps.push_back({Uuid{{5}},
                           "pin",
                           std::vector<std::uint8_t>(16),
                           {3, 1 << 26},
                           std::vector<std::uint8_t>(8),
                           std::vector<std::uint8_t>(24),
                           std::vector<std::uint8_t>(48),
                           {}});
    record.erased.push_back({PersonId{{{3}}}, {1'795'453'805'000, 60}});
    put("lived-in");
}

void write_pictures(const fs::path& folder) {
    using namespace pictures;
    const auto small = quarters(16, 12);
    const auto put = [&](const char* name, const Bytes& bytes) { pictures::write(folder / name, bytes); };
    put("baseline", pictures::jpeg(small));
    put("progressive", pictures::jpeg(small, JpegKind::progressive));
    put("grey", pictures::jpeg(small, JpegKind::grey));
    put("cmyk", pictures::jpeg(small, JpegKind::cmyk));
    put("ycck", pictures::jpeg(small, JpegKind::ycck));
    put("restarts", pictures::jpeg(small, JpegKind::restarts));
    const Exif exif{6, "2024:07:21 18:03:59", "2024:07:21 18:03:59", "2024:07:21 18:03:59", "+02:00", "+02:00"};
    put("exif", with_exif(pictures::jpeg(quarters(8, 8)), exif));
    put("exif-block", exif_block(exif));
    put("png", pictures::png(small));
    Png odd;
    odd.width = odd.height = 2;
    odd.rows = {0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6};
    odd.exif = exif_block(exif);
    put("png-exif", pictures::png(odd));
    Png palette;
    palette.width = 8;
    palette.depth = 1;
    palette.colour = 3;
    palette.rows = {0, 0x5a};
    palette.palette = {0, 0, 0, 255, 255, 255};
    put("png-palette", pictures::png(palette));
}

// Behind a byte that says which program's file it is.
void write_imports(const fs::path& folder) {
    const auto put = [&](const char* name, char program, const std::string& bytes) {
        tests::write_bytes(folder / name, program + bytes);
    };
    put("daylio", 0,
        "full_date,date,weekday,time,mood,activities,note_title,note\n2026-11-20,20 November,Friday,10:15 pm,good,\"walk | tea\",Title,\"a<br>b\"\n"
        "2026-11-19,19.11.,Do,08:00,Anxious,,,\"two\nlines\"\n2026-11-18,,,never,bad,,,\n");
    put("daylio-scales", 0,
        "\xef\xbb\xbf"
        "full_date,date,weekday,time,mood,activities,scales,note_title,note\r\n2024-02-29,,,22:00,OK,a,\"Sleep: 7\",,x\r\n");
    put("presently", 1,
        "entryDate,entryContent\n2020-03-01,\"The sun.\nAnd \"\"tea\"\"\"\n2020-03-02,\n2020-03-01,tea\n");
    const std::string journal =
        "{\"metadata\":{\"version\":\"1.0\"},\"entries\":[{\"creationDate\":\"2020-08-31T22:30:05Z\",\"timeZone\":\"Europe/Vienna\",\"text\":\"# A \\\\* day\\n"
        "![](dayone-moment://ONE) ![](dayone-moment:/video/X)\",\"starred\":true,\"tags\":[\"a\"],\"location\":{\"placeName\":\"Wien\",\"latitude\":48.2,"
        "\"longitude\":16.3},\"photos\":[{\"identifier\":\"ONE\",\"md5\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"type\":\"jpeg\"}]},"
        "{\"creationDate\":\"2020-08-31T00:00:00Z\",\"richText\":\"{\\\"contents\\\":[{\\\"text\\\":\\\"x\\\"}]}\"}]}";
    put("day-one", 2, journal);
    put("red-notebook", 3,
        "1:\n  Tags:\n    coffee: null\n  text: 'One.\n\n    Two'\n3: {text: \"x\\ny\", Done: [a, b]}\n4: {text: *a}\n");
    put("jrnl", 4, "[2020-08-31 14:32] Title. *\n\nBody @tag\n\n[2020-09-01 09:05 PM] Another\n[2020-13-01] None\n");
    put("jrnl-bare", 4, "2013-06-09 15:39 My first entry.\nMore\n");
    // Stored, not packed: a fuzzer sees through that.
    const tests::TemporaryFolder place;
    tests::write_zip(place.path() / "export.zip",
                     {{"Journal.json", journal}, {"photos/" + std::string(32, 'a') + ".jpeg", "a photo"}},
                     tests::Packed::no);
    put("archive", 5, tests::bytes_in(place.path() / "export.zip"));
    tests::write_zip(place.path() / "packed.zip", {{"../Journal.json", journal}});
    put("archive-packed", 5, tests::bytes_in(place.path() / "packed.zip"));
}

void write_texts(const fs::path& folder, const std::string& ending, std::initializer_list<const char*> texts) {
    int n = 0;
    for (const auto* text : texts) tests::write_bytes(folder / ("text-" + std::to_string(n++)), text + ending);
}

// What the household that is lived in exports, as somebody and as the room.
void write_households(const fs::path& folder, const fs::path& database) {
    const FixedClock clock({1'795'453'805'000, 60});
    const tests::TemporaryFolder place;
    fs::create_directories(place.path() / "home");
    fs::copy_file(database, place.path() / "home" / "household.db");
    tests::SeededRandom random;
    const Household h(place.path() / "home", clock, random, tests::device());
    tests::write_bytes(folder / "empty", exports::to_json({}));
    tests::write_bytes(folder / "room", exports::to_json(exports::gather(h, Viewer::room())));
    for (const auto& person : h.get<PersonStore>().all())
        tests::write_bytes(folder / person.name, exports::to_json(exports::gather(h, Viewer::of(person.id))));
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) return 2;
    const fs::path folder = words[1];
    try {
        write_databases(folder / "database");
        write_archives(folder / "archive", folder / "database");
        write_salvage(folder / "salvage", folder / "database");
        write_device_records(folder / "device_record");
        write_pictures(folder / "picture");
        write_imports(folder / "import");
        write_households(folder / "household", folder / "database" / "lived-in");
        write_texts(
            folder / "phrase", "",
            {"abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
             "LEGAL winn than year wave saus worth usefu legal winner thank yellow",
             "1. zoo, 2. zoo, 3. zoo 4. zoo zoo zoo zoo zoo zoo zoo zoo wrong", "sixteen bytes ofit 7z", "aban"});
        const std::string monday{"\x2c\x51\0\0", 4};  // 23 November 2026, as the last four bytes have it
        write_texts(
            folder / "rule", monday,
            {"", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,FR;INTERVAL=2", "FREQ=MONTHLY;BYDAY=2FR",
             "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "RRULE:FREQ=DAILY;COUNT=10",
             "FREQ=WEEKLY;UNTIL=20271231T000000Z;WKST=SU", "FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=-1",
             "FREQ=YEARLY;BYYEARDAY=366", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30"});
        write_texts(folder / "settings", "", {"4", "12", "-1", "99999999999999999999", "dark", " 7", "0x5"});
        write_texts(folder / "text", "",
                    {"the coffee", " \xe2\x80\xa8 two\r\nlines\t", "caf\xc3\xa9 \xf0\x9f\x98\x80", "\xff\xfe",
                     "01a20962-e1c8-711b-a40e-3974407e7656", "2026-11-23", "only_me", "2024:07:21 18:03:59+02:00"});
    } catch (const std::exception& e) {
        std::fprintf(stderr, "fuzz_seeds: %s\n", e.what());
        return 1;
    }
    return 0;
}
