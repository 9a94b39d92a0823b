#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "core/backups/household_check.hpp"
#include "core/db/migrations.hpp"
#include "core/exports/csv.hpp"
#include "core/exports/household_json.hpp"
#include "core/imports/import_commands.hpp"
#include "core/items/described_kind.hpp"
#include "core/items/kind.hpp"
#include "core/leaving/person_export.hpp"
#include "core/leaving/remains.hpp"
#include "core/search/search_index.hpp"
#include "core/trash/trash_commands.hpp"
#include "core/trash/trash_store.hpp"
#include "tests/core/device.hpp"
#include "tests/core/exports/full_house.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"

// A kind of item in one file: its table, its value with its description, one command. What works for all kinds works
// for this one too, without another word. README and core/README.md show this as the example.
namespace {

using namespace core;
using tests::House;

constexpr const char* wish_table =
    "CREATE TABLE wish (id BLOB PRIMARY KEY, author BLOB NOT NULL REFERENCES person(id), audience TEXT NOT NULL,"
    " day INTEGER NOT NULL, wished_at INTEGER NOT NULL, wished_offset INTEGER NOT NULL, strength INTEGER, text TEXT,"
    " sealed BLOB, shared_at INTEGER, shared_offset INTEGER, edited_at INTEGER, edited_offset INTEGER,"
    " deleted_at INTEGER, deleted_offset INTEGER) STRICT, WITHOUT ROWID";

constexpr ItemKind wishes{1000};
using WishId = Id<struct WishTag>;

struct Wish {
    WishId id;
    PersonId author;
    Audience audience = Audience::only_me;
    Day day;
    Instant wished_at;
    int strength = 1;
    std::string text;
    std::optional<Instant> shared_at = {};

    static const Description<Wish>& description() {
        static const Description<Wish> described{
            wishes,
            "wish",
            "wishes",
            "wished_at",
            &Wish::wished_at,
            {fields::whole("strength", &Wish::strength, 1, 3), fields::text("text", &Wish::text, 200)}};
        return described;
    }
};
using WishStore = ItemStore<Wish>;

struct MakeWish {
    PersonId author;
    int strength = 1;
    std::string text;
    std::optional<Audience> audience = {};
};
Result<Uuid> carry_out(const MakeWish& c, Change& change) {
    if (c.text.empty()) return Refusal::empty_text;
    Wish wish{change.next<WishId>(), c.author};
    wish.audience = c.audience.value_or(change.default_audience(c.author, wishes));
    wish.wished_at = change.now();
    wish.day = change.today();
    wish.strength = c.strength;
    wish.text = c.text;
    wish.shared_at = change.shared_as_made(wish.id.value, wish.audience);
    change.get<WishStore>().insert(wish);
    change.made({wishes, wish.id.value}, c.author);
    return wish.id.value;
}

struct DropWish {
    PersonId by;
    WishId id;
};
Result<Uuid> carry_out(const DropWish& c, Change& change) {
    const auto wish = change.own<Wish>(change.get<WishStore>(), c.by, c.id);
    if (!wish) return wish.refusal();
    change.put_in_trash<WishStore>(c.id);
    return c.id.value;
}

void show(const Wish& wish, const Viewer&, Glance& glance) {
    glance.day = wish.day;
    glance.level = wish.strength;
    glance.text = first_line(wish.text);
}

const KindOfItem& wish_kind() {
    static const KindOfItem kind = [] {
        auto k = described_kind<Wish, show>();
        k.usual = Audience::only_me;
        k.texts = described_texts<Wish>;
        k.absent_before = true;
        return k;
    }();
    return kind;
}

// As a program wrote it before wishes had words: its seals do not have them.
struct WordlessWish {
    WishId id;
    PersonId author;
    Audience audience = Audience::only_me;
    Day day;
    Instant wished_at;
    int strength = 1;
    std::optional<Instant> shared_at = {};

    static const Description<WordlessWish>& description() {
        static const Description<WordlessWish> described{
            ItemKind{1001},           "wish",
            "wordless_wishes",        "wished_at",
            &WordlessWish::wished_at, {fields::whole("strength", &WordlessWish::strength, 1, 3)}};
        return described;
    }
};
struct MakeWordlessWish {
    PersonId author;
};
Result<Uuid> carry_out(const MakeWordlessWish& c, Change& change) {
    WordlessWish wish{change.next<WishId>(), c.author};
    wish.wished_at = change.now();
    wish.day = change.today();
    change.get<ItemStore<WordlessWish>>().insert(wish);
    return wish.id.value;
}
void show_wordless(const WordlessWish&, const Viewer&, Glance&) {}

// --- the house that has it ----------------------------------------------------------------------------------

struct WishingHouse {
    db::ExtraMigration migration{wish_table};
    ExtraKind kind{wish_kind()};
    House house;
    Household& household = house.household;

