#include "platform/desktop/command_line/import_commands.hpp"

#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "app/words/import_sentences.hpp"
#include "app/words/moods.hpp"
#include "app/words/sentences.hpp"
#include "app/words/tr.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/imports/import.hpp"
#include "core/imports/import_commands.hpp"
#include "core/imports/import_store.hpp"
#include "core/imports/moods.hpp"
#include "core/imports/read.hpp"
#include "core/memories/memory_store.hpp"
#include "core/thanks/thanks_store.hpp"
#include "platform/desktop/command_line/export_commands.hpp"
#include "platform/desktop/command_line/reading.hpp"
#include "platform/desktop/command_line/rows.hpp"
#include "platform/desktop/command_line/unlocking.hpp"

namespace platform::desktop {

namespace {

using namespace core::imports;
using app::tr;
using app::trn;

// What is written behind the commands.
struct Wanted {
    std::string file, as, audience = "only-me", become = "thanks";
    std::vector<std::string> moods;
    bool dry_run = false;
    std::optional<int> pin_fd;
};

// "Anxious=2"; a name may have an equals sign in it.
std::map<std::string, int> read_moods(const std::vector<std::string>& written) {
    std::map<std::string, int> moods;
    for (const auto& text : written) {
        const auto equals = text.rfind('=');
        const bool level = equals != std::string::npos && equals > 0 && equals + 2 == text.size() &&
                           text.back() >= '1' && text.back() <= '5';
        if (!level)
            throw Stop{
                2,
                filled(
                    tr("“{text}” does not say which mood a name stands for. Write it like --mood Anxious=2, from 1 (rough) to 5 (lovely)."),
                    {{"text", text}})};
        moods[folded(text.substr(0, equals))] = text.back() - '0';
    }
    return moods;
}

const char* audience_words(core::Audience audience) {
    switch (audience) {
        case core::Audience::household: return tr("for everybody of the household");
        case core::Audience::room: return tr("for whoever is in the room");
        case core::Audience::only_me: break;
    }
    return tr("only for them");
}

void say_problems(Session& session, const Wanted& wanted, Program from, const std::vector<Problem>& problems,
                  std::size_t left_out) {
    const auto name = std::filesystem::path(wanted.file).filename().string();
    for (const auto& problem : problems) {
        const auto file = on_one_line(problem.file.empty() || problem.file == name ? name : name + "/" + problem.file);
        const auto where =
            problem.line == 0 ? file
            : from == Program::day_one
                ? filled(tr("{file}, entry {number}"), {{"file", file}, {"number", std::to_string(problem.line)}})
                : filled(tr("{file}, line {number}"), {{"file", file}, {"number", std::to_string(problem.line)}});
        session.err << where << ": " << on_one_line(app::sentence(problem)) << '\n';
    }
    if (left_out > 0)
        session.err << counted(
                           trn("And {count} more that is not told.", "And {count} more that are not told.", left_out),
                           left_out)
                    << '\n';
}

void say_moods(Session& session, const Plan& plan) {
    for (const auto& mood : plan.moods) {
        const auto count = std::to_string(mood.count);
        if (mood.level)
            session.out << filled(trn("“{name}” ({count} entry) becomes {level}, {word}.",
                                      "“{name}” ({count} entries) becomes {level}, {word}.", mood.count),
                                  {{"name", mood.name},
                                   {"count", count},
                                   {"level", std::to_string(*mood.level)},
                                   {"word", app::mood_name(*mood.level)}})
                        << '\n';
        else
            session.out << filled(trn("“{name}” ({count} entry) is not known.",
                                      "“{name}” ({count} entries) is not known.", mood.count),
                                  {{"name", mood.name}, {"count", count}})
                        << '\n';
    }
}

void say_counts(Session& session, const Plan& plan, std::size_t photos_there) {
    const auto line = [&](const std::string& text) { session.out << text << '\n'; };
    const auto some = [&](std::size_t count, const char* sentence) {
        if (count > 0) line(counted(sentence, count));
    };
    const auto fresh = plan.count(Standing::fresh), there = plan.count(Standing::there_already),
               twice = plan.count(Standing::twice_in_file), refused = plan.count(Standing::refused);
    line(counted(trn("{count} entry is new.", "{count} entries are new.", fresh), fresh));
    some(there, trn("{count} is here already.", "{count} are here already.", there));
    some(twice, trn("{count} stands in the file twice.", "{count} stand in the file twice.", twice));
    some(refused, trn("{count} cannot be taken.", "{count} cannot be taken.", refused));
    some(plan.in_parts, trn("{count} is long and is kept in several parts.",
                            "{count} are long and are kept in several parts.", plan.in_parts));
    some(photos_there, trn("{count} photo is here already.", "{count} photos are here already.", photos_there));
}

// What goes where, before or after it went.
void say_places(Session& session, const Plan& plan, const std::string& name, std::size_t photos, bool done) {
    const auto check_ins = plan.check_ins(), thanks = plan.thanks();
    const auto list = [&](std::size_t count, const char* sentence) {
        if (count > 0)
            session.out << filled(sentence, {{"count", std::to_string(count)},
                                             {"name", name},
                                             {"audience", audience_words(plan.audience)}})
                        << '\n';
    };
    if (done) {
        list(check_ins, trn("{count} check-in of {name} was added, {audience}.",
                            "{count} check-ins of {name} were added, {audience}.", check_ins));
        list(thanks, trn("{count} thanks to life of {name} was added, {audience}.",
                         "{count} thanks to life of {name} were added, {audience}.", thanks));
        list(photos, trn("{count} photo went to the memories of {name}, {audience}.",
                         "{count} photos went to the memories of {name}, {audience}.", photos));
    } else {
        list(check_ins, trn("It would add {count} check-in of {name}, {audience}.",
                            "It would add {count} check-ins of {name}, {audience}.", check_ins));
        list(thanks, trn("It would add {count} thanks to life of {name}, {audience}.",
                         "It would add {count} thanks to life of {name}, {audience}.", thanks));
        list(photos, trn("It would look at {count} photo for the memories of {name}, {audience}.",
                         "It would look at {count} photos for the memories of {name}, {audience}.", photos));
    }
}

void refuse_unknown_moods(const Plan& plan) {
    std::string names;
    for (const auto& mood : plan.moods)
        if (!mood.level) names += " --mood \"" + mood.name + "\"=1..5";
    if (!names.empty())
        throw Stop{
            1,
            filled(tr("Nothing was changed. Say first what these moods mean, from 1 (rough) to 5 (lovely):{options}"),
                   {{"options", names}})};
}

int bring_in(Session& session, Program from, const Wanted& wanted) {
    auto& household = session.household;
    const auto author = read_person(household, wanted.as);
    Mapping mapping;
    mapping.moods = read_moods(wanted.moods);
    mapping.audience = read_audience(wanted.audience);
    mapping.notes = wanted.become == "check-ins" ? Mapping::Notes::check_ins : Mapping::Notes::thanks_to_life;
    // What is here already may be sealed, and could not be told from what is new.
    open_vault(household, author, wanted.pin_fd);

    const auto batch = read(from, wanted.file);
    auto made = plan(household, author, batch, mapping);
    if (!made) throw Stop{1, app::sentence(made.refusal())};
    auto& plan = made.value();
    plan.format = to_text(from);
    plan.source_name = std::filesystem::path(wanted.file).filename().string();
    const auto name = name_of(household, author);
    say_problems(session, wanted, from, plan.problems, plan.problems_left_out);
    if (wanted.dry_run) {
        say_moods(session, plan);
        say_counts(session, plan, plan.photos_there_already);
        say_places(session, plan, name, plan.photos.size(), false);
        session.out << tr("Nothing was changed.") << '\n';
        return plan.problems.empty() && plan.count(Standing::needs_mood) == 0 ? 0 : 1;
    }
    refuse_unknown_moods(plan);
    PhotosToBring photos(household.photos(), batch, plan);
    while (photos.step()) {
        if (session.on_terminal)
            session.err << "\r\x1b[K"
                        << filled(tr("{done} of {total}"), {{"done", std::to_string(photos.done())},
                                                            {"total", std::to_string(plan.photos.size())}})
                        << std::flush;
    }
    if (session.on_terminal) session.err << "\r\x1b[K" << std::flush;
    say_problems(session, wanted, from, photos.problems(), 0);
    const auto brought = apply(household, plan, photos.arrived());
    if (!brought) throw Stop{1, app::sentence(brought.refusal())};
    say_moods(session, plan);
    say_counts(session, plan, plan.photos_there_already + brought.value().photos_there_already);
    say_places(session, plan, name, brought.value().photos, true);
    if (const auto id = brought.value().import)
        session.out << filled(tr("All of it can be taken back: inglenook import undo {id} --as {name}"),
                              {{"id", core::to_text(id->value)}, {"name", name}})
                    << '\n';
    return plan.problems.empty() && photos.problems().empty() ? 0 : 1;
}

// --- what was brought in before ---------------------------------------------------------------------------

struct Earlier {
    std::string as, id;
    bool json = false;
    Unlocking unlocking;
};

int list_imports(Session& session, const Earlier& wanted) {
    auto& household = session.household;
    const auto person = read_person(household, wanted.as);
    open_to_look(session, person, wanted.unlocking);
    Printer printer(session.out, wanted.json ? Format::json : Format::plain);
    for (const auto& record : household.get<core::ImportStore>().all(core::Viewer::of(person))) {
        std::string counts;
        const auto add = [&](int count, const char* sentence) {
            if (count > 0) counts += (counts.empty() ? "" : ", ") + counted(sentence, static_cast<std::size_t>(count));
        };
        add(record.check_ins,
            trn("{count} check-in", "{count} check-ins", static_cast<unsigned long>(record.check_ins)));
        add(record.thanks, trn("{count} thanks", "{count} thanks", static_cast<unsigned long>(record.thanks)));
        add(record.memories, trn("{count} photo", "{count} photos", static_cast<unsigned long>(record.memories)));
        printer.print({{{"id", core::to_text(record.id.value)},
                        {"program", record.format},
                        {"source_name", record.source_name},
                        {"at", core::to_iso(record.at)},
                        {"audience", to_text(record.audience)},
                        {"check_ins", record.check_ins},
                        {"thanks", record.thanks},
                        {"memories", record.memories}},
                       joined({core::to_text(record.id.value), core::to_iso(core::local_time(record.at).day),
                               app::program_name(record.format), record.source_name, counts})});
    }
    return printer.done();
}

// What an item says, to know it by.
std::string beginning_of(const core::Household& household, core::PersonId person, const core::ItemRef& item) {
    const auto viewer = core::Viewer::of(person);
    switch (item.kind) {
        case core::ItemKind::check_in:
            if (const auto c = household.get<core::CheckInStore>().find(viewer, core::CheckInId{item.id}))
                return joined({core::to_iso(c->day), app::mood_name(c->mood),
                               excerpt(c->note.empty() ? core::joined_names(c->feeling) : c->note)});
            break;
        case core::ItemKind::thanks:
            if (const auto t = household.get<core::ThanksStore>().find(viewer, core::ThanksId{item.id}))
                return joined({core::to_iso(t->day), excerpt(t->text)});
            break;
        case core::ItemKind::memory:
            if (const auto m = household.get<core::MemoryStore>().find(viewer, core::MemoryId{item.id}))
                return joined({core::to_iso(m->day), excerpt(m->caption.empty() ? m->source_name : m->caption)});
            break;
        default: break;  // no diary of another program has others
    }
    return core::to_text(item.id);
}

int take_back(Session& session, const Earlier& wanted) {
    auto& household = session.household;
    const auto person = read_person(household, wanted.as);
    open_vault(household, person, wanted.unlocking.pin_fd);
    const auto id = core::uuid_from_text(wanted.id);
    if (!id) throw Stop{2, filled(tr("“{text}” is not an id. “import list” shows them."), {{"text", wanted.id}})};
    const auto items = household.get<core::ImportStore>().items(core::Viewer::of(person), core::ImportId{*id});
    const auto taken = household.apply(core::TakeBackImport{person, core::ImportId{*id}});
    if (!taken) throw Stop{1, app::sentence(taken.refusal())};
    session.out << counted(trn("{count} entry went into the trash.", "{count} entries went into the trash.",
                               items.untouched.size()),
                           items.untouched.size())
                << '\n';
    if (items.changed.empty()) return 0;
    session.out << counted(trn("{count} was changed since and stays:", "{count} were changed since and stay:",
                               items.changed.size()),
                           items.changed.size())
                << '\n';
    for (const auto& item : items.changed) session.out << beginning_of(household, person, item) << '\n';
    return 0;
}

void declare_earlier(CLI::App& imports, std::function<int(Session&)>& chosen) {
    const auto wanted = std::make_shared<Earlier>();
    const auto declare_one = [&](const char* name, const char* description,
                                 int (*carry_out)(Session&, const Earlier&)) -> CLI::App& {
        CLI::App& command = *imports.add_subcommand(name, description)->group(tr("Commands"));
        command.callback([&chosen, wanted, carry_out] {
            chosen = [wanted, carry_out](Session& session) { return carry_out(session, *wanted); };
        });
        command.add_option("--as", wanted->as, tr("Whose it is"))->type_name("NAME")->required();
        command
            .add_option("--pin-fd", wanted->unlocking.pin_fd,
                        tr("Read the PIN from this file descriptor instead of the terminal"))
            ->type_name("N");
        return command;
    };
    CLI::App& listed = declare_one("list", tr("What somebody brought in, and has not taken back"), list_imports);
    listed.add_flag("--unlock", wanted->unlocking.asked,
                    tr("Ask for the PIN at the terminal, to see also what is only for this person"));
    listed.add_flag("--json", wanted->json, tr("As a JSON array of objects instead of lines"));
    declare_one("undo", tr("Put all that came with it into the trash, but for what was changed since"), take_back)
        .add_option("id", wanted->id, tr("Its id, as “import list” shows it"))
        ->type_name("ID")
        ->required();
}

}  // namespace

void declare_imports(CLI::App& program, std::function<int(Session&)>& chosen) {
    const auto wanted = std::make_shared<Wanted>();
    CLI::App& imports =
        *program.add_subcommand("import", tr("What was written in other programs"))->group(tr("Commands"));
    imports.require_subcommand(1);
    declare_household_import(imports, chosen);
    declare_earlier(imports, chosen);
    struct One {
        const char *name, *description, *file;
        Program from;
    };
    for (const auto& [name, description, file, from] : {
             One{"daylio", tr("Daylio's moods, as check-ins"), tr("Its CSV file"), Program::daylio},
             One{"presently", tr("Presently's days, as thanks to life"), tr("Its CSV file"), Program::presently},
             One{"dayone", tr("Day One's entries and photos"), tr("Its JSON archive, or a journal out of it"),
                 Program::day_one},
             One{"rednotebook", tr("RedNotebook's days"), tr("Its folder, or a month out of it"),
                 Program::red_notebook},
             One{"jrnl", tr("jrnl's entries"), tr("Its text file"), Program::jrnl},
         }) {
        CLI::App& command = *imports.add_subcommand(name, description)->group(tr("Commands"));
        command.callback([&chosen, wanted, from = from] {
            chosen = [wanted, from](Session& session) { return bring_in(session, from, *wanted); };
        });
        command.add_option("file", wanted->file, file)->type_name("FILE")->required();
        command.add_option("--as", wanted->as, tr("Whose it is"))->type_name("NAME")->required();
        command.add_flag("--dry-run", wanted->dry_run, tr("Only say what would be done"));
        const auto one_of = [&](CLI::Option* option, const char* words, std::vector<std::string> list) {
            option->type_name(words)->check(CLI::IsMember(std::move(list)).description(""))->capture_default_str();
        };
        one_of(command.add_option("--audience", wanted->audience, tr("Who may see it")), "only-me|household|room",
               {"only-me", "household", "room"});
        if (from == Program::daylio)
            command.add_option("--mood", wanted->moods, tr("What a mood of your own means; once for each"))
                ->type_name("NAME=1..5")
                ->allow_extra_args(false);
        else if (from != Program::presently)
            one_of(command.add_option("--become", wanted->become,
                                      tr("Thanks to life, or check-ins of mood 3 (okay), as these have no mood")),
                   "thanks|check-ins", {"thanks", "check-ins"});
        command
            .add_option("--pin-fd", wanted->pin_fd,
                        tr("Read the PIN from this file descriptor instead of the terminal"))
            ->type_name("N");
    }
}

}  // namespace platform::desktop
