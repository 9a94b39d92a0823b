#pragma once

#include <array>
#include <chrono>
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

inline constexpr std::size_t shortest_pin = 4;          // characters
inline constexpr std::size_t shortest_passphrase = 12;  // from here on a copied disk does not give it away in a day

inline constexpr std::size_t most_remembered = 500;  // seals of what was written with the vault shut

enum class PinKind { none, digits, passphrase };

// Thrown where a key would have to be made or trusted that must not be: key_missing, key_changed.
struct KeyRefused : Fault {
    KeyRefused(Refusal why, const std::string& what) : Fault(Kind::other, what), refusal(why) {}
    Refusal refusal;
};

// A PIN on its way to a key: slow on purpose, so it is a job. Knows nothing of who asks. A new one is written in one
// way (see spelling.hpp); one that is tried, in every way that an older one may have been: a step each.
class PinStretch final : public Job {
public:
    enum class Use { tried, made };

    PinStretch(Secret pin, std::array<std::uint8_t, 16> salt, KeyCost cost, Use use = Use::tried);
    bool step() noexcept override;

    // 32 bytes each, one for each way to write the PIN; none before the job is done, or when there was no memory for
    // it.
    const std::vector<Secret>& keys() const { return keys_; }
    const std::array<std::uint8_t, 16>& salt() const { return salt_; }
    KeyCost cost() const { return cost_; }
    PinKind kind() const { return kind_; }

private:
    std::vector<Secret> spellings_;
    std::array<std::uint8_t, 16> salt_;
    KeyCost cost_;
    PinKind kind_;
    std::vector<Secret> keys_;
};

// What each person keeps to themselves. Everybody has an X25519 key pair, made when it is first needed. The public half
// seals what they write, whoever stands at the screen; the secret half lies wrapped, by a key on this device (no PIN),
// by the PIN with this device's pepper, and by the recovery phrase. It is in memory only while the vault is open.
//
// The wraps lie in two places. This device's record has every pair that it knows of a person with the ways in that hold
// now, and decides: one write of it sets or removes a PIN. The file's tables follow it, so that the recovery phrase
// opens them on another device; whatever is missing or other in them than the record says (an older copy, a restored
// backup, rows that somebody took out) is put right by the next transaction that needs it. A pair is new to this device
// only when the file shows it, and is trusted when it is the first of its person. Where one of theirs opens here, that
// is the one that is sealed to, and a strange one is read beside it once both were opened.
class Vault {
public:
    struct State {
        PinKind pin = PinKind::none;
        bool open = false;
        bool phrase = false;               // a recovery phrase was made
        bool elsewhere = false;            // this device has no key: only the recovery phrase opens it here
        bool device_out_of_reach = false;  // the keyring is shut: nothing can be opened or sealed until it is not
        bool key_changed = false;  // the key in the file is not one that this device knows; nothing is written with it
        bool key_missing =
            false;  // neither the file nor this device has a key for what is sealed here, and none is made
        bool put_back =
            false;  // parts of the file's keys were missing or changed and were put back: its owner is to be told
    };

    // What the device was asked when a household was opened, and said. It is not asked again for that.
    struct Found {
        std::string household;               // the id that the device keeps its record under
        std::optional<DeviceRecord> record;  // none where it was not asked, or not in reach
        bool out_of_reach = false;
    };

    Vault(db::Connection& db, Found found, DeviceSecrets& device, IdSource& ids, const Clock& clock, KeyCost cost);
    ~Vault();

    State state(PersonId person) const;
    bool has_pin(PersonId person) const { return state(person).pin != PinKind::none; }
    // Without a PIN it is open wherever the device has the key.
    bool is_open(PersonId person) const;
    // Whether anybody's vault was opened with a PIN or a recovery phrase: what lock() would shut.
    bool any_unlocked() const;
    DeviceSecrets::Kept kept() const { return device_.kept(); }
    // How long until another PIN may be tried, in milliseconds; 0 at once.
    std::int64_t wait(PersonId person) const;
    bool any_wait() const;
    // Whether anybody ever wrote something private, or somebody took its keys out: else there is nothing to ask a
    // device for.
    static bool anything_private(const db::Connection& db);
    // The device's record where it was read; the device is not asked.
    const DeviceRecord* at_hand() const { return record_ ? &*record_ : nullptr; }
    bool waits_to_note() const { return attempts_.to_note(); }
    // Items that were sealed for somebody whose vault is open and yet did not open: damaged, or put there by somebody
    // else.
    int unreadable() const { return static_cast<int>(unreadable_.size()); }
    void note_unreadable(const std::vector<std::uint8_t>& sealed) const;

