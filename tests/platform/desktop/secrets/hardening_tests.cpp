#include "platform/desktop/secrets/hardening.hpp"

#include <filesystem>
#include <sstream>
#include <string>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "tests/core/files.hpp"
#include "tests/core/processes.hpp"
#include "tests/core/temporary_folder.hpp"
#include "tests/end_to_end/process.hpp"

namespace fs = std::filesystem;
using tests::expect;
using tests::in_child;
using tests::TemporaryFolder;

namespace {

constexpr uid_t nobody = 65534;

struct stat status_of(const fs::path& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) throw std::runtime_error("cannot look at " + path.string());
    return status;
}

// The administrator's processes own their files in /proc either way, so the program is started as somebody else where
// that somebody may start it.
end_to_end::Arguments as_ordinary_user(end_to_end::Arguments command) {
    const auto cannot = in_child([&] {
        expect(setuid(nobody) == 0, "another user");
        expect(access(command.front().c_str(), X_OK) == 0, "may start it");
    });
    if (geteuid() == 0 && cannot.empty())
        command.insert(command.begin(), {"setpriv", "--reuid=65534", "--clear-groups"});
    return command;
}

}  // namespace

TEST_CASE("a hardened process writes no core dump, and its files are its owner's alone", "[platform][hardening]") {
    const TemporaryFolder folder;
    CHECK(in_child([&] {
              const mode_t before = 027;
              umask(before);
              platform::desktop::harden_process();
              expect(platform::desktop::umask_before_hardening() == before,
                     "the umask as it was, for programs that are opened");
              expect(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0, "not dumpable");
              rlimit limit{1, 1};
              expect(getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0,
                     "no core dumps");
              tests::write_bytes(folder.path() / "file", "x");
              expect((status_of(folder.path() / "file").st_mode & 0777) == 0600, "mode 0600");
          }) == "");
}

TEST_CASE("the real program is hardened before it writes anything", "[platform][hardening]") {
    const TemporaryFolder folder;
    if (geteuid() == 0) REQUIRE(chown(folder.path().c_str(), nobody, static_cast<gid_t>(-1)) == 0);
    const auto data = folder.path() / "data";
    // A command that takes its time.
    end_to_end::Process program(
        as_ordinary_user({INGLENOOK_PROGRAM, "demo", "--data", data.string(), "--years", "20", "--photos", "5000"}),
        {{"HOME", folder.path().string()}, {"XDG_CONFIG_HOME", ""}, {"DISPLAY", ""}, {"INGLENOOK_SECRETS", "file"}});
    const auto until = end_to_end::seconds_now() + 60;
    while (!fs::exists(data / "household.db") && program.running() && end_to_end::seconds_now() < until)
        end_to_end::pause_for(0.005);
    REQUIRE(fs::exists(data / "household.db"));
    const auto process = fs::path("/proc") / std::to_string(program.id());

    const auto limits = tests::bytes_in(process / "limits");
    const std::string name = "Max core file size";
    REQUIRE(limits.find(name) != std::string::npos);
    std::istringstream words(limits.substr(limits.find(name) + name.size()));
    std::string soft, hard;
    words >> soft >> hard;
    CHECK(soft == "0");
    CHECK(hard == "0");
    const auto status = tests::bytes_in(process / "status");
    CHECK(status.find("\nUmask:\t0077\n") != std::string::npos);
    // What lies in /proc of a process that may not be dumped belongs to the administrator.
    CHECK(status_of(process / "mem").st_uid == 0);
    CHECK((status_of(data / "household.db").st_mode & 077) == 0);
    CHECK((status_of(data).st_mode & 077) == 0);
    CHECK(program.running());
}
