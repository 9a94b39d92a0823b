#pragma once

#include <optional>
#include <string>

#include "core/id.hpp"
#include "core/memories/photo.hpp"
#include "core/memories/photo_hash.hpp"
#include "core/time/instant.hpp"
#include "core/viewer.hpp"

namespace core {

// What a memory's date rests on.
enum class DatedBy { photo, file, person };

struct Memory {
    MemoryId id;
    std::optional<PersonId> author;
    Audience audience = Audience::household;
    Day day;
    Instant taken_at;
    DatedBy dated_by = DatedBy::file;
    std::string caption;
    PhotoHash photo;
    std::optional<SealedPhoto> sealed;  // when its author keeps it to themselves
    PhotoFormat format = PhotoFormat::jpeg;
    int width = 0, height = 0;  // upright, in pixels
    std::string source_name;
    std::optional<Instant> shared_at = {};  // when its audience was last widened; nothing: it was made for it
};

inline constexpr std::size_t longest_caption = 1000;  // characters (code points)

}  // namespace core