    // Seals for a person; needs nothing of theirs. Throws KeyRefused when the file's key is not one that this device
    // knows, or is missing. Inside a transaction of Household only, as it may make the key.
    std::vector<std::uint8_t> seal(PersonId person, std::string_view plain);
    // While the vault is shut nothing but what is remembered; nothing either when it was not sealed for this key.
    std::optional<std::string> open(PersonId person, const std::vector<std::uint8_t>& sealed) const;

    // What was sealed for somebody whose vault is shut opens for them again until it is forgotten: the last
    // most_remembered seals, those of edits too, of changes that say so in begin_change() and came through.
    void remember(PersonId person, const Uuid& item, const std::vector<std::uint8_t>& sealed, std::string_view plain);
    void forget_written() noexcept { written_.clear(); }
    void forget_written(const Uuid& item) noexcept;
    bool remembers(PersonId person, const Uuid& item) const;

    // For unlocking; refuses no_pin, wait_a_while, made_elsewhere, wrap_damaged, wrap_weakened, key_missing.
    Result<std::shared_ptr<PinStretch>> stretch(PersonId person, Secret pin) const;
    // For setting one; refuses pin_too_short, not_text.
    Result<std::shared_ptr<PinStretch>> stretch_new(Secret pin) const;

    void lock();    // shuts every vault that a PIN or a recovery phrase opened
    void reload();  // after another program has written

    // Inside a transaction of Household only.
    // By what the device says now, whatever copy of the folder this is; refuses wait_a_while.
    Result<bool> count_attempt(PersonId person);
    void forget_attempts(PersonId person);
    void note_waits();
    Result<bool> unlock(PersonId person, const PinStretch& pin);
    Result<bool> set_pin(PersonId person, const PinStretch& pin);  // locked unless open
    // No PIN any more: this device holds the key. Locked unless open.
    Result<bool> hold_on_device(PersonId person);
    Result<bool> set_phrase(PersonId person, const Secret& entropy);
    Result<bool> recover(PersonId person, const Secret& entropy);
    // Makes the record know what was opened, and the file say what the record does.
    void settle(const std::vector<PersonId>& people);
    // Whether that would write anything, by the record at hand. Needs no transaction.
    bool to_settle(const std::vector<PersonId>& people);
    void told(PersonId person);  // of put_back
    // Between these two the record as it was is remembered, so that it goes back with a transaction that does not come
    // through.
    enum class Written { forgotten, remembered };
    void begin_change(Written written = Written::forgotten) noexcept;
    void has_come_through() noexcept;
    void end_change() noexcept;
    void put_record_back() noexcept;
    // The keys of somebody who leaves: nobody opens what they sealed any more.
    void erase(PersonId person);
    // Once that is on disk: the device's key goes too, and it remembers that they left and when.
    void forget(PersonId person, Instant at);
    // Inside a transaction of Household only. Forgets that they left, and makes a key for what they write from now on.
    void welcome_back(PersonId person);
    // This device's record, whole: for the encrypted place of backups.
    DeviceRecord record() const;
    void set_backup_key(Secret key);

private:
    using Pair = DeviceRecord::Pair;
    struct FileKey {
        Uuid id;
        PublicKey public_key{};
        Instant made_at;
        std::vector<KeyWrap> wraps;  // newest first
    };
    // What the file has of a person, and what of it is open.
    struct Entry {
        std::vector<FileKey> keys;                    // newest first
        mutable std::map<PublicKey, Secret> secrets;  // 32 bytes each
        mutable std::set<PublicKey> by_device;        // opened by nothing but this device's own key
        std::map<PublicKey, KeyWrap> proven;          // the file's wraps that a PIN opened and the record does not have
        mutable bool looked = false;                  // for that key
        mutable std::optional<bool> sealed_rows;
        bool settled = false;  // since it was read

        const FileKey* find(const PublicKey& public_key) const;
    };
    // The pair that is sealed to: pointers into an Entry and the record, either may be none.
    struct Current {
        const FileKey* in_file = nullptr;
        const Pair* remembered = nullptr;
        bool changed = false;
        const PublicKey& public_key() const { return in_file ? in_file->public_key : remembered->public_key; }
        explicit operator bool() const { return in_file || remembered; }
    };
    // A PIN's wrap that holds, and which pair it opens.
    struct PinWrap {
        const KeyWrap* wrap = nullptr;
        PublicKey opens{};
        bool from_file = false;
    };

