#pragma once

#include <string>

#include "app/ui.hpp"
#include "core/thanks/prompts.hpp"

// What is said of thanks in more than one place.
namespace app {

// "Jonas", "Both of us" or, where there are more, "All of us", "Life".
std::string name_of(const Ui& ui, const core::Addressee& to);
// "Thanks to Jonas", "Thanks to us", "Thanks to life".
std::string thanks_to(const Ui& ui, core::ThanksTo to, const std::optional<core::PersonId>& recipient);
// "Given to Jonas.", "Given to us both."; with a moment "Jonas gets it tomorrow, 8:00."
std::string said_of_giving(const Ui& ui, const core::Addressee& to, const std::optional<core::Instant>& deliver_at = {});
// "A note from Jonas", "A note to us both from Jonas".
std::string envelope_title(const Ui& ui, const core::Thanks& thanks);
// "today, 19:00", "tomorrow, 8:00", "Friday, 8:00", "4 December, 8:00".
std::string moment_in_words(core::Instant at, core::Instant now);

const char* prompt_kind_name(core::PromptKind kind);
// With the name of whom it is about.
std::string prompt_in_words(const core::Prompt& prompt, const std::string& name);

}  // namespace app
