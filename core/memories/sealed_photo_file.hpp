#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <sodium.h>

#include "core/memories/photo_hash.hpp"

// How the file of a sealed photo is laid out: eight bytes of magic and version, a nonce, the ciphertext with its tag,
// and since version 2 a sum: BLAKE2b-256 of the file's name and of all that comes before. It has no key, so anybody can
// see that a file is whole without opening it. It proves nothing of who wrote it: that is the tag's, which only its
// author can check.
namespace core {

inline constexpr std::size_t sealed_head_bytes = 8;

// Writes the head and appends the sum. `bytes`: room for the head, the nonce, the ciphertext with its tag.
void finish_sealed_file(std::vector<std::uint8_t>& bytes, const PhotoHash& name);
// Whether it is of a version with a sum.
bool has_sum(const std::vector<std::uint8_t>& bytes);
// Where the ciphertext ends; zero for what is no such file.
std::size_t sealed_content_end(const std::vector<std::uint8_t>& bytes);

enum class SealedBytes {
    whole,
    without_sum,  // of version 1 and long enough: only whoever opens it knows
    wrong,
};
// Told a file's bytes part by part; `name` is what it is called.
class SealedFileSum {
public:
    explicit SealedFileSum(const PhotoHash& name);
    void add(const std::uint8_t* bytes, std::size_t count);
    SealedBytes result();  // once

private:
    crypto_generichash_state state_;
    std::vector<std::uint8_t> head_, held_;  // the last bytes are kept back: they are the sum, once nothing follows
    std::uint64_t length_ = 0;
};

}  // namespace core
