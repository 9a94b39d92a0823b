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
    const auto written = to_bytes(*record);
    const auto again = device_record(written);
    if (!again || again->pepper.size() != 32 || !(to_bytes(*again) == written)) std::abort();
    (void)record->mark();
    for (const auto& gone : record->erased) (void)to_iso(local_time(gone.at).day);
    for (const auto& known : record->people) {
        if (!record->find(known.person)) std::abort();
        for (const auto& pair : known.pairs)
            if (!known.find(pair.public_key) || (!pair.key.empty() && pair.key.size() != 32)) std::abort();
    }
    const auto travels = device_record(for_another_device(*record));
    if (!travels) std::abort();
    for (const auto& known : travels->people)
        for (const auto& pair : known.pairs)
            for (const auto& wrap : pair.wraps)
                if (wrap.of_pin()) std::abort();
    MemorySecrets device;
    take_in(device, "home", for_another_device(*record));
    return 0;
}
