#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

#include "core/db/migrations.hpp"

namespace faults {

// A process of this program's own that works until it is killed. It says a letter for everything it has done, after it
// is done: 'b' it begins, 'o' the household is open, '.' one more step, 'e' it has come to its end by itself.
class Victim {
public:
    explicit Victim(const std::vector<std::string>& arguments);
    ~Victim();
    Victim(const Victim&) = delete;
    Victim& operator=(const Victim&) = delete;

    // Waits for the next letter; false when there will be none.
    bool listen();
    // Kills it, if it is not over yet, and listens to what it had still said.
    void kill();

    const std::string& said() const { return said_; }
    std::size_t steps() const;
    bool opened() const { return said_.find('o') != std::string::npos; }
    // How it ended otherwise than by our hand or by itself; empty if it did not.
    const std::string& problem() const { return problem_; }

private:
    pid_t id_ = -1;
    int ear_ = -1;
    std::string said_, problem_;
};

// The other end: what such a process does.
int storm_until_killed(const std::filesystem::path& folder, const std::filesystem::path& pictures, std::uint64_t seed);
int upgrade(const std::filesystem::path& database, const std::filesystem::path& backups);

// The steps that this program has, and some more of a version that does not exist.
std::vector<core::db::Migration> upgrading_migrations();

}  // namespace faults
