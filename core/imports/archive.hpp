#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/imports/batch.hpp"

struct zip;

namespace core::imports {

// A zip archive that somebody else made. Nothing of it is ever written under a name that stands in it, so such a name
// can lead nowhere.
class Archive {
public:
    // Nothing for what is no zip archive, or one that is damaged.
    static std::optional<Archive> open(const std::filesystem::path& file);
    static std::optional<Archive> of_bytes(std::string_view bytes);  // which stay where they are meanwhile

    std::vector<std::string> names() const;
    // The content of one of them: cannot_be_read, photo_missing, or too_large, when it has more than `most` bytes or
    // all that was read so far is far more than the archive itself.
    std::variant<std::vector<std::uint8_t>, Trouble> read(const std::string& name, std::size_t most);

private:
    struct Close {
        void operator()(zip* archive) const;
    };
    Archive(zip* archive, std::uint64_t bytes);

    std::unique_ptr<zip, Close> zip_;
    std::uint64_t budget_ = 0;  // bytes that may still be read
};

}  // namespace core::imports
