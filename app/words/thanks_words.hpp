#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/ui.hpp"
#include "core/thanks/prompts.hpp"

// What is said of thanks in more than one place.
namespace app {

// "Jonas", "Both of us" or, where there are more, "All of us", "Life".
std::string name_of(const Ui& ui, const core::Addressee& to);
// "Thanks to Jonas", "Thanks to us", "Thanks to life".
std::string thanks_to(const Ui& ui, core::ThanksTo to, const std::optional<core::PersonId>& recipient);
// "Given to Jonas.", "Given to us both."; with a moment "Jonas gets it tomorrow, 8:00."; of what nobody else sees
// "Written down for you alone."
std::string said_of_giving(const Ui& ui, const core::Addressee& to, const std::optional<core::Instant>& deliver_at = {},
                           core::Audience audience = core::Audience::household);
// "A note from Jonas", "A note to us both from Jonas".
std::string envelope_title(const Ui& ui, const core::Thanks& thanks);
// "For Mara to open", "For us to open": under an envelope that is not the viewer's.
std::string envelope_for(const Ui& ui, const core::Thanks& thanks);

// For how long a note lies in its envelope for the room and for whoever it is neither from nor to: those it is to have
// their time to be the first who read it. Opened or not makes no difference to it, so that nobody learns from this
// screen whether it was.
inline constexpr std::int64_t envelope_stays_ms = 2 * 24 * std::int64_t{3'600'000};
// It is to the viewer, who looks with their own eyes: they open it for themselves.
bool opens_envelope(const core::Viewer& viewer, const core::Thanks& thanks);
// Its words are not to stand on a screen that the viewer looks at, in a list, in what was found or in a day's story.
bool in_envelope(const Ui& ui, const core::Viewer& viewer, const core::Thanks& thanks);
// "today, 19:00", "tomorrow, 8:00", "Friday, 8:00", "4 December, 8:00".
std::string moment_in_words(const Ui& ui, core::Instant at);

const char* prompt_kind_name(core::PromptKind kind);
// With the name of whom it is about.
std::string prompt_in_words(const core::Prompt& prompt, const std::string& name);

}  // namespace app
