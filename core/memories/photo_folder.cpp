#include "core/memories/photo_folder.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <exception>
#include <optional>
#include <string_view>

#include <sodium.h>

#include "core/db/side_files.hpp"
#include "core/memories/pixels.hpp"
#include "core/memories/sealed_photo_file.hpp"
#include "core/system/file_identity.hpp"
#include "core/system/file_steps.hpp"
#include "core/text.hpp"

namespace core {

namespace {

namespace fs = std::filesystem;

constexpr unsigned photo_mode = 0440, thumbnail_mode = 0640;
constexpr int thumbnail_quality = 85;
constexpr auto surely_abandoned = std::chrono::hours(24);

PhotoProblem why_not_read(std::error_code error) {
    const bool not_there = error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory ||
                           error == std::errc::filename_too_long;
    return not_there ? PhotoProblem::not_found : PhotoProblem::cannot_be_read;
}

PhotoProblem why_not_written(std::error_code error) {
    return system::is_disk_full(error) ? PhotoProblem::disk_full : PhotoProblem::cannot_be_stored;
}

std::optional<PhotoProblem> written(std::error_code error) {
    return error ? std::optional(why_not_written(error)) : std::nullopt;
}

struct Contents {
    std::vector<std::uint8_t> bytes;
    std::int64_t modified_utc_ms = 0;
};

PhotoResult<Contents> read_whole(const fs::path& path) {
    if (db::is_open_database(path)) return PhotoProblem::own_database;
    std::error_code error;
    const auto file = system::try_open(path, error);
    if (!file) return why_not_read(error);
    const auto facts = system::facts_of(file, error);
    if (!facts) return PhotoProblem::cannot_be_read;
    if (!facts->regular) return PhotoProblem::not_a_photo;
    if (facts->bytes > photo_byte_limit) return PhotoProblem::too_large;

    Contents contents;
    contents.modified_utc_ms = facts->modified_utc_ms;
    // One byte more than it says, to see the end without growing; it may have changed since.
    contents.bytes.resize(static_cast<std::size_t>(facts->bytes) + 1);
    std::size_t filled = 0;
    for (;;) {
        filled += system::try_read(file, contents.bytes.data() + filled, contents.bytes.size() - filled, error);
        if (error) return PhotoProblem::cannot_be_read;
        if (static_cast<std::int64_t>(filled) > photo_byte_limit) return PhotoProblem::too_large;
        if (filled < contents.bytes.size()) break;
        contents.bytes.resize(filled * 2);
    }
    contents.bytes.resize(filled);
    return contents;
}

// With its parents; durable, as a photo in it would not be otherwise.
std::error_code make_folder(const fs::path& folder) {
    auto error = system::try_make_folder(folder);
    if (!error) return system::try_sync_folder(folder.has_parent_path() ? folder.parent_path() : ".");
    if (error == std::errc::file_exists) {
        std::error_code ignored;
        return fs::is_directory(folder, ignored) ? std::error_code() : error;
    }
    if (error != std::errc::no_such_file_or_directory || !folder.has_parent_path() || folder.parent_path() == folder)
        return error;
    if (const auto above = make_folder(folder.parent_path())) return above;
    error = system::try_make_folder(folder);
    if (error && error != std::errc::file_exists) return error;
    return system::try_sync_folder(folder.parent_path());
}

enum class Keep {
    durable,
    cached,
    in_place,  // durable, and only where there is one still that it takes the place of
};

// Whole or not at all: written in `workshop` and moved to its place.
std::optional<PhotoProblem> write_in(const fs::path& workshop, const fs::path& path,
                                     const std::vector<std::uint8_t>& bytes, unsigned mode, Keep keep) {
    std::error_code error;
    system::UnfinishedFile file(workshop, error);
    if (!error) error = file.write(bytes.data(), bytes.size());
    if (error) return why_not_written(error);
    file.allow(mode);
    if (keep != Keep::cached) error = file.sync();
    if (!error) error = file.close();
    if (error) return why_not_written(error);
    if (keep == Keep::in_place)
        if (const auto gone = system::why_not_there(path)) return why_not_read(gone);
    return written(file.put_in(path));
}

// In the program's own folder, where the next start finds what is half-written; beside its place where there is none,
// or from where it cannot be moved, as on another disk.
std::optional<PhotoProblem> write_file(Arrivals& arrivals, const fs::path& path, const std::vector<std::uint8_t>& bytes,
                                       unsigned mode, Keep keep) {
    const auto folder = path.parent_path(), own = arrivals.own();
    if (const auto error = make_folder(folder)) return why_not_written(error);
    auto problem = write_in(own.empty() ? folder : own, path, bytes, mode, keep);
    if (problem && *problem != PhotoProblem::disk_full && !own.empty())
        problem = write_in(folder, path, bytes, mode, keep);
    if (problem) return problem;
    return keep == Keep::cached ? std::nullopt : written(system::try_sync_folder(folder));
}

// Without one it is made again when it is wanted.
template <class Encode> void keep_thumbnail(Arrivals& arrivals, const fs::path& path, Encode&& encode) noexcept {
    try {
        write_file(arrivals, path, encode(), thumbnail_mode, Keep::cached);
    } catch (const std::exception&) {
    }
}

fs::path sharded(const fs::path& folder, const PhotoHash& hash, std::string_view ending) {
    const auto hex = to_hex(hash);
    return folder / hex.substr(0, 2) / (hex + std::string(ending));
}

std::string relative(const char* folder, const PhotoHash& hash, std::string_view ending) {
    return sharded(folder, hash, ending).generic_string();
}

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
                      tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

// What a sealed file is bound to: a thumbnail is not taken for its photo, nor either for another's.
std::vector<std::uint8_t> bound(const SealedPhoto& sealed, char what) {
    std::vector<std::uint8_t> bytes(sealed.name.bytes.begin(), sealed.name.bytes.end());
    bytes.push_back(static_cast<std::uint8_t>(what));
    return bytes;
}

std::vector<std::uint8_t> encrypted(const std::vector<std::uint8_t>& plain, const SealedPhoto& with, char what) {
    const auto context = bound(with, what);
    std::vector<std::uint8_t> bytes(sealed_head_bytes + nonce_bytes + plain.size() + tag_bytes);
    auto* nonce = bytes.data() + sealed_head_bytes;
    randombytes_buf(nonce, nonce_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_bytes, nullptr, plain.data(), plain.size(), context.data(),
                                               context.size(), nullptr, nonce, with.key.data());
    finish_sealed_file(bytes, with.name);
    return bytes;
}

PhotoResult<std::vector<std::uint8_t>> decrypted(const std::vector<std::uint8_t>& bytes, const SealedPhoto& with,
                                                 char what) {
    constexpr auto head = sealed_head_bytes + nonce_bytes;
    const auto end = sealed_content_end(bytes);
    if (end < head + tag_bytes) return PhotoProblem::damaged;
    const auto context = bound(with, what);
    std::vector<std::uint8_t> plain(end - head - tag_bytes);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, bytes.data() + head, end - head,
                                                   context.data(), context.size(), bytes.data() + sealed_head_bytes,
                                                   with.key.data()) != 0)
        return PhotoProblem::damaged;
    return plain;
}

