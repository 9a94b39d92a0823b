#include "core/system/folder_lock.hpp"

#include <algorithm>
#include <csignal>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/result.hpp"
#include "tests/core/processes.hpp"
#include "tests/core/temporary_folder.hpp"

using core::Fault;
using core::system::FolderLock;
using tests::TemporaryFolder;

TEST_CASE("one holds a folder's lock at a time", "[core][backups]") {
    const TemporaryFolder place;
    auto lock = FolderLock::try_take(place.path());
    REQUIRE(lock);
    CHECK_FALSE(FolderLock::try_take(place.path()));
    CHECK_FALSE(FolderLock::take(place.path(), 50));
    lock.reset();
    CHECK(FolderLock::try_take(place.path()));
    CHECK_THROWS_AS(FolderLock::try_take(place.path() / "nowhere"), Fault);
}

TEST_CASE("of several programs that start at once one gets the lock", "[core][backups]") {
    const TemporaryFolder place;
    constexpr int programs = 8;
    int tried[2], all_tried[2];
    REQUIRE(::pipe(tried) == 0);
    REQUIRE(::pipe(all_tried) == 0);
    const auto answers = tests::in_processes(programs, [&](int n) {
        const auto lock = FolderLock::try_take(place.path());
        char byte = 0;
        if (::write(tried[1], &byte, 1) != 1) return 2;
        if (n == 0) {
            for (int i = 0; i < programs; ++i)
                if (::read(tried[0], &byte, 1) != 1) return 2;
            for (int i = 0; i < programs; ++i)
                if (::write(all_tried[1], &byte, 1) != 1) return 2;
        }
        return ::read(all_tried[0], &byte, 1) != 1 ? 2 : lock ? 1 : 0;
    });
    for (const int end : {tried[0], tried[1], all_tried[0], all_tried[1]}) ::close(end);
    CHECK(std::count(answers.begin(), answers.end(), 2) == 0);
    int holders = 0;
    for (const int answer : answers) holders += answer;
    CHECK(holders == 1);
    CHECK(FolderLock::try_take(place.path()));
}

TEST_CASE("programs that wait for the lock get it one after another", "[core][backups]") {
    const TemporaryFolder place;
    const auto answers = tests::in_processes(6, [&](int) {
        const auto lock = FolderLock::take(place.path(), 20'000);
        if (!lock) return 1;
        const auto inside = place.path() / "inside";
        if (::mkdir(inside.c_str(), 0700) != 0) return 2;
        ::usleep(10'000);
        return ::rmdir(inside.c_str()) == 0 ? 0 : 3;
    });
    CHECK(answers == std::vector<int>(6, 0));
}

TEST_CASE("a program that is killed holds nothing", "[core][backups]") {
    const TemporaryFolder place;
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const auto lock = FolderLock::try_take(place.path());
        [[maybe_unused]] const auto told = ::write(ready[1], lock ? "y" : "n", 1);
        for (;;) ::pause();
    }
    char answer = 0;
    REQUIRE(::read(ready[0], &answer, 1) == 1);
    CHECK(answer == 'y');
    CHECK_FALSE(FolderLock::try_take(place.path()));
    REQUIRE(::kill(child, SIGKILL) == 0);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(FolderLock::try_take(place.path()));
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST_CASE("a lock that is let go is free, whoever was started while it was held", "[core][backups]") {
    const TemporaryFolder place;
    auto lock = FolderLock::try_take(place.path());
    REQUIRE(lock);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0)
        for (;;) ::pause();  // as between being forked and running another program, when it has every descriptor yet
    lock.reset();
    CHECK(FolderLock::try_take(place.path()));
    REQUIRE(::kill(child, SIGKILL) == 0);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
}
