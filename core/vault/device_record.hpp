#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/id.hpp"
#include "core/vault/device_secrets.hpp"
#include "core/vault/secret.hpp"

namespace core {

using PublicKey = std::array<std::uint8_t, 32>;  // X25519

// What a device remembers of one household, in the bytes that DeviceSecrets keeps.
struct DeviceRecord {
    struct Known {
        PersonId person;
        PublicKey public_key{};  // as this device first saw it: another one in the file is somebody else's
        Secret key;              // opens the vault without a PIN; empty when there is one
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
    // The first bytes of the pepper's hash: tells which device a PIN was set on.
    std::array<std::uint8_t, 8> mark() const;
};

Secret to_bytes(const DeviceRecord& record);
// Nothing when the bytes are no such record.
std::optional<DeviceRecord> device_record(const Secret& bytes);

// What of a record goes along inside encrypted backups: the keys of people without a PIN, which key each person has, and who left. Not
// the pepper, so that a PIN is worth nothing to whoever knows the passphrase of the backups: elsewhere the recovery phrase opens.
Secret for_another_device(const DeviceRecord& record);
// On the device where such a backup was restored: makes that its record of the household, or adds to the one it has the people it does
// not know. Throws Fault where the record cannot be kept; what did not come from for_another_device() adds nothing.
void take_in(DeviceSecrets& device, const std::string& household, const Secret& travelled);

}  // namespace core
