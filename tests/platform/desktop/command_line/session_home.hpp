#pragma once

#include <filesystem>
#include <sstream>
#include <string>

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "platform/desktop/command_line/commands.hpp"
#include "platform/desktop/command_line/reading.hpp"
#include "tests/core/pins.hpp"
#include "tests/core/temporary_folder.hpp"
#include "tests/core/vault/vault_house.hpp"

namespace tests {

// A descriptor with lines in it, parted by line breaks.
class Piped {
public:
    explicit Piped(const std::string& lines) {
        REQUIRE(pipe(ends_) == 0);
        REQUIRE(write(ends_[1], (lines + "\n").c_str(), lines.size() + 1) == static_cast<ssize_t>(lines.size() + 1));
    }
    ~Piped() {
        close(ends_[0]);
        close(ends_[1]);
    }
    Piped(const Piped&) = delete;
    Piped& operator=(const Piped&) = delete;
    int end() const { return ends_[0]; }

private:
    int ends_[2];
};

// Anna and Jörg; what the commands say, and what is typed when they ask.
struct Home {
    TemporaryFolder temporary;
    core::FixedClock clock{core::FixedClock({0, 60}).at(*core::day_from_iso("2026-11-23"), 1090)};
    core::SystemRandom random;
    TryingDevice device;
    core::Household household{temporary.path() / "home", clock, random, device, core::KeyCost{1, 8192}};
    core::PersonId anna = household.apply(core::AddPerson{"Anna", "", "letter", {}}).value().as<core::PersonId>();
    core::PersonId jörg = household.apply(core::AddPerson{"Jörg", "", "letter", {}}).value().as<core::PersonId>();
    std::ostringstream out, err;
    std::istringstream typed;
    platform::desktop::Session session{household, out, err, false, &typed};

    core::Uuid done(const core::Command& command) {
        clock.advance_ms(1'000);
        return household.apply(command).value().subject;
    }
    std::string said() { return taken(out); }
    std::string complained() { return taken(err); }
    template <class Do> platform::desktop::Stop stopped(Do&& act) {
        try {
            act();
        } catch (const platform::desktop::Stop& stop) {
            CHECK(said() == "");
            return stop;
        }
        FAIL("it was carried out");
        return {0, ""};
    }
    void set_pin(core::PersonId person, const std::string& pin) {
        tests::set_pin(household, person, pin);
        household.lock();
    }
    std::filesystem::path away() const { return temporary.path() / "away"; }

private:
    static std::string taken(std::ostringstream& stream) {
        auto text = stream.str();
        stream.str("");
        return text;
    }
};

}  // namespace tests
