#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/memories/photo.hpp"
#include "core/memories/photo_hash.hpp"

namespace core {

struct StoredPhoto {
    PhotoHash hash;
    PhotoFacts facts;
    std::int64_t file_modified_utc_ms = 0;  // of the file it came from
    std::string source_name;                // that file's name, without folders; UTF-8, whatever the name was
};

// The photo files beside the database: photos/ab/abcdef….jpg, read-only once written and never
// overwritten, and thumbnails/ab/abcdef….jpg, a cache that may be deleted at any time. What somebody keeps to themselves lies there
// encrypted, as ….sealed. Safe to use from several threads.
class PhotoFolder {
public:
    explicit PhotoFolder(std::filesystem::path data_folder) : folder_(std::move(data_folder)) {}

    const std::filesystem::path& data_folder() const { return folder_; }

    // Reads, checks (decodes it once, for the thumbnail), hashes and copies a file; durable (fsync of the file and its
    // folder) when it returns. A photo that is there already is left as it is, unless its bytes have gone bad: then these
    // take their place. Throws std::bad_alloc only.
    PhotoResult<StoredPhoto> add(const std::filesystem::path& file) const;
    // The same for bytes that are a photo already (a drawn picture, a portrait).
    PhotoResult<StoredPhoto> add_bytes(const std::vector<std::uint8_t>& bytes, std::string source_name) const;

    std::filesystem::path path_of(const PhotoHash& hash, PhotoFormat format) const;
    // At most thumbnail_side pixels on the longer side; made anew from the photo when the cache lacks it.
    PhotoResult<Pixels> thumbnail(const PhotoHash& hash, PhotoFormat format, const std::optional<SealedPhoto>& sealed = {}) const;
    // Upright, fitting within the given size.
    PhotoResult<Pixels> picture(const PhotoHash& hash, PhotoFormat format, int fit_width, int fit_height,
                                const std::optional<SealedPhoto>& sealed = {}) const;
    // The file's bytes, decrypted where it is sealed.
    PhotoResult<std::vector<std::uint8_t>> bytes(const PhotoHash& hash, PhotoFormat format, const std::optional<SealedPhoto>& sealed = {}) const;

    // Puts an encrypted copy beside the plain one, or a plain one beside the encrypted; durable when it returns. Nothing is taken
    // away: that is done once the row says so. Nothing to say when it worked.
    std::optional<PhotoProblem> seal(const PhotoHash& hash, PhotoFormat format, const SealedPhoto& as) const;
    std::optional<PhotoProblem> unseal(const PhotoHash& hash, PhotoFormat format, const SealedPhoto& from) const;
    // The files of one photo, in the data folder: the photo and its thumbnail.
    std::vector<std::string> files_of(const PhotoHash& hash, PhotoFormat format) const;
    std::vector<std::string> files_of(const SealedPhoto& sealed) const;
    // What came into the folder more than a day ago and has_arrived was not told of since: the program may have been killed before
    // there was a row for it.
    std::vector<PhotoHash> stranded() const;
    // One has its row, or goes.
    void has_arrived(const PhotoHash& hash) const noexcept;
    // Removes what a program that was killed left half-written: older than a day, so that nobody is at it any more. What cannot
    // be looked at or removed stays.
    void sweep_unfinished() const;

private:
    PhotoResult<Pixels> sealed_thumbnail(const PhotoHash& hash, PhotoFormat format, const SealedPhoto& sealed) const;
    std::filesystem::path thumbnail_path(const PhotoHash& hash) const;
    std::filesystem::path note_of_arrival(const PhotoHash& hash) const;

    std::filesystem::path folder_;
};

inline constexpr int thumbnail_side = 512;

}  // namespace core
