#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <sqlite3.h>
#include <catch2/catch_test_macros.hpp>

#include "core/db/migrations.hpp"
#include "core/vault/vault.hpp"
#include "tests/core/seeded_random.hpp"

// Two devices, three copies of one household's data folder and their backups: whatever is written, copied, put back,
// protected and erased in whichever order, every entry opens with what its writer protects it with now, and with
// nothing else. A model says with what.
//
// INGLENOOK_KEY_SEQUENCES=N runs N sequences (200), INGLENOOK_KEY_SEED=N begins with that seed. Vaults on databases in
// memory, and Argon2id at its least: some ten milliseconds a sequence.

using namespace core;

namespace {

constexpr KeyCost least{1, 8192};
constexpr int devices = 2, copies = 3, operations = 24;

using KeyNumber = int;  // in the order in which they were made

// How a device opens a key. The same number is the same PIN, set at once.
struct Protection {
    enum Kind { words_only, open, pin } kind = words_only;
    int setting = 0;
    bool operator==(const Protection&) const = default;
};

std::string pin_of(int setting) { return "pin " + std::to_string(setting); }

struct Remembered {
    Protection protection;
    std::set<int> words;  // by number
    bool own() const { return protection.kind != Protection::words_only; }
    bool usable() const { return own() || !words.empty(); }
};

struct Row {
    KeyNumber key;
    std::string text;
    std::vector<std::uint8_t> sealed;
};

// What is known of one person.
struct OfFolder {
    std::map<KeyNumber, std::set<int>> keys;  // and the words that the file's wraps open with
    std::vector<Row> rows;
};
using OfDevice = std::map<KeyNumber, Remembered>;

struct Folder {
    std::unique_ptr<db::Connection> db;
    std::vector<OfFolder> people;
};

std::unique_ptr<db::Connection> copy_of(const db::Connection& from) {
    auto to = std::make_unique<db::Connection>(":memory:");
    auto* backup = sqlite3_backup_init(to->raw(), "main", from.raw(), "main");
    REQUIRE(backup);
    REQUIRE(sqlite3_backup_step(backup, -1) == SQLITE_DONE);
    sqlite3_backup_finish(backup);
    return to;
}

Folder copy_of(const Folder& from) { return {copy_of(*from.db), from.people}; }

const db::Connection& empty_household() {
    static const auto db = [] {
        auto made = std::make_unique<db::Connection>(":memory:");
        for (const auto& migration : db::embedded_migrations()) made->exec(migration.sql.c_str());
        return made;
    }();
    return *db;
}

Secret entropy_of_words(int number) { return Secret::of_text("sixteen bytes " + std::to_string(10 + number)); }

class World {
public:
    explicit World(std::uint64_t seed) : seed_(seed), engine_(seed), random_(seed), ids_(clock_, random_) {
        for (auto& folder : folders_) folder = {copy_of(empty_household()), std::vector<OfFolder>(people_.size())};
        for (std::size_t i = 0; i < people_.size(); ++i) people_[i].value.bytes[15] = static_cast<std::uint8_t>(i + 1);
        for (auto& device : models_) device.resize(people_.size());
    }

    void run() {
        for (int n = 0; n < operations; ++n) {
            clock_.advance_ms(1'000'000);
            step();
            if (any(2) == 0) check(any(devices), any(copies), any_person());
        }
        for (int device = 0; device < devices; ++device)
            for (int copy = 0; copy < copies; ++copy)
                for (std::size_t person = 0; person < people_.size(); ++person) check(device, copy, person);
    }

    std::string told;  // what was done

private:
    template <class Change> static auto changed(Folder& folder, Vault& vault, Change change) {
        vault.begin_change();
        db::Transaction transaction(*folder.db);
        auto result = change(vault);
        transaction.commit();
        vault.end_change();
        return result;
    }

