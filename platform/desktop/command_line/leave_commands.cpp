#include <iostream>
#include <memory>
#include <string>
#include <system_error>

#include "app/words/backup_sentences.hpp"
#include "app/words/export_words.hpp"
#include "app/words/sentences.hpp"
#include "app/words/tr.hpp"
#include "core/leaving/person_export.hpp"
#include "core/leaving/remains.hpp"
#include "core/people/person_store.hpp"
#include "core/system/outside_file.hpp"
#include "platform/desktop/command_line/commands.hpp"
#include "platform/desktop/command_line/reading.hpp"
#include "platform/desktop/command_line/rows.hpp"
#include "platform/desktop/command_line/unlocking.hpp"
#include "platform/desktop/secrets/device_secrets.hpp"

namespace platform::desktop {

namespace {

using app::tr;

// What went wrong, where the rest lies, and that nothing was erased.
std::string sentence(core::Fault::Kind kind, const std::string& folder) {
    if (kind == core::Fault::Kind::disk_full)
        return filled(
            tr("The disk is full. What was written so far is in {folder}, and nothing was erased. Make some room, take that folder away and try again."),
            {{"folder", folder}});
    return filled(
        tr("The folder {folder} could not be written, so what is there is not whole. Nothing was erased. Choose another place and try again."),
        {{"folder", folder}});
}

// What was written; not all of it where something could not be copied, which is told.
std::shared_ptr<core::PersonExport> take_along(Session& session, core::PersonId person,
                                               const std::filesystem::path& into) {
    if (core::system::is_of_household(into, own_folders(session.household.folder())))
        throw Stop{1, app::own_folder_sentence(into.string())};
    const auto made = core::export_person(session.household, person, into, app::export_words());
    if (!made) throw Stop{1, app::sentence(made.refusal())};
    auto& job = *made.value();
    while (job.step()) {
        if (!session.on_terminal) continue;
        const auto progress = job.progress();
        session.err << "\r\x1b[K"
                    << filled(tr("{done} of {total}"),
                              {{"done", std::to_string(progress.done)}, {"total", std::to_string(progress.total)}})
                    << std::flush;
    }
    if (session.on_terminal) session.err << "\r\x1b[K" << std::flush;
    if (const auto failure = job.failure()) throw Stop{2, sentence(*failure, job.unfinished_folder().string())};
    if (const auto missing = job.missing_photos(); missing > 0)
        session.err << filled(app::trn("{count} photo could not be read in the household’s folder and is not in it.",
                                       "{count} photos could not be read in the household’s folder and are not in it.",
                                       missing),
                              {{"count", std::to_string(missing)}})
                    << '\n';
    for (const auto& name : job.names_of_missing_photos())
        session.err << filled(tr("The photo {name} is missing."), {{"name", on_one_line(name)}}) << '\n';
    if (job.damaged_photos() > 0) session.err << app::damaged_photos_sentence(job.damaged_photos()) << '\n';
    for (const auto& name : job.names_of_damaged_photos())
        session.err << filled(tr("The photo {name} is damaged."), {{"name", on_one_line(name)}}) << '\n';
    if (job.unopened() > 0) session.err << app::unopened_sentence(job.unopened()) << '\n';
    session.out << on_one_line(job.folder().string()) << '\n';
    return made.value();
}

void confirm(Session& session, const std::string& name) {
    session.err
        << filled(
               tr("Everything that is {name}’s will be erased from this household: words, photos, hearts, face and name. "
                  "It cannot be undone. To go on, type the name: "),
               {{"name", on_one_line(name)}})
        << std::flush;
    std::istream& in = session.in ? *session.in : std::cin;
    std::string typed;
    std::getline(in, typed);
    if (!typed.empty() && typed.back() == '\r') typed.pop_back();
    if (typed != name) throw Stop{1, tr("That is not the name. Nothing was erased.")};
}

}  // namespace

int leave(Session& session, const Leaving& leaving) {
    auto& household = session.household;
    const auto person = read_person(household, leaving.as);
    open_vault(household, person, leaving.pin_fd);
    const auto taken = take_along(session, person, leaving.into);
    const auto damaged = taken->damaged_photos();
    const bool whole = taken->whole() && damaged == 0;
    if (!leaving.erase) return whole ? 0 : 1;
    if (!whole) {
        session.err
            << app::not_copied_sentence(taken->unopened(), taken->missing_photos() + damaged) << ' '
            << tr("What could be copied is written. To erase everything all the same, use “Erase what is mine” in the window.")
            << '\n';
        return 1;
    }

    confirm(session, household.get<core::PersonStore>().find(person)->name);
    const auto erased = household.erase(person);
    if (!erased) throw Stop{1, app::sentence(erased.refusal())};
    session.out << tr("It is erased.") << '\n';
    if (erased.value().empty()) return 0;
    session.out << tr("These older backups still hold it. Take them away if they should not:") << '\n';
    for (const auto& backup : erased.value())
        session.out << joined({core::to_iso(backup.day), backup.path.string()}) << '\n';
    return 0;
}

}  // namespace platform::desktop