void sweep(const fs::path& folder) {
    const auto oldest_kept = fs::file_time_type::clock::now() - surely_abandoned;
    std::error_code error;
    for (auto file = fs::directory_iterator(folder, error); !error && file != fs::directory_iterator();
         file.increment(error)) {
        if (file->path().filename().native().rfind(system::UnfinishedFile::prefix, 0) != 0) continue;
        std::error_code unreadable;  // of this one; the others are looked at all the same
        if (file->symlink_status(unreadable).type() != fs::file_type::regular) continue;
        const auto written = file->last_write_time(unreadable);
        if (!unreadable && written < oldest_kept) fs::remove(file->path(), unreadable);
    }
}

// What a note is called, and the photo that one is about. A plain thumbnail that is made later has one of its own.
constexpr std::string_view sealed_ending = ".sealed", thumbnail_ending = ".thumbnail";

std::string note_of(const PhotoName& photo) {
    return to_hex(photo.name) + std::string(photo.sealed ? sealed_ending : "");
}

std::optional<PhotoName> noted(const std::string& note) {
    const auto dot = std::min(note.find('.'), note.size());
    const auto name = hash_from_hex(note.substr(0, dot));
    const auto ending = std::string_view(note).substr(dot);
    if (!name || !(ending.empty() || ending == sealed_ending || ending == thumbnail_ending)) return std::nullopt;
    return PhotoName{*name, ending == sealed_ending};
}

// A file's name need not be text.
std::string as_text(std::string name) {
    if (!length_of(name))
        for (auto& c : name)
            if (static_cast<unsigned char>(c) >= 0x80) c = '_';
    return name;
}

}  // namespace

