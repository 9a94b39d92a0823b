#include "app/words/sentences.hpp"

#include "app/words/dates.hpp"
#include "app/words/tr.hpp"

namespace app {

std::string sentence(core::Refusal refusal) {
    using core::Refusal;
    switch (refusal) {
        case Refusal::empty_text: return tr("There’s nothing in it yet. Write a few words and try again.");
        case Refusal::text_too_long: return tr("That’s too long. Shorten it a little; nothing was lost.");
        case Refusal::not_text: return tr("That can’t be read as text. Save it as UTF-8 and try again.");
        case Refusal::unknown_person: return tr("Nobody here has that name.");
        case Refusal::not_found: return tr("It isn’t here any more, or it isn’t yours to see.");
        case Refusal::not_yours: return tr("Only the person it belongs to can change it.");
        case Refusal::mood_out_of_range: return tr("A mood is a number from 1 (rough) to 5 (lovely).");
        case Refusal::no_such_picture:
            return tr("Choose one of the seven pictures, from 1 (side by side) to 7 (almost one).");
        case Refusal::invalid_rule: return tr("That isn’t a rule for repeating. An example: FREQ=WEEKLY;BYDAY=FR");
        case Refusal::rule_too_frequent: return tr("A ritual repeats daily at most. Choose a rule of days or longer.");
        case Refusal::rule_without_a_date: return tr("By that rule it would never happen. Choose dates that exist.");
        case Refusal::invalid_date: return tr("That date can’t be right. Write it like 2026-11-23.");
        case Refusal::invalid_time: return tr("That time can’t be right. Write it like 19:30.");
        case Refusal::not_on_that_day: return tr("This ritual isn’t on the calendar that day.");
        case Refusal::invalid_hour: return tr("The day can start between midnight and noon: a number from 0 to 12.");
        case Refusal::unknown_colour:
            return tr("That isn’t one of the eight colours: plum, sky, ember, sage, honey, rose, teal, slate.");
        case Refusal::person_has_items: return tr("There are entries by or for this person, so they can’t be removed.");
        case Refusal::already_there: return tr("This photo is here already.");
        case Refusal::nothing_to_undo: return tr("There’s nothing to undo.");
        case Refusal::not_all_agreed:
            return tr("Nothing was changed. Everyone here has to agree first, each at this device.");
        case Refusal::folder_not_empty:
            return tr("That folder isn’t empty, perhaps from an earlier try. Choose another one, or empty it first.");
        case Refusal::something_there: return tr("That name is taken, so nothing was written. Choose another name.");
        case Refusal::household_not_empty:
            return tr("People live in this household already. A whole household only fits into an empty one.");
        case Refusal::locked: return tr("That’s private. Unlock it with your PIN first.");
        case Refusal::no_pin: return tr("There’s no PIN yet. Set one first.");
        case Refusal::wrong_pin: return tr("That’s not the PIN. Try again.");
        case Refusal::wait_a_while: return tr("That was wrong a few times.");
        case Refusal::pin_too_short: return tr("Use at least four digits or letters.");
        case Refusal::wrong_words:
            return tr("Those aren’t the twelve words. Look for one you misread, or two that are swapped.");
        case Refusal::no_phrase:
            return tr("There are no recovery words for this person, so words can’t unlock anything.");
        case Refusal::made_elsewhere:
            return tr("You set this PIN on another device. Here, unlock with your twelve recovery words.");
        case Refusal::key_changed:
            return tr(
                "This device doesn’t know the key in this copy. Unlock it with the PIN or the twelve words it was made with, or restore a backup.");
        case Refusal::key_missing:
            return tr(
                "The key to these private entries is missing, both in this folder and on this device. Restore a backup from before it went missing, then unlock with your PIN or your twelve words.");
        case Refusal::wrap_damaged:
            return tr(
                "Your PIN can’t unlock this copy: part of it is damaged. Use your twelve words, or restore a backup.");
        case Refusal::wrap_weakened:
            return tr(
                "Don’t type your PIN here: someone changed this copy so that PINs are easy to guess. Use your twelve words, or restore a backup.");
        case Refusal::touch_to_oneself: return tr("Choose who it’s for.");
        case Refusal::already_given: return tr("You gave this already.");
        case Refusal::jar_is_empty: return tr("The jar is still empty. It fills with notes you’ve opened.");
        case Refusal::thanks_to_oneself: return tr("Thanks go to someone else, or to life. Choose who they’re for.");
    }
    return tr("That didn’t work. Nothing was changed.");
}

std::string sentence(const core::Fault& fault, const std::filesystem::path& folder) {
    using Kind = core::Fault::Kind;
    const auto where = folder.string();
    const auto with = [&](const char* text) { return filled(text, {{"folder", where}}); };
    switch (fault.kind) {
        case Kind::disk_full:
            return with(tr(
                "The disk is full, so this wasn’t saved. Everything saved before is safe. Make some room for {folder} and try again."));
        case Kind::read_only:
        case Kind::no_access:
            return with(tr(
                "Inglenook can’t write in {folder}. Nothing was changed. Allow writing there, or choose another folder with --data."));
        case Kind::damaged:
            return with(tr(
                "The household in {folder} is damaged. Nothing was changed. First copy the whole folder somewhere safe; its backups folder may hold an older copy."));
        case Kind::not_a_household:
            return with(tr(
                "The file household.db in {folder} isn’t an Inglenook household. Nothing was changed. Move it away, or choose another folder with --data."));
        case Kind::newer_version:
            return with(tr(
                "A newer Inglenook wrote the household in {folder}. Nothing was changed. Update Inglenook on this device to open it."));
        case Kind::busy:
            return with(tr("Another program is busy writing in {folder}. Nothing was lost; try again in a moment."));
        case Kind::no_locks:
            return with(tr(
                "Files can’t be locked in {folder}, as on some network drives. Nothing was opened or changed, because two programs could overwrite each other. Choose a folder on this computer with --data."));
        case Kind::log_unread:
            return with(tr(
                "The household in {folder} has changes that can only be read where writing is allowed. Nothing was changed. Copy the whole folder to a place of your own, and read it there with --data."));
        case Kind::io:
            return with(tr(
                "The disk that holds {folder} isn’t answering properly, so this wasn’t saved. Everything saved before is where it was. Check the disk or the cable and try again."));
        case Kind::other: break;
    }
    return filled(tr("Something went wrong in {folder}: {reason}. What was saved before is safe."),
                  {{"folder", where}, {"reason", fault.what()}});
}

std::string sentence(core::PhotoProblem problem) {
    using core::PhotoProblem;
    switch (problem) {
        case PhotoProblem::not_found: return tr("there’s no such file");
        case PhotoProblem::cannot_be_read: return tr("it can’t be read; check that you may open it");
        case PhotoProblem::own_database: return tr("it’s your household’s own file, not a photo");
        case PhotoProblem::empty: return tr("the file is empty");
        case PhotoProblem::not_a_photo: return tr("it isn’t a photo");
        case PhotoProblem::unsupported:
            return tr("Inglenook can’t read this kind of picture yet; save it as JPEG or PNG");
        case PhotoProblem::damaged: return tr("the photo is damaged; try the original again");
        case PhotoProblem::too_large: return tr("the picture is too large; save it smaller");
        case PhotoProblem::disk_full: return tr("the disk is full; make some room and add it again");
        case PhotoProblem::cannot_be_stored: return tr("Inglenook can’t write in the household’s folder");
    }
    return tr("it can’t be read");
}

std::string keys_put_back_sentence() {
    return tr(
        "Nothing is lost: part of the key to your private entries was missing or changed, and this device put it back. If you don’t know why, someone may have changed this household’s files.");
}

std::string keys_put_back_sentence(const std::string& name) {
    return filled(
        tr("Nothing is lost: part of the key to {name}’s private entries was missing or changed, and this device put it back. If {name} doesn’t know why, someone may have changed this household’s files."),
        {{"name", name}});
}

std::string wait_sentence(std::int64_t ms) {
    const auto seconds = (ms + 999) / 1000;
    if (seconds <= 10) return tr("You can try again in a few seconds.");
    if (seconds < 60) return tr("You can try again in less than a minute.");
    const auto minutes = static_cast<int>((seconds + 59) / 60);
    if (minutes == 1) return tr("You can try again in a minute.");
    return filled(tr("You can try again in {n} minutes."), {{"n", count_in_words(minutes)}});
}

}  // namespace app
