#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/backups/backup_check.hpp"
#include "core/backups/household_check.hpp"
#include "core/backups/household_file.hpp"
#include "core/backups/kept_photos.hpp"
#include "core/backups/restore.hpp"
#include "core/db/connection.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/memories/sealed_photo_file.hpp"
#include "core/trash/trash_commands.hpp"
#include "tests/core/backups/kept.hpp"
#include "tests/core/device.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/temporary_folder.hpp"

using namespace core;
using namespace core::backups;
using tests::back_up;
using tests::bytes_in;
using tests::give_photo;
using tests::House;
using tests::worked_off;
using tests::write_bytes;

namespace fs = std::filesystem;

namespace {

// A household with a plain and a sealed photo, a local backup, and a second place.
struct Kept : House {
    std::string plain, sealed;
    fs::path stick = place.path() / "stick";
    SecondFolder second{stick, "01903d5c-7b4a-7c3e-8b1f-2a6d5e4f3a2b"};
    Secret key;

    Kept() {
        fs::create_directories(stick);
        plain = give_photo(*this, 10);
        Pixels pixels{16, 12, std::vector<std::uint8_t>(16 * 12 * 4, 200)};
        done(AddPhoto{ada,
                      household.photos().add_bytes(encode_jpeg(pixels, 90), "b.jpg", Arrival::sealed).value(),
                      {},
                      Audience::only_me});
        for (const auto& shard : shards_in(folder() / "photos"))
            for (const auto& name : files_in(folder() / "photos" / shard))
                if (fs::path(name).extension() == ".sealed") sealed = name;
        REQUIRE(sealed.size() == 71);
        back_up(*this);
        auto opened = second.set_up(Secret::of_text("the kettle sings at seven"), ArchiveCost{1, 8192});
        REQUIRE(opened.state == SecondFolder::KeyState::right);
        key = std::move(opened.key);
        REQUIRE(bring().state == BackupState::written);
    }
    BackupOutcome bring() const {
        SecondBackUp job(folder(), second, key, Secret(), today());
        return worked_off(job).outcome();
    }
    fs::path live(const std::string& name) const { return shard_of(folder() / "photos", name); }
    fs::path kept(const std::string& name) const { return shard_of(folder() / "backups" / "photos", name); }
    fs::path there(const std::string& name) const { return second.photo_file(name, key); }
    BackupFindings local_findings() const { return BackupCheck(BackupFolder(folder())).look_at(today()); }
    BackupFindings second_findings() const { return BackupCheck(second, key).look_at(today()); }
    HouseholdCheck::Findings findings() const {
        HouseholdCheck check(folder());
        return worked_off(check).findings();
    }
};

// Each way in which a file goes bad; the last keeps its length.
const auto damages = [](const fs::path& file) {
    const auto whole = bytes_in(file);
    auto flipped = whole;
    flipped[whole.size() / 2] = static_cast<char>(flipped[whole.size() / 2] ^ 1);
    return std::vector<std::pair<const char*, std::string>>{{"empty", ""},
                                                            {"a byte", whole.substr(0, 1)},
                                                            {"cut short", whole.substr(0, whole.size() / 2)},
                                                            {"a byte less", whole.substr(0, whole.size() - 1)},
                                                            {"a byte more", whole + "x"},
                                                            {"garbage", std::string(whole.size(), 'x')},
                                                            {"one bit", flipped}};
};

void put(const fs::path& file, const std::string& bytes) {
    fs::remove(file);  // a hard link to another place is another file from now on
    write_bytes(file, bytes);
}

}  // namespace

