#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/backups/backup_folder.hpp"
#include "core/backups/household_file.hpp"
#include "core/backups/restore.hpp"
#include "core/exports/household_import.hpp"
#include "core/imports/import.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_import.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/settings/setting_store.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/trash/trash_commands.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/memories/pictures.hpp"
#include "tests/core/processes.hpp"
#include "tests/core/temporary_folder.hpp"
#include "tests/faults/checks.hpp"
#include "tests/faults/kill_points.hpp"
#include "tests/faults/storm.hpp"

using namespace core;
using tests::bytes_in;
using tests::expect;
using tests::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

// One after the other that only Ada may see; the 100th is shared.
pictures::Bytes picture(std::uint32_t n) { return pictures::jpeg(pictures::grainy(48, 36, n)); }
constexpr std::uint32_t shared_picture = 100;

PhotoHash hash_of_picture(std::uint32_t n) {
    static std::map<std::uint32_t, PhotoHash> known;
    const auto [place, fresh] = known.try_emplace(n);
    const auto bytes = fresh ? picture(n) : pictures::Bytes();
    if (fresh) place->second = hash_of(bytes.data(), bytes.size());
    return place->second;
}
PhotoHash hash_of_bytes(const std::string& bytes) {
    return hash_of(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}
std::string raw(const PhotoHash& hash) { return {reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()}; }

// A household in `in`/data, opened again at will; Ada has one photo for herself already and shares another.
struct Home {
    explicit Home(const fs::path& in) : place(in), folder(in / "data") {
        household = faults::opened(folder, clock, random);
        if (household->get<PersonStore>().all().empty()) return;
        ada = household->get<PersonStore>().all().front().id;
    }
    fs::path sources() const { return place / "sources"; }  // where everything may lie in the clear
    void move_in() {
        ada = done(AddPerson{"Ada", "", "letter", {}}).as<PersonId>();
        hang_up(shared_picture, Audience::household);
        hang_up(1, Audience::only_me);
    }
    Applied done(const Command& command) {
        clock.advance_ms(1'000);
        const auto result = household->apply(command);
        if (!result) throw std::runtime_error("refused: " + std::to_string(static_cast<int>(result.refusal())));
        return result.value();
    }
    StoredPhoto arrived(std::uint32_t n, Arrival as) {
        auto stored = household->photos().add_bytes(picture(n), std::to_string(n) + ".jpg", as);
        if (!stored) throw std::runtime_error("a picture could not be stored");
        return stored.value();
    }
    MemoryId hang_up(std::uint32_t n, Audience audience) {
        return done(AddPhoto{ada, arrived(n, arrival_for(audience)), "", audience}).as<MemoryId>();
    }
    std::vector<Memory> memories() const {
        return household->get<MemoryStore>().between(Viewer::of(ada), Day{-50'000}, Day{50'000});
    }
    Memory memory_of(std::uint32_t n) const {
        for (const auto& memory : memories())
            if (memory.photo == hash_of_picture(n)) return memory;
        throw std::runtime_error("no memory of picture " + std::to_string(n));
    }
    bool shares(std::uint32_t n) const {
        const auto all = memories();
        return std::any_of(all.begin(), all.end(), [&](const auto& memory) {
            return memory.photo == hash_of_picture(n) && memory.audience != Audience::only_me;
        });
    }
    void set_audience(std::uint32_t n, Audience audience) {
        done(SetAudience{ada, {ItemKind::memory, memory_of(n).id.value}, audience});
    }
    void back_up() {
        backups::BackUp job(folder, household->today(), backups::BackUp::When::again);
        while (job.step()) {
        }
        expect(job.outcome().state == backups::BackupState::written, job.outcome().detail.c_str());
    }

    fs::path place, folder;
    FixedClock clock{{1'795'453'805'000, 60}};
    tests::SeededRandom random{std::random_device{}()};  // opened again it makes other ids
    std::unique_ptr<Household> household;
    PersonId ada;
};

enum class Before { private_ever, shared };  // what is private in the end

struct Path {
    const char* name;
    Before before;
    std::vector<std::uint32_t> pictures;  // that nobody but Ada may see, besides the first
    void (*prepare)(Home&);
    void (*go)(Home&);
    std::size_t fewer = 0;  // photos that it deletes for good
};

void write_pictures(Home& home) {
    for (const std::uint32_t n : {2U, 3U})
        pictures::write(home.sources() / "pictures" / (std::to_string(n) + ".jpg"), picture(n));
}

imports::Batch diary() {
    imports::Batch batch;
    for (const int n : {2, 3}) {
        imports::Entry entry;
        entry.day = day_from_iso("2026-10-0" + std::to_string(n)).value();
        entry.text = "day " + std::to_string(n);
        entry.photos.push_back({std::to_string(n) + ".jpg", {0, 60}});
        batch.entries.push_back(entry);
    }
    batch.photo = [](const std::string& name) {
        return imports::Batch::PhotoBytes(picture(static_cast<std::uint32_t>(name[0] - '0')));
    };
    return batch;
}

exports::Contents exported_household() {
    exports::Contents contents;
    exports::PersonRecord ada;
    ada.id = PersonId{uuid_from_text("019ab2c3-0000-7000-8000-000000000001").value()};
    ada.name = "Ada";
    ada.colour = "plum";
    ada.face = "fox";
    ada.joined_at = {1'795'000'000'000, 60};
    contents.viewer = ada.id;
    contents.people.push_back(ada);
    for (const std::uint32_t n : {2u, 3u, shared_picture}) {
        exports::MemoryRecord memory;
        memory.id = MemoryId{uuid_from_text("019ab2c3-0000-7000-8000-000000000" + std::to_string(100 + n)).value()};
        memory.author = ada.id;
        memory.audience = n == shared_picture ? Audience::household : Audience::only_me;
        memory.taken_at = {1'795'000'000'000, 60};
        memory.day = day_of(memory.taken_at, 4);
        memory.photo = hash_of_picture(n);
        memory.width = 48;
        memory.height = 36;
        memory.file = "ours-photos/" + std::to_string(n) + ".jpg";
        contents.memories.push_back(memory);
    }
    return contents;
}

const Path paths[] = {
    {"bringing in a diary",
     Before::private_ever,
     {2, 3},
     [](Home&) {},
     [](Home& h) {
         const auto batch = diary();
         auto plan = imports::plan(*h.household, h.ada, batch, {}).value();
         plan.format = "dayone";
         plan.source_name = "diary.zip";
         imports::PhotosToBring photos(h.household->photos(), batch, plan);
         while (photos.step()) {
         }
         expect(photos.problems().empty(), "every photo");
         expect(static_cast<bool>(imports::apply(*h.household, plan, photos.arrived())), "all of it");
     }},
    {"a folder of photos",
     Before::private_ever,
     {2, 3},
     [](Home& h) {
         write_pictures(h);
         h.done(SetDefaultAudience{h.ada, ItemKind::memory, Audience::only_me});
     },
     [](Home& h) {
         PhotoImport import(h.household->photos(), {h.sources() / "pictures"},
                            arrival_for(h.household->default_audience(h.ada, ItemKind::memory)));
         for (bool more = true; more;) {
             more = import.step();
             for (auto& arrived : import.take_arrived()) {
                 h.done(AddPhoto{h.ada, arrived.photo, "",
                                 h.household->get<SettingStore>().default_audience(h.ada, ItemKind::memory)});
                 std::ofstream(h.place / "acknowledged", std::ios::app) << '.';
             }
         }
         expect(import.failed().empty(), "every photo");
     }},
    {"a household that was exported",
     Before::private_ever,
     {2, 3},
     [](Home& h) {
         auto contents = exported_household();
         tests::write_bytes(h.sources() / "ours.json", exports::to_json(contents));
         for (const std::uint32_t n : {2u, 3u, shared_picture})
             pictures::write(h.sources() / "ours-photos" / (std::to_string(n) + ".jpg"), picture(n));
         h.household.reset();
         fs::remove_all(h.folder);
         fs::remove_all(h.folder.string() + ".device");
         h.household = faults::opened(h.folder, h.clock, h.random);
     },
     [](Home& h) {
         auto read = exports::read_household_file(h.sources() / "ours.json");
         auto& contents = std::get<exports::Contents>(read);
         exports::PhotosToTakeIn photos(h.household->photos(), contents, h.sources() / "ours.json");
         while (photos.step()) {
         }
         expect(photos.missing().empty(), "every photo");
         expect(static_cast<bool>(h.household->take_in(contents)), "all of it");
     }},
    {"a private photo that comes again",
     Before::private_ever,
     {},
     [](Home&) {},
     [](Home& h) {
         expect(h.household->apply(AddPhoto{h.ada, h.arrived(1, Arrival::sealed), "", Audience::only_me}).refusal() ==
                    Refusal::already_there,
                "a refusal");
     }},
    {"into the trash and back",
     Before::private_ever,
     {},
     [](Home&) {},
     [](Home& h) {
         const auto id = h.memory_of(1).id;
         h.done(RemoveMemory{h.ada, id});
         expect(static_cast<bool>(h.household->undo(Viewer::of(h.ada))), "undone");
         h.done(RemoveMemory{h.ada, id});
         h.done(RestoreItem{h.ada, {ItemKind::memory, id.value}});
     }},
    {"a thumbnail that is made again",
     Before::private_ever,
     {},
     [](Home& h) { fs::remove_all(h.folder / "thumbnails"); },
     [](Home& h) {
         const auto memory = h.memory_of(1);
         expect(static_cast<bool>(h.household->photos().thumbnail(memory.photo, memory.format, memory.sealed)),
                "a thumbnail");
         expect(static_cast<bool>(h.household->photos().picture(memory.photo, memory.format, 20, 20, memory.sealed)),
                "a picture");
     }},
    {"into the trash and gone for good",
     Before::private_ever,
     {2},
     [](Home& h) { h.hang_up(2, Audience::only_me); },
     [](Home& h) {
         const auto id = h.memory_of(2).id;
         h.done(RemoveMemory{h.ada, id});
         h.done(EraseItem{h.ada, {ItemKind::memory, id.value}});
     },
     1},
    {"a restored backup",
     Before::private_ever,
     {},
     [](Home& h) { h.back_up(); },
     [](Home& h) {
         backups::Restore job(backups::BackupFolder(h.folder), h.household->today(), h.place / "restored");
         while (job.step()) {
         }
         expect(job.report().state == backups::RestoreState::restored, job.report().detail.c_str());
     }},
    {"a backup", Before::private_ever, {}, [](Home&) {}, [](Home& h) { h.back_up(); }},
    {"one that is kept to oneself again",
     Before::shared,
     {2},
     [](Home& h) { h.hang_up(2, Audience::household); },
     [](Home& h) { h.set_audience(2, Audience::only_me); }},
    {"sharing, undone",
     Before::shared,
     {1},
     [](Home&) {},
     [](Home& h) {
         h.set_audience(1, Audience::household);
         expect(static_cast<bool>(h.household->undo(Viewer::of(h.ada))), "undone");
     }},
    {"keeping to oneself, undone and done again",
     Before::shared,
     {2},
     [](Home& h) { h.hang_up(2, Audience::household); },
     [](Home& h) {
         h.set_audience(2, Audience::only_me);
         expect(static_cast<bool>(h.household->undo(Viewer::of(h.ada))), "undone");
         h.set_audience(2, Audience::only_me);
     }},
    {"a thumbnail of one that is kept to oneself meanwhile",
     Before::shared,
     {2},
     [](Home& h) {
         h.hang_up(2, Audience::household);
         fs::remove_all(h.folder / "thumbnails");
     },
     [](Home& h) {
         const auto memory = h.memory_of(2);
         expect(static_cast<bool>(h.household->photos().thumbnail(memory.photo, memory.format, memory.sealed)),
                "a thumbnail");
         h.set_audience(2, Audience::only_me);
     }},
    {"photos that were to be shared until they were there",
     Before::shared,
     {2},
     [](Home&) {},
     [](Home& h) {
         h.done(AddPhoto{h.ada, h.arrived(2, Arrival::plain), "", Audience::only_me});
     }},
};

// What lies in the clear, or says which photo is private, below a folder. `never_shared`: whose names must not be read
// anywhere either.
std::string problem_with_privacy(const fs::path& folder, const std::vector<std::uint32_t>& hidden,
                                 const std::vector<std::uint32_t>& never_shared,
                                 const std::vector<std::uint32_t>& shared) {
    std::set<std::string> in_the_open;
    for (const auto n : shared) {
        in_the_open.insert(to_hex(hash_of_picture(n)));
        // Its thumbnail too, while it is written under another name.
        const auto small = encode_jpeg(decode_photo(picture(n), thumbnail_side, thumbnail_side).value(), 85);
        in_the_open.insert(to_hex(hash_of(small.data(), small.size())));
    }
    std::string problem;
    for (auto place = fs::recursive_directory_iterator(folder); place != fs::recursive_directory_iterator(); ++place) {
        const auto& entry = *place;
        const auto name = entry.path().string();
        if (entry.path().filename() == "sources") {
            place.disable_recursion_pending();
            continue;
        }
        for (const auto n : never_shared)
            if (name.find(to_hex(hash_of_picture(n))) != std::string::npos)
                problem += "\n  called after a private photo: " + name;
        if (!entry.is_regular_file()) continue;
        const auto bytes = bytes_in(entry.path());
        const auto hash = hash_of_bytes(bytes);
        for (const auto n : hidden)
            if (hash == hash_of_picture(n)) problem += "\n  a private photo in the clear: " + name;
        for (const auto n : never_shared)
            if (bytes.find(raw(hash_of_picture(n))) != std::string::npos ||
                bytes.find(to_hex(hash_of_picture(n))) != std::string::npos)
                problem += "\n  names a private photo: " + name;
        const bool is_picture = bytes.rfind("\xff\xd8\xff", 0) == 0 || bytes.rfind("\x89PNG", 0) == 0;
        if (is_picture && in_the_open.count(entry.path().stem().string()) == 0 && in_the_open.count(to_hex(hash)) == 0)
            problem += "\n  a picture in the clear: " + name;
    }
    return problem;
}

std::set<std::string> photos_in(const fs::path& folder) {
    std::set<std::string> photos;
    if (!fs::exists(folder)) return photos;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) photos.insert(entry.path().stem().string());
    return photos;
}

std::set<std::string> named_in(const fs::path& database) {
    const auto names = backups::HouseholdFile(database, backups::HouseholdFile::Kept::in_use).photo_names();
    return {names.begin(), names.end()};
}

std::string problem_with_others(const std::set<std::string>& photos, const std::set<std::string>& named,
                                const char* where) {
    std::string problem;
    for (const auto& photo : photos)
        if (named.count(photo) == 0) problem += std::string("\n  no row names what lies in ") + where + ": " + photo;
    return problem;
}

// What is not there, or cannot be read, of what was acknowledged; in the trash is not lost.
std::string problem_with_loss(const Home& home, std::size_t at_least) {
    auto memories = home.memories();
    for (auto& deleted : home.household->get<MemoryStore>().deleted(Viewer::of(home.ada)))
        memories.push_back(std::move(deleted.item));
    if (memories.size() < at_least)
        return "\n  " + std::to_string(memories.size()) + " photos where " + std::to_string(at_least) +
               " were acknowledged";
    for (const auto& memory : memories)
        if (!home.household->photos().bytes(memory.photo, memory.format, memory.sealed))
            return "\n  a photo cannot be read: " + to_hex(memory.photo);
    return {};
}

void copy_home(const fs::path& from, const fs::path& to) { fs::copy(from, to, fs::copy_options::recursive); }

// Some of the points by default, other ones each time; with INGLENOOK_EVERY_KILL_POINT all, which takes some minutes.
bool every_point() {
    const char* text = std::getenv("INGLENOOK_EVERY_KILL_POINT");
    return text && *text && std::string(text) != "0";
}

}  // namespace

