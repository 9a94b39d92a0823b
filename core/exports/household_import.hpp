#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "core/exports/household_json.hpp"
#include "core/jobs/job.hpp"
#include "core/memories/photo_folder.hpp"

// A household that was exported as JSON, on its way into an empty one: read, then its photos, then Household::take_in.
namespace core::exports {

// A file of its own and nothing else: no pipe, no device.
std::variant<Contents, JsonProblem> read_household_file(const std::filesystem::path& file);

// Takes the photos that lie beside a household's JSON into the photo folder, one a slice. A photo is taken only if it
// is the one that the file names, byte for byte. What somebody keeps to themselves arrives sealed, each with a name and
// a key of its own, and its memory in `contents` says how.
class PhotosToTakeIn final : public Job {
public:
    PhotosToTakeIn(PhotoFolder folder, Contents& contents, const std::filesystem::path& json);
    bool step() noexcept override;

    std::size_t done() const { return next_; }
    std::size_t total() const { return wanted_.size(); }
    // The files that are not there, cannot be read, or hold something else; once it is finished.
    const std::vector<std::string>& missing() const { return missing_; }

private:
    struct Wanted {
        PhotoHash photo;
        std::string file;
        std::optional<std::size_t>
            sealed_for;  // the one of `contents.memories` that keeps it to itself; nothing: it comes as it is
    };
    bool take(const Wanted& wanted);

    PhotoFolder folder_;
    Contents& contents_;
    std::filesystem::path beside_;  // where the JSON lies
    std::vector<Wanted> wanted_;
    std::size_t next_ = 0;
    std::vector<std::string> missing_;
};

}  // namespace core::exports
