#pragma once

#include <optional>
#include <string>

#include "core/vault/secret.hpp"

namespace platform::desktop {

// A PIN, a passphrase or recovery words, as one line without its end: from the file descriptor `fd`, of which no byte
// behind the line is taken, else from the controlling terminal, which shows `prompt` and not what is typed. The
// terminal shows typing again when this returns, and also when a signal ends or stops the program. Bytes as they came,
// at most 1024; empty when the line is.
//
// Throws Stop with 2 when there is no terminal, nothing came, the line is too long, or Ctrl-C was pressed; with 1 when
// the line has a control character in it, a NUL too: a PIN with one could never be typed.
core::Secret read_secret(const std::string& prompt, std::optional<int> fd = std::nullopt);

// Shows a text on the controlling terminal until Enter is pressed behind `prompt`, on the terminal's second screen, so
// that it does not stay to be scrolled back to. Throws Stop with 2 when there is no terminal, or Ctrl-C was pressed.
void show_once(const std::string& text, const std::string& prompt);

}  // namespace platform::desktop
