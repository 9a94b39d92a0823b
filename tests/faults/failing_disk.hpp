#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

struct sqlite3_file;
struct sqlite3_vfs;

namespace faults {

// A disk between SQLite and the real one, which fails when it is told to. While it is there every database file that is
// opened lies on it. One at a time.
class FailingDisk {
public:
    enum class Call { write, sync, open, truncate, remove, lock, map, read, size };
    enum class Failing { once, until_cured };
    struct Plan {
        Call call = Call::write;
        int code = 0;  // SQLite's, to be answered with
        Failing failing = Failing::once;
        bool half = false;  // a write that fails has written its first half
    };

    FailingDisk();
    ~FailingDisk();
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;

    // Fails the nth such call from now on, counted from 1.
    void fail(const Plan& plan, std::size_t nth);
    // Loses its power at the nth write, sync, truncation or removal from now on: nothing reaches it any more.
    void lose_power(std::size_t nth);
    void cure();
    // Whether it came to that.
    bool failed() const { return failed_; }

    enum class Kept { nothing, some };
    // What power cuts do to files: of what was written after a file's last sync nothing is there, or some sectors are,
    // the same for the same seed. The files must be closed.
    void forget_unsynced(Kept kept, std::uint64_t seed);

    // --- for the functions that SQLite calls ------------------------------------------------------------
    int answer(Call call);
    bool halves() const { return plan_.half; }
    void wrote(sqlite3_file* file, const char* path, const void* bytes, std::int64_t count, std::int64_t at);
    void truncated(sqlite3_file* file, const char* path, std::int64_t size);
    void synced(const char* path) { unsynced_.erase(path); }
    void removed(const char* path) { unsynced_.erase(path); }
    sqlite3_vfs* real() const { return real_; }

private:
    struct Change {
        std::int64_t at = 0;
        std::string before, after;
        std::int64_t size_before = 0, size_after = 0;
    };

    sqlite3_vfs* real_;
    Plan plan_;
    std::size_t calls_left_ = never;
    bool power_ = false;  // the plan is a power cut
    bool failed_ = false;
    std::map<std::string, std::vector<Change>> unsynced_;

    static constexpr std::size_t never = std::numeric_limits<std::size_t>::max();
};

}  // namespace faults
