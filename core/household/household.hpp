#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/db/connection.hpp"
#include "core/db/recording.hpp"
#include "core/household/command.hpp"
#include "core/household/stores.hpp"
#include "core/items/glance.hpp"
#include "core/jobs/progress.hpp"
#include "core/result.hpp"
#include "core/vault/vault.hpp"

namespace core {

namespace backups {
class HouseholdCheck;
}
namespace demo {
class Writer;
}
namespace exports {
struct Contents;
}
class ErasureOfAll;
class MemoryStore;
class PersonStore;
class PhotoFolder;
class SettingStore;
struct KindOfItem;
struct Memory;
struct OlderBackup;
struct PhotoName;
struct Returned;

// What a command that was carried out made or changed.
struct Applied {
    Uuid subject;
    template <class I> I as() const { return I{subject}; }
};

// One household in its data folder: asked through its stores, changed through commands, one transaction
// each. Not for several threads at once.
class Household {
public:
    // Opens or creates `folder`/household.db and brings it up to date. Throws Fault: no_access or read_only (the
    // folder cannot be written), not_a_household, newer_version, damaged. `device` keeps what opens the vaults.
    // With Access::read there has to be one, of this version (else read_only); it stays as it is, and whatever would
    // write throws read_only.
    using Access = db::Connection::Access;
    Household(std::filesystem::path folder, const Clock& clock, Random& random, DeviceSecrets& device,
              KeyCost cost = {}, Access access = Access::write);
    ~Household();
    Household(const Household&) = delete;
    Household& operator=(const Household&) = delete;

    // What a store answers: household.get<ThanksStore>().find(…).
    template <class Store> const Store& get() const { return stores_.get<Store>(); }
    const Stores& stores() const { return stores_; }
    const Vault& vault() const { return vault_; }
    // Whether what a person keeps to themselves can be read now, all of it or the item named: with their vault shut,
    // what was written since the face at the screen changed.
    bool can_read(PersonId person, const std::optional<Uuid>& item) const;
    const PhotoFolder& photos() const { return *photos_; }
    const std::filesystem::path& folder() const { return folder_; }
    const Clock& clock() const { return clock_; }

    // The household's day right now, as it is drawn and written.
    Day today() const { return day_of(clock_.now()); }
    // No later than the real one: for what makes and drops backups.
    Day certain_today() const { return day_of(clock_.certain_now()); }

    // Whom what `by` makes is for, unless they say otherwise; what nobody in particular makes is the household's.
    Audience default_audience(const std::optional<PersonId>& by, ItemKind kind) const;

    // Carries a command out, or refuses it and writes nothing. On return with a value it is on disk. Throws Fault.
    // What no tap stands behind (photos arriving) is not recorded for undoing.
    enum class Recorded { yes, no };
    Result<Applied> apply(const Command& command, Recorded recorded = Recorded::yes);
    // Several as one: all or none, one entry in the undo list. The first refusal ends it. `progress` counts commands.
    Result<Applied> apply(const std::vector<Command>& commands, Recorded recorded = Recorded::yes,
                          Progress* progress = nullptr);
    // Whether it is too much for a frame, or taking back the last command is, or doing that again.
    bool takes_long(const std::vector<Command>& commands);
    bool takes_long_to_undo(const Viewer& by) const { return is_long(undo_, by); }
    bool takes_long_to_redo(const Viewer& by) const { return is_long(redo_, by); }

    // A whole household as an export holds it, into one where nobody has ever been: with its ids, times and days. What
    // the one who exported it keeps to themselves is sealed anew. Its photos have been taken into the photo folder
    // before; one that has not is missing. Not undoable. Refuses household_not_empty. `contents` passed
    // exports::check().
    Result<Applied> take_in(const exports::Contents& contents);

    // Deletes the files of photos that came into the photo folder and that no row names. What does not work now is
    // tried again at the next start.
    void take_away_unused(const std::vector<PhotoName>& photos) noexcept;