    Uuid wished(PersonId by, const std::string& text, std::optional<Audience> audience = {}) {
        return house.done(MakeWish{by, 2, text, audience});
    }
    std::vector<std::string> seen_by(const Viewer& viewer) const {
        std::vector<std::string> texts;
        const auto today = house.household.today();
        for (const auto& wish : house.household.get<WishStore>().between(viewer, today - 9, today + 9))
            texts.push_back(wish.text);
        std::sort(texts.begin(), texts.end());
        return texts;
    }
    std::vector<std::string> trash_of(PersonId person) const {
        std::vector<std::string> texts;
        for (const auto& item : house.household.get<TrashStore>().all(Viewer::of(person), house.clock.now()))
            texts.push_back(item.text);
        return texts;
    }
    std::vector<std::string> found_by(const Viewer& viewer, const std::string& text) const {
        SearchIndex index(house.household);
        while (index.step()) {
        }
        std::vector<std::string> found;
        for (const auto& each : index.find(viewer, {text, {}, {}, {}, {}}, 9)) found.push_back(to_text(each.item.id));
        return found;
    }
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a described kind is sealed, shared and visible like any other", "[core][items]") {
    WishingHouse w;
    const auto ada = Viewer::of(w.house.ada), ben = Viewer::of(w.house.ben);
    const auto own = w.wished(w.house.ada, "zirbelnuss by the lake");
    w.wished(w.house.ada, "a dog", Audience::household);
    w.wished(w.house.ben, "a boat", Audience::room);

    CHECK(w.seen_by(ada) == Texts{"a boat", "a dog", "zirbelnuss by the lake"});
    CHECK(w.seen_by(ben) == Texts{"a boat", "a dog"});
    CHECK(w.seen_by(Viewer::room()) == Texts{"a boat"});
    // Nothing of what is one's own lies open in the file or its log.
    for (const auto* file : {"household.db", "household.db-wal"})
        CHECK(tests::bytes_in(w.house.folder() / file).find("zirbelnuss") == std::string::npos);

    const auto shared = w.household.get<SharedStore>().by(ada, 9);
    REQUIRE(shared.size() == 1);
    CHECK(shared[0].text == "a dog");
    CHECK(shared[0].level == 2);
    CHECK(shared[0].item.kind == wishes);
    CHECK(w.household.get<SharedStore>().kept(ada).of(wishes) == 1);
    CHECK(w.household.get<SharedStore>().kept(ben).of(wishes) == 0);

    CHECK(w.found_by(ada, "zirbelnuss") == Texts{to_text(own)});
    CHECK(w.found_by(ben, "zirbelnuss").empty());
    CHECK(w.found_by(Viewer::room(), "boat").size() == 1);

