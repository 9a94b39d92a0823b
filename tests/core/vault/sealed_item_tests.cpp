#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/core/files.hpp"
#include "tests/core/memories/pictures.hpp"
#include "tests/core/vault/vault_house.hpp"

using namespace core;
namespace fs = std::filesystem;
using tests::at;
using tests::day;
using tests::fault_of;
using tests::VaultHouse;
using tests::weekly;

namespace {

std::vector<std::string> rows_of(const VaultHouse& house, const std::string& sql) {
    std::vector<std::string> rows;
    db::Connection(house.database()).prepare(sql).each([&](const auto& row) { rows.push_back(row.text(0)); });
    return rows;
}

std::string one(const VaultHouse& house, const std::string& sql) {
    const auto rows = rows_of(house, sql);
    return rows.size() == 1 ? rows[0] : std::to_string(rows.size()) + " rows";
}

// One of each kind by Ada, of one audience, with a photo that is on disk.
struct Items {
    CheckInId check_in;
    ThanksId thanks;
    RitualId ritual;
    MemoryId memory;
    StoredPhoto photo;

    Items(VaultHouse& house, Audience audience, std::uint32_t seed = 1) {
        check_in = house.made<CheckInId>(CheckInNow{house.ada, 1, {"low"}, "a hard day", audience});
        for (int n = 0; n < 2; ++n)
            thanks = house.made<ThanksId>(GiveThanks{house.ada, house.ben, "for the soup", audience});
        auto words = weekly("Pages", house.h().today() - 14);
        words.note = "alone";
        words.starts_at = at(6, 30);
        words.audience = audience;
        ritual = house.made<RitualId>(AddRitual{house.ada, words});
        const auto stored = house.h().photos().add_bytes(pictures::jpeg(pictures::grainy(40, 30, seed)), "IMG_2031.jpg",
                                                         arrival_for(audience));
        REQUIRE(stored);
        photo = stored.value();
        photo.facts.taken = TakenAt{day("2020-11-23"), at(12), 0, {}};
        memory = house.made<MemoryId>(AddPhoto{house.ada, photo, "the letter", audience});
    }

    std::vector<ItemRef> refs() const {
        return {{ItemKind::check_in, check_in.value},
                {ItemKind::thanks, thanks.value},
                {ItemKind::ritual, ritual.value},
                {ItemKind::memory, memory.value}};
    }
};

// How many of Ada's items a viewer gets, over every query; none or all.
int answers(const VaultHouse& house, const Items& items, const Viewer& viewer) {
    const auto& h = *house.open;
    const Day from = day("2000-01-01"), to = h.today() + 400;
    int n = 0;
    n += static_cast<int>(h.get<CheckInStore>().between(viewer, from, to).size());
    n += h.get<CheckInStore>().find(viewer, items.check_in) ? 1 : 0;
    n += static_cast<int>(h.get<ThanksStore>().between(viewer, from, to).size() +
                          h.get<ThanksStore>().newest(viewer, ThanksKind::all, 99).size());
    n += h.get<ThanksStore>().find(viewer, items.thanks) ? 1 : 0;
    n += static_cast<int>(h.get<RitualStore>().all(viewer, h.today()).size());
    n += h.get<RitualStore>().find(viewer, items.ritual, h.today()) ? 1 : 0;
    n += h.get<RitualStore>().occurrences(viewer, h.today() - 30, h.today() + 30).empty() ? 0 : 1;
    for (const auto& each : h.get<MemoryStore>().days(viewer)) n += each.count;
    n += h.get<MemoryStore>().day_before(viewer, to) ? 1 : 0;
    n += h.get<MemoryStore>().day_after(viewer, from) ? 1 : 0;
    n += static_cast<int>(h.get<MemoryStore>().between(viewer, from, to).size());
    n += h.get<MemoryStore>().find(viewer, items.memory) ? 1 : 0;
    n += h.get<MemoryStore>().to_look_back_on(viewer, h.today()) ? 1 : 0;
    n += h.get<MemoryStore>().has_photo(viewer, items.photo.hash) ? 1 : 0;
    return n;
}

constexpr int all_answers = 13 + 2 * 2;  // with both thanks

struct Files {
    int plain = 0, sealed = 0, thumbnails = 0, sealed_thumbnails = 0;
    bool operator==(const Files&) const = default;
};

Files files_in(const VaultHouse& house) {
    Files files;
    for (const auto& entry : fs::recursive_directory_iterator(house.folder())) {
        if (!entry.is_regular_file()) continue;
        const auto top = entry.path().lexically_relative(house.folder()).begin()->string();
        const bool sealed = entry.path().extension() == ".sealed";
        if (top == "photos") ++(sealed ? files.sealed : files.plain);
        if (entry.path().string().find("arriving") != std::string::npos) continue;  // notes of photos on their way in
        if (top == "thumbnails") ++(sealed ? files.sealed_thumbnails : files.thumbnails);
    }
    return files;
}

Memory memory_of(const VaultHouse& house, MemoryId id) {
    const auto found = house.open->get<MemoryStore>().find(Viewer::of(house.ada), id);
    REQUIRE(found);
    return *found;
}

}  // namespace

