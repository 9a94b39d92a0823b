#include "platform/desktop/command_line/command_line.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <ostream>
#include <system_error>

#include <CLI/CLI.hpp>

#include "app/app.hpp"
#include "app/words/backup_sentences.hpp"
#include "app/words/sentences.hpp"
#include "app/words/tr.hpp"
#include "core/backups/counts.hpp"
#include "core/backups/recovery.hpp"
#include "core/items/kind.hpp"
#include "core/people/person_store.hpp"
#include "core/system/outside_file.hpp"
#include "platform/desktop/command_line/backup_commands.hpp"
#include "platform/desktop/command_line/closeness_command.hpp"
#include "platform/desktop/command_line/commands.hpp"
#include "platform/desktop/command_line/export_commands.hpp"
#include "platform/desktop/command_line/import_commands.hpp"
#include "platform/desktop/command_line/note_commands.hpp"
#include "platform/desktop/command_line/options.hpp"
#include "platform/desktop/command_line/printable.hpp"
#include "platform/desktop/command_line/reading.hpp"
#include "platform/desktop/command_line/unlocking.hpp"
#include "platform/desktop/secrets/device_fault.hpp"
#include "platform/desktop/secrets/device_secrets.hpp"
#include "platform/desktop/system/clocks.hpp"
#include "platform/desktop/system/folders.hpp"

#ifndef INGLENOOK_VERSION
#define INGLENOOK_VERSION "0.1"
#endif

namespace platform::desktop {

namespace {

using app::tr;

// Everything that can be written on a command line, and which command it chose.
struct Written {
    std::string data, window, screenshot, semantics, now, theme, screen;
    float scale = 0;

    PersonToAdd person;
    CheckInToWrite check_in;
    ThanksToGive thanks;
    RitualToAdd ritual;
    OccurrenceToMark mark;
    PhotosToImport photos;
    std::vector<std::string> photo_paths;
    core::demo::Request demo;
    Listing listing;
    Looking looking;
    Agenda agenda;
    TrashToLookThrough trash;
    VaultToKeep vault;
    SharedByOne shared;
    Leaving leaving;
    std::string into;
    bool json = false;