    // Takes back the last command, the newest first, if `by` gave it; what was made goes into the trash. Refuses
    // (nothing_to_undo) once another program has written: what it wrote must not be overwritten with what was there
    // before.
    Result<Applied> undo(const Viewer& by) { return step_back(undo_, redo_, by); }
    bool can_undo(const Viewer& by) const;
    // The same for what was taken back last, until something else is done.
    Result<Applied> redo(const Viewer& by) { return step_back(redo_, undo_, by); }
    bool can_redo(const Viewer& by) const;
    // Forgets what could be undone, and what was written with a vault shut: when the face at the screen changes.
    void forget_undo();

    // --- vaults. A PIN comes as a job that was run: Vault::stretch() or stretch_new() makes it. ---
    // Refuses no_pin, wait_a_while, wrong_pin (and remembers it, across restarts), key_changed.
    Result<Applied> unlock(PersonId person, const PinStretch& pin);
    // Every vault that a PIN or a recovery phrase opened. Forgets what could be undone: that would share again what was
    // unshared.
    void lock();
    // Whether lock() would take anything out of sight: what a PIN opened, or what was written without it.
    bool anything_to_lock() const { return vault_.any_unlocked() || wrote_while_shut_; }
    Result<Applied> set_pin(PersonId person, const PinStretch& pin);  // locked
    Result<Applied> remove_pin(PersonId person);                      // locked; this device holds the key from then on
    // For a recovery phrase: 128 random bits. They open the vault once they were handed to set_phrase.
    Secret new_phrase() const;
    Result<Applied> set_phrase(PersonId person, const Secret& entropy);  // locked
    // Opens the vault; refuses wrong_words, no_phrase. A PIN should be set next, or the device hold the key: else it is
    // shut again with lock().
    Result<Applied> recover(PersonId person, std::string_view words);
    // That parts of their keys were put back (Vault::State::put_back): it is not told again.
    void told_of_keys(PersonId person) noexcept;

    // What opens this household's second place of backups, kept by this device; an empty one is forgotten. Throws
    // Fault.
    void set_backup_key(Secret key) { vault_.set_backup_key(std::move(key)); }

    // --- what goes for good ---
    // Empties what has been in the trash for thirty days, if the clock is to be believed (see TrashClock), and answers
    // how many. To be called on opening and every hour or so from then on, with Clock::certain_now().
    int empty_trash(Instant certain_now);
    // The same, no more of it than a frame has time for: to be called until it answers 0.
    int empty_some_trash(Instant certain_now);
    // Everything of theirs: words, photos, hearts, marks, drafts, settings, keys, face and name. The others' words
    // stay, thanks to them too. Not undoable. Answers with the backups that still hold it. Refuses unknown_person,
    // locked. `progress` counts what is theirs, and at last the writing anew of the file.
    Result<std::vector<OlderBackup>> erase(PersonId person, Progress* progress = nullptr);
    // Whoever erased what was theirs on this device, and is here again because an older backup was put back.
    std::vector<Returned> returned_after_erasing() const;
    // Looks at everything, with the keys of this device: not to outlive it.
    std::shared_ptr<backups::HouseholdCheck> check_everything() const;
    Result<Applied> welcome_back(PersonId person);  // they stay, with a new key; refuses unknown_person
    // Erasing everything takes everybody, each within a quarter of an hour; with a PIN, by opening their vault. In
    // memory only.
    Result<Applied> confirm_erasing_all(PersonId person);  // unknown_person, locked
    std::vector<PersonId> yet_to_confirm() const;
    void forget_confirmations() { confirmed_.clear(); }
    Result<ErasureOfAll> erasure_of_all() const;  // not_all_agreed

    // --- what is half typed: sealed, this device's own, no revision. An empty text forgets it. With the vault shut,
    // what was left earlier and cannot be read now is put aside, and comes along once it is open. ---
    void keep_draft(PersonId person, std::string_view place, std::string_view text);
    std::optional<std::string> draft(PersonId person, std::string_view place) const;  // nothing while the vault is shut

    // This device's own settings (theme, text size, window place): no undo, no revision of the household.
    void set_device_setting(const std::string& name, const std::string& value);

