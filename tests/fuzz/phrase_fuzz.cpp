// Recovery words as they are typed or pasted, and every phrase that bytes make.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/vault/recovery_phrase.hpp"

using namespace core;

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const std::string text(reinterpret_cast<const char*>(bytes), count);
    if (const auto entropy = entropy_of(text)) {
        check(entropy.value().size() == recovery_entropy_bytes);
        const auto phrase = recovery_phrase(entropy.value());
        const auto again = entropy_of(phrase);
        check(again && again.value() == entropy.value());
    }
    const auto word = completed_word(text);
    check(word.empty() || word.substr(0, text.size()) == text);
    if (count < recovery_entropy_bytes) return 0;

    const Secret entropy(bytes, recovery_entropy_bytes);
    auto phrase = recovery_phrase(entropy);
    const auto read = entropy_of(phrase);
    check(read && read.value() == entropy);
    if (count < recovery_entropy_bytes + 2) return 0;
    // One letter of it in another case, as a phone makes of it, changes nothing; one letter left out never crashes.
    auto& letter = phrase[bytes[recovery_entropy_bytes] % phrase.size()];
    if (letter != ' ') letter = static_cast<char>(letter ^ 0x20);
    const auto shouted = entropy_of(phrase);
    check(shouted && shouted.value() == entropy);
    phrase.erase(bytes[recovery_entropy_bytes + 1] % phrase.size(), 1);
    (void)entropy_of(phrase);
    return 0;
}
