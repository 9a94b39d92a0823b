#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/vault/secret.hpp"

namespace core {

// The English word list of BIP-39: the first four letters tell any two words apart.
extern const std::array<std::string_view, 2048> recovery_words;

inline constexpr std::size_t recovery_entropy_bytes = 16;  // 128 bits make twelve words
inline constexpr std::size_t recovery_word_count = 12;

// BIP-39: eleven bits a word, the last one ending in four bits of SHA-256 over the rest. `entropy` has
// recovery_entropy_bytes.
std::string recovery_phrase(const Secret& entropy);

// The words of such a phrase, each by itself.
std::vector<std::string> words_of(const std::string& phrase);

// The bytes that a phrase stands for. Case, the white space between words, and anything behind a word's first four
// letters do not matter. Refuses wrong_words: not twelve, one that is not on the list, or one that was misread (the
// check bits say so).
Result<Secret> entropy_of(std::string_view phrase);

// The word on the list that begins like this, when there is exactly one: for completing as one types.
std::string_view completed_word(std::string_view beginning);

}  // namespace core
