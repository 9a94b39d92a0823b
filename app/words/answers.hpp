#pragma once

#include <string>

#include "app/ui.hpp"
#include "core/answers/answer.hpp"
#include "core/check_ins/check_in.hpp"
#include "core/touches/touch.hpp"

namespace app {

// As a chip has it: "I’m here".
const char* answer_label(core::AnswerKind kind);
// As it is read by the one it was given to: "That sounds hard. I’m here." Own words stand as they are.
std::string answer_sentence(const core::Answer& answer);
// "You: …", "Jonas: …".
std::string said_by(const Ui& ui, const core::Answer& answer);
// "A hug would help." Nothing where nothing was said.
const char* help_sentence(core::Help help);
const char* touch_label(core::TouchKind kind);
// "A hug from Jonas"
std::string touch_sentence(core::TouchKind kind, const std::string& from);

}  // namespace app
