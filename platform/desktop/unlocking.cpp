#include "platform/desktop/unlocking.hpp"

#include "app/words/sentences.hpp"
#include "app/words/tr.hpp"
#include "platform/desktop/reading.hpp"
#include "platform/desktop/terminal_secret.hpp"

namespace platform::desktop {

void open_vault(core::Household& household, core::PersonId person, std::optional<int> pin_fd) {
    if (!household.vault().has_pin(person) || household.vault().is_open(person)) return;
    const auto known = household.people().find(person);
    const auto prompt = app::filled(app::tr("{name}’s PIN: "), {{"name", known ? known->name : std::string()}});
    const auto stretch = household.vault().stretch(person, read_secret(prompt, pin_fd));
    if (!stretch) throw Stop{1, app::sentence(stretch.refusal())};
    while (stretch.value()->step()) {
    }
    const auto opened = household.unlock(person, *stretch.value());
    if (!opened) throw Stop{1, app::sentence(opened.refusal())};
}

}  // namespace platform::desktop
