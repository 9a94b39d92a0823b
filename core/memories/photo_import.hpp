#pragma once

#include <cstddef>
#include <deque>
#include <filesystem>
#include <mutex>
#include <set>
#include <vector>

#include "core/jobs/job.hpp"
#include "core/memories/photo_folder.hpp"

namespace core {

// Takes photos from files and folders into the photo folder, a folder or a file a slice. Folders are searched whole;
// hidden entries, links to folders and the household's own folder are left out. A file that is named twice is taken
// once. What has arrived is collected with take_arrived() by whoever writes the rows, so that a row never names a photo
// that is not on disk.
class PhotoImport final : public Job {
public:
    struct Arrived {
        std::filesystem::path file;
        StoredPhoto photo;
    };
    struct Failed {
        std::filesystem::path file;
        PhotoProblem problem;
    };
    struct Progress {
        bool searching = true;  // still looking through folders; total is not known yet
        std::size_t done = 0;   // files looked at, good or bad, and folders that cannot be read
        std::size_t total = 0;
    };

    // In a folder only files that are named like pictures are looked at, in the order of their names; a file named
    // itself always is.
    PhotoImport(PhotoFolder folder, std::vector<std::filesystem::path> paths, Arrival as);

    bool step() noexcept override;

    Progress progress() const;
    std::vector<Arrived> take_arrived();  // those since the last call
    std::vector<Failed> failed() const;   // all so far, in order

private:
    struct Place {
        std::filesystem::path path;  // as it was named, for people
        std::filesystem::path real;  // without links, for telling it apart; empty until it is searched
    };

    bool search_or_add(std::filesystem::path& at_work);
    void search(const Place& place);
    void add(const std::filesystem::path& file);
    void report(const std::filesystem::path& file, PhotoProblem problem);
    void show_progress(bool searching);

    PhotoFolder folder_;
    Arrival as_;
    // Of the thread that steps.
    std::deque<Place> to_search_;
    std::deque<std::filesystem::path> files_;
    std::set<std::filesystem::path> seen_;

    mutable std::mutex mutex_;  // of what follows
    std::vector<Arrived> arrived_;
    std::vector<Failed> failed_;
    Progress progress_;
};

}  // namespace core
