#include "app/words/backup_sentences.hpp"

#include "app/words/tr.hpp"

namespace app {

using namespace core::backups;
using KeyState = SecondFolder::KeyState;

std::string sentence(BackupState state, const std::string& where) {
    const auto with = [&](const char* text) { return filled(text, {{"folder", where}}); };
    switch (state) {
        case BackupState::written:
        case BackupState::there_already:
        case BackupState::cancelled: break;
        case BackupState::another_program:
            return tr("Another Inglenook is making a backup, restoring or repairing at the moment. Try again when it is done.");
        case BackupState::damaged:
            return tr(
                "The household does not pass its check, so no backup was made of it. Older backups were kept as they are.");
        case BackupState::no_backup_yet: return tr("There is no backup here yet that could be brought there.");
        case BackupState::missing: return with(tr("The folder {folder} is not there. If it is on a drive, plug it in and try again."));
        case BackupState::other_passphrase: return with(tr("The backups in {folder} were made with another passphrase."));
        case BackupState::full:
            return with(tr(
                "There is no room left in {folder}, so no backup was written there. Older backups are safe. Make some room and try again."));
        case BackupState::read_only:
        case BackupState::no_access:
            return with(
                tr("The folder {folder} cannot be written, so no backup was made there. Allow writing there, or choose another folder."));
        case BackupState::failed: break;
    }
    return with(tr("No backup could be made in {folder}. Older backups are safe."));
}

std::string sentence(KeyState state, const std::string& where) {
    switch (state) {
        case KeyState::wrong_passphrase: return tr("That passphrase is not the right one. Nothing was changed.");
        case KeyState::missing: return filled(tr("There are no backups of this household in {folder}."), {{"folder", where}});
        case KeyState::too_costly:
            return tr("Opening these backups would take more memory than this device should give. They were left alone.");
        case KeyState::damaged:
        case KeyState::right: break;
    }
    return filled(tr("The file key.json in {folder} is damaged. Without it the backups there cannot be opened."), {{"folder", where}});
}

std::string sentence(RestoreState state, const std::string& into) {
    const auto with = [&](const char* text) { return filled(text, {{"folder", into}}); };
    switch (state) {
        case RestoreState::restored:
        case RestoreState::cancelled: break;
        case RestoreState::folder_not_empty:
            return with(
                tr("There is something in {folder} already, so nothing was restored. Choose a folder that is empty or not there yet."));
        case RestoreState::no_such_backup: return tr("There is no backup of that day.");
        case RestoreState::another_program:
            return tr("Another Inglenook is making a backup, restoring or repairing at the moment. Try again when it is done.");
        case RestoreState::damaged: return tr("This backup is damaged and was not restored. Try that of another day.");
        case RestoreState::full:
            return with(tr("There is no room left in {folder}. Nothing else was changed; restore into a folder with more room."));
        case RestoreState::read_only:
        case RestoreState::no_access: return with(tr("The folder {folder} cannot be written. Choose another one."));
        case RestoreState::failed: break;
    }
    return with(tr("The backup could not be restored into {folder}. Nothing else was changed."));
}

std::string sentence(RecoveryState state, const std::string& folder) {
    const auto with = [&](const char* text) { return filled(text, {{"folder", folder}}); };
    switch (state) {
        case RecoveryState::nothing_to_do:
        case RecoveryState::recovered:
        case RecoveryState::cancelled: break;
        case RecoveryState::nothing_to_recover_from:
            return with(tr("The file household.db in {folder} cannot be read, and there is no good backup beside it. It was left as it is. If there are "
                           "backups in a second place, or an older copy of the folder: move {folder} aside, open Inglenook anew, and choose “I have a backup”."));
        case RecoveryState::left_alone: return with(tr("The file household.db in {folder} is another program’s, or a newer Inglenook’s. It was left alone."));
        case RecoveryState::another_program:
            return tr("Another Inglenook has this household open, and it has to be repaired. Close all its windows, then open one again. Nothing was changed.");
        case RecoveryState::full: return with(tr("There is no room left in {folder} to repair the household. Nothing was changed. Make some room and open it again."));
        case RecoveryState::read_only:
        case RecoveryState::no_access: return with(tr("The household has to be repaired, and {folder} cannot be written. Nothing was changed. Allow writing there and open it again."));
        case RecoveryState::failed: return with(tr("The household in {folder} could not be repaired. Nothing was changed; the damaged file and the backups are still there."));
    }
    return {};
}

std::string own_folder_sentence(const std::string& place) {
    return filled(tr("{place} is in Inglenook’s own folder, so nothing was written there. Choose another place."), {{"place", place}});
}

std::string sentence(const Replaced& replaced, const std::filesystem::path& live, const std::filesystem::path& restored) {
    switch (replaced.state) {
        case ReplaceState::in_use:
            return filled(tr("The household in {folder} is open in another window. Close it, then put the restored one in its place."), {{"folder", live.string()}});
        case ReplaceState::other_disk:
            return filled(tr("{folder} is on another disk than the household. Restore into a folder beside it."), {{"folder", restored.string()}});
        case ReplaceState::no_household_there: return filled(tr("There is no household in {folder} that passes its check."), {{"folder", restored.string()}});
        case ReplaceState::replaced: break;
    }
    const std::string there = filled(tr("The restored household is in its place."), {});
    return replaced.moved_to.empty() ? there : there + " " + filled(tr("The one that was there is kept in {folder}."), {{"folder", replaced.moved_to.string()}});
}

}  // namespace app
