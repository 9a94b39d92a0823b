#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

#include <catch2/catch_session.hpp>

#include "tests/faults/victim.hpp"

namespace {

// Started by Victim with what it has to do.
int work(int count, char** words) {
    const std::string_view task = words[1];
    if (task == "--storm-until-killed" && count == 5)
        return faults::storm_until_killed(words[2], words[3], std::stoull(words[4]));
    if (task == "--upgrade" && count == 4) return faults::upgrade(words[2], words[3]);
    return -1;
}

}  // namespace

int main(int count, char** words) {
    if (count > 1) {
        try {
            if (const int result = work(count, words); result >= 0) return result;
        } catch (const std::exception& e) {
            std::fprintf(stderr, "%s: %s\n", words[1], e.what());
            return 3;
        }
    }
    return Catch::Session().run(count, words);
}
