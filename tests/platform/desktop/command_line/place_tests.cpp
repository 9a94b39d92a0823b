#include <cerrno>
#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/core/files.hpp"
#include "tests/core/temporary_folder.hpp"
#include "tests/end_to_end/process.hpp"

// The program in places that a disk of one's own is not.

namespace fs = std::filesystem;

TEST_CASE("a place that gives no locks is told as such at once, and nothing is written", "[platform][places]") {
#if defined(__SANITIZE_ADDRESS__)
    SKIP("nothing can be put before the sanitizers' libraries");
#endif
    const tests::TemporaryFolder place;
    const auto data = place.path() / "data";
    const end_to_end::Environment own = {{"INGLENOOK_SECRETS", (place.path() / "device").string()}};
    const auto run = [&](std::vector<std::string> arguments, const end_to_end::Environment& environment) {
        arguments.insert(arguments.begin(), INGLENOOK_PROGRAM);
        arguments.insert(arguments.end(), {"--data", data.string()});
        return end_to_end::run(arguments, environment);
    };
    REQUIRE(run({"people", "add", "Anna"}, own).status == 0);
    REQUIRE(run({"backup", "now"}, own).status == 0);
    const auto before = tests::bytes_in(data / "household.db");
    for (const int error : {ENOLCK, ENOTSUP, ENOSYS, EINVAL, EIO}) {
        auto refused = own;
        refused["LD_PRELOAD"] = INGLENOOK_REFUSING_LOCKS;
        refused["REFUSED_LOCKS"] = std::to_string(error);
        for (const std::vector<std::string>& command :
             {std::vector<std::string>{"people", "list"}, {"people", "add", "Ben"}, {"verify"}, {"backup", "now"}}) {
            INFO(error << " " << command.front());
            const auto from = end_to_end::seconds_now();
            const auto ended = run(command, refused);
            CHECK(end_to_end::seconds_now() - from < 4);  // SQLite waits for five
            CHECK(ended.status == 2);
            CHECK(ended.err.find("nother program") == std::string::npos);
            if (error != EIO) CHECK(ended.err.find("locked") != std::string::npos);
        }
    }
    CHECK(tests::bytes_in(data / "household.db") == before);
    CHECK(run({"people", "list"}, own).out.find("Ben") == std::string::npos);
}
