#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/id.hpp"
#include "core/vault/attempts.hpp"
#include "core/vault/device_secrets.hpp"
#include "core/vault/secret.hpp"

namespace core {

using PublicKey = std::array<std::uint8_t, 32>;  // X25519

// What turning a PIN into a key costs, as Argon2id counts it (RFC 9106).
struct KeyCost {
    std::int64_t passes = 3;
    std::int64_t memory = 64 * 1024 * 1024;  // bytes

    bool operator==(const KeyCost&) const = default;
};

// A person's secret key, encrypted for one way in: a row of vault_wrap, in the file and in the device's record alike.
struct KeyWrap {
    Uuid id;
    std::string kind;  // device, pin, passphrase, phrase
    std::vector<std::uint8_t> salt;
    KeyCost cost{0, 0};
    std::vector<std::uint8_t> mark;  // which device's pepper a PIN was mixed with
    std::vector<std::uint8_t> nonce, wrapped;
    Instant made_at{};

    // Byte for byte, whenever it was made.
    bool same_as(const KeyWrap& other) const;
    bool of_pin() const { return kind == "pin" || kind == "passphrase"; }
};

// What a device remembers of one household, in the bytes that DeviceSecrets keeps. Every key pair that a person ever
// had here is remembered, each with the ways in that hold now: a copy of the data folder from another day opens as its
// person protects it today.
struct DeviceRecord {
    // The key of a pair's `device` wrap, sealed to another pair of the same person: at hand whenever that one is open.
    struct SealedKey {
        PublicKey to{};
        std::vector<std::uint8_t> sealed;
    };
    struct Pair {
        PublicKey public_key{};
        Secret key;  // opens its `device` wrap without a PIN; empty when there is one
        Uuid id;     // its row in vault_key; none while it was never seen there
        Instant made_at{};
        std::optional<SealedKey> sealed_key;
        std::vector<KeyWrap> wraps;  // never one of another device's PIN
    };
    struct Known {
        PersonId person;
        std::vector<Pair> pairs;  // the one that was added last comes last
        Tries tries;
        bool put_back = false;  // a part of the file's that was missing or changed was put back; not told yet

        Pair* find(const PublicKey& public_key);
        const Pair* find(const PublicKey& public_key) const;
    };

    struct Erased {
        PersonId person;
        Instant at;
    };

    Secret pepper;      // 32 bytes, mixed into every PIN: without this device a PIN is not enough
    Secret backup_key;  // 32 bytes, for the second place of backups; empty when there is none
    std::vector<Known> people;
    std::vector<Erased> erased;  // who left and took everything along: an old backup may bring them back

    Known* find(PersonId person);
    const Known* find(PersonId person) const;
    Known& of(PersonId person);  // made when there is none
    // The first bytes of the pepper's hash: tells which device a PIN was set on.
    std::array<std::uint8_t, 8> mark() const;
};

// Version 2. An older program takes it for damaged, and leaves it as it is.
Secret to_bytes(const DeviceRecord& record);
// Of either version; nothing when the bytes are no such record.
std::optional<DeviceRecord> device_record(const Secret& bytes);

// What of a record goes along inside encrypted backups: which keys each person has, those without a PIN, what the
// recovery words open, and who left. Not the pepper nor what a PIN opens: a PIN is worth nothing to whoever knows the
// passphrase of the backups.
Secret for_another_device(const DeviceRecord& record);
// On the device where such a backup was restored: makes that its record of the household, or adds to the one it has the
// keys that it does not know. Of somebody who has a PIN here they open once that PIN was given. Throws Fault where the
// record cannot be kept; what did not come from for_another_device() adds nothing.
void take_in(DeviceSecrets& device, const std::string& household, const Secret& travelled);

}  // namespace core