    // Moves whenever anything that a query answers may have changed.
    std::uint64_t revision() const { return revision_; }
    // Looks whether another program has committed; true (and a new revision) if so. Cheap: one pragma.
    bool notice_others();
    // Looks whether thanks that waited are due; true (and a new revision) if so. Every query shows them from their
    // moment on; this makes sure that it is asked again, and that a clock set back hides nothing that was given. Cheap:
    // two numbers.
    bool notice_due();

private:
    friend class Change;
    friend class demo::Writer;  // fills years in one transaction
    struct Step;                // what was carried out as one: enough to take it back, or to take that back again
    static bool is_of(const std::vector<Step>& steps, const Viewer& by);
    static bool is_long(const std::vector<Step>& steps, const Viewer& by);
    Result<Applied> step_back(std::vector<Step>& from, std::vector<Step>& to, const Viewer& by);
    void forget_steps();
    // After changes were taken back, in the same transaction.
    void settle_thanks(const std::vector<db::RowChange>& changes);

    Instant now() const { return clock_.now(); }
    Day day_of(Instant at) const;
    // What goes into the trash lies there for thirty real days, whatever time is pretended.
    Instant deletion_time() const { return clock_.latest_now(); }
    // Whether somebody with a PIN has shown that it is them, for changing what is theirs.
    bool trusted(PersonId by, const Uuid& item) const;
    void note_waits() noexcept;
    template <class Change> Result<Applied> change_vault(PersonId person, Change&& change);
    void settle_keys(const std::vector<PersonId>& people) noexcept;
    bool keys_to_settle(const std::vector<PersonId>& people) noexcept;  // without asking the device or taking the lock
    Vault::Found settled_household();
    Vault::Found find_on_device(const std::string& id) const;
    Result<Deleted<Glance>> in_trash(PersonId by, const KindOfItem& kind, const Uuid& id);
    Result<Uuid> restore(Change& change, PersonId by, ItemRef item);
    Result<Uuid> erase_for_good(Change& change, PersonId by, ItemRef item);
    void settle_erased();
    bool believes(Instant at);
    void remember_erased();

    // Makes sure the file that `to` rests on is there, and has the one that only `from` rested on taken away after the
    // commit.
    void move_photo(const Memory& from, const Memory& to);
    void remove_later(const std::vector<std::string>& files);
    void remove_files() noexcept;
    // Of a photo that no row names, inside a transaction; false where they could not be deleted.
    bool take_away(const PhotoName& photo);
    void remove_stranded() noexcept;
    // Notes plain photo files before a transaction that may write them: one that does not come through leaves none
    // behind.
    void announce(const std::vector<std::string>& files);
    // What lay open and is sealed by this transaction goes from the write-ahead log too, once the transaction is on
    // disk.
    void empty_log_later();
    void empty_log_after(const std::vector<db::RowChange>& changes);
    void settle_log() noexcept;

    std::filesystem::path folder_;
    const Access access_;
    const Clock& clock_;
    DeviceSecrets& device_;
    Random& random_;
    IdSource ids_;
    db::Connection db_;
    db::Recorder recorder_;  // before any statement is prepared
    Stores stores_;
    SettingStore& settings_;
    Vault vault_;
    PersonStore& people_;
    MemoryStore& memories_;
    std::unique_ptr<PhotoFolder> photos_;
    mutable db::Statement draft_, removals_;
    db::Statement count_change_, keep_draft_, forget_draft_, put_draft_aside_, forget_drafts_, insert_removal_,
        delete_removal_;
    std::set<std::pair<PersonId, std::string>> typing_;  // drafts that were begun since the vaults were last shut
    std::vector<PhotoName> unsettled_;  // sealed files that the transaction under way made, or has no use for
    // Since the face at the screen changed; `open`: and not sealed (a note that waits), so core answers it itself.
    enum class Written { sealed, open };
    std::map<Uuid, Written> written_this_session_;
    bool wrote_while_shut_ = false;  // somebody whose vault was shut, since then
    std::vector<Step> undo_, redo_;
    std::map<PersonId, ObservedTime> confirmed_;
    std::optional<ObservedTime> doubted_since_;
    std::uint64_t revision_ = 1;
    std::int64_t seen_data_version_ = 0;
    std::optional<std::uint64_t> looked_for_due_;  // at which revision
    std::optional<std::int64_t> next_due_;         // UTC milliseconds
};

}  // namespace core