TEST_CASE("what is for oneself is written with the vault shut, not even counted while it is, and whole once it is open",
          "[core][vault]") {
    VaultHouse house;
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    house.h().lock();
    const Items items(house, Audience::only_me);
    CHECK(answers(house, items, Viewer::of(house.ada)) == all_answers);  // until the face changes
    for (const auto& viewer : {Viewer::of(house.ben), Viewer::room(), Viewer::as_shown_to(house.ada)})
        CHECK(answers(house, items, viewer) == 0);
    house.h().forget_undo();
    for (const auto& viewer :
         {Viewer::of(house.ada), Viewer::of(house.ben), Viewer::room(), Viewer::as_shown_to(house.ada)})
        CHECK(answers(house, items, viewer) == 0);
    CHECK(house.h().get<ThanksStore>().frequent(house.ada, house.ben, house.h().today() - 9, 9).empty());
    CHECK(files_in(house) == Files{0, 1, 0, 1});

    REQUIRE_FALSE(house.unlock(house.ada, "4711"));
    CHECK(answers(house, items, Viewer::of(house.ada)) == all_answers);
    for (const auto& viewer :
         {Viewer::of(house.ben), Viewer::room(), Viewer::as_shown_to(house.ada), Viewer::as_shown_to(house.ben)})
        CHECK(answers(house, items, viewer) == 0);
    CHECK(house.h().get<ThanksStore>().frequent(house.ada, house.ben, house.h().today() - 9, 9).empty());
    const auto me = Viewer::of(house.ada);
    const auto check_in = house.h().get<CheckInStore>().find(me, items.check_in);
    CHECK((check_in->mood == 1 && check_in->feeling == std::vector<std::string>{"low"} &&
           check_in->note == "a hard day"));
    CHECK(house.h().get<ThanksStore>().find(me, items.thanks)->text == "for the soup");
    const auto ritual = house.h().get<RitualStore>().find(me, items.ritual, house.h().today());
    CHECK((ritual->title == "Pages" && ritual->note == "alone" && ritual->starts_on == house.h().today() - 14 &&
           ritual->starts_at == at(6, 30)));
    const auto memory = memory_of(house, items.memory);
    CHECK((memory.caption == "the letter" && memory.source_name == "IMG_2031.jpg" && memory.photo == items.photo.hash &&
           memory.width == 40 && memory.height == 30));
    CHECK(house.h().vault().unreadable() == 0);
    // The picture opens with what the memory says, and with nothing else.
    CHECK(house.h().photos().picture(memory.photo, memory.format, 40, 30, memory.sealed));
    CHECK(house.h().photos().thumbnail(memory.photo, memory.format, memory.sealed));
    CHECK(house.h().photos().thumbnail(memory.photo, memory.format, memory.sealed));  // from the cache
    CHECK_FALSE(house.h().photos().thumbnail(memory.photo, memory.format));
    auto wrong = *memory.sealed;
    wrong.key[5] ^= 1;
    const auto with_wrong_key = house.h().photos().picture(memory.photo, memory.format, 40, 30, wrong);
    REQUIRE_FALSE(with_wrong_key);
    CHECK(with_wrong_key.problem() == PhotoProblem::damaged);
    CHECK(files_in(house) == Files{0, 1, 0, 1});
}

