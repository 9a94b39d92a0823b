#include "app/words/sentences.hpp"

#include "app/words/tr.hpp"

namespace app {

std::string sentence(core::Refusal refusal) {
    using core::Refusal;
    switch (refusal) {
        case Refusal::empty_text: return tr("There are no words in it yet. Write a few and try again.");
        case Refusal::text_too_long: return tr("That is longer than fits here. Shorten it a little; nothing was lost.");
        case Refusal::not_text: return tr("That is not readable as text. Save it as UTF-8 and try again.");
        case Refusal::unknown_person: return tr("Nobody here has that name.");
        case Refusal::not_found: return tr("It is not here any more, or it is not for this viewer.");
        case Refusal::not_yours: return tr("Only the person it belongs to can change that.");
        case Refusal::mood_out_of_range: return tr("A mood is a number from 1 (rough) to 5 (lovely).");
        case Refusal::closeness_out_of_range: return tr("Closeness is one of seven pictures, from 1 (side by side) to 7 (almost one).");
        case Refusal::invalid_rule:
            return tr("That is not a rule for repeating. An example: FREQ=WEEKLY;BYDAY=FR");
        case Refusal::rule_too_frequent: return tr("A ritual repeats daily at most. Choose a rule of days or longer.");
        case Refusal::rule_without_a_date: return tr("By that rule it would never happen. Choose dates that exist.");
        case Refusal::invalid_date: return tr("That date cannot be right. Write it like 2026-11-23.");
        case Refusal::invalid_time: return tr("That time cannot be right. Write it like 19:30.");
        case Refusal::not_on_that_day: return tr("This ritual is not on the calendar that day.");
        case Refusal::invalid_hour: return tr("The day can start between midnight and noon: a number from 0 to 12.");
        case Refusal::unknown_colour:
            return tr("That colour is not one of the eight: plum, sky, ember, sage, honey, rose, teal, slate.");
        case Refusal::person_has_items: return tr("There are things here by or for this person, so they stay.");
        case Refusal::already_there: return tr("This photo is here already.");
        case Refusal::nothing_to_undo: return tr("There is nothing to take back.");
        case Refusal::not_all_agreed: return tr("Everybody here has to agree to that first, each at this device. Nothing was changed.");
        case Refusal::folder_not_empty:
            return tr("There is something in that folder already, perhaps from an earlier try. Choose another one, or move it away first.");
        case Refusal::something_there: return tr("There is something of that name already. Nothing was written; choose another name.");
        case Refusal::household_not_empty: return tr("People live in this household already. A whole household is brought into an empty one only.");
        case Refusal::locked: return tr("That is private. Open it with your PIN first.");
        case Refusal::no_pin: return tr("There is no PIN to open. Set one first.");
        case Refusal::wrong_pin: return tr("That is not the PIN. Try once more.");
        case Refusal::wait_a_while: return tr("That was wrong a few times. Wait a little before the next try.");
        case Refusal::pin_too_short: return tr("Four digits or letters at least.");
        case Refusal::wrong_words: return tr("Those are not the twelve words. Look for one that was misread, or two that changed places.");
        case Refusal::no_phrase: return tr("No recovery words were made for this person, so they cannot open it.");
        case Refusal::made_elsewhere: return tr("The PIN was set on another device. Here the twelve recovery words open it.");
        case Refusal::key_changed: return tr("The key in this copy is not one that this device knows. The PIN or the twelve words it was made with open it; or restore a backup.");
        case Refusal::key_missing:
            return tr("The key to these private entries is missing, in this folder and on this device. Restore a backup from before it was lost; your PIN or your twelve words open it.");
        case Refusal::wrap_damaged: return tr("What your PIN opens is damaged in this copy, so no PIN was tried. Your twelve words open it, or restore a backup.");
        case Refusal::wrap_weakened:
            return tr("Someone changed this copy so that PINs can be guessed fast, so no PIN was tried. Your twelve words open it, or restore a backup.");
        case Refusal::touch_to_oneself: return tr("A touch goes to somebody else. Choose who it is for.");
        case Refusal::already_given: return tr("This was given already.");
        case Refusal::jar_is_empty: return tr("The jar is empty yet. Notes that you have opened gather in it.");
        case Refusal::thanks_to_oneself: return tr("Thanks go to somebody else, or to life. Choose who they are for.");
    }
    return tr("That did not work. Nothing was changed.");
}

std::string sentence(const core::Fault& fault, const std::filesystem::path& folder) {
    using Kind = core::Fault::Kind;
    const auto where = folder.string();
    const auto with = [&](const char* text) { return filled(text, {{"folder", where}}); };
    switch (fault.kind) {
        case Kind::disk_full:
            return with(tr("The disk that holds {folder} is full, so this was not saved. Everything saved before is safe. Make some room and try again."));
        case Kind::read_only:
        case Kind::no_access:
            return with(tr("The folder {folder} cannot be written. Nothing was changed. Allow writing there, or choose another folder with --data."));
        case Kind::damaged:
            return with(tr("The household in {folder} is damaged. It was left as it is. Copy the whole folder somewhere safe before anything else; its backups folder may hold an older copy."));
        case Kind::not_a_household:
            return with(tr("The file household.db in {folder} is not an Inglenook household. It was left as it is. Move it away, or choose another folder with --data."));
        case Kind::newer_version:
            return with(tr("The household in {folder} was written by a newer Inglenook. It was left as it is. Update Inglenook on this device to open it."));
        case Kind::busy:
            return with(tr("Another program is busy writing in {folder}. Nothing was lost; try again in a moment."));
        case Kind::no_locks:
            return with(tr("The place where {folder} lies does not let files be locked, as some network drives do not. Without that, two programs could spoil each other's writing, so nothing was opened or changed. Choose a folder on this computer with --data."));
        case Kind::log_unread:
            return with(tr("The household in {folder} has changes that can only be read where writing is allowed. Nothing was changed. Copy the whole folder to a place of your own, and read it there with --data."));
        case Kind::io:
            return with(tr("The disk that holds {folder} did not answer as it should, so this was not saved. Everything saved before is where it was. Check the disk or the cable and try again."));
        case Kind::other: break;
    }
    return filled(tr("Something went wrong in {folder}: {reason}. What was saved before is safe."),
                  {{"folder", where}, {"reason", fault.what()}});
}

std::string sentence(core::PhotoProblem problem) {
    using core::PhotoProblem;
    switch (problem) {
        case PhotoProblem::not_found: return tr("there is no such file");
        case PhotoProblem::cannot_be_read: return tr("it cannot be read; check that you may open it");
        case PhotoProblem::own_database: return tr("it is your household’s own file, not a photo");
        case PhotoProblem::empty: return tr("the file is empty");
        case PhotoProblem::not_a_photo: return tr("it is not a photo");
        case PhotoProblem::unsupported: return tr("this kind of picture cannot be read yet; save it as JPEG or PNG");
        case PhotoProblem::damaged: return tr("the photo is damaged; try the original again");
        case PhotoProblem::too_large: return tr("the picture is too large; save it smaller");
        case PhotoProblem::disk_full: return tr("the disk is full; make some room and add it again");
        case PhotoProblem::cannot_be_stored: return tr("the household's folder cannot be written");
    }
    return tr("it could not be read");
}

std::string keys_put_back_sentence() {
    return tr("Part of the key to your private entries was missing or changed, and this device put it back. Nothing was lost. If you don’t know why, someone may have been at this household’s files.");
}

std::string keys_put_back_sentence(const std::string& name) {
    return filled(tr("Part of the key to {name}’s private entries was missing or changed, and this device put it back. Nothing was lost. If {name} doesn’t know why, someone may have been at this household’s files."),
                  {{"name", name}});
}

std::string wait_sentence(std::int64_t ms) {
    const auto seconds = static_cast<unsigned long>((ms + 999) / 1000);
    if (seconds < 90) return filled(trn("Wait {n} second before the next try.", "Wait {n} seconds before the next try.", seconds), {{"n", std::to_string(seconds)}});
    const auto minutes = (seconds + 59) / 60;
    return filled(trn("Wait {n} minute before the next try.", "Wait {n} minutes before the next try.", minutes), {{"n", std::to_string(minutes)}});
}

}  // namespace app