    // A household that was opened: what the file and the record know of each other is settled.
    struct Session {
        Session(World& world, int on, int copy, std::size_t who)
            : device(on),
              folder(world.folders_[static_cast<std::size_t>(copy)]),
              vault(*folder.db, Vault::Found{"home", std::nullopt, false}, world.secrets_[static_cast<std::size_t>(on)],
                    world.ids_, world.clock_, least),
              person(who) {
            changed(folder, vault, [&](Vault& changing) {
                changing.settle(world.people_);
                return 0;
            });
            for (std::size_t each = 0; each < world.people_.size(); ++each) world.settle_model(*this, each);
        }

        int device;
        Folder& folder;
        Vault vault;
        std::size_t person;
        std::set<KeyNumber> opened = {};  // by a secret, besides what needs none
    };

    int any(int count) { return static_cast<int>(engine_() % static_cast<unsigned>(count)); }
    std::size_t any_person() { return any(4) == 0 ? 1 : 0; }
    void tell(const std::string& what) { told += what + "\n"; }

    OfFolder& file(Session& session, std::size_t person) { return session.folder.people[person]; }
    OfDevice& known(Session& session, std::size_t person) {
        return models_[static_cast<std::size_t>(session.device)][person];
    }

    void settle_model(Session& session, std::size_t person) {
        auto& in_file = file(session, person);
        auto& remembered = known(session, person);
        const auto is_there = [&](const auto& each) { return in_file.keys.count(each.first) > 0; };
        const auto is_own = [](const auto& each) { return each.second.own(); };
        const bool own = std::any_of(remembered.begin(), remembered.end(), is_own);
        if (std::none_of(remembered.begin(), remembered.end(),
                         [&](const auto& each) { return is_there(each) && (!own || is_own(each)); }))
            for (const auto& [key, of] : remembered)
                if (of.usable()) in_file.keys.try_emplace(key, of.words);
        for (auto& [key, of] : remembered) {
            const auto there = in_file.keys.find(key);
            if (there == in_file.keys.end()) continue;
            if (of.words.empty()) of.words = there->second;
            if (there->second.empty()) there->second = of.words;
        }
    }

    // The newest in the file that the device opens by itself, that was opened, or that it knows; else the newest that
    // words open.
    std::optional<KeyNumber> current(Session& session) {
        const auto& in_file = file(session, session.person);
        const auto& remembered = known(session, session.person);
        const auto newest = [&](auto which) {
            const auto key = std::find_if(in_file.keys.rbegin(), in_file.keys.rend(), which);
            return key == in_file.keys.rend() ? std::nullopt : std::optional(key->first);
        };
        const auto is_known = [&](const auto& key) { return remembered.count(key.first) > 0; };
        if (const auto own = newest([&](const auto& key) { return is_known(key) && remembered.at(key.first).own(); }))
            return own;
        if (const auto opened = newest([&](const auto& key) { return session.opened.count(key.first) > 0; }))
            return opened;
        if (const auto seen = newest(is_known)) return seen;
        if (!remembered.empty()) return newest([](const auto&) { return true; });
        if (const auto by_words = newest([](const auto& key) { return !key.second.empty(); })) return by_words;
        if (left(session)) return std::nullopt;
        return newest([](const auto&) { return true; });
    }

    bool left(Session& session) { return left_[static_cast<std::size_t>(session.device)].count(session.person) > 0; }

    bool words_open(Session& session, int words) {
        const auto key = current(session);
        if (!key) return false;
        const auto& remembered = known(session, session.person);
        const auto found = remembered.find(*key);
        const bool own = found != remembered.end() && found->second.own();
        if (own && !is_open(session, *key)) return opens(session, *key, words);
        const auto& keys = file(session, session.person).keys;
        return std::any_of(keys.begin(), keys.end(),
                           [&](const auto& each) { return opens(session, each.first, words); }) ||
               (own && std::any_of(remembered.begin(), remembered.end(),
                                   [&](const auto& each) { return opens(session, each.first, words); }));
    }

    bool is_open(Session& session, KeyNumber key) {
        const auto& remembered = known(session, session.person);
        const auto found = remembered.find(key);
        return session.opened.count(key) > 0 ||
               (found != remembered.end() && found->second.protection.kind == Protection::open);
    }