TEST_CASE("with the vault shut one changes what one wrote since the face changed, and nothing older", "[core][vault]") {
    VaultHouse house;
    const Items shared(house, Audience::household, 2);
    const Items old(house, Audience::only_me);
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    house.h().forget_undo();
    house.h().lock();
    const auto words = weekly("Other", house.h().today());
    auto narrow = words;
    narrow.audience = Audience::only_me;
    for (const auto* items : {&old, &shared}) {
        const bool is_shared = items == &shared;
        INFO("shared: " << is_shared);
        for (const Command& command : std::vector<Command>{
                 EditCheckIn{house.ada, items->check_in, 2, {}, "x", Audience::household},
                 EditCheckIn{house.ada, items->check_in, 2, {}, "x", Audience::only_me},
                 RemoveCheckIn{house.ada, items->check_in},
                 EditThanks{house.ada, items->thanks, "x", Audience::household}, RemoveThanks{house.ada, items->thanks},
                 EditRitual{house.ada, items->ritual, is_shared ? narrow : words},
                 EditMemory{house.ada, items->memory, "x", day("2020-11-23"), Audience::room},
                 RemoveMemory{house.ada, items->memory}})
            CHECK(house.refusal_of(command) == Refusal::locked);
        for (const auto& ref : items->refs())
            CHECK(house.refusal_of(SetAudience{house.ada, ref, Audience::room}) == Refusal::locked);
    }
    CHECK(house.refusal_of(RemoveRitual{house.ada, old.ritual}) == Refusal::locked);

    const Items fresh(house, Audience::only_me, 3);
    CHECK_FALSE(house.refusal_of(EditCheckIn{house.ada, fresh.check_in, 4, {}, "better", Audience::only_me}));
    CHECK_FALSE(house.refusal_of(EditThanks{house.ada, fresh.thanks, "for the bread", Audience::only_me}));
    CHECK_FALSE(house.refusal_of(EditRitual{house.ada, fresh.ritual, narrow}));
    CHECK_FALSE(house.refusal_of(RemoveMemory{house.ada, fresh.memory}));
    CHECK(house.h().undo(Viewer::of(house.ada)));
    const Items gone(house, Audience::only_me, 4);
    CHECK_FALSE(house.refusal_of(RemoveCheckIn{house.ada, gone.check_in}));
    CHECK_FALSE(house.refusal_of(RemoveThanks{house.ada, gone.thanks}));
    CHECK_FALSE(house.refusal_of(RemoveRitual{house.ada, gone.ritual}));
    // Nobody else does, and nobody at all after the face has changed.
    CHECK(house.refusal_of(EditCheckIn{house.ben, fresh.check_in, 4, {}, "x", Audience::household}) ==
          Refusal::not_found);
    CHECK(house.refusal_of(RemoveMemory{house.ben, fresh.memory}) == Refusal::not_found);
    house.h().forget_undo();
    CHECK(house.refusal_of(EditCheckIn{house.ada, fresh.check_in, 4, {}, "x", Audience::only_me}) == Refusal::locked);
    CHECK(house.refusal_of(RemoveMemory{house.ada, fresh.memory}) == Refusal::locked);

    REQUIRE_FALSE(house.unlock(house.ada, "4711"));
    const auto me = Viewer::of(house.ada);
    CHECK(house.h().get<CheckInStore>().find(me, old.check_in)->note == "a hard day");
    CHECK(house.h().get<CheckInStore>().find(me, fresh.check_in)->note == "better");
    CHECK(house.h().get<ThanksStore>().find(me, fresh.thanks)->text == "for the bread");
    CHECK(house.h().get<RitualStore>().find(me, fresh.ritual, house.h().today())->title == "Other");
    CHECK(memory_of(house, fresh.memory).caption == "the letter");
    CHECK_FALSE(house.refusal_of(RemoveCheckIn{house.ada, old.check_in}));
    CHECK(house.h().vault().unreadable() == 0);
}

TEST_CASE("locking forgets what could be undone, as that would share again what was unshared", "[core][vault]") {
    VaultHouse house;
    const auto id = house.made<CheckInId>(CheckInNow{house.ada, 1, {}, "a hard day", Audience::household});
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    house.done(SetAudience{house.ada, {ItemKind::check_in, id.value}, Audience::only_me});
    CHECK(house.h().can_undo(Viewer::of(house.ada)));
    house.h().lock();
    CHECK_FALSE(house.h().can_undo(Viewer::of(house.ada)));
    CHECK_FALSE(house.h().undo(Viewer::of(house.ada)));
    CHECK_FALSE(house.h().get<CheckInStore>().find(Viewer::of(house.ben), id));
    // What was written with the vault shut and then narrowed, too.
    const auto fresh = house.made<CheckInId>(CheckInNow{house.ada, 1, {}, "another", Audience::household});
    house.done(EditCheckIn{house.ada, fresh, 1, {}, "another", Audience::only_me});
    house.h().lock();
    CHECK_FALSE(house.h().undo(Viewer::of(house.ada)));
    CHECK_FALSE(house.h().get<CheckInStore>().find(Viewer::of(house.ben), fresh));
}

