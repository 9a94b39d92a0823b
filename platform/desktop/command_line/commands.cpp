#include "platform/desktop/command_line/commands.hpp"

#include <ostream>

#include "app/words/sentences.hpp"
#include "app/words/tr.hpp"
#include "core/check_ins/check_in.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/names.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/photo_import.hpp"
#include "core/people/person.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "platform/desktop/command_line/printable.hpp"
#include "platform/desktop/command_line/reading.hpp"

namespace platform::desktop {

namespace {

core::Applied apply(Session& session, const core::Command& command) {
    auto applied = session.household.apply(command);
    if (!applied) throw Stop{1, app::sentence(applied.refusal())};
    return applied.value();
}

class Progress {
public:
    explicit Progress(Session& session) : session_(session) {}
    ~Progress() {
        if (shown_) session_.err << "\r\x1b[K" << std::flush;
    }
    void show(const std::string& line) {
        if (!session_.on_terminal) return;
        session_.err << "\r\x1b[K" << line << std::flush;
        shown_ = true;
    }

private:
    Session& session_;
    bool shown_ = false;
};

struct Taken {
    unsigned long arrived = 0, there_already = 0;
};

void hang_up(Session& session, const std::optional<core::PersonId>& by, core::PhotoImport& import, Taken& taken) {
    for (auto& arrived : import.take_arrived()) {
        const auto added = session.household.apply(core::AddPhoto{by, std::move(arrived.photo), {}});
        if (added) ++taken.arrived;
        else if (added.refusal() == core::Refusal::already_there) ++taken.there_already;
        else throw Stop{1, app::sentence(added.refusal())};
    }
}

std::string summary(const Taken& taken) {
    const auto said = [](const char* sentence, unsigned long count) {
        return filled(sentence, {{"count", std::to_string(count)}});
    };
    std::string text =
        said(app::trn("{count} photo arrived.", "{count} photos arrived.", taken.arrived), taken.arrived);
    if (taken.there_already > 0)
        text += " " + said(app::trn("{count} was already there.", "{count} were already there.", taken.there_already),
                           taken.there_already);
    return text;
}

}  // namespace

int add(Session& session, const core::Command& command) {
    session.out << core::to_text(apply(session, command).subject) << '\n';
    return 0;
}

int add_person(Session& session, const PersonToAdd& person) {
    core::AddPerson command{person.name, person.colour, "letter", std::nullopt};
    if (!person.sees.empty())
        command.sees = person.sees == "everything" ? core::Sees::everything : core::Sees::from_today_on;
    return add(session, command);
}

namespace {

core::Instant read_moment(const core::Household& household, const std::string& text) {
    const auto at = local_time_from_iso(text);
    if (!at)
        throw Stop{2, filled(app::tr("“{text}” is not a time. Write it like 2026-11-23T18:10."), {{"text", text}})};
    return household.clock().at(at->day, at->minute);
}

// A name, or "us", or "life"; somebody who is called so comes first.
core::Addressee read_addressee(const core::Household& household, const std::string& name) {
    if (const auto named = household.get<core::PersonStore>().named(name)) return named->id;
    if (name == "us") return core::Addressee::us();
    if (name == "life" || name.empty()) return core::Addressee();
    return read_person(household, name);
}

}  // namespace

int check_in(Session& session, const CheckInToWrite& written) {
    const auto author = read_person(session.household, written.as);
    const auto texts = read_texts({&written.feeling, &written.note, &written.around});
    core::CheckInNow command{author,
                             written.mood,
                             core::parted_names(texts[0]),
                             texts[1],
                             read_optional_audience(written.audience),
                             core::parted_names(texts[2]),
                             core::help_from_text(written.help),
                             written.good_news,
                             {}};
    if (!written.at.empty()) command.at = read_moment(session.household, written.at);
    return add(session, command);
}

int thank(Session& session, const ThanksToGive& given) {
    const auto author = read_person(session.household, given.as);
    const auto to = read_addressee(session.household, given.to);
    core::GiveThanks command{author, to, read_text(given.text), read_optional_audience(given.audience)};
    if (!given.memory.empty()) {
        const auto id = core::uuid_from_text(given.memory);
        if (!id) throw Stop{1, app::sentence(core::Refusal::not_found)};
        command.memory = core::MemoryId{*id};
    }
    if (!given.deliver_at.empty()) command.deliver_at = read_moment(session.household, given.deliver_at);
    return add(session, command);
}

int add_ritual(Session& session, const RitualToAdd& ritual) {
    const auto start = read_start(session.household, ritual.start);
    const auto by = read_optional_person(session.household, ritual.as);
    const auto texts = read_texts({&ritual.title, &ritual.note});
    core::RitualWords words;
    words.title = texts[0];
    words.note = texts[1];
    words.symbol = ritual.symbol;
    words.colour = ritual.colour;
    words.rule = ritual.rule;
    words.starts_on = start.day;
    words.starts_at = start.minute;
    words.audience = read_optional_audience(ritual.audience);
    return add(session, core::AddRitual{by, std::move(words)});
}

int mark_occurrence(Session& session, const OccurrenceToMark& mark) {
    apply(session, core::MarkOccurrence{read_optional_person(session.household, mark.as), read_ritual(mark.id),
                                        read_day(session.household, mark.on), mark.outcome});
    return 0;
}

int import_photos(Session& session, const PhotosToImport& wanted) {
    const auto by = read_optional_person(session.household, wanted.as);
    core::PhotoImport import(session.household.photos(), wanted.paths,
                             core::arrival_for(session.household.default_audience(by, core::ItemKind::memory)));
    Taken taken;
    {
        Progress line(session);
        for (bool more = true; more;) {
            more = import.step();
            hang_up(session, by, import, taken);
            const auto progress = import.progress();
            if (progress.searching) line.show(app::tr("Looking for photos …"));
            else
                line.show(filled(app::tr("{done} of {total}"),
                                 {{"done", std::to_string(progress.done)}, {"total", std::to_string(progress.total)}}));
        }
    }
    const auto failed = import.failed();
    for (const auto& [file, problem] : failed)
        session.err << on_one_line(file.string()) << ": " << on_one_line(app::sentence(problem)) << '\n';
    session.out << summary(taken) << '\n';
    return failed.empty() ? 0 : 1;
}

int fill_demo(Session& session, const core::demo::Request& request) {
    const auto folder = session.household.folder().string();
    bool made_up = false;
    {
        Progress line(session);
        made_up = core::demo::fill(session.household, request, [&](double share) {
            line.show(filled(app::tr("Making up their years: {percent} %"),
                             {{"percent", std::to_string(static_cast<int>(share * 100))}}));
        });
    }
    if (!made_up)
        throw Stop{
            1,
            filled(
                app::tr(
                    "People live in {folder} already, so nothing was changed. Give a sample household a folder of its own."),
                {{"folder", folder}})};
    session.out << filled(app::tr("A sample household is ready. Open it with: inglenook --data {folder}"),
                          {{"folder", folder}})
                << '\n';
    return 0;
}

}  // namespace platform::desktop