    // Opens it with whatever opens it, if anything does. What was opened is remembered.
    bool open_somehow(Session& session) {
        const auto key = current(session);
        if (!key) return session.vault.is_open(people_[session.person]);
        if (is_open(session, *key)) return true;
        auto& remembered = known(session, session.person);
        const auto found = remembered.find(*key);
        if (found != remembered.end() && found->second.protection.kind == Protection::pin && any(4) > 0)
            return try_pin(session, found->second.protection.setting);
        for (int words = 1; words <= words_made_; ++words)
            if (opens(session, *key, words)) return try_words(session, words);
        if (found != remembered.end() && found->second.protection.kind == Protection::pin)
            return try_pin(session, found->second.protection.setting);
        return false;
    }

    bool opens(Session& session, KeyNumber key, int words) {
        const auto& in_file = file(session, session.person).keys;
        const auto& remembered = known(session, session.person);
        const auto there = in_file.find(key);
        const auto here = remembered.find(key);
        return (there != in_file.end() && there->second.count(words) > 0) ||
               (here != remembered.end() && here->second.words.count(words) > 0);
    }

    bool try_pin(Session& session, int setting) {
        clock_.advance_ms(1'000'000);
        const auto person = people_[session.person];
        const auto stretch = session.vault.stretch(person, Secret::of_text(pin_of(setting)));
        if (!stretch) return false;
        while (stretch.value()->step()) {
        }
        changed(session.folder, session.vault, [&](Vault& vault) {
            (void)vault.count_attempt(person);
            return 0;
        });
        if (!session.vault.unlock(person, *stretch.value())) return false;
        for (const auto& [key, of] : known(session, session.person))
            if (of.protection == Protection{Protection::pin, setting}) session.opened.insert(key);
        return after_opening(session);
    }

    bool try_words(Session& session, int words) {
        if (!session.vault.recover(people_[session.person], entropy_of_words(words))) return false;
        std::set<KeyNumber> all;
        for (const auto& [key, of] : file(session, session.person).keys) all.insert(key);
        for (const auto& [key, of] : known(session, session.person)) all.insert(key);
        for (const auto key : all)
            if (opens(session, key, words)) session.opened.insert(key);
        return after_opening(session);
    }

    // What a household does when a vault was opened.
    bool after_opening(Session& session) {
        changed(session.folder, session.vault, [&](Vault& vault) {
            vault.settle({people_[session.person]});
            vault.forget_attempts(people_[session.person]);
            return 0;
        });
        for (const auto key : session.opened) known(session, session.person).try_emplace(key);
        settle_model(session, session.person);
        return true;
    }

    void step() {
        const int device = any(devices), copy = any(copies);
        const auto person = any_person();
        const auto where = " on device " + std::to_string(device) + " in copy " + std::to_string(copy) + " as " +
                           std::to_string(person);
        switch (any(14)) {
            case 0:
            case 1:
            case 2:
            case 3: tell("write" + where); return write(device, copy, person);
            case 4: {
                const int to = (copy + 1 + any(copies - 1)) % copies;
                tell("copy " + std::to_string(copy) + " over " + std::to_string(to));
                folders_[static_cast<std::size_t>(to)] = copy_of(folders_[static_cast<std::size_t>(copy)]);
                return;
            }
            case 5:
                tell("back up " + std::to_string(copy));
                backups_.push_back(copy_of(folders_[static_cast<std::size_t>(copy)]));
                return;
            case 6: {
                if (backups_.empty()) return;
                const int backup = any(static_cast<int>(backups_.size()));
                tell("put backup " + std::to_string(backup) + " in the place of " + std::to_string(copy));
                folders_[static_cast<std::size_t>(copy)] = copy_of(backups_[static_cast<std::size_t>(backup)]);
                return;
            }
            case 7:
            case 8: tell("set a PIN" + where); return set_pin(device, copy, person);
            case 9: tell("remove the PIN" + where); return remove_pin(device, copy, person);
            case 10:
            case 11: tell("make words" + where); return make_words(device, copy, person);
            case 12:
                if (any(2) == 0) return;
                tell("erase" + where);
                return erase(device, copy, person);
            default:
                if (any(2) == 0) return;
                tell("take the rows out" + where);
                return take_out(copy, person);
        }
    }

