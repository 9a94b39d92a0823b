#include "app/words/thanks_words.hpp"

#include "app/words/dates.hpp"
#include "core/settings/setting_store.hpp"
#include "core/thanks/thanks_read_store.hpp"

namespace app {

using core::PromptKind;
using core::ThanksTo;

namespace {

bool two(const Ui& ui) { return ui.people && ui.people->size() <= 2; }

}  // namespace

std::string name_of(const Ui& ui, const core::Addressee& to) {
    if (to.to == ThanksTo::us) return two(ui) ? tr("Both of us") : tr("All of us");
    if (to.to == ThanksTo::life) return tr("Life");
    const auto* person = ui.person(to.person);
    return person ? person->name : std::string(tr("Somebody"));
}

std::string thanks_to(const Ui& ui, ThanksTo to, const std::optional<core::PersonId>& recipient) {
    if (to == ThanksTo::us) return tr("Thanks to us");
    const auto* person = ui.person(recipient);
    return person ? filled(tr("Thanks to {name}"), {{"name", person->name}}) : std::string(tr("Thanks to life"));
}

std::string said_of_giving(const Ui& ui, const core::Addressee& to, const std::optional<core::Instant>& deliver_at,
                           core::Audience audience) {
    if (audience == core::Audience::only_me) return tr("Written down for you alone.");
    const bool us = to.to == ThanksTo::us;
    if (deliver_at) {
        const auto when = moment_in_words(ui, *deliver_at);
        return us ? filled(tr("It comes {when}."), {{"when", when}})
                  : filled(tr("{name} gets it {when}."), {{"name", name_of(ui, to)}, {"when", when}});
    }
    if (us) return two(ui) ? tr("Given to us both.") : tr("Given to us all.");
    return to.to == ThanksTo::person ? filled(tr("Given to {name}."), {{"name", name_of(ui, to)}})
                                     : std::string(tr("Given to life."));
}

std::string envelope_title(const Ui& ui, const core::Thanks& thanks) {
    const auto* author = ui.person(thanks.author);
    const auto name = author ? author->name : std::string(tr("Somebody"));
    if (thanks.to != ThanksTo::us) return filled(tr("A note from {name}"), {{"name", name}});
    return filled(two(ui) ? tr("A note to us both from {name}") : tr("A note to us all from {name}"), {{"name", name}});
}

std::string envelope_for(const Ui& ui, const core::Thanks& thanks) {
    if (thanks.to == ThanksTo::us) return tr("For us to open");
    return filled(tr("For {name} to open"), {{"name", name_of(ui, thanks.addressee())}});
}

bool opens_envelope(const core::Viewer& viewer, const core::Thanks& thanks) {
    if (!viewer.person || viewer.eyes != core::Viewer::Eyes::own || thanks.author == viewer.person) return false;
    return thanks.recipient == viewer.person || thanks.to == ThanksTo::us;
}

bool in_envelope(const Ui& ui, const core::Viewer& viewer, const core::Thanks& thanks) {
    if (!thanks.envelope) return false;
    // With another's eyes it is still oneself who reads; what the room sees is the room's.
    const auto reader = viewer.person && ui.back_to ? *ui.back_to : viewer;
    if (reader.person && reader.person == thanks.author) return false;
    if (opens_envelope(reader, thanks)) return ui.core.get<core::ThanksReadStore>().is_closed(reader, thanks.id);
    return ui.core.clock().certain_now().utc_ms - thanks.given_at.utc_ms < envelope_stays_ms;
}

std::string moment_in_words(const Ui& ui, core::Instant at) {
    const auto then = core::local_time(at);
    const auto today = ui.today;
    const auto time = clock_time(then.minute);
    const bool tonight =
        then.day != today && core::day_of(at, ui.core.get<core::SettingStore>().day_start_hour()) == today;
    const int ahead = then.day - today;
    const auto day = tonight                  ? std::string(tr("tonight"))
                     : ahead == 0             ? std::string(tr("today"))
                     : ahead == 1             ? std::string(tr("tomorrow"))
                     : ahead > 1 && ahead < 7 ? std::string(weekday_name(core::weekday_of(then.day)))
                                              : short_date(then.day, today);
    return filled(tr("{day}, {time}"), {{"day", day}, {"time", time}});
}

const char* prompt_kind_name(PromptKind kind) {
    switch (kind) {
        case PromptKind::small_things: return tr("Small things");
        case PromptKind::effort_seen: return tr("Effort seen");
        case PromptKind::who_you_are: return tr("Who you are to me");
        case PromptKind::hard_days: return tr("Hard days");
        case PromptKind::from_afar: return tr("From afar");
        case PromptKind::firsts: return tr("Firsts");
        case PromptKind::us: return tr("Us");
        case PromptKind::life: break;
    }
    return tr("Life");
}

std::string prompt_in_words(const core::Prompt& prompt, const std::string& name) {
    return filled(tr(prompt.text.c_str()), {{"name", name}});
}

}  // namespace app
