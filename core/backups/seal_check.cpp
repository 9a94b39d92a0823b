#include "core/backups/seal_check.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "core/db/connection.hpp"
#include "core/db/migrations.hpp"
#include "core/vault/device_record.hpp"
#include "core/vault/sealed_row.hpp"
#include "core/vault/sealed_tables.hpp"
#include "core/vault/vault.hpp"

namespace core::backups {

namespace {

struct WrapRow {
    KeyWrap wrap;
    Uuid key;
    bool live = false;
};

// Of a person: whether the file has other keys, or other wraps of the same, than the device remembers.
class Keys {
public:
    explicit Keys(const db::Connection& db)
        : keys_(db.prepare("SELECT id, public_key FROM vault_key WHERE person = ?1 AND deleted_at IS NULL")),
          wraps_(db.prepare(
              "SELECT id, kind, salt, passes, memory, device_mark, nonce, wrapped, vault_key, deleted_at IS NULL AND wrapped IS NOT NULL"
              " FROM vault_wrap WHERE vault_key = ?1 OR id = ?2")) {}

    bool differ(const DeviceRecord::Known& known) {
        std::vector<std::pair<Uuid, std::vector<std::uint8_t>>> in_file;
        keys_.each([&](const auto& row) { in_file.emplace_back(row.uuid(0), row.blob(1)); }, known.person);
        bool any_known = false, differs = false;
        for (const auto& pair : known.pairs) {
            bool there = false, as_remembered = false;  // twice, perhaps: that is another finding
            for (const auto& [id, public_key] : in_file) {
                if (!std::equal(public_key.begin(), public_key.end(), pair.public_key.begin(), pair.public_key.end()))
                    continue;
                there = true;
                as_remembered = as_remembered || !differ(pair, id);
            }
            any_known = any_known || there;
            differs = differs || (there && !as_remembered);
        }
        return differs || (!in_file.empty() && !any_known && !known.pairs.empty());
    }

private:
    bool differ(const DeviceRecord::Pair& pair, const Uuid& key) {
        for (const auto& wrap : pair.wraps) {
            const auto rows = rows_of(key, wrap.id);
            const auto own =
                std::find_if(rows.begin(), rows.end(), [&](const WrapRow& row) { return row.wrap.id == wrap.id; });
            if (own != rows.end()) {
                if (own->key != key || (own->live && !own->wrap.same_as(wrap))) return true;
                continue;
            }
            // One that an older copy of the file does not have yet is not worth a word.
            const auto live = [](const WrapRow& row) { return row.live; };
            const bool taken_out =
                std::none_of(rows.begin(), rows.end(), live) ||
                std::any_of(pair.wraps.begin(), pair.wraps.end(), [&](const KeyWrap& other) {
                    return other.id > wrap.id && std::any_of(rows.begin(), rows.end(), [&](const WrapRow& row) {
                               return row.live && row.wrap.id == other.id;
                           });
                });
            if (taken_out) return true;
        }
        return false;
    }

    std::vector<WrapRow> rows_of(const Uuid& key, const Uuid& wrap) {
        std::vector<WrapRow> rows;
        wraps_.each(
            [&](const auto& row) {
                rows.push_back({{row.uuid(0),
                                 row.text(1),
                                 row.blob(2),
                                 {row.integer(3), row.integer(4)},
                                 row.blob(5),
                                 row.blob(6),
                                 row.blob(7),
                                 {}},
                                row.uuid(8),
                                row.integer(9) != 0});
            },
            key, wrap);
        return rows;
    }

    db::Statement keys_, wraps_;
};

}  // namespace

SealFindings check_seals(const std::filesystem::path& data_folder, DeviceSecrets& device) {
    SealFindings findings;
    db::Connection db(data_folder / "household.db", nullptr, db::Connection::Access::read);
    if (db.pragma("user_version") != db::embedded_migrations().back().version || !Vault::anything_private(db))
        return findings;
    std::string household;
    db.prepare("SELECT value FROM setting WHERE name = 'household_id'").each([&](const auto& row) {
        household = row.text(0);
    });
    if (household.empty()) return findings;
    std::optional<Secret> kept;
    try {
        kept = device.get(household);
    } catch (const Fault&) {
        return findings;
    }
    auto record = kept ? device_record(*kept) : std::nullopt;
    if (!record) return findings;

    std::map<PersonId, std::string> names;
    db.prepare("SELECT id, name FROM person WHERE deleted_at IS NULL ORDER BY name, id").each([&](const auto& row) {
        names[row.template id<PersonId>(0)] = row.text(1);
    });
    Keys keys(db);
    for (const auto& known : record->people)
        if (const auto name = names.find(known.person); name != names.end() && keys.differ(known))
            findings.keys_changed.push_back(name->second);

    const SystemClock clock;
    SystemRandom random;
    IdSource ids(clock, random);
    const Vault vault(db, {household, std::move(record), false}, device, ids, clock, KeyCost{});
    std::map<PersonId, std::size_t> unopened;
    for (const auto& table : sealed_tables())
        db.prepare(select_sealed(table)).each([&](const auto& row) {
            const auto person = row.template id<PersonId>(1);
            if (names.count(person) == 0 || !vault.is_open(person)) return;
            const RowName name{table.table, row.uuid(0), Day{static_cast<std::int32_t>(row.integer(3))},
                               row.integer(4)};
            if (!open_row(vault, person, name, row.blob(2))) ++unopened[person];
        });
    for (const auto& [person, count] : unopened) findings.unopened.push_back({names[person], count});
    return findings;
}

}  // namespace core::backups
