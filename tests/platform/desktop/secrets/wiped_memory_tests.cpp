#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <imgui_internal.h>
#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in_commands.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/vault/freed_memory.hpp"
#include "platform/desktop/secrets/wiping_memory.hpp"
#include "tests/app/headless.hpp"
#include "tests/core/pins.hpp"

// What was read through an open vault and what was typed is nowhere in this process once it is locked. A program of its
// own: what is freed is wiped here as it is in the real one, which the other tests count their allocations in place of.

using namespace headless;
using core::Audience;
using Role = Stage::Role;

namespace {

const bool wiping = [] {
    core::wipe_what_sqlite_frees();
    ImGui::SetAllocatorFunctions([](std::size_t size, void*) { return std::malloc(size); },
                                 [](void* memory, void*) { platform::desktop::wipe_and_free(memory); }, nullptr);
    return true;
}();

constexpr unsigned char mask = 0x5a;

// Words that stand in no program, masked in its own memory: a long one, and one that fits within a std::string.
struct Canary {
    std::vector<unsigned char> masked;
    explicit Canary(const std::vector<unsigned char>& ciphered) : masked(ciphered) {}

    std::string text() const {
        std::string words;
        words.reserve(masked.size());
        for (const auto byte : masked) words += static_cast<char>(byte ^ mask);
        return words;
    }
};

Canary drawn(std::size_t letters) {
    core::SystemRandom random;
    std::vector<std::uint8_t> bytes(letters);
    random.fill(bytes.data(), bytes.size());
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(('a' + byte % 26) ^ mask);
    return Canary(bytes);
}

// How often it stands in what this process may write to. Read where it is: a buffer would be one more copy.
int copies_of(const Canary& canary) {
    int found = 0;
    std::ifstream maps("/proc/self/maps");
    std::vector<std::pair<std::uintptr_t, std::uintptr_t>> regions;
    for (std::string line; std::getline(maps, line);) {
        unsigned long long from = 0, to = 0;
        char rights[8] = {};
        if (std::sscanf(line.c_str(), "%llx-%llx %7s", &from, &to, rights) != 3) continue;
        if (rights[0] != 'r' || rights[1] != 'w' || line.find("[v") != std::string::npos) continue;
        regions.emplace_back(static_cast<std::uintptr_t>(from), static_cast<std::uintptr_t>(to));
    }
    const auto& masked = canary.masked;
    for (const auto& [from, to] : regions) {
        const auto* begin = reinterpret_cast<const volatile unsigned char*>(from);
        const auto count = static_cast<std::size_t>(to - from);
        if (count < masked.size()) continue;
        const unsigned char first = masked[0] ^ mask;
        for (std::size_t i = 0; i + masked.size() <= count; ++i) {
            if (begin[i] != first) continue;
            std::size_t j = 1;
            while (j < masked.size() && (begin[i + j] ^ mask) == masked[j]) ++j;
            if (j < masked.size()) continue;
            ++found;
            if (std::getenv("INGLENOOK_TELL_COPIES")) {
                std::fprintf(stderr, "at %p:", reinterpret_cast<void*>(from + i));
                for (std::size_t k = i < 48 ? 0 : i - 48; k < i + masked.size() + 24 && k < count; ++k) {
                    const unsigned char c = begin[k];
                    std::fprintf(stderr, c >= 32 && c < 127 ? "%c" : "\\%02x", c);
                }
                std::fputc('\n', stderr);
            }
        }
    }
    return found;
}

Setup with(const Canary& written) {
    Setup setup;
    setup.screen = "today";
    setup.before = [&written](core::Household& household) {
        two_people(household);
        const auto mara = mara_of(household);
        done(household, core::CheckInNow{mara, 2, {written.text()}, written.text(), Audience::only_me});
        done(household, core::GiveThanks{mara, std::nullopt, written.text(), Audience::only_me});
        core::RitualWords words;
        words.title = written.text();
        words.note = written.text();
        words.rule = "FREQ=DAILY";
        words.starts_on = monday;
        words.audience = Audience::only_me;
        done(household, core::AddRitual{mara, words});
        tests::set_pin(household, mara, "2468");
    };
    return setup;
}

void go(Stage& stage, const char* place) {
    stage.click(Role::choice, place);
    stage.settle();
}

// Every place, as its owner goes through it.
void read_everything(Stage& stage, const Canary& written) {
    for (const char* place : {"Today", "Rituals", "Thanks", "Memories", "About us", "Search", "Settings"})
        go(stage, place);
    go(stage, "Rituals");
    stage.click("Agenda");
    stage.settle();
    go(stage, "Thanks");
    stage.click("For life");
    stage.settle();
    go(stage, "Search");
    stage.write("What to look for", written.text());
    stage.settle();
    go(stage, "Today");
}

void type_everywhere(Stage& stage, const Canary& typed) {
    go(stage, "Search");
    stage.write("What to look for", typed.text());
    stage.settle();
    go(stage, "Thanks");
    stage.write("Your words", typed.text());
    go(stage, "Today");
    stage.write("A note about it", typed.text());
    stage.key(ImGuiKey_A, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    stage.key(ImGuiKey_X, static_cast<ImGuiKey>(ImGuiMod_Ctrl));
    stage.type(typed.text());
    stage.write("Thanks in your own words", typed.text());
    stage.frame(2);
}

struct Ending {
    const char* what;
    void (*happens)(Stage&);
};

const Ending endings[] = {
    {"left alone",
     [](Stage& s) {
         s.frame();
         ImGui::GetCurrentContext()->Time += 301;
         s.frame();
     }},
    {"asleep", [](Stage& s) { s.app().slept(); }},
    {"another face", [](Stage& s) { s.click(Role::choice, "Jonas"); }},
    {"hidden",
     [](Stage& s) {
         s.key(ImGuiKey_Escape);
         s.key(ImGuiKey_Escape);
     }},
};

}  // namespace

TEST_CASE(
    "nothing private is in this process's memory once the vault is locked, somebody else came or everything is hidden",
    "[desktop][locking]") {
    REQUIRE(wiping);
    for (const std::size_t letters : {std::size_t{40}, std::size_t{13}})
        for (const auto& ending : endings) {
            DYNAMIC_SECTION(letters << " letters, " << ending.what) {
                const auto written = drawn(letters), typed = drawn(letters);
                Stage stage(with(written));
                unlock(stage);
                read_everything(stage, written);
                type_everywhere(stage, typed);
                CHECK(copies_of(written) > 0);  // it is found where it is
                CHECK(copies_of(typed) > 0);
                core::wipe_stack();  // of what this test itself passed on
                ending.happens(stage);
                stage.settle();
                REQUIRE_FALSE(stage.household().vault().is_open(mara_of(stage.household())));
                CHECK(copies_of(written) == 0);
                CHECK(copies_of(typed) == 0);
            }
        }
}

TEST_CASE("what was written with the vault locked is in memory until nobody is there, or somebody else comes",
          "[desktop][locking]") {
    REQUIRE(wiping);
    for (const auto& ending : endings) {
        DYNAMIC_SECTION(ending.what) {
            const auto before = drawn(40), written = drawn(40);
            auto setup = with(before);
            setup.before = [make = setup.before](core::Household& household) {
                make(household);
                household.lock();
            };
            Stage stage(setup);
            stage.settle();
            stage.click(Role::button, "Low");
            stage.settle();
            stage.write("A note about it", written.text());
            stage.click("Keep");
            stage.settle();
            for (const char* place : {"Rituals", "Thanks", "Memories", "About us", "Search"}) go(stage, place);
            stage.write("What to look for", written.text());
            stage.settle();
            go(stage, "Today");
            CHECK(stage.value("A note about it") == written.text());
            CHECK(copies_of(written) > 0);
            core::wipe_stack();
            ending.happens(stage);
            stage.settle();
            CHECK(copies_of(written) == 0);
        }
    }
}
