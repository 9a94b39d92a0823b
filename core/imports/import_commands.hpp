#pragma once

#include <optional>
#include <string>

#include "core/household/change.hpp"

namespace core {

// The last of the commands that bring something in: what they made belongs to this import. Its subject is the import.
struct RecordImport {  // unknown_person, not_found: the one to go on with; not_text, text_too_long
    PersonId by;
    std::string format, source_name;
    Audience audience = Audience::only_me;
    std::optional<ImportId> into = {};  // one that was begun before, of the same person
};
// What came with it goes into the trash, but for what was changed since.
struct TakeBackImport {  // unknown_person, not_found, locked
    PersonId by;
    ImportId id;
};

Result<Uuid> carry_out(const RecordImport&, Change&);
Result<Uuid> carry_out(const TakeBackImport&, Change&);

// Thousands of entries may have come with it.
inline bool takes_long(const TakeBackImport&, Change&) { return true; }

}  // namespace core
