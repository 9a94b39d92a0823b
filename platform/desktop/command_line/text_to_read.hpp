#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace platform::desktop {

// What somebody wrote: on the command line, where everybody on this machine can read it while the command runs and the
// shell keeps it, or where a file descriptor, a file or the standard input has it.
struct TextToRead {
    std::optional<std::string> written;
    std::optional<int> fd;
    std::optional<std::string> file;  // "-": the standard input
    std::string name;  // "note" for --note; of what stands without an option before it, "text" for --text-fd
    bool needed = false;
};

// Declares `--note TEXT`, `--note-fd N` and `--note-file FILE`.
CLI::Option* add_text(CLI::App& command, TextToRead& text, const char* name, const char* description, const char* type);
// The same for a text that stands by itself, and has to be given in one of the three ways.
CLI::Option* add_needed_text(CLI::App& command, TextToRead& text, const char* name, const char* description,
                             const char* type);

// The text, read to its end; one line's end behind it is dropped. Empty where none was given. Throws Stop: 2 where it
// was given in two ways, or a needed one in none, or cannot be read; 1 where it is not UTF-8, has a control character
// other than a line break or a tab, is longer than any text may be, or comes from the household's own database.
std::string read_text(const TextToRead& text);
// Several of one command, in this order; no two of them come from the same place.
std::vector<std::string> read_texts(std::initializer_list<const TextToRead*> texts);

}  // namespace platform::desktop
