#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "core/db/connection.hpp"
#include "core/items/glance.hpp"

namespace core {

// Which of it is wanted; nothing: all.
struct SharedFilter {
    std::optional<ItemKind> kind;
    std::optional<Audience> audience;
    bool operator==(const SharedFilter&) const = default;
};

// How much somebody keeps to themselves, whether or not it can be read now.
struct KeptToOneself {
    std::map<ItemKind, int> counts;
    int of(ItemKind kind) const {
        const auto found = counts.find(kind);
        return found == counts.end() ? 0 : found->second;
    }
    int all() const {
        int all = 0;
        for (const auto& [kind, count] : counts) all += count;
        return all;
    }
    bool operator==(const KeptToOneself&) const = default;
};

// What somebody shares, for them to look through and take back (SetAudience). Nobody is told what others share.
class SharedStore {
public:
    explicit SharedStore(db::Connection& db);

    // The viewer's own, newest first, at most `limit` after the first `skipped`; of a ritual the day it was added.
    // Nothing for the room, and nothing through another's eyes.
    std::vector<Glance> by(const Viewer& viewer, int limit, int skipped = 0, const SharedFilter& wanted = {}) const;
    // How much the viewer keeps to themselves; none for the room, and none through another's eyes.
    KeptToOneself kept(const Viewer& viewer) const;

private:
    mutable db::Statement by_;
    mutable std::vector<std::pair<ItemKind, db::Statement>> kept_;
};

}  // namespace core
