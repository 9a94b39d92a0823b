#pragma once

#include <compare>
#include <cstdint>

#include "core/time/day.hpp"

namespace core {

// A point in time with the local clock's offset as it was there and then, so that "18:10" stays
// "18:10" after a move to another zone.
struct Instant {
    std::int64_t utc_ms = 0;       // since 1970-01-01T00:00Z
    std::int32_t offset_minutes = 0;  // local = UTC + offset

    auto operator<=>(const Instant&) const = default;
};

// The local wall clock at that instant.
struct LocalTime {
    Day day;
    std::int32_t minute = 0;  // of the civil day, 0..1439
};
LocalTime local_time(Instant instant);

// ISO 8601 with seconds and offset: "2026-11-23T18:10:05+01:00".
std::string to_iso(Instant instant);

// The day an instant belongs to in a household whose day starts at `day_start_hour` (0..12).
Day day_of(Instant instant, int day_start_hour);

// The only source of "now" and of the local zone; passed in.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
    // The instant at which local clocks show `minute` on `day`. A time that a clock change skips takes
    // the offset before the gap, one that it repeats is the first (RFC 5545, section 3.3.5).
    virtual Instant at(Day day, int minute) const = 0;
};

// The operating system's clock and local zone.
class SystemClock final : public Clock {
public:
    Instant now() const override;
    Instant at(Day day, int minute) const override;
};

// Stands still, for tests, pictures and demo households. Moves when told.
class FixedClock final : public Clock {
public:
    explicit FixedClock(Instant now) : now_(now) {}
    Instant now() const override { return now_; }
    Instant at(Day day, int minute) const override;
    void set(Instant now) { now_ = now; }
    void advance_ms(std::int64_t ms) { now_.utc_ms += ms; }

private:
    Instant now_;
};

}  // namespace core
