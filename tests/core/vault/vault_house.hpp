#pragma once

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/household/household.hpp"
#include "core/people/person_commands.hpp"
#include "core/vault/recovery_phrase.hpp"
#include "tests/core/fault_of.hpp"
#include "tests/core/household/house.hpp"
#include "tests/core/seeded_random.hpp"
#include "tests/core/temporary_folder.hpp"

namespace tests {

inline constexpr core::KeyCost cheap{1, 8192 * 8};

// A device whose keyring can be shut or go bad.
class TryingDevice final : public core::DeviceSecrets {
public:
    std::optional<core::Secret> get(const std::string& household) override {
        look();
        return inside.get(household);
    }
    void set(const std::string& household, const core::Secret& record) override {
        look();
        inside.set(household, record);
    }
    void remove(const std::string& household) override {
        look();
        inside.remove(household);
    }
    std::vector<std::string> households() override {
        look();
        return inside.households();
    }
    Kept kept() const override { return Kept::keyring; }

    bool shut = false;
    int asked = 0;
    core::MemorySecrets inside;

private:
    void look() {
        ++asked;
        if (shut) throw core::Fault(core::Fault::Kind::no_access, "the keyring is shut");
    }
};

// Ada and Ben, who keep things to themselves; closed and opened again at will, on this device or another.
struct VaultHouse {
    TemporaryFolder place;
    core::FixedClock clock{core::FixedClock({0, 60}).at(day("2026-11-23"), at(18, 10))};
    SeededRandom random;
    TryingDevice device;
    std::unique_ptr<core::Household> open;
    core::PersonId ada, ben;

    VaultHouse() {
        reopen();
        ada = made<core::PersonId>(core::AddPerson{"Ada", "", "letter", std::nullopt});
        ben = made<core::PersonId>(core::AddPerson{"Ben", "", "letter", std::nullopt});
        open->forget_undo();
    }

    std::filesystem::path folder() const { return place.path() / "data"; }
    std::filesystem::path database() const { return folder() / "household.db"; }
    core::Household& h() { return *open; }
    void reopen() { reopen(device); }
    void reopen(core::DeviceSecrets& on) {
        open.reset();
        open = std::make_unique<core::Household>(folder(), clock, random, on, cheap);
    }
    void sql(std::string_view statement) { core::db::Connection(database()).prepare(statement).run(); }

    core::Uuid done(const core::Command& command) {
        clock.advance_ms(1'000);
        const auto result = h().apply(command);
        if (!result) FAIL("refused: " << static_cast<int>(result.refusal()));
        return result.value().subject;
    }
    template <class I> I made(const core::Command& command) { return I{done(command)}; }
    std::optional<core::Refusal> refusal_of(const core::Command& command) {
        clock.advance_ms(1'000);
        const auto result = h().apply(command);
        return result ? std::nullopt : std::optional(result.refusal());
    }

    std::shared_ptr<core::PinStretch> new_pin(std::string_view pin) {
        const auto job = h().vault().stretch_new(core::Secret::of_text(pin));
        REQUIRE(job);
        while (job.value()->step()) {
        }
        return job.value();
    }
    std::optional<core::Refusal> set_pin(core::PersonId person, std::string_view pin) {
        const auto set = h().set_pin(person, *new_pin(pin));
        return set ? std::nullopt : std::optional(set.refusal());
    }
    // What stands in the way of opening somebody's vault; nothing when it is open now.
    std::optional<core::Refusal> unlock(core::PersonId person, std::string_view pin) {
        const auto job = h().vault().stretch(person, core::Secret::of_text(pin));
        if (!job) return job.refusal();
        while (job.value()->step()) {
        }
        const auto opened = h().unlock(person, *job.value());
        return opened ? std::nullopt : std::optional(opened.refusal());
    }
    std::string phrase_for(core::PersonId person) {
        const auto entropy = h().new_phrase();
        REQUIRE(h().set_phrase(person, entropy));
        return core::recovery_phrase(entropy);
    }

    core::CheckInId writes(core::PersonId person, std::string note) {
        return made<core::CheckInId>(core::CheckInNow{person, 2, {}, std::move(note)});
    }
    // The notes that a person reads of their own, joined.
    std::string notes_of(core::PersonId person) {
        std::string notes;
        for (const auto& each :
             h().get<core::CheckInStore>().between(core::Viewer::of(person), h().today() - 400, h().today() + 400))
            notes += (notes.empty() ? "" : "|") + each.note;
        return notes;
    }
};

}  // namespace tests
