#include "core/imports/read.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "core/db/side_files.hpp"
#include "core/imports/archive.hpp"
#include "core/imports/formats.hpp"
#include "core/memories/photo.hpp"
#include "core/memories/photo_hash.hpp"

namespace core::imports {

namespace {

namespace fs = std::filesystem;

Batch only(Problem problem) {
    Batch batch;
    batch.report(std::move(problem));
    return batch;
}

template <class Bytes> std::variant<Bytes, Trouble> bytes_of(const fs::path& file, std::size_t most) {
    std::error_code error;
    // A pipe would wait for its writer, and a link may lead anywhere.
    if (!fs::is_regular_file(file, error)) return Trouble::cannot_be_read;
    if (db::is_open_database(file)) return Trouble::own_database;
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return Trouble::cannot_be_read;
    Bytes bytes;
    std::vector<char> part(1 << 16);
    while (stream) {
        stream.read(part.data(), static_cast<std::streamsize>(part.size()));
        if (bytes.size() + static_cast<std::size_t>(stream.gcount()) > most) return Trouble::too_large;
        bytes.insert(bytes.end(), part.begin(), part.begin() + stream.gcount());
    }
    if (stream.bad()) return Trouble::cannot_be_read;
    return bytes;
}

// Into the one batch, as of that file.
void append(Batch& all, Batch one, const std::string& file, const std::string& folder = {}) {
    for (auto& problem : one.problems) {
        problem.file = file;
        all.report(std::move(problem));
    }
    all.problems_left_out += one.problems_left_out;
    for (auto& entry : one.entries) {
        entry.file = file;
        for (auto& photo : entry.photos) photo.name = folder + photo.name;
        if (!all.add(std::move(entry))) return;
    }
}

Batch read_archive(std::shared_ptr<Archive> archive) {
    Batch all;
    bool any = false;
    for (const auto& name : archive->names()) {
        if (!name.ends_with(".json") || name.find("__MACOSX") != std::string::npos) continue;
        const auto content = archive->read(name, largest_file);
        const auto shown = excerpt(name);
        any = true;
        if (const auto* trouble = std::get_if<Trouble>(&content)) {
            all.report({shown, 0, *trouble});
            continue;
        }
        const auto& bytes = std::get<0>(content);
        const auto slash = name.rfind('/');
        append(all, read_day_one({reinterpret_cast<const char*>(bytes.data()), bytes.size()}), shown,
               slash == std::string::npos ? std::string() : name.substr(0, slash + 1));
    }
    if (!any) all.report({{}, 0, Trouble::not_this_format});
    all.photo = [archive = std::move(archive)](const std::string& name) {
        return archive->read(name, photo_byte_limit);
    };
    return all;
}

Batch read_unpacked(const fs::path& file) {
    const auto content = bytes_of<std::string>(file, largest_file);
    if (const auto* trouble = std::get_if<Trouble>(&content)) return only({{}, 0, *trouble});
    auto batch = read_day_one(std::get<0>(content));
    // The reader lets no name through but letters and digits behind photos/.
    batch.photo = [folder = file.parent_path()](const std::string& name) -> Batch::PhotoBytes {
        std::error_code error;
        const auto photo = folder / name;
        if (!fs::is_regular_file(fs::symlink_status(photo, error))) return Trouble::photo_missing;
        return bytes_of<std::vector<std::uint8_t>>(photo, photo_byte_limit);
    };
    return batch;
}

bool is_archive(const fs::path& file) {
    char begin[4] = {};
    std::error_code error;
    if (!fs::is_regular_file(file, error) || db::is_open_database(file)) return false;
    std::ifstream(file, std::ios::binary).read(begin, 4);
    return begin[0] == 'P' && begin[1] == 'K';
}

Batch read_months(const fs::path& folder) {
    std::error_code error;
    std::vector<std::string> names;
    auto entry = fs::directory_iterator(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        auto name = entry->path().filename().string();
        if (name.size() == 11 && name.ends_with(".txt") && day_from_iso(name.substr(0, 7) + "-01"))
            names.push_back(std::move(name));
    }
    if (error) return only({{}, 0, Trouble::cannot_be_read});
    if (names.empty()) return only({{}, 0, Trouble::not_this_format});
    std::sort(names.begin(), names.end());
    Batch all;
    for (const auto& name : names) {
        const auto content = bytes_of<std::string>(folder / name, largest_file);
        if (const auto* trouble = std::get_if<Trouble>(&content)) all.report({name, 0, *trouble});
        else append(all, read_red_notebook(name, std::get<0>(content)), name);
    }
    return all;
}

}  // namespace

std::string_view to_text(Program program) {
    switch (program) {
        case Program::daylio: return "daylio";
        case Program::presently: return "presently";
        case Program::day_one: return "dayone";
        case Program::red_notebook: return "rednotebook";
        case Program::jrnl: break;
    }
    return "jrnl";
}

Batch read(Program program, const fs::path& path) {
    std::error_code error;
    if (program == Program::red_notebook && fs::is_directory(path, error)) {
        // The program's own folder has the months in another one.
        return read_months(fs::is_directory(path / "data", error) ? path / "data" : path);
    }
    if (program == Program::day_one) {
        if (!is_archive(path)) return read_unpacked(path);
        auto archive = Archive::open(path);
        if (!archive) return only({{}, 0, Trouble::malformed});
        return read_archive(std::make_shared<Archive>(std::move(*archive)));
    }
    const auto content = bytes_of<std::string>(path, largest_file);
    if (const auto* trouble = std::get_if<Trouble>(&content)) return only({{}, 0, *trouble});
    const auto& bytes = std::get<0>(content);
    switch (program) {
        case Program::daylio: return read_daylio(bytes);
        case Program::presently: return read_presently(bytes);
        case Program::red_notebook: return read_red_notebook(path.filename().string(), bytes);
        default: return read_jrnl(bytes);
    }
}

Batch read_day_one_archive(std::string_view bytes) {
    auto archive = Archive::of_bytes(bytes);
    if (!archive) return only({{}, 0, Trouble::malformed});
    return read_archive(std::make_shared<Archive>(std::move(*archive)));
}

}  // namespace core::imports
