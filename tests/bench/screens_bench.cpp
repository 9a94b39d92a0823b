#include <optional>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/check_ins/check_in.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/looking_back/patterns.hpp"
#include "core/looking_back/year.hpp"
#include "tests/app/headless.hpp"
#include "tests/bench/figures.hpp"

namespace {

constexpr double a_frame = 4;  // ms: what one may take

// Dear ImGui's own cost of a frame with 300 plain widgets, in the same context's fonts.
double plain_widgets() {
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        ImGui::GetIO().DeltaTime = 1.f / 60;
        const double from = bench::now_ms();
        ImGui::NewFrame();
        ImGui::Begin("plain");
        for (int n = 0; n < 300; ++n) {
            ImGui::PushID(n);
            ImGui::Button("A plain button");
            ImGui::PopID();
        }
        ImGui::End();
        ImGui::Render();
        times.push_back(bench::now_ms() - from);
    }
    return bench::quantile(times, 0.5);
}

}  // namespace

TEST_CASE("what a frame costs with ten years of data", "[bench]") {
    headless::Setup setup;
    setup.demo = core::demo::Request{10, 1, 20'000};
    setup.screen = "today";
    headless::Stage stage(setup);
    stage.settle();
    for (const char* screen : {"today", "rituals", "agenda", "thanks", "memories"}) {
        stage.restart(screen);
        stage.settle();
        std::vector<double> times;
        const auto middle = ImVec2(stage.u(400), stage.u(500));
        stage.move(middle);
        for (int i = 0; i < 300; ++i) {
            ImGui::GetIO().AddMouseWheelEvent(0, i % 60 < 30 ? -1.f : 1.f);
            const double from = bench::now_ms();
            stage.frame();
            times.push_back(bench::now_ms() - from);
        }
        const double median = bench::quantile(times, 0.5), late = bench::quantile(times, 0.99);
        const double plain = plain_widgets();
        bench::row((std::string("frame while scrolling, ") + screen + ", median").c_str(), "ms", median,
                   "300 plain widgets", plain);
        bench::limit_row(std::string("frame while scrolling, ") + screen + ", 99 %", "ms", late, a_frame);
    }
}

namespace {

constexpr int years = 20, check_ins_a_day = 4;

// Two people with four check-ins a day each, for twenty years; hers are only hers.
void twenty_years(core::Household& h) {
    headless::two_people(h);
    const auto people = h.get<core::PersonStore>().all();
    const char* around[] = {"a walk",  "work",   "friends", "music",      "reading",
                            "cooking", "family", "sport",   "time alone", "outdoors"};
    std::vector<core::Command> commands;
    for (int ago = years * 365; ago >= 0; --ago) {
        const auto day = h.today() - ago;
        for (int n = 0; n < check_ins_a_day; ++n)
            for (std::size_t who = 0; who < 2; ++who) {
                const int k = ago * 7 + n * 3 + static_cast<int>(who);
                commands.push_back(core::CheckInNow{
                    people[who].id,
                    1 + k % 5,
                    k % 2 ? std::vector<std::string>{"hopeful", "tired"} : std::vector<std::string>{"calm"},
                    "",
                    who == 0 ? core::Audience::only_me : core::Audience::household,
                    {around[k % 10], around[(k / 3) % 10]},
                    core::Help::unsaid,
                    false,
                    h.clock().at(day, (8 + 3 * n) * 60)});
            }
        if (ago % 100 == 0) {
            REQUIRE(h.apply(commands, core::Household::Recorded::no));
            commands.clear();
        }
    }
}

void limit_row(const std::string& what, double ms) { bench::limit_row(what, "ms", ms, a_frame); }

}  // namespace

TEST_CASE("looking back over twenty years of data", "[bench]") {
    headless::Setup setup;
    setup.before = twenty_years;
    setup.screen = "us";
    headless::Stage stage(setup);
    const auto now_year = core::year_of(stage.household().today()) - 1;  // a whole one

    // All of it in this thread’s share of a processor. The question itself, what is sealed opened for the first time
    // and then again.
    for (const char* which : {"for the first time", "again"}) {
        core::looking_back::Year year(stage.household());
        std::vector<double> slices;
        double whole = 0;
        for (bool more = true; more;) {
            const double from = bench::processor_ms();
            more = year.step(stage.viewer(0), now_year);
            slices.push_back(bench::processor_ms() - from);
            whole += slices.back();
        }
        std::printf("| a year of %d check-ins read %s, whole | %.2f ms | in %d slices | |\n",
                    static_cast<int>(year.felt().size()), which, whole, static_cast<int>(slices.size()));
        limit_row(std::string("a slice of a year ") + which + ", 99 %", bench::quantile(slices, 0.99));
        core::looking_back::PatternSearch search(
            core::looking_back::named_days_of(year.felt(), stage.household().get<core::PersonStore>().all()[0].id));
        std::vector<double> patterns;
        for (bool more = true; more;) {
            const double from = bench::processor_ms();
            more = search.step();
            patterns.push_back(bench::processor_ms() - from);
        }
        std::printf("| one pattern, 4,999 permutations, median (beside the frames) | %.2f ms | | |\n",
                    bench::quantile(patterns, 0.5));
    }

    const auto frames = [&](const std::string& what, int count, auto&& before_each) {
        std::vector<double> times;
        for (int i = 0; i < count; ++i) {
            before_each(i);
            const double from = bench::processor_ms();
            stage.frame();
            times.push_back(bench::processor_ms() - from);
        }
        limit_row(what + ", median", bench::quantile(times, 0.5));
        limit_row(what + ", 99 %", bench::quantile(times, 0.99));
    };
    stage.slices_a_frame = 0;  // jobs have a worker of their own
    for (const char* screen : {"us", "month", "today"}) {
        stage.restart(screen);
        frames(std::string("frame from the opening on, ") + screen, 200, [](int) {});
        frames(std::string("frame with the mouse over it, ") + screen, 300, [&](int i) {
            stage.move(
                {stage.u(220.f + static_cast<float>(i * 37 % 900)), stage.u(140.f + static_cast<float>(i * 13 % 350))});
        });
        // As on a day like others, with the four that are there already; and with ever more of them.
        const auto mara = stage.household().get<core::PersonStore>().all()[0].id;
        const auto check_in = [&](int i) {
            const auto written = stage.household().apply(core::CheckInNow{mara, 1 + i % 5});
            REQUIRE(written);
            return written.value().as<core::CheckInId>();
        };
        std::optional<core::CheckInId> fifth;
        frames(std::string("frame right after the fifth check-in of a day, ") + screen, 100, [&](int i) {
            if (fifth) REQUIRE(stage.household().apply(core::RemoveCheckIn{mara, *fifth}));
            fifth = check_in(i);
        });
        std::vector<core::CheckInId> hundred;
        frames(std::string("frame right after a check-in, up to a hundred on the day, ") + screen, 100,
               [&](int i) { hundred.push_back(check_in(i)); });
        for (const auto id : hundred) REQUIRE(stage.household().apply(core::RemoveCheckIn{mara, id}));
        REQUIRE(stage.household().apply(core::RemoveCheckIn{mara, *fifth}));
    }
}
