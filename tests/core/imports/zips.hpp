#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <zip.h>

namespace tests {

enum class Packed { yes, no };

inline void write_zip(const std::filesystem::path& file,
                      const std::vector<std::pair<std::string, std::string>>& contents, Packed packed = Packed::yes) {
    zip_t* archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    if (archive == nullptr) throw std::runtime_error("cannot write " + file.string());
    for (const auto& [name, bytes] : contents) {
        const auto index = zip_file_add(archive, name.c_str(),
                                        zip_source_buffer(archive, bytes.data(), bytes.size(), 0), ZIP_FL_OVERWRITE);
        if (index >= 0 && packed == Packed::no)
            zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
    }
    if (zip_close(archive) == 0) return;
    zip_discard(archive);
    throw std::runtime_error("cannot write " + file.string());
}

}  // namespace tests