PhotoResult<StoredPhoto> PhotoFolder::add(const fs::path& file, Arrival as) const {
    const auto contents = read_whole(file);
    if (!contents) return contents.problem();
    auto stored = add_bytes(contents.value().bytes, file.filename().string(), as);
    if (stored) stored.value().file_modified_utc_ms = contents.value().modified_utc_ms;
    return stored;
}

PhotoResult<StoredPhoto> PhotoFolder::add_bytes(const std::vector<std::uint8_t>& bytes, std::string source_name,
                                                Arrival as) const {
    const auto facts = inspect_photo(bytes);
    if (!facts) return facts.problem();
    StoredPhoto stored{hash_of(bytes.data(), bytes.size()), facts.value(), 0, as_text(std::move(source_name))};
    if (as == Arrival::sealed) stored.sealed = new_seal();

    const auto path = stored.sealed ? sharded(folder_ / "photos", stored.sealed->name, sealed_ending)
                                    : path_of(stored.hash, stored.facts.format);
    const auto present = read_whole(path);
    if (present && present.value().bytes == bytes) {
        arrivals_->note(note_of(stored.name()));
        // Whoever put it there just now may not have come to this yet.
        if (const auto error = system::try_sync_folder(path.parent_path())) return why_not_written(error);
        return stored;
    }
    const auto thumbnail = decode_photo(bytes, thumbnail_side, thumbnail_side);
    if (!thumbnail) return thumbnail.problem();
    arrivals_->note(note_of(stored.name()));
    const auto problem = write_file(*arrivals_, path, stored.sealed ? encrypted(bytes, *stored.sealed, 'p') : bytes,
                                    photo_mode, Keep::durable);
    if (problem) {
        has_arrived(stored.name());  // not at all, that is
        return *problem;
    }
    if (stored.sealed)
        keep_thumbnail(*arrivals_, sharded(folder_ / "thumbnails", stored.sealed->name, sealed_ending), [&] {
            return encrypted(encode_jpeg(thumbnail.value(), thumbnail_quality), *stored.sealed, 't');
        });
    else
        keep_thumbnail(*arrivals_, thumbnail_path(stored.hash),
                       [&] { return encode_jpeg(thumbnail.value(), thumbnail_quality); });
    return stored;
}

void PhotoFolder::has_arrived(const PhotoName& photo) const noexcept {
    try {
        arrivals_->forget(note_of(photo));
    } catch (const std::exception&) {
        // The next start finds the note, and the row with it.
    }
}

void PhotoFolder::each_left_behind(const std::function<bool(const PhotoName&)>& take_away) const {
    arrivals_->each_left_behind([&](const std::string& note) {
        const auto photo = noted(note);
        return photo && take_away(*photo);
    });
}

fs::path PhotoFolder::path_of(const PhotoHash& hash, PhotoFormat format) const {
    return sharded(folder_ / "photos", hash, format == PhotoFormat::png ? ".png" : ".jpg");
}

fs::path PhotoFolder::thumbnail_path(const PhotoHash& hash) const {
    return sharded(folder_ / "thumbnails", hash, ".jpg");
}

PhotoResult<std::vector<std::uint8_t>> PhotoFolder::bytes(const PhotoHash& hash, PhotoFormat format,
                                                          const std::optional<SealedPhoto>& sealed) const {
    const auto path = sealed ? sharded(folder_ / "photos", sealed->name, sealed_ending) : path_of(hash, format);
    auto contents = read_whole(path);
    if (!contents) return contents.problem();
    if (sealed) {
        auto plain = decrypted(contents.value().bytes, *sealed, 'p');
        // From before these files had a sum: it opened, so it is whole, and from now on anybody can see that.
        if (plain && !has_sum(contents.value().bytes)) {
            finish_sealed_file(contents.value().bytes, sealed->name);
            const auto note = note_of({sealed->name, true});
            arrivals_->note(note);
            // Where it cannot be written it stays as it is. Where its memory is erased just now it may come back, and
            // whoever erased it has taken the note away: the next start looks whether a row rests on it.
            write_file(*arrivals_, path, contents.value().bytes, photo_mode, Keep::in_place);
            arrivals_->note(note);
        }
        return plain;
    }
    return std::move(contents.value().bytes);
}

std::optional<PhotoProblem> PhotoFolder::seal(const PhotoHash& hash, PhotoFormat format, const SealedPhoto& as) const {
    const auto plain = bytes(hash, format);
    if (!plain) return plain.problem();
    arrivals_->note(note_of({as.name, true}));
    return write_file(*arrivals_, sharded(folder_ / "photos", as.name, sealed_ending),
                      encrypted(plain.value(), as, 'p'), photo_mode, Keep::durable);
}

