#include "core/memories/sealed_photo_file.hpp"

#include <algorithm>
#include <cstring>

namespace core {

namespace {

constexpr std::uint8_t magic[] = {'i', 'n', 'g', 'l', 'e', 'n', 'p'};
constexpr std::uint8_t first_version = 1, version_with_sum = 2;
constexpr std::size_t sum_bytes = crypto_generichash_BYTES;
constexpr std::size_t shortest =
    sealed_head_bytes + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(sealed_head_bytes == sizeof magic + 1 && sum_bytes == 32);

std::uint8_t version_of(const std::uint8_t* bytes, std::size_t count) {
    return count >= sealed_head_bytes && std::memcmp(bytes, magic, sizeof magic) == 0 ? bytes[sizeof magic]
                                                                                      : std::uint8_t{0};
}

}  // namespace

void finish_sealed_file(std::vector<std::uint8_t>& bytes, const PhotoHash& name) {
    std::memcpy(bytes.data(), magic, sizeof magic);
    bytes[sizeof magic] = version_with_sum;
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, sum_bytes);
    crypto_generichash_update(&state, name.bytes.data(), name.bytes.size());
    crypto_generichash_update(&state, bytes.data(), bytes.size());
    std::uint8_t sum[sum_bytes];
    crypto_generichash_final(&state, sum, sum_bytes);
    bytes.insert(bytes.end(), sum, sum + sum_bytes);
}

bool has_sum(const std::vector<std::uint8_t>& bytes) {
    return version_of(bytes.data(), bytes.size()) == version_with_sum;
}

std::size_t sealed_content_end(const std::vector<std::uint8_t>& bytes) {
    const auto version = version_of(bytes.data(), bytes.size());
    if (version == first_version) return bytes.size();
    return version == version_with_sum && bytes.size() >= sum_bytes ? bytes.size() - sum_bytes : 0;
}

SealedFileSum::SealedFileSum(const PhotoHash& name) {
    crypto_generichash_init(&state_, nullptr, 0, sum_bytes);
    crypto_generichash_update(&state_, name.bytes.data(), name.bytes.size());
}

void SealedFileSum::add(const std::uint8_t* bytes, std::size_t count) {
    length_ += count;
    if (head_.size() < sealed_head_bytes)
        head_.insert(head_.end(), bytes, bytes + std::min(count, sealed_head_bytes - head_.size()));
    held_.insert(held_.end(), bytes, bytes + count);
    if (held_.size() <= sum_bytes) return;
    const auto ready = held_.size() - sum_bytes;
    crypto_generichash_update(&state_, held_.data(), ready);
    held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(ready));
}

SealedBytes SealedFileSum::result() {
    const auto version = version_of(head_.data(), head_.size());
    if (version == first_version) return length_ >= shortest ? SealedBytes::without_sum : SealedBytes::wrong;
    if (version != version_with_sum || length_ < shortest + sum_bytes) return SealedBytes::wrong;
    std::uint8_t expected[sum_bytes];
    crypto_generichash_final(&state_, expected, sum_bytes);
    return std::equal(held_.begin(), held_.end(), expected, expected + sum_bytes) ? SealedBytes::whole
                                                                                  : SealedBytes::wrong;
}

}  // namespace core
