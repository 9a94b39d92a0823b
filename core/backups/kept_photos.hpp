#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <sodium.h>

#include "core/memories/photo_hash.hpp"
#include "core/memories/sealed_photo_file.hpp"

namespace core::backups {

// The files of a photo folder by their names, whatever they end in: photos/ab/abcdef….jpg. A photo is known by what
// stands before the dot.
std::string photo_of(const std::string& file_name);
std::filesystem::path shard_of(const std::filesystem::path& photos,
                               const std::string& file_name);             // photos/ab/abcdef….jpg
std::vector<std::string> shards_in(const std::filesystem::path& photos);  // "ab", in order
std::vector<std::string> files_in(const std::filesystem::path& folder);   // whole ones, in order

// Whether a file holds what its name promises: the name is the content's hash, or the file is sealed and has a sum.
// Reads it to its end.
enum class PhotoBytes {
    right,
    wrong,
    sealed,  // from before sealed files had a sum: only whoever opens it knows
};
PhotoBytes examine_photo(const std::filesystem::path& file);
bool is_wrong_photo(const std::filesystem::path& file);  // one that cannot be read is as bad as a damaged one
// The same for bytes that lie elsewhere, part by part, of the file that is called so.
class PhotoSum {
public:
    explicit PhotoSum(const std::string& file_name);
    void add(const std::uint8_t* bytes, std::size_t count);
    PhotoBytes result();  // once

private:
    std::optional<PhotoHash> name_;
    crypto_generichash_state state_;
    std::optional<SealedFileSum> sealed_;
};

// Links those of `named` (photos, in order) that one folder (`live`/ab) has into another that keeps them (`kept`/ab).
// One that is there already stays, unless it was replaced in the live folder by a good one since: one that is damaged
// there by now is added to `damaged`. Returns how many came. Throws Fault.
int keep_photos(const std::filesystem::path& live, const std::filesystem::path& kept,
                const std::vector<std::string>& named, std::vector<std::string>& damaged);

// Removes from `kept`/ab what `named` (photos, in order) does not have. Returns how many went. Throws Fault.
int drop_photos(const std::filesystem::path& kept, const std::vector<std::string>& named);
// Whether drop_photos() would find something.
bool has_others(const std::filesystem::path& kept, const std::vector<std::string>& named);

}  // namespace core::backups
