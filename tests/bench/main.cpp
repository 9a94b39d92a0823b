// Measures, tells what was missed, and ends with 1 if anything was: so it can fail where somebody waits for it.
#include <cstdio>

#include <catch2/catch_session.hpp>

#include "tests/bench/figures.hpp"

int main(int argc, char** argv) {
    const int ended = Catch::Session().run(argc, argv);
    for (const auto& what : bench::missed) std::printf("missed: %s\n", what.c_str());
    return ended == 0 && bench::missed.empty() ? 0 : 1;
}
