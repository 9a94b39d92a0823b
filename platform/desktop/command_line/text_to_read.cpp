#include "platform/desktop/command_line/text_to_read.hpp"

#include <cerrno>
#include <set>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "app/words/sentences.hpp"
#include "app/words/tr.hpp"
#include "core/system/outside_file.hpp"
#include "core/text.hpp"
#include "platform/desktop/command_line/printable.hpp"
#include "platform/desktop/command_line/reading.hpp"

namespace platform::desktop {

namespace {

using app::tr;

constexpr std::size_t longest = 1 << 20;  // bytes; the household's own limits are far below

class Opened {
public:
    explicit Opened(const std::string& file) {
        if (core::system::is_own_database(file))
            throw Stop{1, filled(tr("“{file}” is your household’s own file. Choose another one. Nothing was changed."),
                                 {{"file", file}})};
        number_ = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
        if (number_ < 0) throw Stop{2, filled(tr("“{file}” cannot be read. Nothing was changed."), {{"file", file}})};
    }
    ~Opened() { close(number_); }
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;
    int number() const { return number_; }

private:
    int number_ = -1;
};

std::string read_all(int fd, const std::string& unreadable) {
    std::string text;
    char bytes[4096];
    for (;;) {
        const auto count = read(fd, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw Stop{2, unreadable};
        if (count == 0) return text;
        text.append(bytes, static_cast<std::size_t>(count));
        if (text.size() > longest) throw Stop{1, app::sentence(core::Refusal::text_too_long)};
    }
}

std::string from_outside(const TextToRead& text) {
    if (text.fd)
        return read_all(*text.fd, tr("That file descriptor cannot be read. Open it for the command, as in: 3< FILE"));
    const auto unreadable = filled(tr("“{file}” cannot be read. Nothing was changed."), {{"file", *text.file}});
    if (text.file == "-") return read_all(STDIN_FILENO, unreadable);
    const Opened file(*text.file);
    return read_all(file.number(), unreadable);
}

CLI::Option* add(CLI::App& command, TextToRead& text, const char* name, const std::string& option,
                 const char* description, const char* type) {
    text.name = name;
    CLI::Option* written = command.add_option(option, text.written, description)->type_name(type);
    CLI::Option* fd =
        command.add_option("--" + text.name + "-fd", text.fd, tr("Read it from this file descriptor instead"))
            ->type_name("N");
    CLI::Option* file = command
                            .add_option("--" + text.name + "-file", text.file,
                                        tr("Read it from this file instead; - is the standard input"))
                            ->type_name("FILE");
    written->excludes(fd)->excludes(file);
    fd->excludes(file);
    return written;
}

// What it is read from; nothing where that is no place that could be read a second time in vain.
std::optional<int> place(const TextToRead& text) {
    if (text.fd) return text.fd;
    return text.file == "-" ? std::optional(STDIN_FILENO) : std::nullopt;
}

}  // namespace

CLI::Option* add_text(CLI::App& command, TextToRead& text, const char* name, const char* description,
                      const char* type) {
    return add(command, text, name, std::string("--") + name, description, type);
}

CLI::Option* add_needed_text(CLI::App& command, TextToRead& text, const char* name, const char* description,
                             const char* type) {
    text.needed = true;
    // Found while the command line is read, before any folder is touched.
    command.parse_complete_callback([&text] {
        if (!text.written && !text.fd && !text.file) throw CLI::RequiredError(text.name);
    });
    return add(command, text, name, name, description, type);
}

std::string read_text(const TextToRead& text) {
    const int ways = (text.written ? 1 : 0) + (text.fd ? 1 : 0) + (text.file ? 1 : 0);
    if (ways > 1)
        throw Stop{2, filled(tr("“{name}” was given more than once. Write it, or use --{name}-fd, or --{name}-file."),
                             {{"name", text.name}})};
    if (ways == 0 && text.needed)
        throw Stop{2, filled(tr("“{name}” is missing. Write it, or use --{name}-fd, or --{name}-file."),
                             {{"name", text.name}})};
    if (ways == 0) return {};
    auto words = text.written ? *text.written : from_outside(text);
    if (words.find('\0') != std::string::npos || !core::length_of(words))
        throw Stop{1, app::sentence(core::Refusal::not_text)};
    if (text.written) return words;
    if (core::has_control_characters(words, core::LineBreaks::allowed))
        throw Stop{1, tr("That text has control characters in it. Take them out and try again. Nothing was changed.")};
    // Some editors mark a file's encoding with it; nobody wrote it.
    if (constexpr std::string_view mark = "\xef\xbb\xbf"; words.compare(0, mark.size(), mark) == 0)
        words.erase(0, mark.size());
    if (!words.empty() && words.back() == '\n') {
        words.pop_back();
        if (!words.empty() && words.back() == '\r') words.pop_back();
    }
    return words;
}

std::vector<std::string> read_texts(std::initializer_list<const TextToRead*> texts) {
    std::set<int> places;
    for (const auto* text : texts)
        if (const auto from = place(*text); from && !places.insert(*from).second)
            throw Stop{2, tr("Two texts cannot come from the same place. Nothing was changed.")};
    std::vector<std::string> list;
    for (const auto* text : texts) list.push_back(read_text(*text));
    return list;
}

}  // namespace platform::desktop