    // From reading this device's record to writing it; until the end of the change inside one.
    class Turn {
    public:
        explicit Turn(Vault& vault);
        ~Turn();
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

    private:
        Vault& vault_;
        bool mine_;
    };

    const Entry& entry(PersonId person) const;
    Entry& entry(PersonId person);
    const DeviceRecord& device() const;  // read when first needed
    DeviceRecord fresh_record() const;   // as the device has it now, or a new one
    void keep(DeviceRecord record);
    const DeviceRecord* device_in_reach() const;  // nothing when it cannot be read
    const DeviceRecord::Known* known(PersonId person) const;
    bool set_here(const KeyWrap& wrap) const;
    bool has_own_way(const Pair& pair) const;
    const KeyWrap* find_wrap(const std::vector<KeyWrap>& wraps, std::string_view kind) const;
    Current current(PersonId person, const Entry& entry) const;
    Current current(PersonId person, const DeviceRecord::Known* remembered, const Entry& entry) const;
    bool opens_here(const Pair& pair) const;
    bool has_way_in(const Entry& entry, const Current& current) const;
    bool left(PersonId person) const;
    PinWrap pin_of_a_stranger(PersonId person) const;
    static void guard(Pair& pair, const PublicKey& to);
    PinWrap pin_wrap(PersonId person, const Current& current) const;
    bool missing(PersonId person, const Entry& entry) const;
    bool has_sealed_rows(PersonId person, const Entry& entry) const;
    void read_again(PersonId person);
    void look_again(PersonId person);  // and opens what this device opens, once the file is as the record has it
    void ensure_key(PersonId person);
    void make_pair(PersonId person);
    void settle(PersonId person, DeviceRecord& record);
    void learn(PersonId person, const Entry& entry, DeviceRecord& record) const;
    enum class Rows { look, write };
    bool put_right(PersonId person, const Entry& entry, DeviceRecord& record,
                   Rows rows);  // whether there is any row to write
    void take_over(PersonId person, DeviceRecord record);
    void open_with_device_key(PersonId person, const Entry& entry) const;
    void open_sealed_keys(PersonId person, const Entry& entry) const;
    bool open_with(PersonId person, const Entry& entry, const Pair& pair, const Secret& device_key) const;
    bool unwrap(PersonId person, const Entry& entry, const PublicKey& public_key, const KeyWrap& wrap,
                const Secret& with) const;
    KeyWrap wrapped(PersonId person, const PublicKey& public_key, const Secret& secret, std::string_view kind,
                    const Secret& with, const PinStretch* pin);
    void insert(const KeyWrap& wrap, const Uuid& key);
    template <class Which>
    void replace_wraps(std::vector<KeyWrap>& remembered, const FileKey* in_file, Which which, KeyWrap with);
    Secret pin_key(const Secret& stretched) const;

    std::string household_;
    DeviceSecrets& device_;
    IdSource& ids_;
    const Clock& clock_;
    KeyCost cost_;
    mutable db::Statement keys_of_, wraps_of_, sealed_for_;
    Attempts attempts_;
    db::Statement insert_key_, insert_wrap_, remove_wrap_, erase_keys_, erase_wraps_;
    mutable std::map<PersonId, Entry> entries_;
    mutable std::optional<DeviceRecord> record_;
    bool changing_ = false;
    std::unique_ptr<DeviceSecrets::Turn> turn_;
    std::optional<std::optional<Secret>> before_;  // what the device kept before this change, if it kept anything
    // What was opened, by its seal's hash. Wiped with lock().
    struct Opened {
        PersonId person;
        std::string plain;
    };
    mutable std::unordered_map<std::string, Opened> opened_;
    struct Sealed {
        PersonId person;
        Uuid item;
        std::string name;  // its seal's hash
        Secret plain;
    };
    std::vector<Sealed> written_;     // with the vault shut, the oldest first
    std::size_t written_before_ = 0;  // how many of them are of earlier changes
    bool remembering_ = false;
    mutable std::set<std::string> unreadable_;  // hashes of seals
    mutable std::optional<std::chrono::steady_clock::time_point> out_of_reach_since_;
};

}  // namespace core