TEST_CASE("sharing and unsharing move the content between its columns and the seal, there and back", "[core][vault]") {
    VaultHouse house;
    const Items items(house, Audience::only_me);
    const std::string plain_columns =
        "SELECT (SELECT coalesce(mood, feeling, note) IS NOT NULL FROM check_in) || (SELECT count(text) > 0 FROM thanks WHERE id = (SELECT max(id) FROM thanks))"
        " || (SELECT coalesce(title, note, symbol, colour, rule, starts_on, starts_at) IS NOT NULL FROM ritual)"
        " || (SELECT coalesce(caption, format, width, height, source_name) IS NOT NULL FROM memory)";
    const std::string seals =
        "SELECT (SELECT sealed IS NOT NULL FROM check_in) || (SELECT sealed IS NOT NULL FROM thanks WHERE id = (SELECT max(id) FROM thanks))"
        " || (SELECT sealed IS NOT NULL FROM ritual) || (SELECT sealed IS NOT NULL FROM memory)";
    const auto lies = [&](const char* plain, const char* sealed) {
        CHECK(one(house, plain_columns) == plain);
        CHECK(one(house, seals) == sealed);
        CHECK(rows_of(house, "SELECT path FROM file_removal").empty());
        const auto me = Viewer::of(house.ada);
        CHECK(house.h().get<CheckInStore>().find(me, items.check_in)->note == "a hard day");
        CHECK(house.h().get<ThanksStore>().find(me, items.thanks)->text == "for the soup");
        CHECK(house.h().get<RitualStore>().find(me, items.ritual, house.h().today())->starts_at == at(6, 30));
        const auto memory = memory_of(house, items.memory);
        CHECK(memory.caption == "the letter");
        CHECK(house.h().photos().bytes(memory.photo, memory.format, memory.sealed));
        CHECK(house.h().photos().thumbnail(memory.photo, memory.format, memory.sealed));
    };
    const auto set = [&](Audience audience) {
        for (const auto& ref : items.refs()) house.done(SetAudience{house.ada, ref, audience});
    };
    lies("0000", "1111");
    CHECK(files_in(house) == Files{0, 1, 0, 1});
    set(Audience::household);
    lies("1111", "0000");
    CHECK(files_in(house) == Files{1, 0, 1, 0});
    CHECK(house.h().get<MemoryStore>().find(Viewer::of(house.ben), items.memory)->caption == "the letter");
    set(Audience::only_me);
    lies("0000", "1111");
    CHECK(files_in(house) == Files{0, 1, 0, 1});
    for (int n = 0; n < 4; ++n) REQUIRE(house.h().undo(Viewer::of(house.ada)));  // shared again
    lies("1111", "0000");
    CHECK(files_in(house) == Files{1, 0, 1, 0});
    for (int n = 0; n < 4; ++n) REQUIRE(house.h().undo(Viewer::of(house.ada)));  // and before that
    lies("0000", "1111");
    CHECK(files_in(house) == Files{0, 1, 0, 1});
}

TEST_CASE("a photo that somebody else shows too stays for them when one keeps it to oneself", "[core][vault]") {
    VaultHouse house;
    const Items items(house, Audience::only_me);
    REQUIRE(house.h().photos().add_bytes(pictures::jpeg(pictures::grainy(40, 30, 1)), "again.jpg", Arrival::plain));
    const auto of_ben = house.made<MemoryId>(AddPhoto{house.ben, items.photo, "mine too", Audience::household});
    house.done(SetAudience{house.ada, {ItemKind::memory, items.memory.value}, Audience::household});
    CHECK(files_in(house).plain == 1);
    house.done(SetAudience{house.ada, {ItemKind::memory, items.memory.value}, Audience::only_me});
    CHECK(files_in(house).plain == 1);
    CHECK(house.h().photos().bytes(items.photo.hash, PhotoFormat::jpeg));
    house.done(SetAudience{house.ben, {ItemKind::memory, of_ben.value}, Audience::only_me});
    CHECK(files_in(house).plain == 0);
}

