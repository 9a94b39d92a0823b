#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/app/headless.hpp"
#include "tests/bench/figures.hpp"

namespace {

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
        bench::row((std::string("frame while scrolling, ") + screen + ", median").c_str(), "ms", median, "300 plain widgets", plain);
        bench::row((std::string("frame while scrolling, ") + screen + ", 99 %").c_str(), "ms", late, "the limit of 4 ms", 4);
    }
}