    w.house.done(SetAudience{w.house.ada, {wishes, own}, Audience::household});
    CHECK(w.seen_by(ben) == Texts{"a boat", "a dog", "zirbelnuss by the lake"});
    CHECK(w.found_by(ben, "zirbelnuss").size() == 1);
    CHECK(w.house.refused(SetAudience{w.house.ben, {wishes, own}, Audience::only_me}) == Refusal::not_yours);
    w.house.done(SetDefaultAudience{w.house.ada, wishes, Audience::household});
    w.wished(w.house.ada, "a garden");
    CHECK(w.seen_by(ben).size() == 4);
}

TEST_CASE("a locked vault hides a described kind's private items", "[core][items]") {
    WishingHouse w;
    tests::set_pin(w.house, w.house.ada, "2580");
    w.wished(w.house.ada, "quietly");
    CHECK(w.seen_by(Viewer::of(w.house.ada)) == Texts{"quietly"});
    w.household.lock();
    CHECK(w.seen_by(Viewer::of(w.house.ada)).empty());
    CHECK(w.trash_of(w.house.ada).empty());
    CHECK(w.household.get<SharedStore>().kept(Viewer::of(w.house.ada)).of(wishes) == 1);
    // What is written meanwhile is answered to its author, until the face at the screen changes.
    w.wished(w.house.ada, "in passing");
    CHECK(w.seen_by(Viewer::of(w.house.ada)) == Texts{"in passing"});
    CHECK(w.found_by(Viewer::of(w.house.ada), "passing").size() == 1);
    CHECK(w.seen_by(Viewer::of(w.house.ben)).empty());
    w.household.forget_undo();
    CHECK(w.seen_by(Viewer::of(w.house.ada)).empty());
    tests::unlock(w.house, w.house.ada, "2580");
    CHECK(w.seen_by(Viewer::of(w.house.ada)) == Texts{"in passing", "quietly"});
}

TEST_CASE("a described kind is undone, redone, deleted, restored and erased", "[core][items][undo]") {
    WishingHouse w;
    const auto ada = Viewer::of(w.house.ada);
    w.wished(w.house.ada, "a dog");
    REQUIRE(w.household.undo(ada));
    CHECK(w.seen_by(ada).empty());
    REQUIRE(w.household.redo(ada));
    CHECK(w.seen_by(ada) == Texts{"a dog"});

    const auto boat = w.wished(w.house.ada, "a boat");
    w.house.comes_back(DropWish{w.house.ada, WishId{boat}}, ada);
    w.house.done(DropWish{w.house.ada, WishId{boat}});
    CHECK(w.trash_of(w.house.ada) == Texts{"a boat"});
    CHECK(w.trash_of(w.house.ben).empty());
    CHECK(w.house.refused(RestoreItem{w.house.ben, {wishes, boat}}) == Refusal::not_found);
    w.house.comes_back(RestoreItem{w.house.ada, {wishes, boat}}, ada);
    w.house.done(RestoreItem{w.house.ada, {wishes, boat}});
    CHECK(w.seen_by(ada) == Texts{"a boat", "a dog"});
    w.house.done(DropWish{w.house.ada, WishId{boat}});
    w.house.done(EraseItem{w.house.ada, {wishes, boat}});
    CHECK(w.trash_of(w.house.ada).empty());
    CHECK(w.seen_by(ada) == Texts{"a dog"});

    w.wished(w.house.ada, "soon gone", Audience::household);
    w.house.done(
        DropWish{w.house.ada, w.household.get<WishStore>().between(ada, w.house.today(), w.house.today())[0].id});
    w.household.empty_trash(w.house.clock.now());
    w.house.clock.advance_ms(31 * a_day_ms);
    CHECK(w.household.empty_trash(w.house.clock.now()) == 1);
    CHECK(tests::bytes_in(w.house.database()).find("soon gone") == std::string::npos);
}

TEST_CASE("taking an import back deletes a described kind's items, and the trash restores them",
          "[core][items][imports]") {
    WishingHouse w;
    const auto ada = Viewer::of(w.house.ada);
    const std::vector<Command> commands{MakeWish{w.house.ada, 3, "a dog", Audience::household},
                                        MakeWish{w.house.ada, 1, "a boat", Audience::household},
                                        RecordImport{w.house.ada, "wishes", "list.csv", Audience::household}};
    const auto applied = w.household.apply(commands);
    REQUIRE(applied);
    w.house.done(TakeBackImport{w.house.ada, applied.value().as<ImportId>()});
    CHECK(w.seen_by(ada).empty());
    CHECK(w.trash_of(w.house.ada).size() == 2);
    CHECK(w.trash_of(w.house.ben).size() == 2);

    const auto trash = w.household.get<TrashStore>().all(ada, w.house.clock.now());
    REQUIRE(trash.size() == 2);
    CHECK(w.house.refused(RestoreItem{w.house.ben, trash[0].item}) == Refusal::not_yours);
    w.house.comes_back(RestoreItem{w.house.ada, trash[0].item}, ada);
    w.house.done(EraseItem{w.house.ada, trash[0].item});
    CHECK(w.trash_of(w.house.ada).size() == 1);
}

TEST_CASE("erasing a person empties a described kind's items, and the household check passes", "[core][items]") {
    const auto problems_of = [](const House& house) {
        backups::HouseholdCheck check(house.folder(), &tests::device(), house.clock.now());
        while (check.step()) {
        }
        Texts problems;
        for (const auto& row : check.findings().rows.rows) problems.push_back(row.table + "." + row.column);
        if (problems.empty() && !check.findings().all_well()) problems.push_back("not well");
        return problems;
    };
    // Run first without the extra migration: the check must not keep that schema.
    CHECK(problems_of(House()) == Texts{});
    WishingHouse w;
    const auto problems = [&] { return problems_of(w.house); };
    w.wished(w.house.ada, "zirbelnuss");
    w.wished(w.house.ada, "linden tree", Audience::household);
    w.wished(w.house.ben, "a boat", Audience::household);
    CHECK(problems() == Texts{});
    REQUIRE(w.household.erase(w.house.ada));
    CHECK(w.seen_by(Viewer::of(w.house.ben)) == Texts{"a boat"});
    CHECK(tests::bytes_in(w.house.database()).find("linden") == std::string::npos);
    CHECK(problems() == Texts{});
    // What no command writes is found.
    db::Connection(w.house.database()).exec("UPDATE wish SET strength = 9 WHERE text = 'a boat'");
    CHECK(problems() == Texts{"wish.strength"});
}

TEST_CASE("a described kind is in every export and can be imported again", "[core][items][exports]") {
    WishingHouse w;
    const auto ada = Viewer::of(w.house.ada);
    w.wished(w.house.ada, "zirbelnuss");
    w.wished(w.house.ada, "a dog", Audience::household);
    w.wished(w.house.ben, "a boat", Audience::household);
    w.wished(w.house.ben, "a secret");

    const auto contents = exports::gather(w.household, ada);
    const auto json = exports::to_json(contents);
    CHECK(json.find("zirbelnuss") != std::string::npos);
    CHECK(json.find("a secret") == std::string::npos);
    const auto tables = exports::to_csv(contents);
    const auto csv = std::find_if(tables.begin(), tables.end(), [](const auto& t) { return t.first == "wishes.csv"; });
    REQUIRE(csv != tables.end());
    CHECK(csv->second.find("strength,text,shared_at") != std::string::npos);
    CHECK(csv->second.find(",2,zirbelnuss,") != std::string::npos);

    auto read = exports::read_json(json);
    REQUIRE(std::holds_alternative<exports::Contents>(read));
    Household other(w.house.place.path() / "other", w.house.clock, w.house.random, tests::device(), KeyCost{1, 8192});
    REQUIRE(other.take_in(std::get<exports::Contents>(read)));
    Texts texts;
    for (const auto& wish : other.get<WishStore>().between(ada, w.house.today(), w.house.today()))
        texts.push_back(wish.text + std::to_string(wish.strength) + std::string(to_text(wish.audience)));
    std::sort(texts.begin(), texts.end());
    CHECK(texts == Texts{"a boat2household", "a dog2household", "zirbelnuss2only_me"});

    // A file from before there were wishes.
    {
        House older;
        const auto before = exports::to_json(exports::gather(older.household, Viewer::of(older.ada)));
        auto without = nlohmann::json::parse(before);
        without.erase("wishes");
        without["settings"]["default_audience"].erase("wishes");
        CHECK(std::holds_alternative<exports::Contents>(exports::read_json(without.dump())));
        without.erase("thanks");
        CHECK(std::holds_alternative<exports::JsonProblem>(exports::read_json(without.dump())));
    }
    // A value that no command writes comes in nowhere.
    auto wrong = json;
    wrong.replace(wrong.find("\"strength\": 2"), 13, "\"strength\": 4");
    CHECK(std::holds_alternative<exports::JsonProblem>(exports::read_json(wrong)));

    auto words = tests::export_words();
    words.said = [](const KindOfItem&, const Record& record, const std::string&) {
        return std::get<std::string>(record.fields.at(1));
    };
    const auto job = export_person(w.household, w.house.ada, w.house.place.path(), words);
    REQUIRE(job);
    while (job.value()->step()) {
    }
    const auto along = tests::bytes_in(job.value()->folder() / "data.json");
    CHECK(along.find("\"wishes\": [") != std::string::npos);
    CHECK(along.find("zirbelnuss") != std::string::npos);
    CHECK(along.find("a boat") == std::string::npos);
    CHECK(tests::bytes_in(job.value()->folder() / "index.html").find("zirbelnuss") != std::string::npos);
}

TEST_CASE("a column beside a seal is never shown as its author's", "[core][items]") {
    const db::ExtraMigration migration{wish_table};
    const auto wordless = described_kind<WordlessWish, show_wordless>();
    const ExtraKind wish{wish_kind()}, older{wordless};
    House house;
    house.done(MakeWordlessWish{house.ada});
    db::Connection(house.database()).exec("UPDATE wish SET text = 'not hers', strength = 3");
    house.household.notice_others();
    const auto list = house.household.get<WishStore>().between(Viewer::of(house.ada), house.today(), house.today());
    REQUIRE(list.size() == 1);
    CHECK(list[0].text.empty());
    CHECK(list[0].strength == 1);
}
