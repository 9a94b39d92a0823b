#include "platform/desktop/command_line/export_commands.hpp"

#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "app/words/backup_sentences.hpp"
#include "app/words/export_words.hpp"
#include "app/words/sentences.hpp"
#include "app/words/tr.hpp"
#include "core/exports/household_export.hpp"
#include "core/exports/household_import.hpp"
#include "core/people/person_store.hpp"
#include "core/system/outside_file.hpp"
#include "platform/desktop/command_line/reading.hpp"
#include "platform/desktop/command_line/rows.hpp"
#include "platform/desktop/command_line/unlocking.hpp"
#include "platform/desktop/secrets/device_secrets.hpp"

namespace platform::desktop {

namespace {

using namespace core::exports;
using app::tr;
using app::trn;

// What is written behind the commands.
struct Wanted {
    std::string file, viewer;
    bool replace = false;
    Unlocking unlocking;
};

void show_progress(Session& session, std::size_t done, std::size_t total) {
    if (session.on_terminal)
        session.err << "\r\x1b[K"
                    << filled(tr("{done} of {total}"),
                              {{"done", std::to_string(done)}, {"total", std::to_string(total)}})
                    << std::flush;
}

void clear_progress(Session& session) {
    if (session.on_terminal) session.err << "\r\x1b[K" << std::flush;
}

std::string sentence(core::Fault::Kind kind, const std::filesystem::path& place) {
    const auto with = [&](const char* text) { return filled(text, {{"folder", place.parent_path().string()}}); };
    if (kind == core::Fault::Kind::disk_full)
        return with(tr("The disk that holds {folder} is full, so nothing was exported. Make some room and try again."));
    return with(
        tr("The folder {folder} could not be written, so nothing was exported. Choose another place and try again."));
}

int export_all(Session& session, core::exports::Format format, const Wanted& wanted) {
    auto& household = session.household;
    const auto viewer = read_viewer(household, wanted.viewer);
    if (viewer.person && (wanted.unlocking.asked || wanted.unlocking.pin_fd))
        open_vault(household, *viewer.person, wanted.unlocking.pin_fd);
    if (core::system::is_of_household(wanted.file, own_folders(household.folder())))
        throw Stop{1, app::own_folder_sentence(wanted.file)};
    const auto made = export_household(household, viewer, format, wanted.file,
                                       wanted.replace ? Existing::gives_way : Existing::stays, app::export_words());
    if (!made) {
        if (made.refusal() == core::Refusal::something_there)
            throw Stop{
                1,
                filled(
                    wanted.replace
                        ? tr("What is at {file} is not an earlier export, so it stays as it is. Nothing was written; choose another name.")
                        : tr("There is something at {file} already, or photos beside it. Nothing was written. With --replace an earlier export gives way."),
                    {{"file", wanted.file}})};
        throw Stop{1, app::sentence(made.refusal())};
    }
    auto& job = *made.value();
    while (job.step()) show_progress(session, job.progress().done, job.progress().total);
    clear_progress(session);
    if (const auto failure = job.failure()) throw Stop{2, sentence(*failure, job.place())};
    if (const auto missing = job.missing_photos(); missing > 0)
        session.err << counted(trn("{count} photo could not be read in the household’s folder and is not in it.",
                                   "{count} photos could not be read in the household’s folder and are not in it.",
                                   missing),
                               missing)
                    << '\n';
    for (const auto& name : job.names_of_missing_photos())
        session.err << filled(tr("The photo {name} is missing."), {{"name", on_one_line(name)}}) << '\n';
    if (job.damaged_photos() > 0) session.err << app::damaged_photos_sentence(job.damaged_photos()) << '\n';
    for (const auto& name : job.names_of_damaged_photos())
        session.err << filled(tr("The photo {name} is damaged."), {{"name", on_one_line(name)}}) << '\n';
    if (job.left_out().all() > 0)
        session.err << app::left_out_sentence(job.left_out()) << ' ' << tr("With --unlock the PIN is asked for.")
                    << '\n';
    if (job.unopened() > 0) session.err << app::unopened_sentence(job.unopened()) << '\n';
    session.out << on_one_line(job.place().string()) << '\n';
    return job.missing_photos() == 0 && job.damaged_photos() == 0 && job.unopened() == 0 ? 0 : 1;
}

int bring_in(Session& session, const std::string& file) {
    auto& household = session.household;
    if (!household.get<core::PersonStore>().all().empty())
        throw Stop{1, app::sentence(core::Refusal::household_not_empty)};
    auto read = read_household_file(file);
    if (const auto* problem = std::get_if<JsonProblem>(&read))
        throw Stop{1, on_one_line(std::filesystem::path(file).filename().string()) + ": " +
                          on_one_line(app::sentence(*problem))};
    auto& contents = std::get<Contents>(read);
    PhotosToTakeIn photos(household.photos(), contents, file);
    while (photos.step()) show_progress(session, photos.done(), photos.total());
    clear_progress(session);
    const auto taken = household.take_in(contents);
    if (!taken) throw Stop{1, app::sentence(taken.refusal())};
    for (const auto& missing : photos.missing())
        session.err
            << filled(tr("{file}: this photo is not there, or is another one than the file names; its place is kept."),
                      {{"file", on_one_line(missing)}})
            << '\n';
    const auto line = [&](std::size_t count, const char* sentence) {
        if (count > 0) session.out << counted(sentence, count) << '\n';
    };
    line(contents.people.size(), trn("{count} person", "{count} people", contents.people.size()));
    line(contents.check_ins.size(), trn("{count} check-in", "{count} check-ins", contents.check_ins.size()));
    line(contents.thanks.size(), trn("{count} thanks", "{count} thanks", contents.thanks.size()));
    line(contents.rituals.size(), trn("{count} ritual", "{count} rituals", contents.rituals.size()));
    line(contents.memories.size(), trn("{count} photo", "{count} photos", contents.memories.size()));
    if (contents.left_out.all() > 0) session.err << app::left_out_sentence(contents.left_out) << '\n';
    return photos.missing().empty() ? 0 : 1;
}

}  // namespace

void declare_exports(CLI::App& program, std::function<int(Session&)>& chosen) {
    const auto wanted = std::make_shared<Wanted>();
    CLI::App& exports =
        *program.add_subcommand("export", tr("All that somebody may see, for other programs and for reading"))
             ->group(tr("Commands"));
    exports.require_subcommand(1);
    struct One {
        const char *name, *description, *file, *type;
        core::exports::Format format;
    };
    for (const auto& [name, description, file, type, format] : {
             One{"json", tr("Everything, whole, to be brought in again with “import household”"),
                 tr("The file; its photos go into a folder beside it"), "FILE", core::exports::Format::json},
             One{"csv", tr("Tables for a spreadsheet, one for each kind"), tr("The folder for them, which is made"),
                 "FOLDER", core::exports::Format::csv},
             One{"markdown", tr("A diary as Markdown, day by day"),
                 tr("The file; its photos go into a folder beside it"), "FILE", core::exports::Format::markdown},
             One{"html", tr("A diary as a page for any browser, and for printing"),
                 tr("The file; its photos go into a folder beside it"), "FILE", core::exports::Format::html},
         }) {
        CLI::App& command = *exports.add_subcommand(name, description)->group(tr("Commands"));
        command.callback([&chosen, wanted, format = format] {
            chosen = [wanted, format](Session& session) { return export_all(session, format, *wanted); };
        });
        command.add_option("file", wanted->file, file)->type_name(type)->required();
        command.add_option("--viewer", wanted->viewer, tr("Whose eyes to look with: a person's, or the room's"))
            ->type_name("NAME|room")
            ->required();
        command.add_flag("--replace", wanted->replace, tr("In the place of an earlier export of that name"));
        command.add_flag("--unlock", wanted->unlocking.asked,
                         tr("Ask for the PIN at the terminal, to see also what is only for this person"));
        command
            .add_option("--pin-fd", wanted->unlocking.pin_fd,
                        tr("Read the PIN from this file descriptor instead of the terminal"))
            ->type_name("N");
    }
}

void declare_household_import(CLI::App& imports, std::function<int(Session&)>& chosen) {
    const auto file = std::make_shared<std::string>();
    CLI::App& command =
        *imports.add_subcommand("household", tr("A whole household that “export json” wrote, into an empty one"))
             ->group(tr("Commands"));
    command.callback([&chosen, file] { chosen = [file](Session& session) { return bring_in(session, *file); }; });
    command.add_option("file", *file, tr("Its JSON file, with the photo folder beside it"))
        ->type_name("FILE")
        ->required();
}

}  // namespace platform::desktop
