#include "core/backups/kept_photos.hpp"

#include <algorithm>
#include <cstdint>
#include <system_error>

#include "core/system/durable_file.hpp"
#include "core/system/file_identity.hpp"

namespace core::backups {

namespace fs = std::filesystem;
using namespace system;

namespace {

bool is_named(const std::string& file_name, const std::vector<std::string>& named) {
    return std::binary_search(named.begin(), named.end(), photo_of(file_name));
}

}  // namespace

std::string photo_of(const std::string& file_name) { return file_name.substr(0, file_name.find('.')); }

fs::path shard_of(const fs::path& photos, const std::string& file_name) {
    return photos / file_name.substr(0, 2) / file_name;
}

std::vector<std::string> shards_in(const fs::path& photos) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(photos, error), end; !error && entry != end; entry.increment(error))
        if (entry->is_directory(error)) names.push_back(entry->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string> files_in(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        auto name = entry->path().filename().string();
        if (name.front() != '.' && entry->is_regular_file(error)) names.push_back(std::move(name));
    }
    std::sort(names.begin(), names.end());
    return names;
}

PhotoSum::PhotoSum(const std::string& file_name) : name_(hash_from_hex(photo_of(file_name))) {
    crypto_generichash_init(&state_, nullptr, 0, crypto_generichash_BYTES);
    if (name_ && fs::path(file_name).extension() == ".sealed") sealed_.emplace(*name_);
}

void PhotoSum::add(const std::uint8_t* bytes, std::size_t count) {
    if (sealed_) sealed_->add(bytes, count);
    else crypto_generichash_update(&state_, bytes, count);
}

PhotoBytes PhotoSum::result() {
    if (sealed_) {
        switch (sealed_->result()) {
            case SealedBytes::whole: return PhotoBytes::right;
            case SealedBytes::without_sum: return PhotoBytes::sealed;
            case SealedBytes::wrong: break;
        }
        return PhotoBytes::wrong;
    }
    PhotoHash hash;
    crypto_generichash_final(&state_, hash.bytes.data(), hash.bytes.size());
    return name_ == hash ? PhotoBytes::right : PhotoBytes::wrong;
}

PhotoBytes examine_photo(const fs::path& path) {
    const auto file = open_for_reading(path);
    PhotoSum sum(path.filename().string());
    std::vector<std::uint8_t> part(1 << 18);
    for (std::size_t count; (count = read_up_to(file, part.data(), part.size())) > 0;) sum.add(part.data(), count);
    return sum.result();
}

bool is_wrong_photo(const fs::path& path) {
    try {
        return examine_photo(path) == PhotoBytes::wrong;
    } catch (const Fault&) {
        return true;
    }
}

int keep_photos(const fs::path& live, const fs::path& kept, const std::vector<std::string>& named,
                std::vector<std::string>& damaged) {
    auto there = files_in(live);
    there.erase(std::remove_if(there.begin(), there.end(), [&](const auto& name) { return !is_named(name, named); }),
                there.end());
    if (there.empty()) return 0;
    make_folder(kept);
    const auto have = files_in(kept);
    int came = 0;
    for (const auto& name : there) {
        const bool known = std::binary_search(have.begin(), have.end(), name);
        if (known && is_same_file(live / name, kept / name)) continue;
        if (known && is_wrong_photo(live / name)) {
            damaged.push_back(name);
            continue;
        }
        link_or_copy(live / name, kept / name);
        ++came;
    }
    if (came > 0) sync_folder(kept);
    return came;
}

int drop_photos(const fs::path& kept, const std::vector<std::string>& named) {
    int went = 0;
    for (const auto& name : files_in(kept)) {
        if (is_named(name, named)) continue;
        remove_file(kept / name);
        ++went;
    }
    return went;
}

bool has_others(const fs::path& kept, const std::vector<std::string>& named) {
    const auto there = files_in(kept);
    return std::any_of(there.begin(), there.end(), [&](const auto& name) { return !is_named(name, named); });
}

}  // namespace core::backups
