#pragma once

#include <cstddef>
#include <set>

#include "core/household/household.hpp"

namespace core::exports {

// What somebody keeps to themselves, by the file's rows: found before anything is gathered, and held against what was
// gathered. A row whose seal does not open, or that somebody moved to where nobody is shown it, is in no list, and an
// export without it is not whole.
class Unopened {
public:
    Unopened() = default;
    // Nothing where their vault is shut: that is told otherwise.
    Unopened(const Household& household, PersonId person);

    template <class List> void taken(const List& list) {
        for (const auto& item : list) left_.erase(item.id.value);
    }
    std::size_t count() const { return left_.size(); }

private:
    std::set<Uuid> left_;
};

}  // namespace core::exports
