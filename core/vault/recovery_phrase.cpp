#include "core/vault/recovery_phrase.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include <sodium.h>

namespace core {

namespace {

constexpr std::size_t bits_a_word = 11, check_bits = 4;
constexpr std::size_t telling_letters = 4;

// Also where a phrase was copied from somewhere that put numbers and commas between the words.
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::uint8_t check_of(const Secret& entropy) {
    std::uint8_t digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, entropy.data(), entropy.size());
    return static_cast<std::uint8_t>(digest[0] >> (8 - check_bits));
}

std::optional<std::size_t> index_of(std::string_view word) {
    const auto head = word.substr(0, telling_letters);
    const auto it = std::lower_bound(recovery_words.begin(), recovery_words.end(), head);
    // A word of three letters is whole; one of more is told by four.
    if (it == recovery_words.end() || it->substr(0, telling_letters) != head) return std::nullopt;
    return static_cast<std::size_t>(it - recovery_words.begin());
}

}  // namespace

std::vector<std::string> words_of(const std::string& phrase) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < phrase.size();) {
        const auto end = std::min(phrase.find(' ', at), phrase.size());
        words.push_back(phrase.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

std::string recovery_phrase(const Secret& entropy) {
    std::string phrase;
    const auto bit = [&, check = check_of(entropy)](std::size_t i) -> unsigned {
        if (i >= entropy.size() * 8) return (check >> (check_bits - 1 - (i - entropy.size() * 8))) & 1u;
        return (entropy.data()[i / 8] >> (7 - i % 8)) & 1u;
    };
    for (std::size_t word = 0; word < recovery_word_count; ++word) {
        std::size_t index = 0;
        for (std::size_t i = 0; i < bits_a_word; ++i) index = index << 1 | bit(word * bits_a_word + i);
        if (word > 0) phrase += ' ';
        phrase += recovery_words[index];
    }
    return phrase;
}

Result<Secret> entropy_of(std::string_view phrase) {
    Secret entropy(recovery_entropy_bytes);
    std::uint8_t check = 0;
    std::size_t words = 0, filled = 0;
    for (std::size_t at = 0; at < phrase.size();) {
        if (!is_letter(phrase[at])) {
            ++at;
            continue;
        }
        std::string word;
        while (at < phrase.size() && is_letter(phrase[at])) word += static_cast<char>(phrase[at++] | 0x20);
        const auto index = index_of(word);
        wipe(word);
        if (!index || ++words > recovery_word_count) return Refusal::wrong_words;
        for (std::size_t i = 0; i < bits_a_word; ++i, ++filled) {
            const auto bit = static_cast<std::uint8_t>(*index >> (bits_a_word - 1 - i) & 1u);
            if (filled < recovery_entropy_bytes * 8)
                entropy.data()[filled / 8] =
                    static_cast<std::uint8_t>(entropy.data()[filled / 8] | bit << (7 - filled % 8));
            else check = static_cast<std::uint8_t>(check << 1 | bit);
        }
    }
    if (words != recovery_word_count || check != check_of(entropy)) return Refusal::wrong_words;
    return entropy;
}

std::string_view completed_word(std::string_view beginning) {
    const auto it = std::lower_bound(recovery_words.begin(), recovery_words.end(), beginning);
    const auto begins = [&](auto at) {
        return at != recovery_words.end() && at->substr(0, beginning.size()) == beginning;
    };
    if (beginning.empty() || !begins(it) || (begins(it + 1) && *it != beginning)) return {};
    return *it;
}

}  // namespace core
