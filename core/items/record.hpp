#pragma once

#include <optional>
#include <vector>

#include "core/db/connection.hpp"
#include "core/id.hpp"
#include "core/time/instant.hpp"
#include "core/viewer.hpp"

namespace core {

struct KindOfItem;
using RecordId = Id<struct RecordTag>;

// An item of a described kind without its type, for what writes it to a file or reads it from one.
struct Record {
    RecordId id;
    PersonId author;
    Audience audience = Audience::only_me;
    Day day;
    Instant at;
    std::vector<db::Value> fields;  // in the order of KindOfItem::fields
    std::optional<Instant> shared_at = {};
};

}  // namespace core
