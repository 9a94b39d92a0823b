#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "core/household/change.hpp"
#include "core/household/features.hpp"
#include "core/household/household.hpp"
#include "core/items/kind.hpp"
#include "core/leaving/remains.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/people/person_store.hpp"
#include "core/settings/setting_store.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/trash/trash_store.hpp"

// What goes for good: single items, the trash, a person, everything.
namespace core {

namespace {

constexpr const char* clock_setting = "trash.clock";
constexpr int emptied_at_once = 50;   // items a transaction
constexpr std::size_t rewriting = 1;  // a step of erasing
constexpr std::int64_t confirmed_for_ms = 15 * 60'000;

}  // namespace

// --- out of the trash -----------------------------------------------------------------------------------

Result<Deleted<Glance>> Household::in_trash(PersonId by, const KindOfItem& kind, const Uuid& id) {
    if (!people_.find(by)) return Refusal::unknown_person;
    auto found = kind.in_trash(kind, stores_, Viewer::of(by), id);
    if (!found.empty()) return std::move(found.front());
    // What is one's own is not even looked for while the vault is shut.
    return vault_.has_pin(by) && !vault_.is_open(by) ? Refusal::locked : Refusal::not_found;
}

Result<Uuid> Household::restore(Change& change, PersonId by, ItemRef which) {
    const auto& kind = kind_of(which.kind);
    const auto found = in_trash(by, kind, which.id);
    if (!found) return found.refusal();
    const auto& item = found.value().item;
    if (item.author && item.author != by && !kind.anybody_restores) return Refusal::not_yours;
    if (item.author == by && !trusted(by, which.id)) return Refusal::locked;
    if (kind.may_restore)
        if (const auto refusal = kind.may_restore(change, by, item)) return *refusal;
    kind.set_deleted(stores_, which.id, std::nullopt);
    if (kind.restored) kind.restored(change, which.id);
    return which.id;
}

Result<Uuid> Household::erase_for_good(Change& change, PersonId by, ItemRef which) {
    const auto& kind = kind_of(which.kind);
    const auto found = in_trash(by, kind, which.id);
    if (!found) return found.refusal();
    const auto& author = found.value().item.author;
    if (author && author != by) return Refusal::not_yours;
    if (author && !trusted(by, which.id)) return Refusal::locked;
    kind.empty(change, which.id);
    return which.id;
}

void Household::settle_thanks(const std::vector<db::RowChange>& changes) {
    for (const auto& change : changes) {
        const auto* deleted = change.table == "thanks" ? change.find("deleted_at") : nullptr;
        const bool comes_back = deleted && deleted->before && deleted->before->index() == 0;
        if (comes_back) stores_.get<ThanksStore>().keep_late_to_its_author(ThanksId{change.id()});
    }
}

// What was erased is not brought back by undoing what was done to it before, and is in no file any more.
void Household::settle_erased() {
    forget_steps();
    remove_files();
    try {
        db_.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const Fault&) {
        // It is erased; the log is emptied by whoever closes the file last.
    }
}

// --- the trash --------------------------------------------------------------------------------------------

bool Household::believes(Instant at) {
    // A jump that was seen since this was opened: a day has to pass while it runs.
    const auto observed = clock_.observed();
    if (doubted_since_ && observed.ms - doubted_since_->ms < a_day_ms) return false;
    const auto before = settings_.device(clock_setting);
    const auto look = look_at_clock(before ? trash_clock_from(*before) : std::nullopt, at);
    db::Transaction transaction(db_);
    settings_.set_device(clock_setting, to_text(look.clock));
    transaction.commit();
    doubted_since_.reset();
    if (look.believed == Believed::not_yet) doubted_since_ = observed;
    return look.believed == Believed::yes;
}

int Household::empty_trash(Instant at) {
    int emptied = 0;
    while (const int count = empty_some_trash(at)) emptied += count;
    return emptied;
}

int Household::empty_some_trash(Instant at) {
    remove_stranded();
    if (!believes(at)) return 0;
    const Instant then{at.utc_ms - days_in_trash * a_day_ms, at.offset_minutes};
    int emptied = 0;
    Change change(*this);
    for (const auto* kind : kinds_of_items()) {
        const int room = emptied_at_once - emptied;
        if (room == 0) break;
        db::Transaction transaction(db_);
        const auto ids = kind->in_trash_since(stores_, then, room);
        for (const auto& id : ids) kind->empty(change, id);
        transaction.commit();
        for (const auto& id : ids) vault_.forget_written(id);
        emptied += static_cast<int>(ids.size());
    }
    {
        db::Transaction transaction(db_);
        for (const auto& feature : features())
            if (feature.empty_removed) emptied += feature.empty_removed(stores_, then);
        transaction.commit();
    }
    if (emptied == 0) return 0;
    ++revision_;
    settle_erased();
    return emptied;
}

// --- somebody leaves --------------------------------------------------------------------------------------

Result<std::vector<OlderBackup>> Household::erase(PersonId person, Progress* progress) {
    const auto found = people_.find(person);
    if (!found) return Refusal::unknown_person;
    if (vault_.has_pin(person) && !vault_.is_open(person)) return Refusal::locked;
    const auto at = now();
    {
        db::Transaction transaction(db_);
        Change change(*this);
        std::vector<std::pair<const KindOfItem*, std::vector<Uuid>>> theirs;
        for (const auto* kind : kinds_of_items()) theirs.emplace_back(kind, kind->written_by(stores_, person));
        if (progress)
            progress->total =
                std::accumulate(theirs.begin(), theirs.end(), rewriting,
                                [](std::size_t sum, const auto& each) { return sum + each.second.size(); });
        for (const auto& [kind, ids] : theirs) {
            for (const auto& id : ids) {
                kind->empty(change, id);
                if (progress) ++progress->done;
            }
            if (kind->empty_added_by) kind->empty_added_by(stores_, person, at);
        }
        for (const auto& feature : features())
            if (feature.empty_of) feature.empty_of(stores_, person, at);
        forget_drafts_.run(person);
        if (found->portrait)
            for (const auto format : {PhotoFormat::jpeg, PhotoFormat::png})
                remove_later(photos_->files_of(*found->portrait, format));
        people_.erase(person, at);
        vault_.erase(person);
        transaction.commit();
    }
    ++revision_;
    memories_.touch();
    confirmed_.erase(person);
    try {
        vault_.forget(person, at);
    } catch (const Fault&) {
        // The device's record is out of reach: the next opening sees to it. What opens with it is gone from the file.
    }
    settle_erased();
    try {
        // The file is written anew: nothing of theirs is left in a page that nobody reads.
        db_.exec("VACUUM");
        db_.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const Fault&) {
        // No room for a second copy of the file just now; what was erased was overwritten all the same.
    }
    if (progress) progress->done += rewriting;
    return older_backups(folder_);
}

void Household::remember_erased() {
    try {
        const auto erased = people_.erased();
        const auto* record = vault_.at_hand();
        if (erased.empty() || !record) return;
        const auto known = record->erased;
        for (const auto& [person, at] : erased)
            if (std::none_of(known.begin(), known.end(), [id = person](const auto& gone) { return gone.person == id; }))
                vault_.forget(person, at);
    } catch (const Fault&) {
        // The device's record is out of reach; the next opening remembers it.
    }
}

std::vector<Returned> Household::returned_after_erasing() const {
    std::vector<Returned> list;
    try {
        for (const auto& gone : vault_.record().erased)
            if (const auto person = people_.find(gone.person)) list.push_back({gone.person, person->name, gone.at});
    } catch (const Fault&) {
        // Nothing is known while the device's record is out of reach.
    }
    return list;
}

// --- everything -------------------------------------------------------------------------------------------

Result<Applied> Household::confirm_erasing_all(PersonId person) {
    if (!people_.find(person)) return Refusal::unknown_person;
    if (vault_.has_pin(person) && !vault_.is_open(person)) return Refusal::locked;
    confirmed_[person] = clock_.observed();
    return Applied{person.value};
}

std::vector<PersonId> Household::yet_to_confirm() const {
    std::vector<PersonId> waiting;
    for (const auto& person : people_.all()) {
        const auto said = confirmed_.find(person.id);
        const auto ago = said == confirmed_.end() ? confirmed_for_ms : clock_.observed().ms - said->second.ms;
        if (ago < 0 || ago >= confirmed_for_ms) waiting.push_back(person.id);
    }
    return waiting;
}

Result<ErasureOfAll> Household::erasure_of_all() const {
    if (!yet_to_confirm().empty()) return Refusal::not_all_agreed;
    return ErasureOfAll(folder_, settings_.household_id(), device_);
}

}  // namespace core
