#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/household/stores.hpp"
#include "core/id.hpp"
#include "core/items/item.hpp"
#include "core/result.hpp"
#include "core/time/day.hpp"
#include "core/time/instant.hpp"
#include "core/viewer.hpp"

namespace core {

class Household;
class PhotoFolder;
class Vault;
struct Memory;
struct PhotoMove;
struct PhotoName;

// With whose eyes a command looks for what it changes. One given by nobody in particular, from the command line, sees
// what every person of the household sees and no more.
inline Viewer acting(const std::optional<PersonId>& by) { return Viewer::of(by.value_or(PersonId{})); }

// What a command may use while its transaction is open. A command is a plain value that names who does it, with
//
//     Result<Uuid> carry_out(const GiveThanks&, Change&);
//
// beside it: it answers with what it made or changed, or refuses, and then nothing was written. Undoing needs nothing
// of it.
class Change {
public:
    explicit Change(Household& household);
    ~Change();
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;

    template <class Store> Store& get() { return stores().get<Store>(); }
    Stores& stores();
    const Vault& vault() const;
    const PhotoFolder& photos() const;

    const Clock& clock() const;
    Instant now() const { return clock().now(); }
    Day today() const { return day_of(now()); }
    Day day_of(Instant at) const;  // the household's
    // A moment that somebody names for what they write: not in the future, and in a year that a diary has.
    std::optional<Refusal> check_moment(const std::optional<Instant>& at) const;

    Uuid next_uuid();
    template <class I> I next() { return I{next_uuid()}; }
    std::size_t any_of(std::size_t count);  // less than `count`

    // --- who, and for whom ---
    bool is_here(PersonId person) const;  // somebody of the household
    // Whom what `by` makes is for, unless they say otherwise; what nobody in particular makes is the household's.
    Audience default_audience(const std::optional<PersonId>& by, ItemKind kind) const;
    // What an item that is made now says of when it was shared, and one whose audience is changed. Never before the
    // last joining, whatever the clock says: who joined sees what is shared from then on.
    std::optional<Instant> shared_as_made(const Uuid& id, Audience audience) const;
    std::optional<Instant> shared_as_changed(Audience before, Audience after, const std::optional<Instant>& was) const;
    Instant shared_now() const;
    // Has everything that is shared by now shared before `since`, from which `newcomer` sees what is.
    void share_before(PersonId newcomer, Instant since);
    // Whether somebody with a PIN has shown that it is them, for changing what is theirs.
    bool trusted(PersonId by, const Uuid& item) const;
    // An item as `by` sees it, or why not.
    template <class Item, class Store, class I>
    Result<Item> seen(Store& store, const std::optional<PersonId>& by, I id) {
        std::optional<Item> found;
        if constexpr (requires { store.find(acting(by), id, today()); }) found = store.find(acting(by), id, today());
        else found = store.find(acting(by), id);
        if (found) return *found;
        const auto outside = store.outside(id);
        return outside && by && outside->author == by ? Refusal::locked : Refusal::not_found;
    }
    // The same, for what only its author may change.
    template <class Item, class Store, class I> Result<Item> own(Store& store, PersonId by, I id) {
        auto found = seen<Item>(store, by, id);
        if (!found) return found;
        if (found.value().author != by) return Refusal::not_yours;
        if (!trusted(by, id.value)) return Refusal::locked;
        return found;
    }

    // --- what was done ---
    // Somebody made this: they may read and change it with their vault shut until the face at the screen changes.
    void made(const Uuid& id, const std::optional<PersonId>& by);
    void made(ItemRef item, const std::optional<PersonId>& by);  // the same, and an import can be taken back with it
    const std::vector<ItemRef>& made_so_far() const { return made_; }

    // --- the trash ---
    // What goes into it lies there for thirty real days, whatever time is pretended.
    template <class Store, class I> void put_in_trash(I id) { get<Store>().set_deleted(id, clock().latest_now()); }
    Result<Uuid> restore(PersonId by, ItemRef item);
    Result<Uuid> erase(PersonId by, ItemRef item);

    // --- photo files ---
    // Takes these away after the commit, unless another row rests on them.
    void remove_later(const std::vector<std::string>& files);
    // The photo has its row, once this is committed; or nobody has any use for it.
    void arrived(const PhotoName& photo);
    void of_no_use(const PhotoName& photo);
    // Makes sure the file that `to` rests on is there, and has the one that only `from` rested on taken away after the
    // commit.
    void move_photo(const Memory& from, const Memory& to);
    // The same for a memory that was there before: undoing moves it back.
    void move_photo_of(const Memory& before, const Memory& after);

private:
    friend class Household;
    Household& household_;
    std::vector<Uuid> written_;
    std::vector<ItemRef> made_;
    std::vector<PhotoName> arrived_;
    std::vector<PhotoMove> moves_;
    std::vector<Uuid> erased_;  // for good: undoing does not bring it back
};

}  // namespace core