TEST_CASE("a face that is a photo stays when the photo becomes private", "[core][vault]") {
    VaultHouse house;
    const Items items(house, Audience::household);
    house.done(EditPerson{house.ada, "Ada", "plum", "letter", items.photo.hash});
    house.done(SetAudience{house.ada, {ItemKind::memory, items.memory.value}, Audience::only_me});
    CHECK(house.h().photos().thumbnail(items.photo.hash, PhotoFormat::jpeg));
    CHECK(files_in(house).plain == 1);
}

TEST_CASE("a private photo that comes a second time leaves no plain file", "[core][vault]") {
    VaultHouse house;
    const Items items(house, Audience::only_me);
    const auto stored =
        house.h().photos().add_bytes(pictures::jpeg(pictures::grainy(40, 30, 1)), "again.jpg", Arrival::plain);
    REQUIRE(stored);
    CHECK(stored.value().hash == items.photo.hash);
    CHECK(files_in(house).plain == 1);
    CHECK(house.refusal_of(AddPhoto{house.ada, stored.value(), "", Audience::household}) == Refusal::already_there);
    CHECK(files_in(house) == Files{0, 1, 0, 1});
}

TEST_CASE("sharing a photo that is given up leaves no plain file", "[core][vault]") {
    VaultHouse house;
    const Items items(house, Audience::only_me);
    const SetAudience share{house.ada, {ItemKind::memory, items.memory.value}, Audience::household};
    const auto refused = house.h().apply(std::vector<Command>{share, RemoveThanks{house.ben, ThanksId{}}});
    REQUIRE_FALSE(refused);
    CHECK(files_in(house) == Files{0, 1, 0, 1});
    // Or that cannot be written: somebody's index overflows at that row.
    house.sql(
        "CREATE INDEX no ON memory(CASE WHEN audience = 'household' THEN abs(-9223372036854775807 - (audience IS NOT NULL)) END)");
    CHECK(fault_of([&] { (void)house.h().apply(share); }));
    CHECK(files_in(house) == Files{0, 1, 0, 1});
    house.sql("DROP INDEX no");
    CHECK_FALSE(house.refusal_of(share));
    CHECK(files_in(house) == Files{1, 0, 0, 0});
}

TEST_CASE(
    "files that a killed program did not come to are taken away when the household is next opened, and only those",
    "[core][vault]") {
    VaultHouse house;
    const Items items(house, Audience::only_me);
    const Items shared(house, Audience::household, 5);
    const auto plain = house.h().photos().files_of(items.photo.hash, PhotoFormat::jpeg);
    const auto kept = house.h().photos().files_of(shared.photo.hash, PhotoFormat::jpeg);
    const auto sealed = house.h().photos().files_of(*memory_of(house, items.memory).sealed);
    house.open.reset();
    for (const auto& file : plain) tests::write_bytes(house.folder() / file, "as it was before the commit");
    const std::string stem = fs::path(plain[0]).stem().string();
    tests::write_bytes(house.place.path() / (stem + ".jpg"), "outside");
    tests::write_bytes(house.folder() / (stem + ".jpg"), "not in a folder of ours");
    {
        db::Connection db(house.database());
        auto insert = db.prepare("INSERT INTO file_removal VALUES (?1)");
        for (const auto& file : plain) insert.run(file);
        for (const auto& file : kept) insert.run(file);
        for (const auto& file : sealed) insert.run(file);
        for (const auto& file : {std::string("household.db"), "../" + stem + ".jpg", stem + ".jpg",
                                 (house.place.path() / (stem + ".jpg")).string()})
            insert.run(file);
    }
    house.reopen();
    for (const auto& file : plain) CHECK_FALSE(fs::exists(house.folder() / file));
    CHECK(fs::exists(house.folder() / kept[0]));
    CHECK(fs::exists(house.folder() / sealed[0]));
    CHECK(fs::exists(house.place.path() / (stem + ".jpg")));
    CHECK(fs::exists(house.folder() / (stem + ".jpg")));
    CHECK(rows_of(house, "SELECT path FROM file_removal").empty());
    CHECK(house.h().photos().bytes(items.photo.hash, PhotoFormat::jpeg, memory_of(house, items.memory).sealed));
}

