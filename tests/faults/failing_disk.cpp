#include "tests/faults/failing_disk.hpp"

#include <algorithm>
#include <random>
#include <stdexcept>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace faults {

namespace {

// SQLite's C interfaces call back without saying on whose behalf; there is one at a time.
FailingDisk* disk = nullptr;

struct File {
    sqlite3_file base;
    const char* path;  // SQLite keeps it as long as the file is open; none for a temporary file
    sqlite3_file* real;
};

File* ours(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
sqlite3_file* real(sqlite3_file* file) { return ours(file)->real; }

using Call = FailingDisk::Call;

const sqlite3_io_methods methods = {
    2,
    [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); },
    [](sqlite3_file* f, void* to, int count, sqlite3_int64 at) {
        if (const int code = disk->answer(Call::read)) return code;
        return real(f)->pMethods->xRead(real(f), to, count, at);
    },
    [](sqlite3_file* f, const void* from, int count, sqlite3_int64 at) {
        if (const int code = disk->answer(Call::write)) {
            if (disk->halves() && count > 1) {
                disk->wrote(real(f), ours(f)->path, from, count / 2, at);
                real(f)->pMethods->xWrite(real(f), from, count / 2, at);
            }
            return code;
        }
        disk->wrote(real(f), ours(f)->path, from, count, at);
        return real(f)->pMethods->xWrite(real(f), from, count, at);
    },
    [](sqlite3_file* f, sqlite3_int64 size) {
        if (const int code = disk->answer(Call::truncate)) return code;
        disk->truncated(real(f), ours(f)->path, size);
        return real(f)->pMethods->xTruncate(real(f), size);
    },
    [](sqlite3_file* f, int) {
        if (const int code = disk->answer(Call::sync)) return code;
        if (ours(f)->path) disk->synced(ours(f)->path);
        return SQLITE_OK;  // what the real disk does with it shows in no test
    },
    [](sqlite3_file* f, sqlite3_int64* size) {
        if (const int code = disk->answer(Call::size)) return code;
        return real(f)->pMethods->xFileSize(real(f), size);
    },
    [](sqlite3_file* f, int level) {
        if (const int code = disk->answer(Call::lock)) return code;
        return real(f)->pMethods->xLock(real(f), level);
    },
    [](sqlite3_file* f, int level) { return real(f)->pMethods->xUnlock(real(f), level); },
    [](sqlite3_file* f, int* reserved) { return real(f)->pMethods->xCheckReservedLock(real(f), reserved); },
    [](sqlite3_file* f, int what, void* about) { return real(f)->pMethods->xFileControl(real(f), what, about); },
    [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); },
    [](sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); },
    [](sqlite3_file* f, int region, int size, int extend, void volatile** memory) {
        if (const int code = disk->answer(Call::map)) return code;
        return real(f)->pMethods->xShmMap(real(f), region, size, extend, memory);
    },
    [](sqlite3_file* f, int offset, int count, int flags) {
        if (flags & SQLITE_SHM_LOCK)
            if (const int code = disk->answer(Call::lock)) return code;
        return real(f)->pMethods->xShmLock(real(f), offset, count, flags);
    },
    [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); },
    [](sqlite3_file* f, int unlink) { return real(f)->pMethods->xShmUnmap(real(f), unlink); },
    nullptr,
    nullptr,
};

sqlite3_vfs shim{};

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out) {
    file->pMethods = nullptr;
    if (const int code = disk->answer(Call::open)) return code;
    auto* made = ours(file);
    made->path = path;
    made->real = reinterpret_cast<sqlite3_file*>(made + 1);
    const int code = disk->real()->xOpen(disk->real(), path, made->real, flags, out);
    if (code == SQLITE_OK) file->pMethods = &methods;
    return code;
}

int remove_file(sqlite3_vfs*, const char* path, int sync) {
    if (const int code = disk->answer(Call::remove)) return code;
    disk->removed(path);
    return disk->real()->xDelete(disk->real(), path, sync);
}

}  // namespace