    void write(int device, int copy, std::size_t person) {
        Session session(*this, device, copy, person);
        auto& in_file = file(session, person);
        auto& remembered = known(session, person);
        const auto key = current(session);
        const bool strange = key && remembered.count(*key) == 0 && !remembered.empty();
        const bool missing = !key && (!remembered.empty() || (!in_file.rows.empty() && !left(session)));
        const auto text = "entry " + std::to_string(++texts_);
        std::vector<std::uint8_t> sealed;
        try {
            sealed =
                changed(session.folder, session.vault, [&](Vault& vault) { return vault.seal(people_[person], text); });
        } catch (const KeyRefused& refused) {
            CHECK((strange || missing));
            CHECK(refused.refusal == (strange ? Refusal::key_changed : Refusal::key_missing));
            return;
        }
        CHECK_FALSE((strange || missing));
        const auto to = key.value_or(keys_made_ + 1);
        if (!key) {
            ++keys_made_;
            in_file.keys[to];
            remembered[to] = {{Protection::open, 0}, {}};
        }
        remembered.try_emplace(to);
        settle_model(session, person);
        in_file.rows.push_back({to, text, sealed});
        session.folder.db
            ->prepare(
                "INSERT INTO check_in (id, author, audience, day, felt_at, felt_offset, sealed) VALUES (?1, ?2, 'only_me', 1, 1, 0, ?3)")
            .run(ids_.next_uuid(), people_[person], sealed);
    }

    // Of everything that is open.
    void protect(Session& session, Protection protection) {
        auto& remembered = known(session, session.person);
        for (auto& [key, of] : remembered)
            if (is_open(session, key)) of.protection = protection;
    }

    // A key is made where there is none yet.
    void key_is_there(Session& session) {
        if (current(session)) return;
        file(session, session.person).keys[++keys_made_];
        known(session, session.person)[keys_made_] = {{Protection::open, 0}, {}};
    }

    void set_pin(int device, int copy, std::size_t person) {
        Session session(*this, device, copy, person);
        const bool open = open_somehow(session);
        const int setting = ++settings_made_;
        const auto stretch = session.vault.stretch_new(Secret::of_text(pin_of(setting)));
        REQUIRE(stretch);
        while (stretch.value()->step()) {
        }
        const auto set = changed(session.folder, session.vault,
                                 [&](Vault& vault) { return vault.set_pin(people_[person], *stretch.value()); });
        CHECK(static_cast<bool>(set) == open);
        if (!set) return;
        key_is_there(session);
        protect(session, {Protection::pin, setting});
    }

    void remove_pin(int device, int copy, std::size_t person) {
        Session session(*this, device, copy, person);
        const bool open = open_somehow(session);
        const auto removed =
            changed(session.folder, session.vault, [&](Vault& vault) { return vault.hold_on_device(people_[person]); });
        CHECK(static_cast<bool>(removed) == open);
        if (!removed) return;
        key_is_there(session);
        protect(session, {Protection::open, 0});
    }

    void make_words(int device, int copy, std::size_t person) {
        Session session(*this, device, copy, person);
        const bool open = open_somehow(session);
        const auto made = changed(session.folder, session.vault, [&](Vault& vault) {
            return vault.set_phrase(people_[person], entropy_of_words(words_made_ + 1));
        });
        CHECK(static_cast<bool>(made) == open);
        if (!made) return;
        ++words_made_;
        key_is_there(session);
        auto& in_file = file(session, person);
        for (auto& [key, of] : known(session, person)) {
            if (!is_open(session, key)) continue;
            of.words = {words_made_};
            if (const auto there = in_file.keys.find(key); there != in_file.keys.end()) there->second = of.words;
        }
    }

