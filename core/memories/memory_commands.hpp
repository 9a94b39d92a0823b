#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/household/change.hpp"
#include "core/memories/memory.hpp"
#include "core/memories/photo_folder.hpp"

namespace core {

struct AddPhoto {  // already_there (where `by` sees it), unknown_person, text_too_long
    std::optional<PersonId> by;
    StoredPhoto photo;
    std::string caption;
    std::optional<Audience> audience = {};
};
struct EditMemory {  // not_found, not_yours, text_too_long, invalid_date
    std::optional<PersonId> by;
    MemoryId id;
    std::string caption;
    Day day;
    Audience audience = Audience::household;
};
struct RemoveMemory {  // not_found, not_yours
    std::optional<PersonId> by;
    MemoryId id;
};

Result<Uuid> carry_out(const AddPhoto&, Change&);
Result<Uuid> carry_out(const EditMemory&, Change&);
Result<Uuid> carry_out(const RemoveMemory&, Change&);

// The plain photo files that they write.
std::vector<std::string> files_brought_by(const AddPhoto&, Change&);
std::vector<std::string> files_brought_by(const EditMemory&, Change&);

bool takes_long(const EditMemory&, Change&);

}  // namespace core
