#include "app/words/backup_sentences.hpp"

#include <vector>

#include "app/words/tr.hpp"

namespace app {

using namespace core::backups;
using KeyState = SecondFolder::KeyState;

namespace {

using Kind = std::int64_t Counts::*;

std::string joined(const std::vector<std::string>& parts) {
    if (parts.empty()) return {};
    std::string list = parts.front();
    for (std::size_t n = 1; n < parts.size(); ++n) list = filled(n + 1 < parts.size() ? tr("{list}, {item}") : tr("{list} and {item}"), {{"list", list}, {"item", parts[n]}});
    return list;
}

// What is named even where there is none of it.
bool is_always_named(Kind kind) {
    return kind == &Counts::check_ins || kind == &Counts::thanks || kind == &Counts::rituals || kind == &Counts::memories;
}

// What nobody made by hand.
bool is_record(Kind kind) {
    return kind == &Counts::readings || kind == &Counts::prompts || kind == &Counts::settings || kind == &Counts::own_settings || kind == &Counts::imports;
}

}  // namespace

std::string counted(const CountedKind& kind, std::int64_t count) {
    const auto of = [&](const char* one, const char* many) {
        return filled(trn(one, many, static_cast<unsigned long>(count)), {{"n", std::to_string(count)}});
    };
    const Kind which = kind.count;
    if (which == &Counts::people) return of("{n} person", "{n} people");
    if (which == &Counts::check_ins) return of("{n} check-in", "{n} check-ins");
    if (which == &Counts::thanks) return of("{n} thanks", "{n} thanks");
    if (which == &Counts::rituals) return of("{n} ritual", "{n} rituals");
    if (which == &Counts::memories) return of("{n} memory", "{n} memories");
    if (which == &Counts::answers) return of("{n} answer", "{n} answers");
    if (which == &Counts::hearts) return of("{n} heart", "{n} hearts");
    if (which == &Counts::touches) return of("{n} touch", "{n} touches");
    if (which == &Counts::closeness) return of("{n} closeness note", "{n} closeness notes");
    if (which == &Counts::activities) return of("{n} activity", "{n} activities");
    if (which == &Counts::marks) return of("{n} ritual date", "{n} ritual dates");
    if (which == &Counts::pauses) return of("{n} ritual pause", "{n} ritual pauses");
    if (which == &Counts::readings) return of("{n} opened note", "{n} opened notes");
    if (which == &Counts::prompts) return of("{n} shown prompt", "{n} shown prompts");
    if (which == &Counts::imports) return of("{n} import", "{n} imports");
    if (which == &Counts::drafts) return of("{n} draft", "{n} drafts");
    if (which == &Counts::settings) return of("{n} setting", "{n} settings");
    return of("{n} personal setting", "{n} personal settings");
}

std::string name_of(const CountedKind& kind) {
    const Kind which = kind.count;
    if (which == &Counts::people) return tr("People");
    if (which == &Counts::check_ins) return tr("Check-ins");
    if (which == &Counts::thanks) return tr("Thanks");
    if (which == &Counts::rituals) return tr("Rituals");
    if (which == &Counts::memories) return tr("Memories");
    if (which == &Counts::answers) return tr("Answers");
    if (which == &Counts::hearts) return tr("Hearts");
    if (which == &Counts::touches) return tr("Touches");
    if (which == &Counts::closeness) return tr("Closeness");
    if (which == &Counts::activities) return tr("Activities");
    if (which == &Counts::marks) return tr("Ritual dates");
    if (which == &Counts::pauses) return tr("Ritual pauses");
    if (which == &Counts::readings) return tr("Opened notes");
    if (which == &Counts::prompts) return tr("Shown prompts");
    if (which == &Counts::imports) return tr("Imports");
    if (which == &Counts::drafts) return tr("Drafts");
    if (which == &Counts::settings) return tr("Settings");
    return tr("Personal settings");
}

std::string counted(const Counts& counts) {
    std::vector<std::string> parts;
    for (const auto& kind : counted_kinds)
        if (is_always_named(kind.count) || (counts.*kind.count > 0 && !is_record(kind.count))) parts.push_back(counted(kind, counts.*kind.count));
    return joined(parts);
}

std::string counted_others(const Counts& counts) {
    std::vector<std::string> parts;
    for (const auto& kind : counted_kinds)
        if (!is_always_named(kind.count) && kind.count != &Counts::people && counts.*kind.count > 0 && !is_record(kind.count))
            parts.push_back(counted(kind, counts.*kind.count));
    return joined(parts);
}

std::string missing_of(const RecoveryReport& report) {
    std::vector<std::string> parts;
    for (const auto& kind : counted_kinds)
        if (const auto missing = report.missing(kind); missing > 0)
            parts.push_back(filled(tr("{missing} of {all}"), {{"missing", std::to_string(missing)}, {"all", counted(kind, report.known->counts.*kind.count)}}));
    return joined(parts);
}

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

std::string sentence(core::backups::RowFault fault) {
    switch (fault) {
        case RowFault::no_id: return tr("this is no id");
        case RowFault::names_nothing: return tr("it names something that does not exist");
        case RowFault::out_of_range: return tr("the number is out of range");
        case RowFault::unknown_word: return tr("the word is none that is known here");
        case RowFault::not_text: return tr("this is not text");
        case RowFault::too_long: return tr("the text is too long");
        case RowFault::empty: return tr("there is nothing where something should be");
        case RowFault::no_date: return tr("the calendar has no such date");
        case RowFault::moved: return tr("the day and the time of it do not go together");
        case RowFault::no_rule: return tr("the rule cannot be understood");
        case RowFault::wrong_length: return tr("it is too short or too long to be what it should be");
        case RowFault::plain_and_sealed: return tr("it says for whom it is in two ways that do not go together");
        case RowFault::no_such_value: return tr("the setting cannot have this value");
        case RowFault::not_shown: return tr("there are characters in the name that cannot be shown");
        case RowFault::left_beside_seal: return tr("it is private, and yet it stands here to be read");
        case RowFault::backwards: return tr("it ends before it begins");
        case RowFault::shared_too_soon: return tr("it’s marked as shared before it was written");
        case RowFault::shared_too_late: return tr("it’s marked as shared in the future, though it isn’t waiting for a day");
        case RowFault::not_ours: return tr("Inglenook did not make this and does not use it; somebody else put it into the file");
    }
    return {};
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
        case RecoveryState::file_is_lost:
            return with(tr("The file household.db in {folder} is gone or empty, and there is no backup beside it. Everything else there, the photos too, was left as it is. "
                           "If you have an older copy of the file, put it back and open Inglenook again. To begin anew, or to choose “I have a backup”: move {folder} aside first."));
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
