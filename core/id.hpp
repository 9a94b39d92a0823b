#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/time/instant.hpp"

namespace core {

// 128 bits as RFC 9562 has them; all zero means "none".
struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    explicit operator bool() const { return *this != Uuid{}; }
    std::strong_ordering operator<=>(const Uuid&) const = default;
};

// 36 lower-case characters with hyphens.
std::string to_text(const Uuid& id);
// Nothing when `text` is not such a text; upper case is read too.
std::optional<Uuid> uuid_from_text(std::string_view text);

// When IdSource made it (UTC milliseconds); nothing where it is another kind of id.
std::optional<std::int64_t> made_at(const Uuid& id);

// No id that IdSource makes at or after that moment (UTC milliseconds) is less.
Uuid first_id_at(std::int64_t utc_ms);

// An id that says what it names, so that a person's cannot be given for a ritual's.
template <class Tag> struct Id {
    Uuid value;

    explicit operator bool() const { return static_cast<bool>(value); }
    std::strong_ordering operator<=>(const Id&) const = default;
};

using PersonId = Id<struct PersonTag>;
using CheckInId = Id<struct CheckInTag>;
using ThanksId = Id<struct ThanksTag>;
using RitualId = Id<struct RitualTag>;
using MemoryId = Id<struct MemoryTag>;
using AnswerId = Id<struct AnswerTag>;
using TouchId = Id<struct TouchTag>;
using ActivityId = Id<struct ActivityTag>;
using ImportId = Id<struct ImportTag>;

// Where random bytes come from; passed in, so that a demo household is the same for the same seed.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::uint8_t* bytes, std::size_t count) = 0;
};

// The operating system's random source, through libsodium.
class SystemRandom final : public Random {
public:
    SystemRandom();
    void fill(std::uint8_t* bytes, std::size_t count) override;
};

// Makes UUIDv7 (RFC 9562, section 5.7): 48 bits of UTC milliseconds, then a 12-bit counter that keeps
// ids made within one millisecond in order (section 6.2, method 1), then 62 random bits. A clock that
// jumps back does not make ids go back.
class IdSource {
public:
    IdSource(const Clock& clock, Random& random) : clock_(clock), random_(random) {}
    template <class I> I next() { return I{next_uuid()}; }
    Uuid next_uuid();

private:
    const Clock& clock_;
    Random& random_;
    std::int64_t last_ms_ = 0;
    std::uint16_t counter_ = 0;
};

}  // namespace core
