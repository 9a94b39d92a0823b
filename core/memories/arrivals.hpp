#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "core/system/lock_file.hpp"

namespace core {

// Where one running program notes what it writes into the photo folder before a row names it, so that the next start
// can take away what a killed program left:
//   thumbnails/arriving/<random>/lock             locked while the program lives; the system frees it, however it ends
//   thumbnails/arriving/<random>/<name>           one note a photo, empty; the name says where the photo lies
//   thumbnails/arriving/<random>/.arriving-…      files that are being written
// Safe to use from several threads.
class Arrivals {
public:
    explicit Arrivals(std::filesystem::path folder) : folder_(std::move(folder)) {}
    ~Arrivals();
    Arrivals(const Arrivals&) = delete;
    Arrivals& operator=(const Arrivals&) = delete;

    // This program's own folder, made when it is first needed; empty where it cannot be made, as on a full disk.
    std::filesystem::path own() noexcept;
    // Without room for a note the photo comes all the same.
    void note(const std::string& name) noexcept;
    void forget(const std::string& name) noexcept;

    // Goes through the notes of programs that are over and hands each to `take_away`; true: its note goes too. Files
    // that they left half-written go at once. A note that another program has as well is left to that one. Where locks
    // are not supported, a program counts as over a day after its last note, and so do notes of versions that had no
    // folder of their own.
    void each_left_behind(const std::function<bool(const std::string& name)>& take_away);

private:
    void make() noexcept;

    std::filesystem::path folder_;
    std::mutex mutex_;  // of what follows
    std::filesystem::path own_;
    std::optional<system::LockFile> lock_;
};

}  // namespace core
