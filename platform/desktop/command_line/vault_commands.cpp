#include <algorithm>
#include <cctype>
#include <ostream>

#include "app/words/sentences.hpp"
#include "app/words/tr.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/memories/memory_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/text.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/vault/recovery_phrase.hpp"
#include "platform/desktop/command_line/commands.hpp"
#include "platform/desktop/command_line/reading.hpp"
#include "platform/desktop/command_line/rows.hpp"
#include "platform/desktop/command_line/terminal_secret.hpp"
#include "platform/desktop/command_line/unlocking.hpp"

namespace platform::desktop {

namespace {

using app::tr;
using core::PinKind;
using core::Refusal;
using core::Secret;

struct Owner {
    core::PersonId id;
    std::string name;
    core::Vault::State state;
};

// The person whose vault it is, with the device in reach: when it is not, no PIN is wrong and none can be set. Throws
// Stop or Fault.
Owner owner_of(Session& session, const VaultToKeep& wanted) {
    const auto& household = session.household;
    const auto id = read_person(household, wanted.as);
    (void)household.vault().record();
    const Owner owner{id, name_of(household, id), household.vault().state(id)};
    if (owner.state.key_missing) throw Stop{1, app::sentence(Refusal::key_missing)};
    return owner;
}

[[noreturn]] void made_elsewhere(const Owner& owner) {
    if (owner.state.key_changed) throw Stop{1, app::sentence(Refusal::key_changed)};
    if (!owner.state.phrase)
        throw Stop{1, tr("It was sealed on another device, and without recovery words only that device opens it.")};
    throw Stop{
        1,
        filled(
            tr("It was sealed on another device. Here the twelve recovery words open it: inglenook vault recover --as {name}"),
            {{"name", owner.name}})};
}

void open_with_pin(Session& session, const Owner& owner, const VaultToKeep& wanted) {
    if (owner.state.elsewhere) made_elsewhere(owner);
    if (owner.state.pin == PinKind::none)
        throw Stop{
            1, filled(tr("{name} has no PIN. Set one with: inglenook vault set --as {name}"), {{"name", owner.name}})};
    open_vault(session.household, owner.id, wanted.pin_fd);
}

struct NewPin {
    std::shared_ptr<core::PinStretch> stretch;
    bool long_enough = false;  // to hold against somebody who copies the disk
};

// Asked for twice at the terminal, where nobody sees what they type.
NewPin read_new_pin(const Session& session, const Owner& owner, const VaultToKeep& wanted) {
    const auto& vault = session.household.vault();
    auto pin = read_secret(filled(tr("A new PIN or passphrase for {name}: "), {{"name", owner.name}}), wanted.pin_fd);
    const auto stretch = vault.stretch_new(pin.copy());
    if (!stretch) throw Stop{1, app::sentence(stretch.refusal())};
    if (!wanted.pin_fd && !(read_secret(tr("Once more: ")) == pin))
        throw Stop{1, tr("The two were not the same. Nothing was changed.")};
    const auto length = core::length_of(pin.text());
    NewPin made{worked_off(stretch), length && *length >= core::shortest_passphrase};
    made.long_enough = made.long_enough && made.stretch->kind() == PinKind::passphrase;
    return made;
}

// What is true of it from now on, and no more.
std::string what_it_protects(const core::Vault& vault, const NewPin& pin) {
    if (pin.long_enough)
        return tr(
            "The passphrase is set. It opens what is only yours, on this device only, and holds also against somebody who takes the disk along.");
    if (vault.kept() == core::DeviceSecrets::Kept::keyring)
        return tr(
            "The PIN is set. It opens what is only yours, on this device only; who takes the disk along has to get into its keyring too. A "
            "passphrase of four or more words is better.");
    return tr(
        "The PIN is set. It opens what is only yours, on this device only, and keeps it from whoever stands here. It is weak against "
        "somebody who copies the disk, as there is no keyring here: take a passphrase of four or more words.");
}

void set(Session& session, const Owner& owner, const NewPin& pin) {
    auto& household = session.household;
    const auto set = household.set_pin(owner.id, *pin.stretch);
    if (!set) throw Stop{1, app::sentence(set.refusal())};
    session.out << what_it_protects(household.vault(), pin) << '\n';
    if (!household.vault().state(owner.id).phrase)
        session.out
            << filled(
                   tr("Without recovery words, a forgotten PIN or a lost device takes what is only yours along for good: "
                      "inglenook vault words --as {name}"),
                   {{"name", owner.name}})
            << '\n';
}

unsigned long private_entries(const core::Household& household, core::PersonId person) {
    const auto first = core::earliest_day, last = core::latest_day;
    const auto viewer = core::Viewer::of(person);
    const auto count = [&](const auto& items) {
        return static_cast<unsigned long>(std::count_if(
            items.begin(), items.end(), [](const auto& item) { return item.audience == core::Audience::only_me; }));
    };
    return count(household.get<core::CheckInStore>().between(viewer, first, last)) +
           count(household.get<core::ThanksStore>().between(viewer, first, last)) +
           count(household.get<core::RitualStore>().all(viewer, household.today())) +
           count(household.get<core::MemoryStore>().between(viewer, first, last));
}

bool is_word(const Secret& typed, const std::string& word) {
    std::string letters;
    for (const char c : typed.text())
        if (c != ' ') letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const bool same = letters == word;
    core::wipe(letters);
    return same;
}

// Shown at the terminal, and two of them asked back from the paper.
void hand_over(const std::string& phrase) {
    auto words = core::words_of(phrase);
    std::string page;
    page.reserve(2048);  // so that no copy of it stays behind
    page += tr(
        "Write these twelve words down, on paper, in this order. They open what is yours when the PIN is forgotten or the device is "
        "gone. They are shown this once.");
    page += "\n\n";
    for (std::size_t i = 0; i < words.size(); ++i)
        page += (i < 9 ? " " : "") + std::to_string(i + 1) + "  " + words[i] + '\n';
    show_once(page, std::string("\n") + tr("Press Enter when you have them on paper: "));
    core::wipe(page);

    constexpr int tries = 3;
    bool right = true;
    for (const std::size_t asked : {1u, 10u}) {
        const auto prompt =
            filled(tr("From your paper: which word is number {n}?"), {{"n", std::to_string(asked + 1)}}) + ' ';
        int left = tries;
        while (left > 0 && !is_word(read_secret(prompt), words[asked])) --left;
        right = right && left > 0;
        if (!right) break;
    }
    for (auto& word : words) core::wipe(word);
    if (!right)
        throw Stop{
            1,
            tr("That is another word, so these twelve were not taken. Nothing was changed; begin again for new ones.")};
}

}  // namespace

int set_first_pin(Session& session, const VaultToKeep& wanted) {
    const auto owner = owner_of(session, wanted);
    if (owner.state.elsewhere) made_elsewhere(owner);
    if (owner.state.pin != PinKind::none)
        throw Stop{1, filled(tr("{name} has a PIN already. Change it with: inglenook vault change --as {name}"),
                             {{"name", owner.name}})};
    set(session, owner, read_new_pin(session, owner, wanted));
    return 0;
}

int change_pin(Session& session, const VaultToKeep& wanted) {
    const auto owner = owner_of(session, wanted);
    open_with_pin(session, owner, wanted);
    set(session, owner, read_new_pin(session, owner, wanted));
    session.out << tr("On this device backups from before open with the new one, too.") << '\n';
    return 0;
}

int remove_pin(Session& session, const VaultToKeep& wanted) {
    const auto owner = owner_of(session, wanted);
    open_with_pin(session, owner, wanted);
    const auto removed = session.household.remove_pin(owner.id);
    if (!removed) throw Stop{1, app::sentence(removed.refusal())};
    session.out
        << filled(
               tr("There is no PIN any more. Whoever uses this device under this login can read what is only {name}’s."),
               {{"name", owner.name}})
        << '\n';
    return 0;
}

int try_pin(Session& session, const VaultToKeep& wanted) {
    const auto owner = owner_of(session, wanted);
    open_with_pin(session, owner, wanted);
    const auto& household = session.household;
    const auto count = private_entries(household, owner.id);
    session.out << filled(app::trn("It opens. There is {n} private entry behind it. Now it is shut again.",
                                   "It opens. There are {n} private entries behind it. Now it is shut again.", count),
                          {{"n", std::to_string(count)}})
                << '\n';
    if (const auto damaged = static_cast<unsigned long>(household.vault().unreadable()); damaged > 0)
        throw Stop{1, filled(app::trn("{n} private entry did not open: it is damaged, or somebody changed it.",
                                      "{n} private entries did not open: they are damaged, or somebody changed them.",
                                      damaged),
                             {{"n", std::to_string(damaged)}})};
    return 0;
}

int make_recovery_words(Session& session, const VaultToKeep& wanted) {
    const auto owner = owner_of(session, wanted);
    if (owner.state.pin != PinKind::none) open_with_pin(session, owner, wanted);
    else if (!owner.state.open) made_elsewhere(owner);
    const auto entropy = session.household.new_phrase();
    auto phrase = core::recovery_phrase(entropy);
    if (!wanted.pin_fd) hand_over(phrase);
    // Before they hold: should this be the last that the program does, those from before still do.
    if (wanted.pin_fd) session.out << phrase << '\n' << std::flush;
    core::wipe(phrase);
    const auto kept = session.household.set_phrase(owner.id, entropy);
    if (!kept) throw Stop{1, app::sentence(kept.refusal())};
    if (!wanted.pin_fd)
        session.out << tr("The twelve words open it from now on. Keep the paper where only you look.") << '\n';
    return 0;
}

int recover_vault(Session& session, const VaultToKeep& wanted) {
    const auto owner = owner_of(session, wanted);
    if (!owner.state.phrase) throw Stop{1, app::sentence(Refusal::no_phrase)};
    const auto words = read_secret(tr("The twelve words, with spaces between: "), wanted.pin_fd);
    const auto opened = session.household.recover(owner.id, words.text());
    if (!opened) throw Stop{1, app::sentence(opened.refusal())};
    set(session, owner, read_new_pin(session, owner, wanted));
    return 0;
}

}  // namespace platform::desktop