TEST_CASE("a photo whose program was killed before it had its row is taken away at the next start, and no other",
          "[core][vault]") {
    VaultHouse house;
    // As another program that runs at the same time, until it is over.
    auto photos = std::make_unique<PhotoFolder>(house.folder());
    const auto arrived = [&](std::uint8_t n, Arrival as = Arrival::plain) {
        const auto stored = photos->add_bytes(pictures::jpeg(pictures::grainy(40, 30, n)), "photo.jpg", as);
        REQUIRE(stored);
        return stored.value();
    };
    const auto stranded = arrived(11), kept = arrived(12), face = arrived(14), hidden = arrived(15);
    const auto sealed = arrived(16, Arrival::sealed), sealed_kept = arrived(17, Arrival::sealed);
    REQUIRE_FALSE(house.refusal_of(AddPhoto{house.ada, kept, "", Audience::household}));
    REQUIRE_FALSE(house.refusal_of(AddPhoto{house.ada, hidden, "", Audience::only_me}));
    REQUIRE_FALSE(house.refusal_of(AddPhoto{house.ada, sealed_kept, "", Audience::only_me}));
    const auto ada = *house.h().get<PersonStore>().find(house.ada);
    REQUIRE_FALSE(house.refusal_of(EditPerson{house.ada, ada.name, ada.colour, "photo", face.hash}));
    const auto there = [&](const StoredPhoto& photo) {
        return fs::exists(house.folder() / house.h().photos().files_of(photo.name()).front());
    };
    house.reopen();
    for (const auto& photo : {stranded, kept, face, sealed, sealed_kept})
        CHECK(there(photo));  // its program may still be at it
    CHECK_FALSE(there(hidden));

    fs::create_directories(house.folder() / "thumbnails" / "arriving" / "0011223344556677");
    tests::write_bytes(house.folder() / "thumbnails" / "arriving" / "0011223344556677" / ".arriving-x", "half a photo");
    photos.reset();
    house.reopen();
    for (const auto& photo : {stranded, sealed}) {
        CHECK_FALSE(there(photo));
        for (const auto& file : house.h().photos().files_of(photo.name()))
            CHECK_FALSE(fs::exists(house.folder() / file));
    }
    for (const auto& photo : {kept, face, sealed_kept}) CHECK(there(photo));
    CHECK(fs::is_empty(house.folder() / "thumbnails" / "arriving"));

    // One that another program brings again, and of which the killed one's note is found, stays.
    photos = std::make_unique<PhotoFolder>(house.folder());
    arrived(11);
    const PhotoFolder other(house.folder());
    REQUIRE(other.add_bytes(pictures::jpeg(pictures::grainy(40, 30, 11)), "photo.jpg", Arrival::plain));
    photos.reset();
    house.reopen();
    CHECK(there(stranded));
}

TEST_CASE("what an earlier version noted as arriving is taken away a day later", "[core][vault]") {
    VaultHouse house;
    std::vector<StoredPhoto> arrived;
    {
        const PhotoFolder photos(house.folder());
        for (const auto n : {std::uint8_t{11}, std::uint8_t{12}})
            arrived.push_back(
                photos.add_bytes(pictures::jpeg(pictures::grainy(40, 30, n)), "photo.jpg", Arrival::plain).value());
        for (const auto& photo : arrived) photos.has_arrived(photo.name());
    }
    for (const auto& photo : arrived)
        tests::write_bytes(house.folder() / "thumbnails" / "arriving" / to_hex(photo.hash), "");
    fs::last_write_time(house.folder() / "thumbnails" / "arriving" / to_hex(arrived[0].hash),
                        fs::file_time_type::clock::now() - std::chrono::hours(25));
    house.reopen();
    const auto there = [&](const StoredPhoto& photo) {
        return fs::exists(house.h().photos().path_of(photo.hash, PhotoFormat::jpeg));
    };
    CHECK_FALSE(there(arrived[0]));
    CHECK(there(arrived[1]));
}

