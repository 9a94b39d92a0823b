#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "core/jobs/job.hpp"
#include "core/memories/photo_hash.hpp"
#include "core/result.hpp"
#include "core/time/day.hpp"

namespace core::exports {

[[noreturn]] void throw_fault(std::error_code error, const std::filesystem::path& path);

// On disk when it returns. For nobody else's eyes. Throws Fault.
void write_file(const std::filesystem::path& path, const void* bytes, std::size_t count);
// Gives what is whole its name; never in the place of something else. Throws Fault(no_access) where there is something.
void put_in_place(const std::filesystem::path& unfinished, const std::filesystem::path& place);
// Something other than an empty folder.
bool holds_something(const std::filesystem::path& path);

// Something that is written out of the household, a photo a slice, and is whole or not there.
class ExportJob : public Job {
public:
    struct Progress {
        std::size_t done = 0, total = 0;
    };

    bool step() noexcept final;

    Progress progress() const;
    bool complete() const;
    std::optional<Fault::Kind> failure() const;
    // Of photos that are not in the household's folder, or do not open there.
    std::size_t missing_photos() const;
    std::vector<std::string> names_of_missing_photos() const;  // by which their people may know them
    // Of photos whose bytes are not those that their row remembers: they are copied as they are.
    std::size_t damaged_photos() const;
    std::vector<std::string> names_of_damaged_photos() const;

protected:
    virtual bool write_next() = 0;      // true while there is more; throws Fault
    virtual void give_up() noexcept {}  // what was begun is of no use: it failed

    void set_total(std::size_t total);
    void set_done(std::size_t done);
    void note_missing(const PhotoHash& photo, const std::optional<Day>& day, const std::string& source_name);
    void note_if_damaged(const std::vector<std::uint8_t>& bytes, const PhotoHash& photo, const std::optional<Day>& day,
                         const std::string& source_name);
    void set_complete();

private:
    void fail(Fault::Kind kind) noexcept;

    mutable std::mutex mutex_;  // of what follows
    Progress progress_;
    std::optional<Fault::Kind> failure_;
    std::vector<std::string> missing_, damaged_;
    bool complete_ = false;
};

}  // namespace core::exports
