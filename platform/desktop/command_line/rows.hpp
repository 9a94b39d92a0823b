#pragma once

#include <initializer_list>
#include <optional>
#include <ostream>
#include <string>

#include <nlohmann/json.hpp>

#include "platform/desktop/command_line/commands.hpp"
#include "platform/desktop/command_line/printable.hpp"

// What the command line lists, a row at a time.
namespace platform::desktop {

using Json = nlohmann::ordered_json;  // fields in the order that README names them

inline std::string joined(std::initializer_list<std::string> parts) {
    std::string line;
    for (const auto& part : parts)
        if (!part.empty()) line += (line.empty() ? "" : "  ") + on_one_line(part);
    return line;
}

inline Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
inline Json person_or_null(const std::optional<core::PersonId>& id) {
    return id ? Json(core::to_text(id->value)) : Json(nullptr);
}

struct Row {
    Json json;
    std::string line;
};

// Written one after the other: a hundred thousand memories need not stand in memory as JSON at once.
class Printer {
public:
    Printer(std::ostream& out, Format format) : out_(out), format_(format) {
        if (format_ == Format::json) out_ << '[';
    }
    void print(const Row& row) {
        if (format_ == Format::plain) {
            out_ << row.line << '\n';
            return;
        }
        out_ << (first_ ? "\n  " : ",\n  ") << row.json.dump(-1, ' ', false, Json::error_handler_t::replace);
        first_ = false;
    }
    int done() {
        if (format_ == Format::json) out_ << (first_ ? "]\n" : "\n]\n");
        return 0;
    }

private:
    std::ostream& out_;
    Format format_;
    bool first_ = true;
};

}  // namespace platform::desktop
