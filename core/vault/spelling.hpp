#pragma once

#include <vector>

#include "core/vault/secret.hpp"

namespace core {

// A PIN or a passphrase as it is hashed: one that looks the same is the same, whichever keyboard it was typed on. RFC
// 8265, OpaqueString (4.2.2): white space of other kinds is a space, and what can be written as one letter or as a
// letter and its accent (Unicode's NFC) is one letter. What is not UTF-8 stays as it is.
Secret normalised(const Secret& typed);

// The ways in which one that was set earlier may have been written, the likeliest first and no two alike: normalised,
// as it was typed, and with each accent by itself (NFD). One way for what is written in ASCII.
std::vector<Secret> spellings(const Secret& typed);

}  // namespace core