TEST_CASE(
    "a plain copy that a killed program had not shared yet is gone after the next start, also where nothing else announced it",
    "[core][vault]") {
    VaultHouse house;
    const Items items(house, Audience::only_me);
    const auto memory = memory_of(house, items.memory);
    {
        const PhotoFolder photos(house.folder());
        REQUIRE_FALSE(photos.unseal(memory.photo, memory.format, *memory.sealed));
        CHECK(files_in(house).plain == 1);
        house.reopen();  // while that program is at it
        CHECK(files_in(house).plain == 1);
    }
    house.reopen();
    CHECK(files_in(house) == Files{0, 1, 0, 1});
}

TEST_CASE("a photo of which it changes, while it arrives, who may see it lies as its row has it", "[core][vault]") {
    VaultHouse house;
    const auto arrived = [&](std::uint8_t n, Arrival as) {
        return house.h().photos().add_bytes(pictures::jpeg(pictures::grainy(40, 30, n)), "photo.jpg", as).value();
    };
    const auto shared = arrived(11, Arrival::sealed), hidden = arrived(12, Arrival::plain);
    const auto of_all = house.made<MemoryId>(AddPhoto{house.ada, shared, "", Audience::household});
    const auto of_ada = house.made<MemoryId>(AddPhoto{house.ada, hidden, "", Audience::only_me});
    CHECK(files_in(house) == Files{1, 1, 0, 0});
    CHECK_FALSE(memory_of(house, of_all).sealed);
    CHECK(house.h().photos().thumbnail(shared.hash, PhotoFormat::jpeg));
    CHECK(house.h().photos().bytes(hidden.hash, PhotoFormat::jpeg, memory_of(house, of_ada).sealed));
    house.reopen();
    CHECK(files_in(house) == Files{1, 1, 1, 0});
    // Refused, or given up: nothing is left either way.
    const auto again = arrived(12, Arrival::sealed), shared_again = arrived(12, Arrival::sealed),
               once = arrived(13, Arrival::sealed);
    CHECK(house.refusal_of(AddPhoto{house.ada, again, "", Audience::only_me}) == Refusal::already_there);
    CHECK(house.refusal_of(AddPhoto{house.ada, shared_again, "", Audience::household}) == Refusal::already_there);
    house.sql("CREATE INDEX no ON memory(CASE WHEN photo = X'" + to_hex(once.hash) +
              "' THEN abs(-9223372036854775807 - (audience IS NOT NULL)) END)");
    CHECK(fault_of([&] { (void)house.h().apply(AddPhoto{house.ada, once, "", Audience::household}); }));
    house.sql("DROP INDEX no");
    house.reopen();
    CHECK(files_in(house) == Files{1, 1, 1, 0});
}

TEST_CASE("a photo that a camera dated wildly can still be shared and unshared", "[core][vault]") {
    VaultHouse house;
    auto stored = house.h().photos().add_bytes(pictures::jpeg(pictures::grainy(20, 20, 9)), "old.jpg", Arrival::plain);
    REQUIRE(stored);
    stored.value().facts.taken = TakenAt{day("1601-01-01"), at(0), 0, {}};
    const auto id = house.made<MemoryId>(AddPhoto{house.ada, stored.value(), "", Audience::household});
    CHECK_FALSE(house.refusal_of(SetAudience{house.ada, {ItemKind::memory, id.value}, Audience::only_me}));
    CHECK_FALSE(house.h().get<MemoryStore>().find(Viewer::of(house.ben), id));
}