TEST_CASE("a photo of the household that is damaged in any way is named, sealed or plain", "[core][backups][verify]") {
    Kept house;
    const auto found = house.findings();
    INFO(static_cast<int>(found.health) << found.damage << found.fault << found.rows.count << " "
                                        << found.photos_wrong.size() << " " << found.photos_missing.size());
    REQUIRE(found.all_well());
    CHECK(found.photos_right == 2);
    for (const auto& name : {house.plain, house.sealed}) {
        const auto whole = bytes_in(house.live(name));
        for (const auto& [what, bytes] : damages(house.live(name))) {
            INFO(name << ": " << what);
            put(house.live(name), bytes);
            CHECK(house.findings().photos_wrong == std::vector{name});
        }
        fs::remove(house.live(name));
        CHECK(house.findings().photos_missing == std::vector{photo_of(name)});
        put(house.live(name), whole);
        CHECK(house.findings().all_well());
    }
}

TEST_CASE("a local backup is not good when a photo it names is missing or damaged", "[core][backups][verify]") {
    Kept house;
    REQUIRE(house.local_findings().all_well());
    for (const auto& name : {house.plain, house.sealed}) {
        const auto whole = bytes_in(house.live(name));
        for (const auto& [what, bytes] : damages(house.live(name))) {
            INFO(name << ": " << what);
            put(house.kept(name), bytes);
            CHECK(house.local_findings().photos_wrong == std::vector{name});
            // The next backup takes the household's good one instead.
            REQUIRE(back_up(house, BackUp::When::again).state == BackupState::written);
            CHECK(house.local_findings().all_well());
        }
    }
    fs::remove_all(house.folder() / "photos");
    CHECK(house.local_findings().all_well());  // they are in the backup
    fs::remove_all(house.folder() / "backups" / "photos");
    const auto found = house.local_findings();
    CHECK(found.photos_missing.size() == 2);
    CHECK_FALSE(found.all_well());
}

