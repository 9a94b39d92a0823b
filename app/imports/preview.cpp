#include "app/imports/preview.hpp"

#include <algorithm>

#include "app/words/dates.hpp"
#include "app/words/import_sentences.hpp"
#include "app/words/kinds.hpp"
#include "app/words/moods.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/imports/import_store.hpp"
#include "core/memories/memory_store.hpp"
#include "core/settings/setting_store.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"

namespace app::imports {

using core::imports::Plan;
using core::imports::Program;
using core::imports::Standing;

namespace {

constexpr std::size_t first_shown = 5, kept_shown = 8;

std::string counted(const char* sentence, std::size_t count) {
    return filled(sentence, {{"count", std::to_string(count)}});
}

items::Row row_of(const Ui& ui, const core::Command& command) {
    items::Row row;
    const auto when = [&](const core::Instant& at) {
        const auto local = local_time(at);
        return full_date(day_of(at, ui.core.get<core::SettingStore>().day_start_hour())) + " · " +
               clock_time(local.minute);
    };
    if (const auto* check_in = command.as<core::CheckInNow>()) {
        row.item.kind = core::ItemKind::check_in;
        row.level = check_in->mood;
        auto title = check_in->note.empty() ? core::joined_names(check_in->feeling) : check_in->note;
        row.below = when(check_in->at.value_or(ui.now));
        if (!check_in->note.empty() && !check_in->feeling.empty())
            row.below += " · " + core::joined_names(check_in->feeling);
        if (!check_in->around.empty()) row.below += " · " + core::joined_names(check_in->around);
        row.title = items::title_of(row.item.kind, title, row.level);
    } else if (const auto* thanks = command.as<core::GiveThanks>()) {
        row.item.kind = core::ItemKind::thanks;
        row.title = thanks->text;
        row.below = when(thanks->at.value_or(ui.now)) + " · " + tr("Thanks to life");
    }
    return row;
}

std::vector<std::string> counts_of(const Plan& plan) {
    std::vector<std::string> lines;
    const auto some = [&](std::size_t count, const char* sentence) {
        if (count > 0) lines.push_back(counted(sentence, count));
    };
    const auto check_ins = plan.check_ins(), thanks = plan.thanks(), there = plan.count(Standing::there_already),
               twice = plan.count(Standing::twice_in_file), refused = plan.count(Standing::refused),
               waiting = plan.count(Standing::needs_mood), told = plan.problems.size() + plan.problems_left_out;
    some(check_ins, trn("{count} check-in is new.", "{count} check-ins are new.", check_ins));
    some(thanks, trn("{count} thanks to life is new.", "{count} thanks to life are new.", thanks));
    some(plan.photos.size(),
         trn("{count} photo for your memories.", "{count} photos for your memories.", plan.photos.size()));
    some(waiting,
         trn("{count} entry waits for a face; see below.", "{count} entries wait for a face; see below.", waiting));
    some(there, trn("{count} entry is here already and is left out.",
                    "{count} entries are here already and are left out.", there));
    some(twice, trn("{count} stands in the file twice.", "{count} stand in the file twice.", twice));
    some(plan.photos_there_already,
         trn("{count} photo is here already.", "{count} photos are here already.", plan.photos_there_already));
    if (refused > 0)
        lines.push_back(counted(
            trn("{count} entry cannot be taken; see below.", "{count} entries cannot be taken; see below.", refused),
            refused));
    some(plan.in_parts, trn("{count} is long and is kept in several parts.",
                            "{count} are long and are kept in several parts.", plan.in_parts));
    const bool nothing = lines.empty();
    if (told > refused)
        some(told - refused, trn("{count} line of it to look at is named below.",
                                 "{count} lines of it to look at are named below.", told - refused));
    if (nothing) lines.push_back(tr("There is nothing in it to bring in."));
    return lines;
}

std::string title_of(const Ui& ui, const core::ItemRef& item) {
    const auto viewer = ui.viewer;
    switch (item.kind) {
        case core::ItemKind::check_in:
            if (const auto c = ui.core.get<core::CheckInStore>().find(viewer, core::CheckInId{item.id}))
                return full_date(c->day) + ": " +
                       items::title_of(
                           item.kind,
                           core::imports::excerpt(c->note.empty() ? core::joined_names(c->feeling) : c->note), c->mood);
            break;
        case core::ItemKind::thanks:
            if (const auto t = ui.core.get<core::ThanksStore>().find(viewer, core::ThanksId{item.id}))
                return full_date(t->day) + ": " + core::imports::excerpt(t->text);
            break;
        case core::ItemKind::memory:
            if (const auto m = ui.core.get<core::MemoryStore>().find(viewer, core::MemoryId{item.id}))
                return full_date(m->day) + ": " + items::title_of(item.kind, core::imports::excerpt(m->caption), {});
            break;
        default: break;  // no diary of another program has others
    }
    return words_of(item.kind).name();
}

}  // namespace

std::string problem_line(const core::imports::Problem& problem, Program program, const std::string& file_name) {
    const auto file = problem.file.empty() ? file_name : problem.file;
    const auto where = problem.line == 0 ? file
                                         : filled(program == Program::day_one ? tr("{file}, entry {number}")
                                                                              : tr("{file}, line {number}"),
                                                  {{"file", file}, {"number", std::to_string(problem.line)}});
    return where + ": " + sentence(problem);
}

Preview preview_of(const Ui& ui, const Plan& plan, Program program, const std::string& file_name) {
    Preview preview;
    const auto* author = ui.person(plan.author);
    preview.from = filled(tr("{file}, to become {name}’s"),
                          {{"file", file_name}, {"name", author ? author->name : std::string()}});
    preview.counts = counts_of(plan);
    for (const auto& command : plan.commands) {
        if (preview.first.size() == first_shown) break;
        preview.first.push_back(row_of(ui, command));
    }
    std::size_t open = 0;
    for (const auto& mood : plan.moods) {
        preview.mood_names.push_back(filled(trn("{name} ({count} entry)", "{name} ({count} entries)", mood.count),
                                            {{"name", mood.name}, {"count", std::to_string(mood.count)}}));
        auto& faces = preview.face_names.emplace_back();
        for (int level = 1; level <= 5; ++level)
            faces[static_cast<std::size_t>(level - 1)] = mood.name + ": " + mood_name(level);
        open += mood.level ? 0 : 1;
    }
    if (open > 0)
        preview.open_moods =
            counted(trn("Choose a face for {count} mood first.", "Choose a face for {count} moods first.", open), open);
    for (const auto& problem : plan.problems) preview.problems.push_back(problem_line(problem, program, file_name));
    if (plan.problems_left_out > 0)
        preview.problems.push_back(counted(
            trn("And {count} more that is not told.", "And {count} more that are not told.", plan.problems_left_out),
            plan.problems_left_out));
    const auto count = plan.problems.size() + plan.problems_left_out;
    if (count > 0)
        preview.problems_title = counted(trn("{count} line to look at", "{count} lines to look at", count), count);
    return preview;
}

std::vector<std::string> summary_of(const core::imports::Brought& brought, std::size_t check_ins,
                                    const std::string& file_name) {
    std::vector<std::string> lines;
    const auto some = [&](std::size_t count, const char* sentence) {
        if (count > 0) lines.push_back(counted(sentence, count));
    };
    const auto checked = std::min(check_ins, brought.written), thanks = brought.written - checked;
    some(checked, trn("{count} check-in was added.", "{count} check-ins were added.", checked));
    some(thanks, trn("{count} thanks to life was added.", "{count} thanks to life were added.", thanks));
    some(brought.photos,
         trn("{count} photo went to your memories.", "{count} photos went to your memories.", brought.photos));
    some(brought.photos_there_already,
         trn("{count} photo was here already.", "{count} photos were here already.", brought.photos_there_already));
    if (lines.empty()) lines.push_back(filled(tr("Nothing of {file} was added."), {{"file", file_name}}));
    return lines;
}

Earlier earlier_of(const Ui& ui, const core::Viewer& viewer) {
    Earlier earlier;
    for (const auto& record : ui.core.get<core::ImportStore>().all(viewer)) {
        Earlier::Entry entry;
        entry.id = record.id;
        entry.title = program_name(record.format);
        if (!record.source_name.empty()) entry.title += " · " + record.source_name;
        entry.below = near_date(day_of(record.at, ui.core.get<core::SettingStore>().day_start_hour()), ui.today);
        const auto some = [&](int count, const char* words) {
            if (count > 0) entry.below += " · " + counted(words, static_cast<std::size_t>(count));
        };
        const auto n = [](int count) { return static_cast<unsigned long>(count); };
        some(record.check_ins, trn("{count} check-in", "{count} check-ins", n(record.check_ins)));
        some(record.thanks, trn("{count} thanks", "{count} thanks", n(record.thanks)));
        some(record.memories, trn("{count} photo", "{count} photos", n(record.memories)));
        earlier.entries.push_back(std::move(entry));
    }
    return earlier;
}

std::vector<std::string> kept_of(const Ui& ui, core::ImportId id) {
    std::vector<std::string> lines;
    const auto changed = ui.core.get<core::ImportStore>().items(ui.viewer, id).changed;
    if (changed.empty()) return lines;
    lines.push_back(counted(trn("{count} entry was changed since and stays:",
                                "{count} entries were changed since and stay:", changed.size()),
                            changed.size()));
    for (const auto& item : changed) {
        if (lines.size() > kept_shown) {
            lines.push_back(counted(tr("and {count} more"), changed.size() - kept_shown));
            break;
        }
        lines.push_back(title_of(ui, item));
    }
    return lines;
}

}  // namespace app::imports
