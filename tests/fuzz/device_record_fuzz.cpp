// What this device keeps for a household, after a keyring or a file gave back something else.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/time/instant.hpp"
#include "core/vault/device_record.hpp"

using namespace core;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const auto record = device_record(Secret(bytes, count));
    if (!record) return 0;
    const auto again = device_record(to_bytes(*record));
    if (!again || again->pepper.size() != 32 || again->people.size() != record->people.size() || again->erased.size() != record->erased.size())
        std::abort();
    (void)record->mark();
    for (const auto& gone : record->erased) (void)to_iso(local_time(gone.at).day);
    for (const auto& known : record->people)
        if (!record->find(known.person) || (!known.key.empty() && known.key.size() != 32)) std::abort();
    return 0;
}
