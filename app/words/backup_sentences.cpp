#include "app/words/backup_sentences.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "app/words/kinds.hpp"
#include "app/words/tr.hpp"
#include "core/items/kind.hpp"

namespace app {

using namespace core::backups;
using KeyState = SecondFolder::KeyState;

namespace {

struct TableWords {
    std::string_view table;
    const char* (*name)();
    std::string (*counted)(std::int64_t n);
    bool made_by_hand = true;
};

// Of what is no kind of item.
constexpr TableWords others[] = {
    {"person", [] { return tr("People"); },
     [](std::int64_t n) { return with_number(trn("{n} person", "{n} people", plural(n)), n); }},
    {"answer", [] { return tr("Answers"); },
     [](std::int64_t n) { return with_number(trn("{n} answer", "{n} answers", plural(n)), n); }},
    {"heart", [] { return tr("Hearts"); },
     [](std::int64_t n) { return with_number(trn("{n} heart", "{n} hearts", plural(n)), n); }},
    {"touch", [] { return tr("Touches"); },
     [](std::int64_t n) { return with_number(trn("{n} touch", "{n} touches", plural(n)), n); }},
    {"activity", [] { return tr("Activities"); },
     [](std::int64_t n) { return with_number(trn("{n} activity", "{n} activities", plural(n)), n); }},
    {"occurrence_mark", [] { return tr("Ritual dates"); },
     [](std::int64_t n) { return with_number(trn("{n} ritual date", "{n} ritual dates", plural(n)), n); }},
    {"ritual_pause", [] { return tr("Ritual pauses"); },
     [](std::int64_t n) { return with_number(trn("{n} ritual pause", "{n} ritual pauses", plural(n)), n); }},
    {"thanks_read", [] { return tr("Marks on notes"); },
     [](std::int64_t n) { return with_number(trn("{n} mark on a note", "{n} marks on notes", plural(n)), n); }, false},
    {"prompt_shown", [] { return tr("Shown prompts"); },
     [](std::int64_t n) { return with_number(trn("{n} shown prompt", "{n} shown prompts", plural(n)), n); }, false},
    {"import", [] { return tr("Imports"); },
     [](std::int64_t n) { return with_number(trn("{n} import", "{n} imports", plural(n)), n); }, false},
    {"draft", [] { return tr("Drafts"); },
     [](std::int64_t n) { return with_number(trn("{n} draft", "{n} drafts", plural(n)), n); }},
    {"setting", [] { return tr("Settings"); },
     [](std::int64_t n) { return with_number(trn("{n} setting", "{n} settings", plural(n)), n); }, false},
    {"person_setting", [] { return tr("Personal settings"); },
     [](std::int64_t n) { return with_number(trn("{n} personal setting", "{n} personal settings", plural(n)), n); },
     false},
};

const TableWords* find_other(std::string_view table) {
    const auto found =
        std::find_if(std::begin(others), std::end(others), [&](const auto& o) { return o.table == table; });
    return found == std::end(others) ? nullptr : found;
}

const KindWords* find_words(std::string_view table) {
    const auto* kind = core::find_kind(table);
    return kind ? &words_of(kind->kind) : nullptr;
}

bool is_made_by_hand(std::string_view table) {
    const auto* other = find_other(table);
    return !other || other->made_by_hand;
}

}  // namespace

std::string listed(const std::vector<std::string>& parts) {
    if (parts.empty()) return {};
    std::string list = parts.front();
    for (std::size_t n = 1; n < parts.size(); ++n)
        list = filled(n + 1 < parts.size() ? tr("{list}, {item}") : tr("{list} and {item}"),
                      {{"list", list}, {"item", parts[n]}});
    return list;
}

bool is_always_named(std::string_view table) {
    const auto* words = find_words(table);
    return table == "person" || (words && words->always_counted);
}

std::string counted(std::string_view table, std::int64_t count) {
    if (const auto* words = find_words(table)) return words->counted(count);
    if (const auto* other = find_other(table)) return other->counted(count);
    return with_number(trn("{n} other record", "{n} other records", plural(count)), count);
}

std::string name_of_table(std::string_view table) {
    if (const auto* words = find_words(table)) return words->entries();
    const auto* other = find_other(table);
    return other ? other->name() : std::string(table);
}

std::string counted(const Counts& counts) {
    std::vector<std::string> parts;
    for (const auto& [table, _] : counted_tables())
        if (const auto n = counts.of(table);
            n > 0 ? is_made_by_hand(table) : is_always_named(table) && table != std::string_view("person"))
            parts.push_back(counted(table, n));
    return listed(parts);
}

std::string counted_others(const Counts& counts) {
    std::vector<std::string> parts;
    for (const auto& [table, _] : counted_tables())
        if (const auto n = counts.of(table); n > 0 && !is_always_named(table) && is_made_by_hand(table))
            parts.push_back(counted(table, n));
    return listed(parts);
}

std::string missing_of(const RecoveryReport& report) {
    std::vector<std::string> parts;
    for (const auto& [table, _] : counted_tables())
        if (const auto missing = report.missing(table); missing > 0)
            parts.push_back(filled(
                tr("{missing} of {all}"),
                {{"missing", std::to_string(missing)}, {"all", counted(table, report.known->counts.of(table))}}));
    return listed(parts);
}

std::string sentence(BackupState state, const std::string& where) {
    const auto with = [&](const char* text) { return filled(text, {{"folder", where}}); };
    switch (state) {
        case BackupState::written:
        case BackupState::there_already:
        case BackupState::cancelled: break;
        case BackupState::another_program:
            return tr("Another Inglenook is busy with a backup or a repair. Try again when it’s done.");
        case BackupState::damaged:
            return tr("The household is damaged, so no backup was made. Older backups are safe.");
        case BackupState::no_backup_yet: return tr("There’s no backup to copy yet.");
        case BackupState::missing:
            return with(tr("The folder {folder} isn’t there. If it’s on a drive, plug it in and try again."));
        case BackupState::other_passphrase: return with(tr("The backups in {folder} have a different passphrase."));
        case BackupState::full:
            return with(tr(
                "There’s no room left in {folder}, so no backup was made. Older backups are safe. Make some room and try again."));
        case BackupState::read_only:
        case BackupState::no_access:
            return with(tr(
                "Inglenook can’t write in {folder}, so no backup was made. Allow writing there, or choose another folder."));
        case BackupState::failed: break;
    }
    return with(tr("No backup was made in {folder}: something went wrong. Older backups are safe."));
}

std::string sentence(core::backups::RowFault fault) {
    switch (fault) {
        case RowFault::no_id: return tr("this isn’t an id");
        case RowFault::names_nothing: return tr("it names something that doesn’t exist");
        case RowFault::out_of_range: return tr("the number is out of range");
        case RowFault::unknown_word: return tr("Inglenook doesn’t know this word");
        case RowFault::not_text: return tr("this isn’t text");
        case RowFault::too_long: return tr("the text is too long");
        case RowFault::empty: return tr("something is missing here");
        case RowFault::no_date: return tr("there’s no such date");
        case RowFault::moved: return tr("its day and its time don’t match");
        case RowFault::no_rule: return tr("Inglenook doesn’t understand this rule");
        case RowFault::wrong_length: return tr("it’s too short or too long");
        case RowFault::plain_and_sealed: return tr("it says in two ways who may see it, and they don’t match");
        case RowFault::no_such_value: return tr("this setting can’t have this value");
        case RowFault::not_shown: return tr("the name has characters that can’t be shown");
        case RowFault::left_beside_seal: return tr("it’s private, but anyone could read it here");
        case RowFault::backwards: return tr("it ends before it starts");
        case RowFault::shared_too_soon: return tr("it’s marked as shared before it was written");
        case RowFault::shared_too_late:
            return tr("it’s marked as shared in the future, though it isn’t waiting for a day");
        case RowFault::not_ours: return tr("this isn’t Inglenook’s; someone else put it into the file");
    }
    return {};
}

std::string sentence(KeyState state, const std::string& where) {
    switch (state) {
        case KeyState::wrong_passphrase: return tr("That’s not the passphrase. Try again; nothing was changed.");
        case KeyState::missing: return filled(tr("This household has no backups in {folder}."), {{"folder", where}});
        case KeyState::too_costly:
            return tr("This device doesn’t have enough memory to open these backups. Nothing was changed.");
        case KeyState::damaged:
        case KeyState::right: break;
    }
    return filled(
        tr("The file key.json in {folder} is damaged, and without it those backups can’t be opened. Try another copy of the folder."),
        {{"folder", where}});
}

std::string sentence(RestoreState state, const std::string& into) {
    const auto with = [&](const char* text) { return filled(text, {{"folder", into}}); };
    switch (state) {
        case RestoreState::restored:
        case RestoreState::cancelled: break;
        case RestoreState::folder_not_empty:
            return with(tr("{folder} isn’t empty, so nothing was restored. Choose an empty or a new folder."));
        case RestoreState::no_such_backup: return tr("There’s no backup of that day.");
        case RestoreState::another_program:
            return tr("Another Inglenook is busy with a backup or a repair. Try again when it’s done.");
        case RestoreState::damaged: return tr("This backup is damaged, so it wasn’t restored. Try another day.");
        case RestoreState::full:
            return with(tr(
                "There’s no room left in {folder}. Nothing else was changed. Make some room, or choose another folder."));
        case RestoreState::read_only:
        case RestoreState::no_access: return with(tr("Inglenook can’t write in {folder}. Choose another folder."));
        case RestoreState::failed: break;
    }
    return with(tr("The backup wasn’t restored into {folder}: something went wrong. Nothing else was changed."));
}

std::string sentence(RecoveryState state, bool empty) {
    switch (state) {
        case RecoveryState::nothing_to_do:
        case RecoveryState::recovered:
        case RecoveryState::cancelled: break;
        case RecoveryState::nothing_to_recover_from:
            return tr(
                "Your household’s file, household.db, can’t be read, and there’s no good backup beside it. Nothing was changed. If you have a backup elsewhere, or an older copy of this folder, restore it.");
        case RecoveryState::file_is_lost:
            if (empty)
                return tr(
                    "Your household’s file is empty, and there’s no backup beside it. Everything else in the folder, your photos too, is as it was. If you have a backup elsewhere, or an older copy of this folder, restore it.");
            return tr(
                "Your household’s file is missing, and there’s no backup beside it. Everything else in the folder, your photos too, is as it was. If you have a backup elsewhere, or an older copy of this folder, restore it.");
        case RecoveryState::left_alone:
            return tr(
                "The file household.db belongs to another program, or to a newer Inglenook. Nothing was changed.");
        case RecoveryState::another_program:
            return tr(
                "Your household needs a repair, but another Inglenook has it open. Close all its windows, then open one again. Nothing was changed.");
        case RecoveryState::full:
            return tr(
                "Your household needs a repair, but the disk is full. Make some room and open Inglenook again. Nothing was changed.");
        case RecoveryState::read_only:
        case RecoveryState::no_access:
            return tr(
                "Your household needs a repair, but Inglenook can’t write in its folder. Allow writing there and open Inglenook again. Nothing was changed.");
        case RecoveryState::failed:
            return tr(
                "The repair didn’t work. Nothing was changed; the damaged file and any backups are still there. If you have a backup elsewhere, restore it.");
    }
    return {};
}

std::string own_folder_sentence(const std::string& place) {
    return filled(tr("Choose another place: {place} is in Inglenook’s own folder, so nothing was written there."),
                  {{"place", place}});
}

std::string sentence(const Replaced& replaced, const std::filesystem::path& live,
                     const std::filesystem::path& restored) {
    switch (replaced.state) {
        case ReplaceState::in_use:
            return filled(tr("The household in {folder} is open in another window. Close it and restore again."),
                          {{"folder", live.string()}});
        case ReplaceState::other_disk:
            return filled(tr("{folder} isn’t on the household’s disk. Restore into a folder beside the household."),
                          {{"folder", restored.string()}});
        case ReplaceState::no_household_there:
            return filled(tr("There’s no sound household in {folder}. Nothing was changed."),
                          {{"folder", restored.string()}});
        case ReplaceState::replaced: break;
    }
    const std::string there = tr("The backup is restored.");
    return replaced.moved_to.empty()
               ? there
               : there + " " +
                     filled(tr("What was here before is kept in {folder}."), {{"folder", replaced.moved_to.string()}});
}

}  // namespace app
