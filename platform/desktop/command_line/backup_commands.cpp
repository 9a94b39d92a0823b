#include "platform/desktop/command_line/backup_commands.hpp"

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/words/backup_sentences.hpp"
#include "app/words/check_sentences.hpp"
#include "app/words/tr.hpp"
#include "core/backups/backup_check.hpp"
#include "core/backups/backup_folder.hpp"
#include "core/backups/household_check.hpp"
#include "core/backups/newest.hpp"
#include "core/backups/restore.hpp"
#include "core/backups/second_folder.hpp"
#include "core/system/outside_file.hpp"
#include "core/vault/device_record.hpp"
#include "platform/desktop/command_line/printable.hpp"
#include "platform/desktop/command_line/reading.hpp"
#include "platform/desktop/command_line/rows.hpp"
#include "platform/desktop/command_line/terminal_secret.hpp"
#include "platform/desktop/secrets/device_secrets.hpp"
#include "platform/desktop/window/kept_look.hpp"

namespace platform::desktop {

namespace {

namespace fs = std::filesystem;
using namespace core::backups;
using namespace core::system;
using app::tr;
using KeyState = SecondFolder::KeyState;

// What is written behind the commands.
struct Wanted {
    std::string second, day, into, household;
    int passphrase_fd = -1;
    bool replace = false;
};

template <class Job> Job& worked_off(Job& job, FolderSession& session, const char* doing) {
    if (session.on_terminal) session.err << "\r\x1b[K" << doing << std::flush;
    while (job.step()) {
    }
    if (session.on_terminal) session.err << "\r\x1b[K" << std::flush;
    return job;
}

core::Secret passphrase(const Wanted& wanted) {
    return read_secret(tr("Passphrase of the backups: "),
                       wanted.passphrase_fd < 0 ? std::nullopt : std::optional<int>(wanted.passphrase_fd));
}

std::optional<core::Day> wanted_day(const Wanted& wanted) {
    if (wanted.day.empty()) return std::nullopt;
    if (const auto day = core::day_from_iso(wanted.day)) return day;
    throw Stop{1, filled(tr("“{text}” is not a day. Write it like 2026-11-23."), {{"text", wanted.day}})};
}

// Which household's backups in a second folder are meant.
SecondFolder second_folder(const Wanted& wanted, const fs::path& data) {
    auto id = wanted.household;
    if (id.empty()) {
        try {
            id = household_id_in(data);
        } catch (const core::Fault&) {
            // A new device, or a household that is lost: then there may be only one to choose from.
        }
    }
    if (id.empty()) {
        const auto ids = SecondFolder::households_in(wanted.second);
        if (ids.empty()) throw Stop{1, app::sentence(KeyState::missing, wanted.second)};
        if (ids.size() > 1) {
            std::string list;
            for (const auto& each : ids) list += (list.empty() ? "" : ", ") + each;
            throw Stop{1, filled(tr("There are several households in {folder}. Choose one with --household: {list}"),
                                 {{"folder", wanted.second}, {"list", list}})};
        }
        id = ids.front();
    }
    if (!core::uuid_from_text(id)) throw Stop{1, filled(tr("“{text}” is not a household's id."), {{"text", id}})};
    return SecondFolder(wanted.second, id);
}

core::Secret key_of(const SecondFolder& second, const Wanted& wanted) {
    auto opened = second.open(passphrase(wanted));
    if (opened.state != KeyState::right) throw Stop{1, app::sentence(opened.state, wanted.second)};
    return std::move(opened.key);
}

void say(FolderSession& session, const BackupOutcome& outcome, const std::string& where) {
    if (outcome.state != BackupState::written && outcome.state != BackupState::there_already)
        throw Stop{1, app::sentence(outcome.state, where)};
    session.out << filled(tr("The backup of {day} is in {folder}."),
                          {{"day", core::to_iso(outcome.day)}, {"folder", where}})
                << '\n';
}

// What this device holds for the household and may be taken elsewhere.
core::Secret travelling_keys(const fs::path& folder, const std::string& household) {
    const auto kept = device_secrets(folder)->get(household);
    const auto record = kept ? core::device_record(*kept) : std::nullopt;
    return record ? core::for_another_device(*record) : core::Secret();
}

// A fault is the second folder's, not the household's.
SecondFolder::Opened set_up(const SecondFolder& second, const Wanted& wanted) {
    const auto secret = passphrase(wanted);
    try {
        return second.set_up(secret);
    } catch (const core::Fault& fault) {
        throw Stop{1, app::sentence(state_of(fault), wanted.second)};
    }
}

int backup_now(FolderSession& session, const Wanted& wanted) {
    const auto health = examine(session.folder, Look::brief);
    if (health == Health::fresh)
        throw Stop{1, filled(tr("There is no household in {folder}."), {{"folder", session.folder.string()}})};
    if (needs_repair(health)) throw Stop{1, app::sentence(health)};
    const auto today = today_in(session.folder, session.clock);
    BackUp job(session.folder, today, BackUp::When::again);
    const BackupFolder local(session.folder);
    const auto outcome = worked_off(job, session, tr("Making a backup …")).outcome();
    say(session, outcome, local.folder().string());
    // The day's own backup need not be read whole each day; who asks for one is to know whether it is good.
    const auto found = BackupCheck(local).look_at(outcome.day);
    const int ended = found.all_well() && outcome.photos_damaged.empty() ? 0 : 1;
    if (const auto damaged = outcome.photos_damaged.size(); damaged > 0)
        session.err
            << filled(
                   app::trn("{count} photo is damaged in the household’s folder. The backup keeps the copy it had:",
                            "{count} photos are damaged in the household’s folder. The backup keeps the copies it had:",
                            damaged),
                   {{"count", std::to_string(damaged)}})
            << '\n';
    for (const auto& line : app::worded_photos({}, outcome.photos_damaged)) session.err << printable(line) << '\n';
    if (!found.all_well()) session.err << tr("It is not good:") << '\n';
    if (!found.damage.empty())
        session.err << filled(tr("damaged: {reason}"), {{"reason", printable(found.damage)}}) << '\n';
    for (const auto& line : app::worded(found)) session.err << printable(line) << '\n';
    if (wanted.second.empty()) return ended;

    if (is_of_household(wanted.second, own_folders(session.folder)))
        throw Stop{1, app::own_folder_sentence(wanted.second)};
    const auto id = household_id_in(session.folder);
    if (id.empty()) throw Stop{1, tr("This household has no id yet. Open it once in its window, then try again.")};
    const SecondFolder second(wanted.second, id);
    const auto opened = set_up(second, wanted);
    if (opened.state == KeyState::missing) throw Stop{1, app::sentence(BackupState::missing, wanted.second)};
    if (opened.state != KeyState::right) throw Stop{1, app::sentence(opened.state, wanted.second)};
    SecondBackUp there(session.folder, second, opened.key, travelling_keys(session.folder, id), today);
    const auto& brought = worked_off(there, session, tr("Bringing it to the second folder …")).outcome();
    say(session, brought, brought.at_home ? session.folder.string() : wanted.second);
    return ended;
}

// A household that is lost does not say itself when its day begins.
core::Day today_of(const FolderSession& session) {
    try {
        return today_in(session.folder, session.clock);
    } catch (const core::Fault&) {
        return core::day_of(session.clock.certain_now(), kept_look(session.folder).day_start_hour);
    }
}

int list_backups(FolderSession& session, const Wanted& wanted) {
    const auto list =
        wanted.second.empty() ? BackupFolder(session.folder).list() : second_folder(wanted, session.folder).list();
    const auto today = today_of(session);
    for (const auto& backup : list)
        session.out << core::to_iso(backup.day) << '\t' << backup.bytes << '\t'
                    << (backup.verified ? tr("checked") : tr("not checked"))
                    << (from_the_future(backup, today) ? std::string("\t") + tr("dated in the future") : std::string())
                    << '\n';
    return 0;
}

int verify_backups(FolderSession& session, const Wanted& wanted) {
    const BackupFolder local(session.folder);
    std::optional<SecondFolder> second;
    core::Secret key;
    if (!wanted.second.empty()) {
        second = second_folder(wanted, session.folder);
        key = key_of(*second, wanted);
    }
    const auto only = wanted_day(wanted);
    int wrong = 0, seen = 0;
    BackupCheck check = second ? BackupCheck(*second, key) : BackupCheck(local);
    for (const auto& backup : second ? second->list() : local.list()) {
        if (only && backup.day != *only) continue;
        const auto found = check.look_at(backup.day);
        ++seen;
        wrong += found.all_well() ? 0 : 1;
        session.out << core::to_iso(backup.day) << '\t';
        if (found.all_well()) session.out << tr("good") << '\n';
        else if (!found.damage.empty())
            session.out << filled(tr("damaged: {reason}"), {{"reason", found.damage}}) << '\n';
        else session.out << tr("not good:") << '\n';
        for (const auto& line : app::worded(found)) session.out << '\t' << line << '\n';
    }
    if (seen == 0) throw Stop{1, tr("There is no such backup.")};
    return wrong == 0 ? 0 : 1;
}

void say(FolderSession& session, const RestoreReport& report, const fs::path& into) {
    const auto number = [](auto count) { return std::to_string(count); };
    session.out
        << filled(
               tr("The household of {day} is in {folder}: {people} people, {check_ins} check-ins, {thanks} thanks, {rituals} rituals, "
                  "{memories} memories, {photos} photos."),
               {{"day", core::to_iso(report.day)},
                {"folder", into.string()},
                {"people", number(report.counts.of("person"))},
                {"check_ins", number(report.counts.of("check_in"))},
                {"thanks", number(report.counts.of("thanks"))},
                {"rituals", number(report.counts.of("ritual"))},
                {"memories", number(report.counts.of("memory"))},
                {"photos", number(report.photos_found)}})
        << '\n';
    if (const auto others = app::counted_others(report.counts); !others.empty())
        session.out << filled(tr("Also: {list}."), {{"list", others}}) << '\n';
    if (const auto missing = report.photos_missing.size() + report.photos_wrong.size(); missing > 0)
        session.out << filled(app::trn("{count} photo isn’t in the backup, or is damaged there:",
                                       "{count} photos aren’t in the backup, or are damaged there:", missing),
                              {{"count", number(missing)}})
                    << '\n';
    for (const auto& line : app::worded_photos(report.photos_missing, report.photos_wrong)) session.out << line << '\n';
}

int put_in_place(FolderSession& session, const fs::path& restored) {
    const auto replaced = replace_household(session.folder, restored, today_of(session));
    const auto said = app::sentence(replaced, session.folder, restored);
    if (replaced.state != ReplaceState::replaced) throw Stop{1, said};
    session.out << printable(said) << '\n';
    return 0;
}

int restore_backup(FolderSession& session, const Wanted& wanted) {
    const fs::path into = wanted.into;
    // Into an empty folder that is to become the household's is another matter.
    std::error_code ignored;
    const bool is_the_household =
        fs::equivalent(into, session.folder, ignored) || fs::absolute(into) == fs::absolute(session.folder);
    if (!is_the_household && is_of_household(into, own_folders(session.folder)))
        throw Stop{1, app::own_folder_sentence(wanted.into)};
    const BackupFolder local(session.folder);
    std::optional<SecondFolder> second;
    core::Secret key;
    if (!wanted.second.empty()) {
        second = second_folder(wanted, session.folder);
        key = key_of(*second, wanted);
    }
    auto day = wanted_day(wanted);
    if (!day) {
        const auto today = today_of(session);
        const auto list = second ? second->made_last_first(key, today) : made_last_first(local.list(), today);
        if (list.empty()) throw Stop{1, tr("There is no backup to restore.")};
        const auto last = newest(list, today);
        if (!last)
            throw Stop{
                1,
                filled(
                    tr("The only backups are dated in the future, so the clock was wrong when they were made, or it is now. "
                       "To restore one, name its day: --day {day}"),
                    {{"day", core::to_iso(list.front().day)}})};
        day = last->day;
    }
    auto job =
        second ? std::make_unique<Restore>(*second, key, *day, into) : std::make_unique<Restore>(local, *day, into);
    const auto& report = worked_off(*job, session, tr("Restoring …")).report();
    if (report.state != RestoreState::restored) throw Stop{1, app::sentence(report.state, wanted.into)};
    say(session, report, into);
    if (second) core::take_in(*device_secrets(into), second->household_id(), report.extra);
    const int replaced = wanted.replace ? put_in_place(session, into) : 0;
    return report.has_all_photos() ? replaced : 1;
}

int verify_household(FolderSession& session) {
    const auto device = device_secrets(session.folder);
    HouseholdCheck job(session.folder, device.get(), session.clock.latest_now());
    const auto& found = worked_off(job, session, tr("Looking at everything …")).findings();
    if (!found.fault.empty()) throw core::Fault(found.fault_kind, found.fault);
    for (const auto& line : app::worded(found)) session.out << printable(line) << '\n';
    if (!found.all_well()) return 1;
    session.out << filled(app::trn("Everything is fine. {count} photo was checked.",
                                   "Everything is fine. {count} photos were checked.", found.photos_right),
                          {{"count", std::to_string(found.photos_right)}})
                << '\n';
    return 0;
}

}  // namespace

void declare_backups(CLI::App& program, FolderCommand& chosen) {
    const auto wanted = std::make_shared<Wanted>();
    const auto add = [&](CLI::App& in, const char* name, const char* description, FolderCommand command) -> CLI::App& {
        CLI::App& added = *in.add_subcommand(name, description)->group(tr("Commands"));
        added.callback([&chosen, command = std::move(command)] { chosen = command; });
        return added;
    };
    const auto add_second = [&](CLI::App& command, const char* option, const char* description) {
        command.add_option(option, wanted->second, description)->type_name("DIR");
        command
            .add_option("--passphrase-fd", wanted->passphrase_fd,
                        tr("Read its passphrase from this file descriptor instead of the terminal"))
            ->type_name("N");
    };
    const auto add_which = [&](CLI::App& command) {
        command
            .add_option("--household", wanted->household,
                        tr("Which household's, by its id, where the second folder has several"))
            ->type_name("ID");
    };
    const auto add_day = [&](CLI::App& command, const char* description) {
        command.add_option("--day", wanted->day, description)->type_name("2026-11-23");
    };

    CLI::App& backups =
        *program.add_subcommand("backup", tr("Copies of the household, to come back to"))->group(tr("Commands"));
    backups.require_subcommand(1);
    CLI::App& now = add(backups, "now", tr("Make today's backup, anew if there is one"),
                        [wanted](FolderSession& session) { return backup_now(session, *wanted); });
    add_second(now, "--to", tr("Bring it to this folder too, encrypted with a passphrase"));
    CLI::App& listed = add(backups, "list", tr("Their days, bytes, and whether they were checked"),
                           [wanted](FolderSession& session) { return list_backups(session, *wanted); });
    listed.add_option("--from", wanted->second, tr("Those in this second folder"))->type_name("DIR");
    add_which(listed);
    CLI::App& checked = add(backups, "verify", tr("Read them whole and say which are good"),
                            [wanted](FolderSession& session) { return verify_backups(session, *wanted); });
    add_second(checked, "--from", tr("Those in this second folder"));
    add_which(checked);
    add_day(checked, tr("Only that of this day"));
    CLI::App& restored = add(backups, "restore", tr("Make the household of a backup anew, in a folder of its own"),
                             [wanted](FolderSession& session) { return restore_backup(session, *wanted); });
    restored.add_option("--into", wanted->into, tr("A folder that is empty or not there yet"))
        ->type_name("DIR")
        ->required();
    add_day(restored, tr("That of this day; otherwise the one made last, unless it is dated in the future"));
    add_second(restored, "--from", tr("From this second folder; otherwise from the household's own backups"));
    add_which(restored);
    restored.add_flag("--replace", wanted->replace,
                      tr("Then put it in the household's place, which is moved aside and kept"));

    add(program, "verify", tr("Look at every page, photo and row, and say what is wrong"),
        [](FolderSession& session) { return verify_household(session); });
}

}  // namespace platform::desktop
