#include "core/imports/archive.hpp"

#include <system_error>

#include <zip.h>

#include "core/db/side_files.hpp"

namespace core::imports {

namespace {

// Photos are compressed already and text shrinks to a tenth, so an honest archive stays within that.
std::uint64_t budget_of(std::uint64_t bytes) { return largest_file * 4 + bytes * 4; }

constexpr std::uint64_t most_names = 1'000'000;

}  // namespace

void Archive::Close::operator()(zip* archive) const { zip_discard(archive); }

Archive::Archive(zip* archive, std::uint64_t bytes) : zip_(archive), budget_(budget_of(bytes)) {}

std::optional<Archive> Archive::open(const std::filesystem::path& file) {
    std::error_code error;
    const auto bytes = std::filesystem::file_size(file, error);
    if (error || db::is_open_database(file)) return std::nullopt;
    auto* archive = zip_open(file.c_str(), ZIP_RDONLY, nullptr);
    if (archive == nullptr) return std::nullopt;
    return Archive(archive, bytes);
}

std::optional<Archive> Archive::of_bytes(std::string_view bytes) {
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    if (source == nullptr) return std::nullopt;
    auto* archive = zip_open_from_source(source, ZIP_RDONLY, nullptr);
    if (archive != nullptr) return Archive(archive, bytes.size());
    zip_source_free(source);
    return std::nullopt;
}

std::vector<std::string> Archive::names() const {
    std::vector<std::string> names;
    const auto count = zip_get_num_entries(zip_.get(), 0);
    for (zip_int64_t i = 0; i < count && names.size() < most_names; ++i)
        if (const auto* name = zip_get_name(zip_.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS))
            names.emplace_back(name);
    return names;
}

std::variant<std::vector<std::uint8_t>, Trouble> Archive::read(const std::string& name, std::size_t most) {
    const auto index = zip_name_locate(zip_.get(), name.c_str(), 0);
    if (index < 0) return Trouble::photo_missing;
    struct CloseFile {
        void operator()(zip_file_t* file) const { zip_fclose(file); }
    };
    const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(zip_.get(), static_cast<zip_uint64_t>(index), 0));
    if (!file) return Trouble::cannot_be_read;
    // In parts, since the size that stands in the archive may be a lie.
    std::vector<std::uint8_t> bytes;
    std::vector<std::uint8_t> part(1 << 16);
    for (;;) {
        const auto count = zip_fread(file.get(), part.data(), part.size());
        if (count < 0) return Trouble::cannot_be_read;
        if (count == 0) return bytes;
        const auto read = static_cast<std::uint64_t>(count);
        if (read > budget_ || bytes.size() + read > most) return Trouble::too_large;
        budget_ -= read;
        bytes.insert(bytes.end(), part.begin(), part.begin() + count);
    }
}

}  // namespace core::imports
