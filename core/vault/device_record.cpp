#include "core/vault/device_record.hpp"

#include <algorithm>
#include <cstring>

#include <sodium.h>

#include "core/result.hpp"

namespace core {

namespace {

constexpr std::uint8_t magic[] = {'i', 'n', 'g', 'l', 'e', 'n', 'k', 1};
constexpr std::size_t key_bytes = 32, entry_bytes = 16 + 32 + 1 + key_bytes;
constexpr std::uint8_t mark_of_erased = 2;  // where an entry says whether it has a key

// magic, pepper, backup key with a byte that says whether there is one, then the people.
constexpr std::size_t head_bytes = sizeof magic + key_bytes + 1 + key_bytes;

void put(std::uint8_t*& at, const void* bytes, std::size_t count) {
    std::memcpy(at, bytes, count);
    at += count;
}

void put_optional(std::uint8_t*& at, const Secret& key) {
    *at++ = key.empty() ? 0 : 1;
    if (!key.empty()) std::memcpy(at, key.data(), key_bytes);
    at += key_bytes;
}

Secret take_optional(const std::uint8_t*& at) {
    const bool any = *at++ == 1;
    const auto* bytes = at;
    at += key_bytes;
    return any ? Secret(bytes, key_bytes) : Secret();
}

}  // namespace

DeviceRecord::Known* DeviceRecord::find(PersonId person) {
    const auto it = std::find_if(people.begin(), people.end(), [&](const Known& known) { return known.person == person; });
    return it == people.end() ? nullptr : &*it;
}

const DeviceRecord::Known* DeviceRecord::find(PersonId person) const { return const_cast<DeviceRecord*>(this)->find(person); }

std::array<std::uint8_t, 8> DeviceRecord::mark() const {
    std::array<std::uint8_t, 32> digest{};
    crypto_generichash(digest.data(), digest.size(), pepper.data(), pepper.size(), nullptr, 0);
    std::array<std::uint8_t, 8> mark{};
    std::copy_n(digest.begin(), mark.size(), mark.begin());
    return mark;
}

Secret to_bytes(const DeviceRecord& record) {
    Secret bytes(head_bytes + (record.people.size() + record.erased.size()) * entry_bytes);
    auto* at = bytes.data();
    put(at, magic, sizeof magic);
    put(at, record.pepper.data(), key_bytes);
    put_optional(at, record.backup_key);
    for (const auto& known : record.people) {
        put(at, known.person.value.bytes.data(), 16);
        put(at, known.public_key.data(), 32);
        put_optional(at, known.key);
    }
    for (const auto& gone : record.erased) {
        put(at, gone.person.value.bytes.data(), 16);
        at += 32;
        *at++ = mark_of_erased;
        std::memcpy(at, &gone.at.utc_ms, sizeof gone.at.utc_ms);
        std::memcpy(at + sizeof gone.at.utc_ms, &gone.at.offset_minutes, sizeof gone.at.offset_minutes);
        at += key_bytes;
    }
    return bytes;
}

std::optional<DeviceRecord> device_record(const Secret& bytes) {
    if (bytes.size() < head_bytes || (bytes.size() - head_bytes) % entry_bytes != 0) return std::nullopt;
    const auto* at = bytes.data();
    if (std::memcmp(at, magic, sizeof magic) != 0) return std::nullopt;
    at += sizeof magic;
    DeviceRecord record;
    record.pepper = Secret(at, key_bytes);
    at += key_bytes;
    record.backup_key = take_optional(at);
    while (at < bytes.data() + bytes.size()) {
        if (at[48] == mark_of_erased) {
            DeviceRecord::Erased gone;
            std::memcpy(gone.person.value.bytes.data(), at, 16);
            std::memcpy(&gone.at.utc_ms, at + 49, sizeof gone.at.utc_ms);
            std::memcpy(&gone.at.offset_minutes, at + 49 + sizeof gone.at.utc_ms, sizeof gone.at.offset_minutes);
            record.erased.push_back(gone);
            at += entry_bytes;
            continue;
        }
        DeviceRecord::Known known;
        std::memcpy(known.person.value.bytes.data(), at, 16);
        std::memcpy(known.public_key.data(), at + 16, 32);
        at += 48;
        known.key = take_optional(at);
        record.people.push_back(std::move(known));
    }
    return record;
}

Secret for_another_device(const DeviceRecord& record) {
    DeviceRecord travelling;
    travelling.pepper = Secret(key_bytes);  // zeros: each device has its own
    for (const auto& known : record.people) travelling.people.push_back({known.person, known.public_key, known.key.copy()});
    travelling.erased = record.erased;
    return to_bytes(travelling);
}

void take_in(DeviceSecrets& device, const std::string& household, const Secret& travelled) {
    const auto came = device_record(travelled);
    if (!came) return;
    DeviceRecord record;
    if (const auto bytes = device.get(household)) {
        auto had = device_record(*bytes);
        if (!had) throw Fault(Fault::Kind::damaged, "what this device keeps for the household is damaged");
        record = std::move(*had);
    } else {
        record.pepper = Secret(key_bytes);
        randombytes_buf(record.pepper.data(), record.pepper.size());
    }
    for (const auto& known : came->people)
        if (!record.find(known.person)) record.people.push_back({known.person, known.public_key, known.key.copy()});
    for (const auto& gone : came->erased)
        if (std::none_of(record.erased.begin(), record.erased.end(), [&](const auto& known) { return known.person == gone.person; }))
            record.erased.push_back(gone);
    device.set(household, to_bytes(record));
}

}  // namespace core
