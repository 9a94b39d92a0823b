#include "tests/faults/checks.hpp"

#include <algorithm>
#include <iterator>
#include <system_error>

#include "core/memories/photo_hash.hpp"
#include "tests/core/files.hpp"
#include "tests/core/household/house.hpp"

namespace faults {

using namespace core;
using tests::bytes_in;
using tests::rows_in;
namespace fs = std::filesystem;

std::string integrity_of(const fs::path& database) {
    std::string verdict;
    db::Connection(database).prepare("PRAGMA integrity_check").each([&](const auto& row) { verdict += row.text(0); });
    return verdict;
}

std::string difference(const std::vector<std::string>& is, const std::vector<std::string>& should_be) {
    std::vector<std::string> too_much, missing;
    std::set_difference(is.begin(), is.end(), should_be.begin(), should_be.end(), std::back_inserter(too_much));
    std::set_difference(should_be.begin(), should_be.end(), is.begin(), is.end(), std::back_inserter(missing));
    std::string text;
    for (const auto& row : too_much) text += "\n  there, but should not be: " + row.substr(0, 300);
    for (const auto& row : missing) text += "\n  missing: " + row.substr(0, 300);
    return text;
}

std::vector<std::string> sorted_rows(const fs::path& database) {
    auto rows = rows_in(database);
    // What is only still to be tidied away differs with the moment of the kill.
    const auto differs = [](const auto& row) { return row.rfind("file_removal", 0) == 0; };
    rows.erase(std::remove_if(rows.begin(), rows.end(), differs), rows.end());
    std::sort(rows.begin(), rows.end());
    return rows;
}

std::string problem_with_photos(const Household& household, const fs::path& database) {
    std::string problem;
    const auto look_at = [&](const std::vector<std::uint8_t>& hash_bytes, PhotoFormat format) {
        PhotoHash hash;
        if (hash_bytes.size() != hash.bytes.size()) {
            problem += "\n  a photo without a hash";
            return;
        }
        std::copy(hash_bytes.begin(), hash_bytes.end(), hash.bytes.begin());
        const auto path = household.photos().path_of(hash, format);
        if (!fs::exists(path))
            problem += "\n  a row names a photo that is not there: " + path.string();
        else if (!household.photos().thumbnail(hash, format))
            problem += "\n  a photo cannot be shown: " + path.string();
    };
    const db::Connection db(database);
    db.prepare("SELECT photo FROM memory WHERE sealed IS NOT NULL").each([&](const auto& row) {
        const auto name = row.blob(0);
        SealedPhoto sealed;
        if (name.size() == sealed.name.bytes.size()) std::copy(name.begin(), name.end(), sealed.name.bytes.begin());
        const auto file = household.folder() / household.photos().files_of(sealed).front();
        if (!fs::exists(file)) problem += "\n  a row names a sealed photo that is not there: " + file.string();
    });
    db.prepare("SELECT photo, format FROM memory WHERE sealed IS NULL").each([&](const auto& row) {
        look_at(row.blob(0), row.text(1) == "png" ? PhotoFormat::png : PhotoFormat::jpeg);
    });
    db.prepare("SELECT portrait FROM person WHERE portrait IS NOT NULL").each([&](const auto& row) {
        look_at(row.blob(0), PhotoFormat::jpeg);
    });

    const auto photos = household.folder() / "photos";
    if (!fs::exists(photos)) return problem;
    for (const auto& entry : fs::recursive_directory_iterator(photos)) {
        if (!entry.is_regular_file() || entry.path().filename().string().rfind(".arriving-", 0) == 0) continue;
        if (entry.path().extension() == ".sealed") continue;  // it shows when it is opened whether it is whole
        const auto bytes = bytes_in(entry.path());
        if (to_hex(hash_of(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size())) != entry.path().stem())
            problem += "\n  a photo that is not whole: " + entry.path().string();
    }
    return problem;
}

std::size_t half_written_files_in(const fs::path& folder) {
    std::size_t count = 0;
    std::error_code error;
    if (fs::exists(folder, error))
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.path().filename().string().rfind(".arriving-", 0) == 0) ++count;
    return count;
}

}  // namespace faults
