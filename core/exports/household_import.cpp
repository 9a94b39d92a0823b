#include "core/exports/household_import.hpp"

#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "core/db/side_files.hpp"

namespace core::exports {

namespace fs = std::filesystem;

namespace {

// "diary-photos/2026-11-23-0123456789abcdef.jpg": one folder beside the file and a name in it, whatever else stands
// there.
std::optional<fs::path> place_of(const std::string& file) {
    const fs::path path(file);
    std::vector<std::string> parts;
    for (const auto& part : path) parts.push_back(part.string());
    if (path.is_absolute() || parts.size() != 2 || file.find('\0') != std::string::npos) return std::nullopt;
    for (const auto& part : parts)
        if (part.empty() || part == "." || part == "..") return std::nullopt;
    return path;
}

std::optional<std::vector<std::uint8_t>> bytes_of(const fs::path& file, std::int64_t most) {
    std::error_code error;
    // A link may lead anywhere, and a pipe would wait for its writer.
    if (!fs::is_regular_file(fs::symlink_status(file, error)) || error || db::is_open_database(file))
        return std::nullopt;
    std::ifstream stream(file, std::ios::binary);
    std::vector<std::uint8_t> bytes;
    std::vector<char> part(1 << 16);
    while (stream) {
        stream.read(part.data(), static_cast<std::streamsize>(part.size()));
        if (static_cast<std::int64_t>(bytes.size()) + stream.gcount() > most) return std::nullopt;
        bytes.insert(bytes.end(), part.begin(), part.begin() + stream.gcount());
    }
    if (stream.bad() || bytes.empty()) return std::nullopt;
    return bytes;
}

}  // namespace

std::variant<Contents, JsonProblem> read_household_file(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error)) return JsonProblem{JsonProblem::What::cannot_be_read};
    if (db::is_open_database(file)) return JsonProblem{JsonProblem::What::own_database};
    const auto size = fs::file_size(file, error);
    if (!error && size > largest_json) return JsonProblem{JsonProblem::What::too_large};
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return JsonProblem{JsonProblem::What::cannot_be_read};
    std::string bytes;
    std::vector<char> part(1 << 16);
    while (stream) {
        stream.read(part.data(), static_cast<std::streamsize>(part.size()));
        if (bytes.size() + static_cast<std::size_t>(stream.gcount()) > largest_json)
            return JsonProblem{JsonProblem::What::too_large};
        bytes.append(part.data(), static_cast<std::size_t>(stream.gcount()));
    }
    if (stream.bad()) return JsonProblem{JsonProblem::What::cannot_be_read};
    return read_json(bytes);
}

PhotosToTakeIn::PhotosToTakeIn(PhotoFolder folder, Contents& contents, const fs::path& json)
    : folder_(std::move(folder)), contents_(contents), beside_(json.parent_path()) {
    std::set<PhotoHash> plain;
    const auto add = [&](const PhotoHash& photo, const std::string& file) {
        if (plain.insert(photo).second) wanted_.push_back({photo, file, std::nullopt});
    };
    for (const auto& person : contents.people)
        if (person.portrait) add(*person.portrait, person.portrait_file);
    for (std::size_t i = 0; i < contents.memories.size(); ++i) {
        const auto& memory = contents.memories[i];
        // Two who keep the same photo to themselves know nothing of each other, and neither has the other's key.
        if (arrival_for(memory.audience) == Arrival::sealed) wanted_.push_back({memory.photo, memory.file, i});
        else add(memory.photo, memory.file);
    }
}

bool PhotosToTakeIn::step() noexcept {
    if (cancelled() || next_ >= wanted_.size()) return false;
    const auto& wanted = wanted_[next_++];
    try {
        if (!take(wanted)) missing_.push_back(wanted.file.empty() ? to_hex(wanted.photo) : wanted.file);
    } catch (...) {
        // Out of memory, most likely; the next one may be smaller.
        try {
            missing_.push_back(wanted.file);
        } catch (...) {
        }
    }
    return next_ < wanted_.size();
}

bool PhotosToTakeIn::take(const Wanted& wanted) {
    const auto place = place_of(wanted.file);
    if (!place) return false;
    const auto bytes = bytes_of(beside_ / *place, photo_byte_limit);
    if (!bytes || hash_of(bytes->data(), bytes->size()) != wanted.photo) return false;
    const auto stored =
        folder_.add_bytes(*bytes, place->filename().string(), wanted.sealed_for ? Arrival::sealed : Arrival::plain);
    if (!stored) return false;
    if (wanted.sealed_for) contents_.memories[*wanted.sealed_for].sealed = stored.value().sealed;
    return true;
}

}  // namespace core::exports
