#include <optional>

#include "core/exports/page.hpp"

namespace core::exports {

namespace {

// As it was written, whatever Markdown would make of it; a line break stays one. `indent` stands before every line but
// the first.
std::string plain(std::string_view text, std::string_view indent = {}) {
    constexpr std::string_view signs = "\\`*_[]<>#|~&!";
    std::string safe;
    bool line_begins = true, number = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') {
            // A hard break, but for the end of a paragraph, where it would be a stroke to read.
            if (!line_begins && i + 1 < text.size() && text[i + 1] != '\n') safe += '\\';
            safe += '\n';
            safe += indent;
            line_begins = true;
            number = false;
            continue;
        }
        if (line_begins && (c == ' ' || c == '\t')) continue;  // four of them would make it code
        const bool digit = c >= '0' && c <= '9';
        const bool begins_list = line_begins && (c == '-' || c == '+' || c == '=');
        const bool ends_number = number && (c == '.' || c == ')');
        if (signs.find(c) != std::string_view::npos || begins_list || ends_number) safe += '\\';
        safe += c == '\t' ? ' ' : c;
        number = digit && (line_begins || number);
        line_begins = false;
    }
    return safe;
}

// Between angle brackets, as Markdown has places with spaces in them.
std::string place(const std::string& file) {
    std::string safe = "<";
    for (const char c : file) {
        if (c == '<' || c == '>' || c == '\\') safe += '\\';
        safe += c == '\n' ? ' ' : c;
    }
    return safe + ">";
}

std::string line(const std::string& text) { return text.empty() ? std::string() : plain(text) + "\n\n"; }

}  // namespace

std::string to_markdown(const Diary& diary, const ExportWords& words) {
    std::string text = "# " + plain(diary.title) + "\n\n" + line(diary.introduction) + line(diary.left_out);
    if (!diary.rituals.empty()) text += "## " + plain(words.rituals) + "\n\n";
    for (const auto& ritual : diary.rituals) {
        text += "- **" + plain(ritual.title) + "**";
        for (const auto& said : ritual.quiet) text += "\\\n  " + plain(said, "  ");
        if (!ritual.note.empty()) text += "\n\n  " + plain(ritual.note, "  ");
        text += "\n";
    }
    if (!diary.rituals.empty()) text += "\n";
    std::optional<Day> day;
    for (const auto& entry : diary.entries) {
        if (!day || year_of(*day) != year_of(entry.day)) text += "## " + std::to_string(year_of(entry.day)) + "\n\n";
        if (day != entry.day) text += "### " + plain(words.date(entry.day)) + "\n\n";
        day = entry.day;
        text += "*" + plain(entry.quiet) + "*\n\n";
        if (entry.photo)
            text += entry.photo->file.empty()
                        ? line(words.photo_missing)
                        : "![" + plain(entry.said.empty() ? words.photo : entry.said.substr(0, entry.said.find('\n'))) +
                              "](" + place(entry.photo->file) + ")\n\n";
        text += line(entry.said);
        for (const auto& more : entry.more) text += line(more);
        for (const auto& reply : entry.replies) text += "> " + plain(reply, "> ") + "\n\n";
    }
    while (text.size() > 1 && text[text.size() - 2] == '\n') text.pop_back();
    return text;
}

}  // namespace core::exports
