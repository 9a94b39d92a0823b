#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/db/connection.hpp"
#include "core/items/item.hpp"
#include "core/memories/photo.hpp"
#include "core/memories/photo_hash.hpp"
#include "core/thanks/thanks.hpp"

namespace core {

// One thing that somebody shows to others.
struct SharedItem {
    ItemRef item;
    Audience audience = Audience::household;  // household or room
    Day day;                                  // of a ritual: when it was added
    std::string text;                         // the first line of what it says; may be empty
    std::optional<int> mood;                  // of a check-in
    std::optional<int> closeness;             // its level
    std::optional<PersonId> recipient;        // of thanks to a person
    ThanksTo to = ThanksTo::life;             // of thanks
    std::optional<PhotoHash> photo;           // of a memory
    PhotoFormat format = PhotoFormat::jpeg;
};

// Which of it is wanted; nothing: all.
struct SharedFilter {
    std::optional<ItemKind> kind;
    std::optional<Audience> audience;
    bool operator==(const SharedFilter&) const = default;
};

// How much somebody keeps to themselves, whether or not it can be read now.
struct KeptToOneself {
    int check_ins = 0, thanks = 0, rituals = 0, memories = 0, closeness = 0;
    int all() const { return check_ins + thanks + rituals + memories + closeness; }
    bool operator==(const KeptToOneself&) const = default;
};

// What somebody shares, for them to look through and take back (SetAudience). Nobody is told what others share.
class SharedStore {
public:
    explicit SharedStore(db::Connection& db);

    // The viewer's own, newest first, at most `limit` after the first `skipped`. Nothing for the room, and nothing
    // through another's eyes.
    std::vector<SharedItem> by(const Viewer& viewer, int limit, int skipped = 0, const SharedFilter& wanted = {}) const;
    // How much the viewer keeps to themselves; none for the room, and none through another's eyes.
    KeptToOneself kept(const Viewer& viewer) const;

private:
    mutable db::Statement by_, kept_;
};

}  // namespace core
