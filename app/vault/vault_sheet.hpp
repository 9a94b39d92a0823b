#pragma once

#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "app/forget.hpp"
#include "app/ui.hpp"
#include "app/widgets/layout.hpp"
#include "core/vault/recovery_phrase.hpp"

// The sheet that opens what somebody keeps to themselves, and sets what opens it: a PIN or a passphrase, and twelve
// words for the day it is forgotten.
namespace app::vault {

enum class Step { none, unlock, no_way, choose, repeat, show_words, check_words, recover };

struct State {
    Step step = Step::none;
    core::PersonId person;
    std::string typed, first;  // wiped when the sheet closes
    bool as_text = false;      // a passphrase, with the keyboard
    bool restorable = false;   // a backup may still have the key that is missing
    std::string problem;
    std::string what;  // the sentence under the title, for this step
    std::optional<std::tuple<Step, bool, std::size_t>> worded;
    std::shared_ptr<core::PinStretch> working;
    core::Secret entropy;
    std::vector<std::string> words;
    std::size_t asked = 0;             // which of the words is asked for
    std::int64_t wait_until = 0;       // milliseconds, as Clock::observed() counts them
    Step then = Step::none;            // where to go on once it is open
    std::vector<Ui::Pending> waiting;  // refused as locked; carried out once it is open
    bool just_opened = false;          // the fields begin with the focus

    bool open() const { return step != Step::none; }
    State kept(Forget what);
};

void begin_unlock(State& state, Ui& ui, core::PersonId person, std::vector<Ui::Pending> then = {});
// A first or another PIN, or new words; opens the vault first where it is shut.
void begin_pin(State& state, Ui& ui, core::PersonId person);
void begin_words(State& state, Ui& ui, core::PersonId person);
void begin_recovery(State& state, core::PersonId person);
void close(State& state);

void draw_sheets(State& state, Ui& ui);

}  // namespace app::vault