FailingDisk::FailingDisk() : real_(sqlite3_vfs_find(nullptr)) {
    if (disk) throw std::logic_error("one failing disk at a time");
    disk = this;
    shim = *real_;
    shim.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
    shim.pNext = nullptr;
    shim.zName = "failing";
    shim.xOpen = open_file;
    shim.xDelete = remove_file;
    if (sqlite3_vfs_register(&shim, 1) != SQLITE_OK) throw std::runtime_error("no failing disk");
}

FailingDisk::~FailingDisk() {
    sqlite3_vfs_unregister(&shim);
    sqlite3_vfs_register(real_, 1);
    disk = nullptr;
}

void FailingDisk::fail(const Plan& plan, std::size_t nth) {
    cure();
    plan_ = plan;
    calls_left_ = nth;
}

void FailingDisk::lose_power(std::size_t nth) {
    fail({Call::write, SQLITE_IOERR, Failing::until_cured, false}, nth);
    power_ = true;
}

void FailingDisk::cure() {
    calls_left_ = never;
    power_ = failed_ = false;
}

int FailingDisk::answer(Call call) {
    const bool concerned =
        power_ ? call == Call::write || call == Call::sync || call == Call::truncate || call == Call::remove
               : call == plan_.call;
    if (calls_left_ == never || !concerned) return SQLITE_OK;
    if (calls_left_ > 0) --calls_left_;
    if (calls_left_ > 0) return SQLITE_OK;
    failed_ = true;
    if (plan_.failing == Failing::once) calls_left_ = never;
    return plan_.code;
}

void FailingDisk::wrote(sqlite3_file* file, const char* path, const void* bytes, std::int64_t count, std::int64_t at) {
    if (!path) return;
    Change change;
    change.at = at;
    change.after.assign(static_cast<const char*>(bytes), static_cast<std::size_t>(count));
    change.before.resize(static_cast<std::size_t>(count));
    const int read = file->pMethods->xRead(file, change.before.data(), static_cast<int>(count), at);
    if (read != SQLITE_OK && read != SQLITE_IOERR_SHORT_READ) throw std::runtime_error("the real disk fails");
    sqlite3_int64 size = 0;
    file->pMethods->xFileSize(file, &size);
    change.size_before = size;
    change.size_after = std::max<std::int64_t>(size, at + count);
    unsynced_[path].push_back(std::move(change));
}

void FailingDisk::truncated(sqlite3_file* file, const char* path, std::int64_t size_after) {
    sqlite3_int64 size = 0;
    file->pMethods->xFileSize(file, &size);
    if (!path || size_after >= size) return;
    Change change;
    change.at = size_after;
    change.before.resize(static_cast<std::size_t>(size - size_after));
    file->pMethods->xRead(file, change.before.data(), static_cast<int>(change.before.size()), size_after);
    change.size_before = size;
    change.size_after = size_after;
    unsynced_[path].push_back(std::move(change));
}

void FailingDisk::forget_unsynced(Kept kept, std::uint64_t seed) {
    std::mt19937_64 dice(seed);
    constexpr std::size_t sector = 512;
    for (const auto& [path, changes] : unsynced_) {
        const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
        if (file < 0) continue;
        const auto put = [&](const std::string& bytes, std::size_t from, std::size_t count, std::int64_t at) {
            if (::pwrite(file, bytes.data() + from, count, at + static_cast<std::int64_t>(from)) !=
                static_cast<ssize_t>(count))
                throw std::runtime_error("the real disk fails");
        };
        const auto resize = [&](std::int64_t size) {
            if (::ftruncate(file, size) != 0) throw std::runtime_error("the real disk fails");
        };
        for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
            put(change->before, 0, change->before.size(), change->at);
            resize(change->size_before);
        }
        if (kept == Kept::some)
            for (const auto& change : changes) {
                if (change.size_after < change.size_before) {
                    if (dice() % 2 == 0) resize(change.size_after);
                    continue;
                }
                for (std::size_t from = 0; from < change.after.size(); from += sector)
                    if (dice() % 2 == 0)
                        put(change.after, from, std::min(sector, change.after.size() - from), change.at);
            }
        ::close(file);
    }
    unsynced_.clear();
}

}  // namespace faults
