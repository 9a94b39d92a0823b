#include <algorithm>
#include <utility>

#include "core/imports/formats.hpp"
#include "core/imports/written_time.hpp"
#include "core/text.hpp"

namespace core::imports {

namespace {

// Whether somebody meant a date: 2020-08-31, or what is only shaped like one.
bool shaped_like_a_date(std::string_view text) {
    std::string shape;
    for (const char c : text.substr(0, 10)) shape += is_digit(c) ? '0' : c;
    return shape == "0000-00-00" || shape == "0000/00/00" || shape == "0000.00.00" || shape == "00.00.0000";
}

struct Heading {
    std::string_view when, title;
};

// "[2020-08-31 14:32] Title." or, as the first versions had it, "2020-08-31 14:32 Title."
enum class Style { brackets, bare };
std::optional<Heading> heading(std::string_view line, Style style) {
    if (style == Style::brackets) {
        const auto end = line.find(']');
        if (line.empty() || line.front() != '[' || end == std::string_view::npos || !shaped_like_a_date(line.substr(1)))
            return std::nullopt;
        return Heading{line.substr(1, end - 1), line.substr(end + 1)};
    }
    constexpr std::size_t length = std::string_view("2020-08-31 14:32").size();
    if (!shaped_like_a_date(line) || line.size() < length || line[10] != ' ' || line[13] != ':') return std::nullopt;
    return Heading{line.substr(0, length), line.substr(length)};
}

std::string_view without_end(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\r' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

class Reader {
public:
    explicit Reader(std::string_view text) : text_(without_byte_order_mark(text)) {}

    Batch read() {
        std::size_t number = 0;
        for (std::size_t at = 0; at < text_.size();) {
            const auto end = std::min(text_.find('\n', at), text_.size());
            line(++number, text_.substr(at, end - at));
            at = end + 1;
        }
        finish();
        return std::move(batch_);
    }

private:
    void line(std::size_t number, std::string_view line) {
        if (without_end(line).empty() && state_ == State::before) return;
        if (state_ == State::before && heading(line, Style::bare)) style_ = Style::bare;
        if (const auto head = heading(line, style_)) return begin(number, *head);
        if (state_ == State::before) {
            state_ = State::passing;
            batch_.report({{}, number, Trouble::not_a_date, excerpt(line)});
        }
        if (!length_of(line)) not_text(number);
        if (state_ != State::within) return;
        body_ += line;
        body_ += '\n';
    }

    void begin(std::size_t number, const Heading& head) {
        finish();
        state_ = State::passing;
        const auto when = head.when;
        const auto day = written_day(when.substr(0, 10));
        if (!day) return batch_.report({{}, number, Trouble::not_a_date, excerpt(when)});
        entry_ = Entry{{}, number, *day};
        if (when.size() > 10) {
            entry_.minute = written_minute(when.substr(10));
            if (!entry_.minute) return batch_.report({{}, number, Trouble::not_a_time, excerpt(when)});
        }
        state_ = State::within;
        if (!length_of(head.title)) return not_text(number);
        auto title = without_end(head.title);
        starred_ = title.size() >= 2 && title.substr(title.size() - 2) == " *";
        if (starred_) title.remove_suffix(2);
        body_ = std::string(title.substr(std::min(title.find_first_not_of(' '), title.size()))) + '\n';
    }

    void not_text(std::size_t number) {
        if (state_ == State::within) batch_.report({{}, number, Trouble::not_text});
        state_ = State::passing;
    }

    void finish() {
        if (std::exchange(state_, State::passing) != State::within) return;
        entry_.text = without_end(body_);
        if (entry_.text.empty()) return batch_.report({{}, entry_.line, Trouble::empty});
        if (starred_) add_line(entry_.text, "★");
        batch_.add(std::move(entry_));
    }

    enum class State { before, within, passing };
    std::string_view text_;
    Batch batch_;
    State state_ = State::before;
    Style style_ = Style::brackets;
    Entry entry_;
    std::string body_;
    bool starred_ = false;
};

}  // namespace

Batch read_jrnl(std::string_view bytes) { return Reader(bytes).read(); }

}  // namespace core::imports