std::optional<PhotoProblem> PhotoFolder::unseal(const PhotoHash& hash, PhotoFormat format,
                                                const SealedPhoto& from) const {
    const auto plain = bytes(hash, format, from);
    if (!plain) return plain.problem();
    arrivals_->note(note_of({hash, false}));
    return write_file(*arrivals_, path_of(hash, format), plain.value(), photo_mode, Keep::durable);
}

std::vector<std::string> PhotoFolder::files_of(const PhotoHash& hash, PhotoFormat format) const {
    return {relative("photos", hash, format == PhotoFormat::png ? ".png" : ".jpg"),
            relative("thumbnails", hash, ".jpg")};
}

std::vector<std::string> PhotoFolder::files_of(const SealedPhoto& sealed) const {
    return {relative("photos", sealed.name, sealed_ending), relative("thumbnails", sealed.name, sealed_ending)};
}

std::vector<std::string> PhotoFolder::files_of(const PhotoName& photo) const {
    if (photo.sealed) return files_of(SealedPhoto{photo.name, {}});
    return {relative("photos", photo.name, ".jpg"), relative("photos", photo.name, ".png"),
            relative("thumbnails", photo.name, ".jpg")};
}

PhotoResult<Pixels> PhotoFolder::sealed_thumbnail(const PhotoHash& hash, PhotoFormat format,
                                                  const SealedPhoto& sealed) const {
    const auto path = sharded(folder_ / "thumbnails", sealed.name, sealed_ending);
    if (const auto cached = read_whole(path)) {
        const auto plain = decrypted(cached.value().bytes, sealed, 't');
        if (plain) return decode_photo(plain.value(), thumbnail_side, thumbnail_side);
    }
    const auto photo = bytes(hash, format, sealed);
    if (!photo) return photo.problem();
    auto pixels = decode_photo(photo.value(), thumbnail_side, thumbnail_side);
    if (!pixels) return pixels;
    lay_on_white(pixels.value());
    keep_thumbnail(*arrivals_, path,
                   [&] { return encrypted(encode_jpeg(pixels.value(), thumbnail_quality), sealed, 't'); });
    return pixels;
}

PhotoResult<Pixels> PhotoFolder::thumbnail(const PhotoHash& hash, PhotoFormat format,
                                           const std::optional<SealedPhoto>& sealed) const {
    if (sealed) return sealed_thumbnail(hash, format, *sealed);
    if (const auto cached = read_whole(thumbnail_path(hash))) {
        auto pixels = decode_photo(cached.value().bytes, thumbnail_side, thumbnail_side);
        if (pixels) return pixels;
    }
    const auto photo = read_whole(path_of(hash, format));
    if (!photo) return photo.problem();
    auto pixels = decode_photo(photo.value().bytes, thumbnail_side, thumbnail_side);
    if (!pixels) return pixels;
    lay_on_white(pixels.value());
    // The photo may be encrypted meanwhile, and taken away before its thumbnail: then this one comes too late. The note
    // says so to the next start where the program is killed before it can look.
    const auto note = to_hex(hash) + std::string(thumbnail_ending);
    arrivals_->note(note);
    keep_thumbnail(*arrivals_, thumbnail_path(hash), [&] { return encode_jpeg(pixels.value(), thumbnail_quality); });
    std::error_code error;
    if (!fs::exists(path_of(hash, format), error)) fs::remove(thumbnail_path(hash), error);
    arrivals_->forget(note);
    return pixels;
}

PhotoResult<Pixels> PhotoFolder::picture(const PhotoHash& hash, PhotoFormat format, int fit_width, int fit_height,
                                         const std::optional<SealedPhoto>& sealed) const {
    const auto photo = bytes(hash, format, sealed);
    if (!photo) return photo.problem();
    return decode_photo(photo.value(), fit_width, fit_height);
}

void PhotoFolder::sweep_unfinished() const {
    for (const auto* kind : {"photos", "thumbnails"}) {
        std::error_code error;
        auto shard = fs::directory_iterator(folder_ / kind, error);
        for (; !error && shard != fs::directory_iterator(); shard.increment(error)) {
            std::error_code unreadable;
            if (shard->symlink_status(unreadable).type() == fs::file_type::directory) sweep(shard->path());
        }
    }
}

}  // namespace core
