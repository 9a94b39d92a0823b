#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/db/connection.hpp"
#include "core/id.hpp"
#include "core/jobs/job.hpp"
#include "core/result.hpp"
#include "core/vault/attempts.hpp"
#include "core/vault/device_record.hpp"
#include "core/vault/device_secrets.hpp"
#include "core/vault/secret.hpp"

namespace core {

// What turning a PIN into a key costs, as Argon2id counts it (RFC 9106).
struct KeyCost {
    std::int64_t passes = 3;
    std::int64_t memory = 64 * 1024 * 1024;  // bytes
};

inline constexpr std::size_t shortest_pin = 4;        // characters
inline constexpr std::size_t shortest_passphrase = 12;  // from here on a copied disk does not give it away in a day

enum class PinKind { none, digits, passphrase };

// A PIN on its way to a key: slow on purpose, so it is a job. Knows nothing of who asks.
class PinStretch final : public Job {
public:
    PinStretch(Secret pin, std::array<std::uint8_t, 16> salt, KeyCost cost);
    bool step() noexcept override;

    // 32 bytes; empty before the job is done, or when there was no memory for it.
    const Secret& key() const { return key_; }
    const std::array<std::uint8_t, 16>& salt() const { return salt_; }
    KeyCost cost() const { return cost_; }
    PinKind kind() const { return kind_; }

private:
    Secret pin_;
    std::array<std::uint8_t, 16> salt_;
    KeyCost cost_;
    PinKind kind_;
    Secret key_;
};

// What each person keeps to themselves. Everybody has an X25519 key pair, made when it is first needed. The public half seals what
// they write, whoever stands at the screen; the secret half lies in the file wrapped, by a key on this device (no PIN), by the PIN
// with this device's pepper, and by the recovery phrase. It is in memory only while the vault is open.
class Vault {
public:
    struct State {
        PinKind pin = PinKind::none;
        bool open = false;
        bool phrase = false;       // a recovery phrase was made
        bool elsewhere = false;    // this device has no key: only the recovery phrase opens it here
        bool device_out_of_reach = false;  // the keyring is shut: nothing can be opened or sealed until it is not
        bool key_changed = false;  // the key in the file is not the one this device knows; nothing is written with it
    };

    // `household` is the id that the device keeps its record under.
    Vault(db::Connection& db, std::string household, DeviceSecrets& device, IdSource& ids, const Clock& clock, KeyCost cost);
    ~Vault();

    State state(PersonId person) const;
    bool has_pin(PersonId person) const { return state(person).pin != PinKind::none; }
    // Without a PIN it is open wherever the device has the key.
    bool is_open(PersonId person) const;
    // Whether anybody's vault was opened with a PIN or a recovery phrase: what lock() would shut.
    bool any_unlocked() const;
    DeviceSecrets::Kept kept() const { return device_.kept(); }
    // How long until another PIN may be tried, in milliseconds; 0 at once.
    std::int64_t wait(PersonId person) const { return attempts_.wait(person); }
    bool waits_to_note() const { return attempts_.to_note(); }
    // Items that were sealed for somebody whose vault is open and yet did not open: damaged, or put there by somebody else.
    int unreadable() const { return static_cast<int>(unreadable_.size()); }
    void note_unreadable(const std::vector<std::uint8_t>& sealed) const;

    // Seals for a person; needs nothing of theirs. Throws Fault(other) when the file's key is not the one this device knows. Inside a
    // transaction of Household only, as it may make the key.
    std::vector<std::uint8_t> seal(PersonId person, std::string_view plain);
    // Nothing while the vault is shut, or when it was not sealed for this key.
    std::optional<std::string> open(PersonId person, const std::vector<std::uint8_t>& sealed) const;

    // For unlocking; refuses no_pin, wait_a_while, made_elsewhere, key_changed.
    Result<std::shared_ptr<PinStretch>> stretch(PersonId person, Secret pin) const;
    // For setting one; refuses pin_too_short, not_text.
    Result<std::shared_ptr<PinStretch>> stretch_new(Secret pin) const;

    void lock();  // shuts every vault that a PIN or a recovery phrase opened
    void reload();  // after another program has written

    // Inside a transaction of Household only.
    void count_attempt(PersonId person) { attempts_.count(person); }
    void forget_attempts(PersonId person) { attempts_.forget(person); }
    void note_waits() { attempts_.note(); }
    Result<bool> unlock(PersonId person, const PinStretch& pin);
    Result<bool> set_pin(PersonId person, const PinStretch& pin);  // locked unless open
    // No PIN any more: this device holds the key. Locked unless open.
    Result<bool> hold_on_device(PersonId person);
    Result<bool> set_phrase(PersonId person, const Secret& entropy);
    Result<bool> recover(PersonId person, const Secret& entropy);
    // Once a PIN is on disk: what opened without it is of no use any more, and goes.
    void forget_device_key(PersonId person);
    // The keys of somebody who leaves: nobody opens what they sealed any more.
    void erase(PersonId person);
    // Once that is on disk: the device's key goes too, and it remembers that they left and when.
    void forget(PersonId person, Instant at);
    void forget_erased(PersonId person);  // that they left: they are back
    // This device's record, whole: for the encrypted place of backups.
    DeviceRecord record() const;
    void set_backup_key(Secret key);

private:
    struct Key {
        Uuid id;
        PublicKey public_key{};
    };
    struct Wrap {
        Uuid id;
        std::string kind;
        std::array<std::uint8_t, 16> salt{};
        KeyCost cost;
        std::vector<std::uint8_t> mark, nonce, wrapped;
    };
    struct Entry {
        std::optional<Key> key;
        std::vector<Wrap> wraps;
        mutable Secret secret;  // 32 bytes while open
        mutable bool by_device = false;  // opened by nothing but this device's own key
        mutable bool looked = false;     // for that key
    };

    const Entry& entry(PersonId person) const;
    Entry& entry(PersonId person);
    const Wrap* wrap(const Entry& entry, std::string_view kind) const;
    const DeviceRecord& device() const;  // read when first needed
    DeviceRecord fresh_record() const;   // as the device has it now, or a new one
    void keep(DeviceRecord record);
    const DeviceRecord* device_in_reach() const;  // nothing when it cannot be read
    bool set_here(const Wrap& wrap) const;
    void read_again(PersonId person);
    void ensure_key(PersonId person);
    void open_with_device_key(PersonId person, const Entry& entry) const;
    bool unwrap(PersonId person, const Entry& entry, const Wrap& wrap, const Secret& with) const;
    void insert_wrap(PersonId person, const Entry& entry, std::string_view kind, const Secret& with, const PinStretch* pin);
    void remove_wraps(const Entry& entry, std::string_view kind);
    Secret pin_key(const PinStretch& pin) const;
    std::string bound(PersonId person, const Entry& entry, std::string_view kind) const;

    std::string household_;
    DeviceSecrets& device_;
    IdSource& ids_;
    const Clock& clock_;
    KeyCost cost_;
    mutable db::Statement key_of_, wraps_of_;
    Attempts attempts_;
    db::Statement insert_key_, insert_wrap_, remove_wrap_, erase_keys_, erase_wraps_;
    mutable std::map<PersonId, Entry> entries_;
    mutable std::optional<DeviceRecord> record_;
    // What was opened, by its seal's hash. Wiped with lock().
    struct Opened {
        PersonId person;
        std::string plain;
    };
    mutable std::unordered_map<std::string, Opened> opened_;
    mutable std::set<std::string> unreadable_;  // hashes of seals
    mutable std::optional<ObservedTime> out_of_reach_since_;
};

}  // namespace core