    void erase(int device, int copy, std::size_t person) {
        Session session(*this, device, copy, person);
        if (!open_somehow(session)) return;
        changed(session.folder, session.vault, [&](Vault& vault) {
            session.folder.db->prepare("DELETE FROM check_in WHERE author = ?1").run(people_[person]);
            vault.erase(people_[person]);
            return 0;
        });
        session.vault.forget(people_[person], clock_.now());
        file(session, person) = {};
        known(session, person).clear();
        left_[static_cast<std::size_t>(device)].insert(person);
    }

    // Somebody with the file, and without the device.
    void take_out(int copy, std::size_t person) {
        auto& folder = folders_[static_cast<std::size_t>(copy)];
        folder.db->prepare("DELETE FROM vault_wrap WHERE vault_key IN (SELECT id FROM vault_key WHERE person = ?1)")
            .run(people_[person]);
        folder.db->prepare("DELETE FROM vault_key WHERE person = ?1").run(people_[person]);
        folder.people[person].keys.clear();
    }

    void expect_rows(Session& session) {
        const auto key = current(session);
        const bool open = key && is_open(session, *key);
        for (const auto& row : file(session, session.person).rows) {
            const auto read = session.vault.open(people_[session.person], row.sealed);
            const bool readable = open && is_open(session, row.key);
            INFO(row.text << " of key " << row.key << ", the current one " << key.value_or(0));
            CHECK(read == (readable ? std::optional(row.text) : std::nullopt));
        }
    }

    void check(int device, int copy, std::size_t person) {
        INFO("seed " << seed_ << '\n'
                     << told << "looked at on device " << device << " in copy " << copy << " as " << person);
        const auto id = people_[person];
        std::optional<KeyNumber> key;
        int setting = 0;
        bool stranger = false;
        {
            Session session(*this, device, copy, person);
            expect_rows(session);  // with nothing
            key = current(session);
            const auto found = key ? known(session, person).find(*key) : known(session, person).end();
            const bool is_known = found != known(session, person).end();
            stranger = key && !is_known && !known(session, person).empty();
            if (is_known && found->second.protection.kind == Protection::pin)
                setting = found->second.protection.setting;
            if (is_known && found->second.protection.kind != Protection::words_only)
                CHECK((session.vault.state(id).pin != PinKind::none) == (setting != 0));
            CHECK(session.vault.state(id).key_changed == stranger);
            if (setting != 0 && settings_made_ > 1) CHECK_FALSE(try_pin(session, setting == 1 ? 2 : 1));
            expect_rows(session);
            if (setting != 0) {
                CHECK(try_pin(session, setting));
                expect_rows(session);
            }
        }
        Session session(*this, device, copy, person);
        for (int words = 1; words <= words_made_; ++words) {
            session.vault.lock();
            session.opened.clear();
            key = current(session);
            const bool right = words_open(session, words);
            INFO("words " << words);
            CHECK(try_words(session, words) == right);
            expect_rows(session);
        }
    }

    std::uint64_t seed_;
    std::mt19937_64 engine_;
    FixedClock clock_{{1'795'453'805'000, 60}};
    tests::SeededRandom random_;
    IdSource ids_;
    std::vector<PersonId> people_{PersonId{}, PersonId{}};
    MemorySecrets secrets_[devices];
    std::vector<OfDevice> models_[devices];
    std::set<std::size_t> left_[devices];  // who erased everything there
    Folder folders_[copies];
    std::vector<Folder> backups_;
    int keys_made_ = 0, settings_made_ = 0, words_made_ = 0, texts_ = 0;
};

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

}  // namespace

TEST_CASE(
    "whatever is copied, put back and protected in whichever order, each entry opens with its secret of today and no other",
    "[core][vault][keys]") {
    const auto sequences = number_from("INGLENOOK_KEY_SEQUENCES", 200), first = number_from("INGLENOOK_KEY_SEED", 1);
    for (auto seed = first; seed < first + sequences; ++seed) {
        World world(seed);
        try {
            world.run();
        } catch (const std::exception& error) {
            FAIL("seed " << seed << ": " << error.what() << "\n" << world.told);
        }
    }
}