TEST_CASE("a photo in the trash must be there too, as long as it can be brought back", "[core][backups][verify]") {
    Kept house;
    std::vector<MemoryId> memories;
    for (const auto& memory :
         house.household.get<MemoryStore>().between(Viewer::of(house.ada), house.today() - 30'000, house.today() + 1))
        memories.push_back(memory.id);
    REQUIRE(memories.size() == 2);
    for (const auto& memory : memories) house.done(RemoveMemory{house.ada, memory});
    REQUIRE(back_up(house, BackUp::When::again).state == BackupState::written);
    REQUIRE(house.bring().state == BackupState::written);
    CHECK(house.findings().photos_right == 2);
    CHECK(house.local_findings().photos_right == 2);
    for (const auto& name : {house.plain, house.sealed}) {
        fs::remove(house.live(name));
        fs::remove(house.kept(name));
    }
    CHECK(house.findings().photos_missing.size() == 2);
    CHECK(house.local_findings().photos_missing.size() == 2);
    Restore job(BackupFolder(house.folder()), house.today(), house.place.path() / "restored");
    CHECK(worked_off(job).report().photos_missing.size() == 2);

    for (const auto& memory : memories) house.done(EraseItem{house.ada, {ItemKind::memory, memory.value}});
    CHECK(house.findings().photos_missing.empty());
}

TEST_CASE("a backup's rows are looked at as the household's are", "[core][backups][verify]") {
    Kept house;
    {
        db::Connection db(house.database());
        db.exec("UPDATE memory SET dated_by = 'stars'");
    }
    REQUIRE(back_up(house, BackUp::When::again).state == BackupState::written);
    CHECK(house.local_findings().rows.count == 2);
    REQUIRE(house.bring().state == BackupState::written);
    CHECK(house.second_findings().rows.count == 2);
}

TEST_CASE("a photo in the second place that is damaged in any way is named, and the next backup writes it anew",
          "[core][backups][verify]") {
    Kept house;
    REQUIRE(house.second_findings().all_well());
    for (const auto& name : {house.plain, house.sealed}) {
        const auto whole = bytes_in(house.there(name));
        for (const auto& [what, bytes] : damages(house.there(name))) {
            INFO(name << ": " << what);
            put(house.there(name), bytes);
            CHECK(house.second_findings().photos_wrong == std::vector{name});
            CHECK(house.second.verify(house.today(), house.key) != "ok");
            {
                fs::remove_all(house.place.path() / "restored");
                Restore job(house.second, house.key, house.today(), house.place.path() / "restored");
                const auto& report = worked_off(job).report();
                CHECK(report.state == RestoreState::restored);
                CHECK_FALSE(report.has_all_photos());
                CHECK(report.photos_missing == std::vector{photo_of(name)});
            }
            CHECK(house.bring().photos_added == 1);
            CHECK(house.second_findings().all_well());
        }
        fs::remove(house.there(name));
        CHECK(house.second_findings().photos_missing == std::vector{name});
        CHECK(house.bring().photos_added == 1);
        CHECK(house.second_findings().all_well());
    }
}

TEST_CASE("a damaged photo of the household takes no good one's place in the second", "[core][backups][verify]") {
    Kept house;
    for (const auto& name : {house.plain, house.sealed}) {
        const auto whole = bytes_in(house.live(name)), brought = bytes_in(house.there(name));
        for (const auto& [what, bytes] : damages(house.live(name))) {
            INFO(name << ": " << what);
            put(house.live(name), bytes);
            put(house.kept(name), bytes);
            back_up(house, BackUp::When::again);
            house.bring();
            CHECK(bytes_in(house.there(name)) == brought);
        }
        put(house.live(name), whole);
        put(house.kept(name), whole);
    }
}

TEST_CASE("a restore tells which photos came damaged, and takes the household's own where it is better",
          "[core][backups][verify]") {
    Kept house;
    const auto restored = [&] {
        fs::remove_all(house.place.path() / "restored");
        Restore job(BackupFolder(house.folder()), house.today(), house.place.path() / "restored");
        worked_off(job);
        REQUIRE(job.report().state == RestoreState::restored);
        return std::move(job.report());
    };
    CHECK(restored().has_all_photos());
    put(house.kept(house.sealed), "x");
    CHECK(restored().has_all_photos());
    put(house.live(house.sealed), "x");
    const auto report = restored();
    CHECK(report.photos_wrong == std::vector{house.sealed});
    CHECK(report.photos_missing.empty());
    CHECK_FALSE(report.has_all_photos());
}

TEST_CASE("a sealed photo from before there were sums opens, and has one from then on", "[core][backups][verify]") {
    Kept house;
    const auto file = house.live(house.sealed);
    const auto whole = bytes_in(file);
    auto old = whole.substr(0, whole.size() - 32);
    old[7] = 1;
    put(file, old);
    CHECK(examine_photo(file) == PhotoBytes::sealed);
    CHECK(house.findings().all_well());  // long enough: nobody but its author knows more
    put(file, old.substr(0, 40));
    CHECK(house.findings().photos_wrong == std::vector{house.sealed});
    put(file, old);

    const auto memories =
        house.household.get<MemoryStore>().between(Viewer::of(house.ada), house.today() - 30'000, house.today() + 1);
    for (const auto& memory : memories)
        if (memory.sealed) CHECK(house.household.photos().bytes(memory.photo, memory.format, memory.sealed));
    CHECK(examine_photo(file) == PhotoBytes::right);
    CHECK(bytes_in(file) == whole);
}

TEST_CASE("a database in memory is read whether or not it had a log", "[core][backups]") {
    const tests::TemporaryFolder place;
    for (const char* mode : {"PRAGMA journal_mode = WAL", "PRAGMA journal_mode = DELETE"}) {
        INFO(mode);
        const auto path = place.path() / "household.db";
        {
            db::Connection file(path);
            file.exec("CREATE TABLE IF NOT EXISTS kept (n INTEGER); INSERT INTO kept VALUES (1)");
            file.exec(mode);
        }
        const auto bytes = tests::bytes_in(path);
        CHECK((bytes[18] == 2) == (std::string_view(mode).find("WAL") != std::string_view::npos));
        const HouseholdFile file(std::vector<unsigned char>(bytes.begin(), bytes.end()));
        CHECK(file.integrity_check() == "ok");
        CHECK(file.tables() == std::vector<std::string>{"kept"});
    }
}