TEST_CASE("a seal that was tampered with is not shown, and is counted once however often it is read", "[core][vault]") {
    struct Tampering {
        const char* what;
        std::string sql;
    };
    for (const char* table : {"check_in", "thanks", "ritual", "memory"}) {
        const std::string name(table);
        std::vector<Tampering> all = {
            {"a bit at the end",
             "UPDATE " + name +
                 " SET sealed = CAST(substr(sealed, 1, length(sealed) - 1) || CASE substr(sealed, -1) WHEN x'00' THEN x'01' ELSE x'00' END AS BLOB)"},
            {"a bit in the middle",
             "UPDATE " + name + " SET sealed = CAST(substr(sealed, 1, 40) || x'5a5a' || substr(sealed, 43) AS BLOB)"},
            {"a bit at the beginning", "UPDATE " + name + " SET sealed = CAST(x'5a5a' || substr(sealed, 3) AS BLOB)"},
            {"cut off", "UPDATE " + name + " SET sealed = substr(sealed, 1, 60)"},
            {"nearly nothing", "UPDATE " + name + " SET sealed = x'00'"},
            {"another row's", "UPDATE " + name + " SET sealed = (SELECT sealed FROM draft)"},
            {"shared by the row alone", "UPDATE " + name + " SET audience = 'household'"},
            {"another person's", "UPDATE " + name + " SET author = (SELECT id FROM person WHERE name = 'Ben')"},
            {"another row", "UPDATE " + name + " SET id = randomblob(16)"},
        };
        const char* moment = name == "check_in" ? "felt_at" : name == "thanks" ? "given_at" : "taken_at";
        if (name != "ritual") {
            all.push_back({"another day", "UPDATE " + name + " SET day = day - 1"});
            all.push_back(
                {"another moment", std::string("UPDATE ") + name + " SET " + moment + " = " + moment + " + 1000"});
        }
        for (const auto& tampering : all) {
            INFO(name << ": " << tampering.what);
            VaultHouse house;
            const Items items(house, Audience::only_me);
            house.writes(house.ben, "Ben's own");
            house.h().keep_draft(house.ada, "note", "half");
            house.sql("DELETE FROM thanks WHERE id <> (SELECT max(id) FROM thanks)");
            house.sql("DELETE FROM check_in WHERE author <> (SELECT id FROM person WHERE name = 'Ada')");
            const int whole = answers(house, items, Viewer::of(house.ada));  // opened once, and remembered
            CHECK(whole == all_answers - 2);
            REQUIRE(house.h().vault().unreadable() == 0);
            house.sql(tampering.sql);
            for (const bool reopened : {false, true}) {
                if (reopened) house.reopen();
                const auto& h = house.h();
                const Day from = day("2000-01-01"), to = h.today() + 400;
                int shown = 0;
                for (int twice = 0; twice < 2; ++twice)
                    for (const auto& viewer : {Viewer::of(house.ada), Viewer::of(house.ben), Viewer::room()}) {
                        if (name == "check_in")
                            shown += static_cast<int>(h.get<CheckInStore>().between(viewer, from, to).size());
                        if (name == "thanks")
                            shown += static_cast<int>(h.get<ThanksStore>().between(viewer, from, to).size() +
                                                      h.get<ThanksStore>().newest(viewer, ThanksKind::all, 9).size());
                        if (name == "ritual")
                            shown += static_cast<int>(h.get<RitualStore>().all(viewer, h.today()).size() +
                                                      h.get<RitualStore>().occurrences(viewer, from, to).size());
                        if (name == "memory")
                            shown += static_cast<int>(h.get<MemoryStore>().between(viewer, from, to).size());
                        if (name == "memory")
                            shown += h.get<MemoryStore>().to_look_back_on(viewer, h.today()) ||
                                             h.get<MemoryStore>().has_photo(viewer, items.photo.hash)
                                         ? 1
                                         : 0;
                    }
                CHECK(shown == 0);
                CHECK(h.vault().unreadable() == 1);
            }
        }
    }
}

TEST_CASE("a draft is for its writer, its place and an open vault", "[core][vault]") {
    VaultHouse house;
    house.h().keep_draft(house.ada, "note", "half a");
    house.h().keep_draft(house.ada, "note", "half a th\xffought");
    house.h().keep_draft(house.ada, "thanks", "other");
    CHECK(house.h().draft(house.ada, "thanks") == "other");
    CHECK(house.h().draft(house.ada, "note").value_or("").substr(0, 9) == "half a th");
    CHECK_FALSE(house.h().draft(house.ben, "note"));
    REQUIRE_FALSE(house.set_pin(house.ada, "4711"));
    house.h().lock();
    CHECK_FALSE(house.h().draft(house.ada, "thanks"));
    house.h().keep_draft(house.ada, "thanks", "newer");
    REQUIRE_FALSE(house.unlock(house.ada, "4711"));
    // What was left before and could not be read then comes along.
    CHECK(house.h().draft(house.ada, "thanks") == "other\n\nnewer");
    house.sql("UPDATE draft SET sealed = (SELECT sealed FROM draft WHERE place = 'thanks')");
    CHECK_FALSE(house.h().draft(house.ada, "note"));
    house.h().keep_draft(house.ada, "thanks", "");
    CHECK(rows_of(house, "SELECT place FROM draft") == std::vector<std::string>{"note"});
}
