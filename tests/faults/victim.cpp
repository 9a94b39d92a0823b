#include "tests/faults/victim.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/faults/storm.hpp"

extern char** environ;

namespace faults {

namespace fs = std::filesystem;

Victim::Victim(const std::vector<std::string>& arguments) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    std::vector<char*> words;
    static char self[] = "/proc/self/exe";
    words.push_back(self);
    for (const auto& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    const int failed = ::posix_spawn(&id_, self, &actions, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    ear_ = ends[0];
    if (failed != 0) throw std::runtime_error(std::string("no process: ") + std::strerror(failed));
}

Victim::~Victim() {
    kill();
    ::close(ear_);
}

bool Victim::listen() {
    char letter = 0;
    ssize_t count;
    do count = ::read(ear_, &letter, 1);
    while (count < 0 && errno == EINTR);
    if (count == 1) said_ += letter;
    return count == 1;
}

void Victim::kill() {
    if (id_ < 0) return;
    ::kill(id_, SIGKILL);
    while (listen()) {
    }
    int status = 0;
    pid_t waited;
    do waited = ::waitpid(id_, &status, 0);
    while (waited < 0 && errno == EINTR);
    id_ = -1;
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
        problem_ = "ended with status " + std::to_string(WEXITSTATUS(status));
    if (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL)
        problem_ = "ended by signal " + std::to_string(WTERMSIG(status));
}

std::size_t Victim::steps() const { return static_cast<std::size_t>(std::count(said_.begin(), said_.end(), '.')); }

namespace {

void say(char letter) {
    // Nobody listens any more: then there is nobody to kill us either.
    if (::write(STDOUT_FILENO, &letter, 1) != 1) ::_exit(4);
}

}  // namespace

int storm_until_killed(const fs::path& folder, const fs::path& pictures, std::uint64_t seed) {
    const auto files = pictures_in(pictures);
    say('b');
    Storm storm(folder, files, seed);
    say('o');
    for (;;) {
        storm.step();
        say('.');
    }
}

int upgrade(const fs::path& database, const fs::path& backups) {
    say('b');
    core::db::Connection connection(database);
    core::db::migrate(connection, upgrading_migrations(), backups, {1'795'453'805'000, 60});
    say('o');
    say('e');
    return 0;
}

std::vector<core::db::Migration> upgrading_migrations() {
    auto steps = core::db::embedded_migrations();
    for (int n = 1; n <= 3; ++n) {
        const auto name = "made_up_" + std::to_string(n);
        steps.push_back({steps.back().version + 1,
                         "CREATE TABLE " + name +
                             " (number INTEGER PRIMARY KEY, filling TEXT NOT NULL) STRICT;"
                             "INSERT INTO " +
                             name +
                             " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
                             " SELECT i, hex(zeroblob(i % 50)) FROM n;"
                             "CREATE INDEX " +
                             name + "_filling ON " + name +
                             "(filling);"
                             "ALTER TABLE person ADD COLUMN " +
                             name +
                             " TEXT NOT NULL DEFAULT 'new';"
                             "UPDATE person SET " +
                             name + " = 'filled';"});
    }
    return steps;
}

}  // namespace faults