    std::function<int(Session&)> command;
    FolderCommand folder_command;  // one that opens no household
};

// Help shows the type alone.
template <class Number> CLI::Validator between(Number least, Number most) {
    return CLI::Range(least, most).description("");
}

CLI::App* add_command(CLI::App& in, const char* name, const char* description, Written& w,
                      std::function<int(Session&)> command) {
    CLI::App* added = in.add_subcommand(name, description)->group(tr("Commands"));
    added->callback([&w, command = std::move(command)] { w.command = command; });
    return added;
}

CLI::App* add_group(CLI::App& in, const char* name, const char* description) {
    CLI::App* added = in.add_subcommand(name, description)->group(tr("Commands"));
    added->require_subcommand(1);
    return added;
}

void add_pin_fd(CLI::App& command, std::optional<int>& pin_fd,
                const char* description = tr("Read the PIN from this file descriptor instead of the terminal")) {
    command.add_option("--pin-fd", pin_fd, description)->type_name("N");
}

void add_unlocking(CLI::App& command, Unlocking& unlocking) {
    command.add_flag("--unlock", unlocking.asked,
                     tr("Ask for the PIN at the terminal, to see also what is only for this person"));
    add_pin_fd(command, unlocking.pin_fd);
}

void add_json(CLI::App& command, Written& w) {
    command.add_flag("--json", w.json, tr("As a JSON array of objects instead of lines"));
}

Format format(const Written& w) { return w.json ? Format::json : Format::plain; }

void declare_window(CLI::App& program, Written& w) {
    program.add_option("--data", w.data, tr("The household's folder; otherwise your own, in ~/.local/share/inglenook"))
        ->type_name("DIR");
    program.add_option("--window", w.window, tr("The window's size, like 1280x800"))->type_name("WxH");
    program.add_option("--scale", w.scale, tr("Pixels a unit, like 2; otherwise the monitor's"))
        ->type_name("0.5..4")
        ->check(between(0.5, 4.0));
    one_of(program.add_option("--theme", w.theme, tr("Light or dark, whatever the settings say")), {"light", "dark"});
    std::vector<std::string> screens;
    for (const auto name : app::screen_names()) screens.emplace_back(name);
    one_of(program.add_option("--screen", w.screen, tr("The screen to begin with")), screens);
    program.add_option("--screenshot", w.screenshot, tr("Draw one picture into this PNG file and end"))
        ->type_name("FILE.png");
    program.add_option("--semantics", w.semantics, tr("Keep what is on the screen written in this file as JSON"))
        ->type_name("FILE");
    program.add_option("--now", w.now, tr("Pretend that it is this time, for pictures and tests"))
        ->type_name("2026-11-23T18:10");
}

void declare_people(CLI::App& program, Written& w) {
    CLI::App& people = *add_group(program, "people", tr("Who belongs to the household"));
    CLI::App& add = *add_command(people, "add", tr("Somebody joins; prints their id"), w,
                                 [&w](Session& session) { return add_person(session, w.person); });
    add.add_option("name", w.person.name, tr("What they are called"))->type_name("NAME")->required();
    add.add_option("--colour", w.person.colour,
                   tr("Plum, sky, ember, sage, honey, rose, teal or slate; otherwise the first one free"))
        ->type_name("COLOUR");
    one_of(
        add.add_option(
            "--sees", w.person.sees,
            tr("What they may see of what is shared: from today on, or everything so far; otherwise everything for the second "
               "person, and from today on for anyone after")),
        {"today", "everything"});
    CLI::App& listed = *add_command(people, "list", tr("Everybody who belongs to it"), w, [&w](Session& session) {
        w.listing.what = "people";
        w.listing.format = format(w);
        return list(session, w.listing);
    });
    add_json(listed, w);
}

void declare_check_in(CLI::App& program, Written& w) {
    CLI::App& command = *add_command(program, "check-in", tr("How somebody is; prints the check-in's id"), w,
                                     [&w](Session& session) { return check_in(session, w.check_in); });
    command.add_option("--as", w.check_in.as, tr("Whose it is"))->type_name("NAME")->required();
    command.add_option("--mood", w.check_in.mood, tr("1 rough, 2 low, 3 okay, 4 good, 5 lovely"))
        ->type_name("1..5")
        ->required();
    add_text(command, w.check_in.feeling, "feeling", tr("A word for it, or several, like “tired, hopeful”"), "WORDS");
    add_text(command, w.check_in.note, "note", tr("A few words about it"), "TEXT");
    add_text(command, w.check_in.around, "around", tr("What was around it, like “a walk, work”"), "NAMES");
    one_of(command.add_option("--wish", w.check_in.help, tr("What would help")), {"listen", "hug", "space", "ideas"});
    command.add_flag("--good-news", w.check_in.good_news, tr("It is good news, to be asked about"));
    command.add_option("--at", w.check_in.at, tr("When it was, if not now"))->type_name("2026-11-23T07:30");
    add_audience(command, w.check_in.audience);
}

void declare_thank(CLI::App& program, Written& w) {
    CLI::App& command = *add_command(program, "thank", tr("Say thank you; prints the id"), w,
                                     [&w](Session& session) { return thank(session, w.thanks); });
    command.add_option("--as", w.thanks.as, tr("Who says it"))->type_name("NAME")->required();
    command.add_option("--to", w.thanks.to, tr("Whom it is for: somebody, us, or life"))
        ->type_name("NAME|us|life")
        ->capture_default_str();
    command.add_option("--memory", w.thanks.memory, tr("The photo that goes with it"))->type_name("ID");
    command.add_option("--deliver-at", w.thanks.deliver_at, tr("When it is given; until then only the giver sees it"))
        ->type_name("2026-11-27T08:00");
    add_needed_text(command, w.thanks.text, "text", tr("What for, in quotes"), "TEXT");
    add_audience(command, w.thanks.audience);
}

void declare_rituals(CLI::App& program, Written& w) {
    CLI::App& rituals = *add_group(program, "ritual", tr("What you repeat on purpose"));
    CLI::App& add = *add_command(rituals, "add", tr("Put one on the calendar; prints its id"), w,
                                 [&w](Session& session) { return add_ritual(session, w.ritual); });
    add_needed_text(add, w.ritual.title, "title", tr("What it is called"), "TITLE");
    add_text(add, w.ritual.note, "note", tr("A line about it"), "TEXT");
    add.add_option("--rule", w.ritual.rule,
                   tr("When it repeats (RFC 5545), like FREQ=WEEKLY;BYDAY=FR; without one it happens once"))
        ->type_name("RRULE");
    add.add_option("--start", w.ritual.start,
                   tr("From when on, like 2026-11-23T07:30, or 2026-11-23 for any time that day"))
        ->type_name("DAY")
        ->capture_default_str();
    add.add_option("--as", w.ritual.as, tr("Who adds it"))->type_name("NAME");
    add.add_option("--symbol", w.ritual.symbol, tr("The name of its symbol"))->type_name("NAME")->capture_default_str();
    add.add_option("--colour", w.ritual.colour, tr("Honey, ember, sage, sky, plum, rose, teal or slate"))
        ->type_name("COLOUR")
        ->capture_default_str();
    add_audience(add, w.ritual.audience);

    const auto declare_mark = [&](const char* name, const char* description, core::Outcome outcome) {
        CLI::App& mark = *add_command(rituals, name, description, w, [&w, outcome](Session& session) {
            w.mark.outcome = outcome;
            return mark_occurrence(session, w.mark);
        });
        mark.add_option("id", w.mark.id, tr("The ritual's id, as “list rituals” shows it"))
            ->type_name("ID")
            ->required();
        mark.add_option("--on", w.mark.on, tr("Which of its days"))->type_name("DAY")->capture_default_str();
        mark.add_option("--as", w.mark.as, tr("Who says so"))->type_name("NAME");
    };
    declare_mark("keep", tr("You did it that day"), core::Outcome::kept);
    declare_mark("skip", tr("You left it out that day, and that is fine"), core::Outcome::skipped);

    CLI::App& agenda = *add_command(rituals, "agenda", tr("What is on, day by day"), w, [&w](Session& session) {
        w.agenda.format = format(w);
        return list_agenda(session, w.agenda);
    });
    agenda.add_option("--from", w.agenda.from, tr("The first day"))->type_name("DAY")->capture_default_str();
    agenda.add_option("--to", w.agenda.to, tr("The last day; otherwise six days on"))->type_name("DAY");
    agenda
        .add_option("--viewer", w.agenda.viewer,
                    tr("As this person, or the room, would see it; otherwise what is the household's"))
        ->type_name("NAME|room");
    add_unlocking(agenda, w.agenda.unlocking);
    add_json(agenda, w);
}

void declare_memories(CLI::App& program, Written& w) {
    CLI::App& memories = *add_group(program, "memories", tr("Photos and what you remember"));
    CLI::App& import =
        *add_command(memories, "import", tr("Take photos in from files and folders; the originals stay where they are"),
                     w, [&w](Session& session) {
                         w.photos.paths.assign(w.photo_paths.begin(), w.photo_paths.end());
                         return import_photos(session, w.photos);
                     });
    import.add_option("paths", w.photo_paths, tr("JPEG and PNG files, or folders with them"))
        ->type_name("PATH")
        ->required();
    import.add_option("--as", w.photos.as, tr("Who brings them"))->type_name("NAME");
}

void declare_list(CLI::App& program, Written& w) {
    CLI::App& command =
        *add_command(program, "list", tr("Everything of a kind, as lines or as JSON"), w, [&w](Session& session) {
            w.listing.format = format(w);
            return list(session, w.listing);
        });
    std::vector<std::string> lists{"people", "check-ins"};
    for (const auto* kind : core::recorded_kinds()) lists.emplace_back(kind->list);
    lists.insert(lists.end(), {"thanks", "rituals", "memories", "activities", "feelings"});
    one_of(command.add_option("what", w.listing.what, tr("What to list")), lists)->required();
    command.add_option("--viewer", w.listing.viewer, tr("Whose eyes to look with: a person's, or the room's"))
        ->type_name("NAME|room")
        ->capture_default_str();
    command.add_option("--from", w.listing.from, tr("Nothing before this day"))->type_name("DAY");
    command.add_option("--to", w.listing.to, tr("Nothing after this day; of rituals, those that happen in between"))
        ->type_name("DAY");
    command.add_flag("--put-away", w.listing.put_away, tr("Of thanks, those too that the viewer put away"));
    add_unlocking(command, w.listing.unlocking);
    add_json(command, w);
}

void declare_search(CLI::App& program, Written& w) {
    CLI::App& command = *add_command(
        program, "search", tr("Look for words, or their beginnings, in everything that may be seen; the newest first"),
        w, [&w](Session& session) {
            w.looking.format = format(w);
            return search(session, w.looking);
        });
    add_needed_text(command, w.looking.text, "text", tr("What to look for"), "TEXT");
    command.add_option("--viewer", w.looking.viewer, tr("Whose eyes to look with: a person's, or the room's"))
        ->type_name("NAME|room")
        ->capture_default_str();
    one_of(command.add_option("--kind", w.looking.kind, tr("Only among these")),
           {"check-ins", "thanks", "rituals", "memories"});
    command.add_option("--from", w.looking.from, tr("Nothing before this day"))->type_name("DAY");
    command.add_option("--to", w.looking.to, tr("Nothing after this day"))->type_name("DAY");
    command.add_option("--limit", w.looking.limit, tr("At most so many"))
        ->type_name("N")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    add_unlocking(command, w.looking.unlocking);
    add_json(command, w);
}

void declare_trash(CLI::App& program, Written& w) {
    CLI::App& trash = *add_group(program, "trash", tr("What was deleted in the last thirty days"));
    const auto declare_one = [&](const char* name, const char* description,
                                 int (*carry_out)(Session&, const TrashToLookThrough&)) -> CLI::App& {
        CLI::App& command = *add_command(trash, name, description, w, [&w, carry_out](Session& session) {
            w.trash.format = format(w);
            return carry_out(session, w.trash);
        });
        command.add_option("--as", w.trash.as, tr("Whose eyes and hands"))->type_name("NAME")->required();
        add_pin_fd(command, w.trash.unlocking.pin_fd);
        return command;
    };
    CLI::App& listed = declare_one("list", tr("What is in it, and until when"), list_trash);
    listed.add_flag("--unlock", w.trash.unlocking.asked,
                    tr("Ask for the PIN at the terminal, to see also what is only for this person"));
    add_json(listed, w);
    for (CLI::App* command : {&declare_one("restore", tr("Take something out again"), restore_from_trash),
                              &declare_one("erase", tr("Let something go for good, at once"), erase_from_trash)})
        command->add_option("id", w.trash.id, tr("Its id, as “trash list” shows it"))->type_name("ID")->required();
    declare_one("empty", tr("Let everything that is yours in it go for good, at once"), empty_trash);
}

void declare_shared(CLI::App& program, Written& w) {
    CLI::App& command = *add_command(program, "shared", tr("What somebody shows to others, for them to look through"),
                                     w, [&w](Session& session) {
                                         w.shared.format = format(w);
                                         return list_shared(session, w.shared);
                                     });
    command.add_option("--as", w.shared.as, tr("Who shares it"))->type_name("NAME")->required();
    add_json(command, w);
}

void declare_vault(CLI::App& program, Written& w) {
    CLI::App& vault = *add_group(program, "vault", tr("What is only yours, and the PIN and words that open it"));
    struct One {
        const char *name, *description, *lines;
        int (*carry_out)(Session&, const VaultToKeep&);
    };
    const char* pin = tr("Read the PIN from this file descriptor instead of the terminal");
    for (
        const auto& [name, description, lines, carry_out] : {
            One{"set", tr("Set a first PIN or passphrase, and say what it protects"), pin, set_first_pin},
            One{"change", tr("Set another one, once the old one was given"),
                tr("Read the old PIN and the new one, a line each, from this file descriptor instead of the terminal"),
                change_pin},
            One{"unlock",
                tr("Say whether the PIN opens, and how much is behind it; nothing stays open when the command ends"),
                pin, try_pin},
            One{"recover", tr("Open it with the twelve recovery words, and set a new PIN"),
                tr("Read the words, on one line, and then the new PIN from this file descriptor instead of the terminal"),
                recover_vault},
            One{"words", tr("Make twelve recovery words, shown once; those from before open nothing any more"),
                tr("Read the PIN from this file descriptor, and print the words as they are"), make_recovery_words},
            One{"remove", tr("Do without a PIN: this device opens it from then on"), pin, remove_pin},
        }) {
        CLI::App& command = *add_command(vault, name, description, w, [&w, carry_out = carry_out](Session& session) {
            return carry_out(session, w.vault);
        });
        command.add_option("--as", w.vault.as, tr("Whose it is"))->type_name("NAME")->required();
        add_pin_fd(command, w.vault.pin_fd, lines);
    }
}

void declare_leave(CLI::App& program, Written& w) {
    CLI::App& command = *add_command(program, "leave", tr("Take along what is yours, and erase it here if you want to"),
                                     w, [&w](Session& session) {
                                         w.leaving.into = w.into;
                                         return leave(session, w.leaving);
                                     });
    command.add_option("--as", w.leaving.as, tr("Who leaves"))->type_name("NAME")->required();
    command
        .add_option("--export", w.into,
                    tr("The folder to put a folder into, with a page to read, the photos, and data.json"))
        ->type_name("FOLDER")
        ->required();
    command.add_flag("--erase", w.leaving.erase,
                     tr("Then erase all of it here, once the name was typed again; it cannot be undone"));
    add_pin_fd(command, w.leaving.pin_fd);
}

void declare_demo(CLI::App& program, Written& w) {
    CLI::App& command =
        *add_command(program, "demo", tr("Make up a household to look around in, in a folder of its own (--data)"), w,
                     [&w](Session& session) { return fill_demo(session, w.demo); });
    command.add_option("--years", w.demo.years, tr("How long they have been at it; 0 is one evening"))
        ->type_name("0..20")
        ->check(between(0, 20))
        ->capture_default_str();
    command.add_option("--seed", w.demo.seed, tr("The same number makes the same household"))
        ->type_name("N")
        ->capture_default_str();
    command.add_option("--photos", w.demo.photos, tr("How many photos they have"))
        ->type_name("0..100000")
        ->check(between(0, 100'000))
        ->capture_default_str();
}

void declare(CLI::App& program, Written& w) {
    program.set_help_flag("-h,--help", tr("Say what can be done and how"));
    program.set_version_flag("--version", "Inglenook " INGLENOOK_VERSION, tr("Say which version this is"));
    program.fallthrough();             // --data may stand behind the command too
    program.require_subcommand(0, 1);  // so that “thank … list” thanks for a list
    program.get_formatter()->column_width(34);
    program.get_formatter()->label("OPTIONS", tr("OPTIONS"));
    program.get_formatter()->label("SUBCOMMAND", tr("COMMAND"));
    program.get_formatter()->label("REQUIRED", tr("(needed)"));
    program.get_formatter()->label("Positionals", tr("What to write"));
    program.footer(tr(
        "A DAY is written 2026-11-23, or today, yesterday, tomorrow.\n"
        "“inglenook COMMAND --help” says more about each command.\n"
        "Other users of this machine can see what is on the command line, and the shell remembers it: give private words\n"
        "through --note-fd, --note-file, --text-fd or --text-file.\n"
        "Ends with 0 when it is done, 1 when it was refused, 2 after a fault or when it was not understood."));
    declare_window(program, w);
    declare_people(program, w);
    declare_check_in(program, w);
    declare_closeness(program, w.command);
    declare_thank(program, w);
    declare_notes(program, w.command);
    declare_rituals(program, w);
    declare_memories(program, w);
    declare_imports(program, w.command);
    declare_exports(program, w.command);
    declare_list(program, w);
    declare_search(program, w);
    declare_shared(program, w);
    declare_trash(program, w);
    declare_vault(program, w);
    declare_leave(program, w);
    declare_demo(program, w);
    declare_backups(program, w.folder_command);
}

std::optional<Size> size_from_text(const std::string& text) {
    const auto x = text.find('x');
    const auto number = [](const std::string& digits) {
        const bool plain =
            !digits.empty() && digits.size() <= 4 && digits.find_first_not_of("0123456789") == std::string::npos;
        return plain ? std::stoi(digits) : 0;
    };
    if (x == std::string::npos) return std::nullopt;
    const Size size{number(text.substr(0, x)), number(text.substr(x + 1))};
    if (size.width < 100 || size.height < 100) return std::nullopt;
    return size;
}

WindowRequest window_request(const Written& w, const std::filesystem::path& folder,
                             const std::optional<core::LocalTime>& now) {
    WindowRequest request;
    request.folder = std::filesystem::absolute(folder).lexically_normal();  // it is shown
    request.now = now;
    request.own_folders = own_folders(folder);
    request.screen = w.screen;
    if (w.scale > 0) request.scale = w.scale;
    if (!w.theme.empty()) request.theme = w.theme;
    if (!w.screenshot.empty()) request.screenshot = w.screenshot;
    if (!w.semantics.empty()) request.semantics = w.semantics;
    for (const auto& file : {request.screenshot, request.semantics})
        if (file && core::system::is_of_household(*file, request.own_folders))
            throw Stop{1, app::own_folder_sentence(file->string())};
    if (!w.window.empty()) {
        request.size = size_from_text(w.window);
        if (!request.size)
            throw Stop{2, filled(tr("“{text}” is not a window size. Write it like 1280x800, each from 100 to 9999."),
                                 {{"text", w.window}})};
    }
    return request;
}

std::optional<core::LocalTime> pretended_time(const Written& w) {
    if (w.now.empty()) return std::nullopt;
    const auto now = local_time_from_iso(w.now);
    if (now) return now;
    throw Stop{2, filled(tr("“{text}” is not a time. Write it like 2026-11-23T18:10."), {{"text", w.now}})};
}

// Before anything else: somebody believes that it is gone.
void tell_who_returned(const core::Household& household, std::ostream& err) {
    for (const auto& returned : household.returned_after_erasing())
        err << filled(
                   tr("{name} erased what was theirs on {day}, and an older backup brought it back. They can erase it again: inglenook leave."),
                   {{"name", returned.name}, {"day", core::to_iso(core::local_time(returned.erased_at).day)}})
            << '\n';
}

// To whoever has their vault open by now: that parts of their keys were put back.
void tell_of_keys(core::Household& household, std::ostream& err) {
    for (const auto& person : household.get<core::PersonStore>().all()) {
        const auto state = household.vault().state(person.id);
        if (!state.put_back || !state.open) continue;
        err << app::keys_put_back_sentence(name_of(household, person.id)) << '\n';
        household.told_of_keys(person.id);
    }
}

// Opening would begin a new household where one was lost.
void expect_sound(const std::filesystem::path& folder) {
    if (core::backups::needs_repair(core::backups::ready(folder)))
        throw Stop{
            2,
            filled(
                tr("The household in {folder} is damaged, or its file is missing or empty. Nothing was changed. Open Inglenook’s window, which brings back what "
                   "it can; or see “inglenook backup list”."),
                {{"folder", folder.string()}})};
}

// In a place where nothing can be written a household can still be read: what a command would write there is refused
// with the same sentence.
std::unique_ptr<core::Household> opened(const std::filesystem::path& folder, const core::Clock& clock,
                                        core::Random& random, core::DeviceSecrets& secrets) {
    using Kind = core::Fault::Kind;
    try {
        return std::make_unique<core::Household>(folder, clock, random, secrets);
    } catch (const core::Fault& fault) {
        std::error_code ignored;
        const bool not_written = fault.kind == Kind::read_only || fault.kind == Kind::no_access;
        if (!not_written || !std::filesystem::exists(folder / "household.db", ignored)) throw;
    }
    return std::make_unique<core::Household>(folder, clock, random, secrets, core::KeyCost{},
                                             core::Household::Access::read);
}

int run_command(const Written& w, const std::filesystem::path& folder, const std::optional<core::LocalTime>& now,
                std::ostream& out, std::ostream& err, Watched watched) {
    const auto clock = make_clock(now, Passing::stands_still);
    core::SystemRandom random;
    expect_sound(folder);
    const auto secrets = device_secrets(folder);
    const auto open = opened(folder, *clock, random, *secrets);
    auto& household = *open;
    tell_who_returned(household, err);
    Session session{household, out, err, watched == Watched::by_somebody};
    const auto before = household.revision();
    const int ended = w.command(session);
    if (household.revision() != before)
        core::backups::keep_present_counts(folder, *clock, core::backups::Often::unless_costly);
    tell_of_keys(household, err);
    return ended;
}

int run_folder_command(const Written& w, const std::filesystem::path& folder, const std::optional<core::LocalTime>& now,
                       std::ostream& out, std::ostream& err, Watched watched) {
    const auto clock = make_clock(now, Passing::stands_still);
    FolderSession session{folder, *clock, out, err, watched == Watched::by_somebody};
    return w.folder_command(session);
}

std::string name_of_chosen(const CLI::App& program) {
    std::string name = "inglenook";
    for (auto chosen = program.get_subcommands(); !chosen.empty(); chosen = chosen.front()->get_subcommands())
        name += " " + chosen.front()->get_name();
    return name;
}

// What is wrong with how it is written. Of an option that there is none of, only the name: what follows it may be a
// PIN.
std::string problem_of(const CLI::App& program, const CLI::ParseError& error) {
    if (error.get_exit_code() != static_cast<int>(CLI::ExitCodes::ExtrasError)) return std::string(error.what()) + ".";
    auto unknown = program.remaining(true);
    const auto option = std::find_if(unknown.begin(), unknown.end(),
                                     [](const auto& each) { return !each.empty() && each.front() == '-'; });
    const auto& which = option == unknown.end() ? unknown.front() : *option;
    return filled(tr("“{argument}” is not known here."), {{"argument", which.substr(0, which.find('='))}});
}

// CLI11 wants the arguments backwards, and where there may be several takes “[a,b]” for a list: a folder may be called
// so.
void parse(CLI::App& program, std::vector<std::string> arguments) {
    if (std::find(arguments.begin(), arguments.end(), "import") != arguments.end())
        for (auto& argument : arguments)
            if (argument.size() > 1 && argument.front() == '[' && argument.back() == ']') argument.insert(0, "./");
    std::reverse(arguments.begin(), arguments.end());
    program.parse(std::move(arguments));
}

int carry_out(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err, Watched watched,
              Ending& ending) {
    Written w;
    CLI::App program(tr("Inglenook: a corner by the fire for the two of you. Without a command it opens its window."),
                     "inglenook");
    declare(program, w);
    try {
        parse(program, arguments);
    } catch (const CLI::Success& asked) {  // --help, --version
        return program.exit(asked, out, err);
    } catch (const CLI::ParseError& error) {
        err << printable(problem_of(program, error)) << '\n'
            << filled(tr("“{command} --help” says how it is written."), {{"command", name_of_chosen(program)}}) << '\n';
        return 2;
    }
    const bool named = program.get_option("--data")->count() > 0;
    const std::filesystem::path folder = named ? std::filesystem::path(w.data) : default_data_folder();
    if (const auto problem = problem_of_data_folder(folder); !problem.empty()) throw Stop{2, problem};
    try {
        const auto now = pretended_time(w);
        if (program.got_subcommand("demo") && w.data.empty())
            throw Stop{2, tr("A sample household needs a folder of its own: inglenook demo --data DIR")};
        if (w.folder_command) return run_folder_command(w, folder, now, out, err, watched);
        if (w.command) return run_command(w, folder, now, out, err, watched);
        ending.window = window_request(w, folder, now);
        return 0;
    } catch (const core::Fault& fault) {
        err << printable(sentence(fault, folder)) << '\n';
        return 2;
    }
}

}  // namespace

Ending run_command_line(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err,
                        Watched watched) {
    Ending ending;
    try {
        ending.exit_code = carry_out(arguments, out, err, watched, ending);
    } catch (const Stop& stop) {
        err << printable(stop.sentence) << '\n';
        ending.exit_code = stop.exit_code;
    } catch (const std::exception& error) {
        err << printable(error.what()) << '\n';
        ending.exit_code = 2;
    }
    return ending;
}

}  // namespace platform::desktop
