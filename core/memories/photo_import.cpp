#include "core/memories/photo_import.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace core {

namespace {

namespace fs = std::filesystem;

// Those we do not read yet as well: who imports a folder is told which of its pictures stayed behind.
constexpr std::string_view picture_endings[] = {".jpg",  ".jpeg", ".jpe", ".png",  ".heic", ".heif",
                                                ".webp", ".gif",  ".tif", ".tiff", ".bmp",  ".avif"};

bool named_like_a_picture(const fs::path& path) {
    auto ending = path.extension().string();
    for (auto& c : ending)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return std::find(std::begin(picture_endings), std::end(picture_endings), ending) != std::end(picture_endings);
}

// Without links; for what does not exist, at least without detours.
fs::path real_path(const fs::path& path) {
    std::error_code error;
    auto real = fs::canonical(path, error);
    if (!error) return real;
    real = fs::absolute(path, error);
    return (error ? path : real).lexically_normal();
}

}  // namespace

PhotoImport::PhotoImport(PhotoFolder folder, std::vector<fs::path> paths, Arrival as)
    : folder_(std::move(folder)), as_(as) {
    for (auto& path : paths) to_search_.push_back({std::move(path), {}});
}

bool PhotoImport::step() noexcept {
    fs::path at_work;
    try {
        return !cancelled() && search_or_add(at_work);
    } catch (...) {
        // Out of memory, most likely for a very large file. What is at work was taken off its list, so the next step
        // goes on.
        try {
            report(at_work, PhotoProblem::cannot_be_read);
        } catch (...) {
        }
    }
    return !to_search_.empty() || !files_.empty();
}

bool PhotoImport::search_or_add(fs::path& at_work) {
    if (!to_search_.empty()) {
        auto place = std::move(to_search_.front());
        to_search_.pop_front();
        at_work = place.path;
        if (place.real.empty()) place.real = real_path(place.path);
        search(place);
    } else if (!files_.empty()) {
        at_work = std::move(files_.front());
        files_.pop_front();
        add(at_work);
    }
    show_progress(!to_search_.empty());
    return !to_search_.empty() || !files_.empty();
}

void PhotoImport::search(const Place& place) {
    if (!seen_.insert(place.real).second) return;
    std::error_code error;
    if (!fs::is_directory(place.real, error)) {
        files_.push_back(place.path);
        return;
    }

    std::vector<fs::path> names;
    auto entry = fs::directory_iterator(place.real, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error))
        names.push_back(entry->path().filename());
    if (error) report(place.path, PhotoProblem::cannot_be_read);
    std::sort(names.begin(), names.end());

    std::vector<Place> folders;
    const auto own_folder = real_path(folder_.data_folder());
    for (const auto& name : names) {
        if (name.native().front() == '.') continue;
        Place found{place.path / name, place.real / name};
        const auto kind = fs::symlink_status(found.real, error).type();
        if (kind == fs::file_type::directory) {
            if (found.real != own_folder) folders.push_back(std::move(found));
            continue;
        }
        if (!named_like_a_picture(name)) continue;
        if (kind == fs::file_type::symlink) {
            if (fs::is_directory(found.real, error)) continue;
            found.real = real_path(found.real);
        }
        if (seen_.insert(std::move(found.real)).second) files_.push_back(std::move(found.path));
    }
    to_search_.insert(to_search_.begin(), std::make_move_iterator(folders.begin()),
                      std::make_move_iterator(folders.end()));
}

void PhotoImport::add(const fs::path& file) {
    auto stored = folder_.add(file, as_);
    if (!stored) {
        report(file, stored.problem());
        return;
    }
    const std::lock_guard lock(mutex_);
    arrived_.push_back({file, std::move(stored.value())});
    ++progress_.done;
}

void PhotoImport::report(const fs::path& file, PhotoProblem problem) {
    const std::lock_guard lock(mutex_);
    failed_.push_back({file, problem});
    ++progress_.done;
}

void PhotoImport::show_progress(bool searching) {
    const std::lock_guard lock(mutex_);
    progress_.searching = searching;
    progress_.total = progress_.done + files_.size();
}

PhotoImport::Progress PhotoImport::progress() const {
    const std::lock_guard lock(mutex_);
    return progress_;
}

std::vector<PhotoImport::Arrived> PhotoImport::take_arrived() {
    const std::lock_guard lock(mutex_);
    return std::exchange(arrived_, {});
}

std::vector<PhotoImport::Failed> PhotoImport::failed() const {
    const std::lock_guard lock(mutex_);
    return failed_;
}

}  // namespace core
