#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "core/time/day.hpp"

namespace core {

// A point in time with the local clock's offset as it was there and then, so that "18:10" stays
// "18:10" after a move to another zone.
struct Instant {
    std::int64_t utc_ms = 0;          // since 1970-01-01T00:00Z
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

// Time that passed while a machine or a program ran, whichever way the wall clock was set meanwhile. Two of them are
// comparable where `start` is the same, and only then.
struct ObservedTime {
    std::string start;    // which start of the machine, or of this program where the machine's is unknown
    std::int64_t ms = 0;  // since then, with sleep where the system counts it
};

// The only source of "now" and of the local zone; passed in. Who asks which question, and why: clock_readers.hpp.
class Clock {
public:
    virtual ~Clock() = default;
    // What is drawn, and written as the time of something. May be pretended.
    virtual Instant now() const = 0;
    // Never pretended. Asked through the two below.
    virtual Instant real_now() const { return now(); }
    // For whatever opens, sends or destroys something: the earlier of the real and the pretended time.
    Instant certain_now() const {
        const auto drawn = now(), real = real_now();
        return real.utc_ms < drawn.utc_ms ? real : drawn;
    }
    // From which something is kept for a while before it is destroyed: the later of the two.
    Instant latest_now() const {
        const auto drawn = now(), real = real_now();
        return real.utc_ms > drawn.utc_ms ? real : drawn;
    }
    // For whatever makes somebody wait.
    virtual ObservedTime observed() const = 0;
    // The instant at which local clocks show `minute` on `day`. A time that a clock change skips takes
    // the offset before the gap, one that it repeats is the first (RFC 5545, section 3.3.5).
    virtual Instant at(Day day, int minute) const = 0;
};

// The operating system's clock and local zone.
class SystemClock final : public Clock {
public:
    Instant now() const override;
    ObservedTime observed() const override;
    Instant at(Day day, int minute) const override;
};

// Stands still, for tests, pictures and demo households. Moves when told, and then all three times move together unless
// only one is told.
class FixedClock final : public Clock {
public:
    explicit FixedClock(Instant now) : now_(now) {}
    Instant now() const override { return now_; }
    Instant real_now() const override { return real_.value_or(now_); }
    ObservedTime observed() const override { return {"start " + std::to_string(starts_), observed_ms_}; }
    Instant at(Day day, int minute) const override;
    void set(Instant now) {
        if (now.utc_ms > now_.utc_ms) observed_ms_ += now.utc_ms - now_.utc_ms;
        set_wall(now);
    }
    void advance_ms(std::int64_t ms) {
        now_.utc_ms += ms;
        if (real_) real_->utc_ms += ms;
        if (ms > 0) observed_ms_ += ms;  // nobody observes less than nothing
    }
    // Only the wall clock: somebody set it, or its battery is flat.
    void set_wall(Instant now) {
        now_ = now;
        real_.reset();
    }
    // Only what is pretended, as --now does.
    void pretend(Instant now) {
        if (!real_) real_ = now_;
        now_ = now;
    }
    void observe_ms(std::int64_t ms) { observed_ms_ += ms; }
    void reboot() {
        ++starts_;
        observed_ms_ = 0;
    }

private:
    Instant now_;
    std::optional<Instant> real_;
    std::int64_t observed_ms_ = 1'000'000;
    int starts_ = 1;
};

}  // namespace core
