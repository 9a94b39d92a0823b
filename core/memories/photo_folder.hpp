#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/memories/arrivals.hpp"
#include "core/memories/photo.hpp"
#include "core/memories/photo_hash.hpp"
#include "core/viewer.hpp"

namespace core {

// How a photo comes into the folder: what its author keeps to themselves is sealed before its first byte reaches the
// disk.
enum class Arrival { plain, sealed };
constexpr Arrival arrival_for(Audience audience) {
    return audience == Audience::only_me ? Arrival::sealed : Arrival::plain;
}

struct StoredPhoto {
    PhotoHash hash;
    PhotoFacts facts;
    std::int64_t file_modified_utc_ms = 0;   // of the file it came from
    std::string source_name;                 // that file's name, without folders; UTF-8, whatever the name was
    std::optional<SealedPhoto> sealed = {};  // how it lies there, where it arrived sealed

    PhotoName name() const { return sealed ? PhotoName{sealed->name, true} : PhotoName{hash, false}; }
};

// The photo files beside the database: photos/ab/abcdef….jpg, read-only once written and never
// overwritten, and thumbnails/ab/abcdef….jpg, a cache that may be deleted at any time. What somebody keeps to
// themselves lies there encrypted, as ….sealed. Safe to use from several threads.
class PhotoFolder {
public:
    explicit PhotoFolder(std::filesystem::path data_folder)
        : folder_(std::move(data_folder)), arrivals_(std::make_shared<Arrivals>(folder_ / "thumbnails" / "arriving")) {}

    const std::filesystem::path& data_folder() const { return folder_; }

    // Reads, checks (decodes it once, for the thumbnail), hashes and copies a file; durable (fsync of the file and its
    // folder) when it returns. A plain photo that is there already is left as it is, unless its bytes have gone bad:
    // then these take their place. A sealed one gets a new name and key, with its thumbnail. Throws std::bad_alloc
    // only.
    PhotoResult<StoredPhoto> add(const std::filesystem::path& file, Arrival as) const;
    // The same for bytes that are a photo already (a drawn picture, a portrait).
    PhotoResult<StoredPhoto> add_bytes(const std::vector<std::uint8_t>& bytes, std::string source_name,
                                       Arrival as) const;

    std::filesystem::path path_of(const PhotoHash& hash, PhotoFormat format) const;
    // At most thumbnail_side pixels on the longer side; made anew from the photo when the cache lacks it.
    PhotoResult<Pixels> thumbnail(const PhotoHash& hash, PhotoFormat format,
                                  const std::optional<SealedPhoto>& sealed = {}) const;
    // Upright, fitting within the given size.
    PhotoResult<Pixels> picture(const PhotoHash& hash, PhotoFormat format, int fit_width, int fit_height,
                                const std::optional<SealedPhoto>& sealed = {}) const;
    // The file's bytes, decrypted where it is sealed.
    PhotoResult<std::vector<std::uint8_t>> bytes(const PhotoHash& hash, PhotoFormat format,
                                                 const std::optional<SealedPhoto>& sealed = {}) const;

    // Puts an encrypted copy beside the plain one, or a plain one beside the encrypted; durable when it returns.
    // Nothing is taken away: that is done once the row says so. The copy has arrived then, as a photo that was added.
    // Nothing to say when it worked.
    std::optional<PhotoProblem> seal(const PhotoHash& hash, PhotoFormat format, const SealedPhoto& as) const;
    std::optional<PhotoProblem> unseal(const PhotoHash& hash, PhotoFormat format, const SealedPhoto& from) const;
    // The files of one photo, in the data folder: the photo and its thumbnail.
    std::vector<std::string> files_of(const PhotoHash& hash, PhotoFormat format) const;
    std::vector<std::string> files_of(const SealedPhoto& sealed) const;
    std::vector<std::string> files_of(const PhotoName& name) const;  // a plain one's, in either format
    // One that was added or sealed has its row, or is taken away. Until then a note says that it may be nobody's.
    void has_arrived(const PhotoName& photo) const noexcept;
    // Hands over each photo that a program which is over never said has_arrived() of; true: it is settled.
    void each_left_behind(const std::function<bool(const PhotoName&)>& take_away) const;
    // Removes what a program that was killed left half-written: older than a day, so that nobody is at it any more.
    // What cannot be looked at or removed stays.
    void sweep_unfinished() const;

private:
    PhotoResult<Pixels> sealed_thumbnail(const PhotoHash& hash, PhotoFormat format, const SealedPhoto& sealed) const;
    std::filesystem::path thumbnail_path(const PhotoHash& hash) const;

    std::filesystem::path folder_;
    std::shared_ptr<Arrivals> arrivals_;
};

inline constexpr int thumbnail_side = 512;

}  // namespace core