TEST_CASE(
    "wherever a program is killed, no private photo lies in the clear, no backup has what no row names, and none is lost",
    "[faults][kill][photos]") {
    for (const auto& path : paths) {
        const TemporaryFolder place;
        std::size_t photos_before = 0;
        {
            Home home(place.path() / "base");
            home.move_in();
            path.prepare(home);
            home.household->forget_undo();
            photos_before = home.memories().size();
        }
        auto hidden = path.pictures;
        hidden.push_back(1);
        std::vector<std::uint32_t> never_shared =
            path.before == Before::private_ever ? hidden : std::vector<std::uint32_t>();
        const auto run = [&](std::size_t nth, const fs::path& where) {
            copy_home(place.path() / "base", where);
            return faults::killed_before(nth, [&] {
                Home home(where);
                path.go(home);
            });
        };
        const auto whole = run(faults::to_the_end, place.path() / "whole");
        if (whole.problem.rfind("SKIP", 0) == 0) SKIP(whole.problem.substr(5));
        INFO(path.name);
        REQUIRE(whole.problem == "");
        REQUIRE(whole.operations > 0);
        constexpr std::size_t sampled = 12;
        const std::size_t step = every_point() ? 1 : std::max<std::size_t>(1, whole.operations / sampled);
        const std::size_t first = every_point() ? 1 : 1 + std::random_device{}() % step;
        std::size_t points = 0;
        for (std::size_t nth = first; nth <= whole.operations; nth += step, ++points) {
            INFO("killed before operation " << nth << " of " << whole.operations);
            const auto where = place.path() / std::to_string(nth);
            const auto killed = run(nth, where);
            REQUIRE(killed.problem == "");

            const auto data = where / "data";
            if (path.before == Before::private_ever)
                CHECK(problem_with_privacy(where, hidden, never_shared, {shared_picture}) == "");
            // Another program that runs all the while backs up what it sees.
            {
                backups::BackUp job(data, day_from_iso("2026-11-23").value(), backups::BackUp::When::again);
                while (job.step()) {
                }
                CHECK(job.outcome().detail == "");
                CHECK(problem_with_others(photos_in(data / "backups" / "photos"),
                                          named_in(data / "backups" / "household-2026-11-23.db"), "the backups") == "");
            }
            {
                Home home(where);
                home.back_up();
                CHECK(problem_with_others(photos_in(data / "backups" / "photos"),
                                          named_in(home.folder / "household.db"), "the backups") == "");
                // Whether it was still shared, or shared already, is what its row says.
                std::vector<std::uint32_t> hidden_now, shared_now{shared_picture};
                for (const auto n : hidden) (home.shares(n) ? shared_now : hidden_now).push_back(n);
                CHECK(problem_with_privacy(where, hidden_now, never_shared, shared_now) == "");
                CHECK(problem_with_others(photos_in(data / "photos"), named_in(home.folder / "household.db"),
                                          "the photo folder") == "");
                CHECK(faults::half_written_files_in(data / "photos") +
                          faults::half_written_files_in(data / "thumbnails") ==
                      0);
                const auto acknowledged =
                    fs::exists(where / "acknowledged") ? fs::file_size(where / "acknowledged") : 0;
                CHECK(problem_with_loss(home, photos_before - path.fewer + acknowledged) == "");
            }
            fs::remove_all(where);
        }
        std::printf("%-55s %4zu operations on files, killed before %zu\n", path.name, whole.operations, points);
    }
}
