#include "platform/desktop/command_line/unlocking.hpp"

#include <ostream>

#include "app/words/sentences.hpp"
#include "app/words/tr.hpp"
#include "core/people/person_store.hpp"
#include "platform/desktop/command_line/reading.hpp"
#include "platform/desktop/command_line/rows.hpp"
#include "platform/desktop/command_line/terminal_secret.hpp"

namespace platform::desktop {

using app::tr;

std::shared_ptr<core::PinStretch> worked_off(core::Result<std::shared_ptr<core::PinStretch>> stretch) {
    if (!stretch) throw Stop{1, app::sentence(stretch.refusal())};
    while (stretch.value()->step()) {
    }
    return stretch.value();
}

void open_vault(core::Household& household, core::PersonId person, std::optional<int> pin_fd) {
    const auto& vault = household.vault();
    if (!vault.has_pin(person) || vault.is_open(person)) return;
    // Nobody types a PIN that will not be tried.
    if (vault.state(person).key_missing) throw Stop{1, app::sentence(core::Refusal::key_missing)};
    if (vault.state(person).elsewhere) throw Stop{1, app::sentence(core::Refusal::made_elsewhere)};
    if (const auto wait = vault.wait(person); wait > 0)
        throw Stop{1, app::sentence(core::Refusal::wait_a_while) + ' ' + app::wait_sentence(wait)};
    const auto prompt = filled(tr("{name}’s PIN: "), {{"name", name_of(household, person)}});
    const auto opened = household.unlock(person, *worked_off(vault.stretch(person, read_secret(prompt, pin_fd))));
    if (!opened) throw Stop{1, app::sentence(opened.refusal())};
}

void open_to_look(Session& session, core::PersonId person, const Unlocking& unlocking) {
    auto& household = session.household;
    if (unlocking.asked || unlocking.pin_fd) open_vault(household, person, unlocking.pin_fd);
    if (household.vault().is_open(person)) return;
    const auto state = household.vault().state(person);
    session.err
        << filled(
               state.pin != core::PinKind::none && !state.elsewhere && !state.device_out_of_reach
                   ? tr("What only {name} sees is left out: there is a PIN before it. With --unlock it is asked for.")
                   : tr("What only {name} sees is left out: it cannot be opened here at the moment."),
               {{"name", name_of(household, person)}})
        << '\n';
}

std::string name_of(const core::Household& household, core::PersonId person) {
    const auto known = household.get<core::PersonStore>().find(person);
    return known ? on_one_line(known->name) : std::string();
}

}  // namespace platform::desktop
