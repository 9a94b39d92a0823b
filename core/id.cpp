#include "core/id.hpp"

#include <algorithm>
#include <stdexcept>

#include <sodium.h>

#include "core/hex.hpp"

namespace core {

std::string to_text(const Uuid& id) {
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        append_hex(text, id.bytes[i]);
    }
    return text;
}

std::optional<Uuid> uuid_from_text(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    std::string digits;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash != (text[i] == '-')) return std::nullopt;
        if (!dash) digits += text[i];
    }
    Uuid id;
    return from_hex(digits, id.bytes.data(), id.bytes.size()) ? std::optional(id) : std::nullopt;
}

SystemRandom::SystemRandom() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium did not start");
}

void SystemRandom::fill(std::uint8_t* bytes, std::size_t count) { randombytes_buf(bytes, count); }

namespace {

void put_moment(Uuid& id, std::int64_t utc_ms) {
    const auto ms = static_cast<std::uint64_t>(utc_ms);
    for (int i = 0; i < 6; ++i) id.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(ms >> (8 * (5 - i)));
}

}  // namespace

Uuid first_id_at(std::int64_t utc_ms) {
    Uuid id;
    put_moment(id, std::max<std::int64_t>(utc_ms, 0));
    return id;
}

std::optional<std::int64_t> made_at(const Uuid& id) {
    if (id.bytes[6] >> 4 != 7) return std::nullopt;
    std::int64_t ms = 0;
    for (std::size_t i = 0; i < 6; ++i) ms = ms << 8 | id.bytes[i];
    return ms;
}

Uuid IdSource::next_uuid() {
    Uuid id;
    random_.fill(id.bytes.data(), id.bytes.size());
    const auto now = clock_.now().utc_ms;
    if (now > last_ms_) {
        last_ms_ = now;
        counter_ = static_cast<std::uint16_t>((id.bytes[6] << 8 | id.bytes[7]) & 0x7ff);
    } else if (++counter_ > 0xfff) {
        ++last_ms_;
        counter_ = 0;
    }
    put_moment(id, last_ms_);
    id.bytes[6] = static_cast<std::uint8_t>(0x70 | counter_ >> 8);
    id.bytes[7] = static_cast<std::uint8_t>(counter_ & 0xff);
    id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));
    return id;
}

}  // namespace core
