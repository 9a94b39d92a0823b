#pragma once

#include <vector>

#include "core/activities/activity_store.hpp"
#include "core/household/stores.hpp"
#include "core/id.hpp"
#include "core/time/instant.hpp"

namespace core {

class Vault;
namespace db {
class Connection;
}

// What else lives in a household, beside the kinds of items (core/items/kind.hpp): what it is asked through, and what
// of it goes for good.
struct Feature {
    void (*add_store)(Stores&, db::Connection&, Vault&) = nullptr;
    // What was taken away before `then`; answers how much.
    int (*empty_removed)(Stores&, Instant then) = nullptr;
    // Everything of theirs: leaves nothing but that there was something.
    void (*empty_of)(Stores&, PersonId, Instant at) = nullptr;
};

// All of them. The one place where a feature is added (core/household/features.cpp).
const std::vector<Feature>& features();

}  // namespace core
