#include <algorithm>
#include <sstream>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "core/imports/formats.hpp"
#include "core/imports/written_time.hpp"
#include "core/text.hpp"

namespace core::imports {

namespace {

// What reads YAML takes up to 160 bytes of memory for one of the file's. No month is that long, and no day that may
// still be kept.
constexpr std::size_t largest_month = 16 << 20, largest_day = 512 << 10;

struct Category {
    std::string name;
    std::vector<std::string> entries;
};

struct Written {
    std::string day;
    std::string text;
    std::vector<Category> categories;
};

// What a reader of YAML says while it goes through {day: {text: …, Category: {entry: nothing}}}. Listening keeps
// nothing but that, and refuses references, so that a small file cannot unfold into a large one.
class Days final : public YAML::EventHandler {
public:
    struct Refused {
        Trouble what;
    };
    std::vector<Written> days;

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override { value(""); }
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override { throw Refused{Trouble::aliases}; }
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string& text) override {
        value(text);
    }
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
        open(Frame::list);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
        open(Frame::map);
    }
    void OnMapEnd() override { close(); }

private:
    enum class Frame { map, list };
    struct Level {
        Frame frame;
        bool key_next;
    };
    static constexpr std::size_t days_level = 1, day_level = 2, deepest = 8;

    void open(Frame frame) {
        if (levels_.size() == deepest || (levels_.empty() && frame != Frame::map) ||
            (levels_.size() == days_level && frame != Frame::map))
            throw Refused{Trouble::malformed};
        if (!levels_.empty()) {
            auto& level = levels_.back();
            if (level.frame == Frame::map && level.key_next) throw Refused{Trouble::malformed};
            level.key_next = true;
        }
        levels_.push_back({frame, true});
    }
    void close() { levels_.pop_back(); }

    void value(const std::string& text) {
        if (levels_.empty()) {
            if (text.empty()) return;
            throw Refused{Trouble::malformed};
        }
        auto& level = levels_.back();
        const bool key = level.frame == Frame::map && level.key_next;
        if (level.frame == Frame::map) level.key_next = !level.key_next;
        if (levels_.size() == days_level) {
            if (key) days.push_back({text});
            else if (!text.empty()) days.back().text = text;
        } else if (levels_.size() == day_level) {
            if (key) day_key(text);
            else if (in_text_) days.back().text = text;
            else if (!text.empty()) days.back().categories.back().entries.push_back(text);
        } else if (in_text_) {
            throw Refused{Trouble::malformed};
        } else if (!text.empty()) {
            days.back().categories.back().entries.push_back(text);
        }
    }

    void day_key(const std::string& name) {
        in_text_ = name == "text";
        if (!in_text_) days.back().categories.push_back({name});
    }

    std::vector<Level> levels_;
    bool in_text_ = false;
};

std::string text_of(const Written& written) {
    std::string text = written.text;
    for (const auto& [name, entries] : written.categories) {
        const bool tags = name == "Tags";
        std::string line = tags ? std::string() : name;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (tags) line += (i == 0 ? "#" : ", #") + entries[i];
            else line += (i == 0 ? ": " : ", ") + entries[i];
        }
        add_line(text, line);
    }
    return text;
}

// A day begins where a line does, "1: …" or "31:"; within a day YAML wants every line indented. So one that is broken
// ends there.
bool begins_day(std::string_view line) {
    const auto digits = std::min(line.find_first_not_of("0123456789"), line.size());
    return digits >= 1 && digits <= 2 && digits < line.size() && line[digits] == ':';
}

class Month {
public:
    Month(std::string_view name, Day first) : name_(name), first_(first) {}

    Batch read(std::string_view text) {
        std::size_t number = 1, chunk = 0, chunk_line = 1, days = 0;
        for (std::size_t at = 0; at < text.size(); ++number) {
            const auto end = std::min(text.find('\n', at), text.size());
            if (begins_day(text.substr(at, end - at))) {
                // Each day only once, as a rule; a file of nothing but beginnings is none of a diary's.
                if (++days > 1'000) {
                    batch_.report({name_, number, Trouble::too_many_entries});
                    text = text.substr(0, at);
                    break;
                }
                take(text.substr(chunk, at - chunk), chunk_line);
                chunk = at;
                chunk_line = number;
            }
            at = end + 1;
        }
        take(text.substr(chunk), chunk_line);
        return std::move(batch_);
    }

private:
    void take(std::string_view chunk, std::size_t line) {
        if (chunk.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
        if (chunk.size() > largest_day) return batch_.report({name_, line, Trouble::too_long, excerpt(chunk)});
        if (!length_of(chunk)) return batch_.report({name_, line_not_text(chunk, line), Trouble::not_text});
        Days events;
        try {
            std::istringstream stream{std::string(chunk)};
            YAML::Parser parser(stream);
            // A diary's day is one document. Of some broken lines yaml-cpp makes empty ones without an end.
            for (int documents = 1; parser.HandleNextDocument(events); ++documents)
                if (documents > 2) throw Days::Refused{Trouble::malformed};
        } catch (const YAML::Exception& wrong) {
            const auto within = wrong.mark.line > 0 ? static_cast<std::size_t>(wrong.mark.line) : 0;
            return batch_.report({name_, line + within, Trouble::malformed, excerpt(chunk)});
        } catch (const Days::Refused& refused) {
            return batch_.report({name_, line, refused.what, excerpt(chunk)});
        }
        for (const auto& written : events.days) add(written, line);
    }

    void add(const Written& written, std::size_t line) {
        const bool number = !written.day.empty() && written.day.size() <= 2 &&
                            std::all_of(written.day.begin(), written.day.end(), is_digit);
        const int day = number ? std::stoi(written.day) : 0;
        const auto on = first_ + (day - 1);
        if (day < 1 || first_of_month(on) != first_)
            return batch_.report({name_, line, Trouble::not_a_date, excerpt(written.day)});
        Entry entry{name_, line, on};
        entry.text = text_of(written);
        // RedNotebook leaves a day that was only looked at.
        if (entry.text.find_first_not_of(" \t\r\n") != std::string::npos) batch_.add(std::move(entry));
    }

    static std::size_t line_not_text(std::string_view chunk, std::size_t line) {
        for (std::size_t at = 0; at < chunk.size(); ++line) {
            const auto end = std::min(chunk.find('\n', at), chunk.size());
            if (!length_of(chunk.substr(at, end - at))) break;
            at = end + 1;
        }
        return line;
    }

    std::string name_;
    Day first_;
    Batch batch_;
};

}  // namespace

Batch read_red_notebook(std::string_view name, std::string_view bytes) {
    const auto first = name.size() == 11 && name.substr(7) == ".txt"
                           ? day_from_iso(std::string(name.substr(0, 7)) + "-01")
                           : std::nullopt;
    Batch batch;
    if (!first) {
        batch.report({std::string(name), 0, Trouble::not_this_format});
        return batch;
    }
    if (bytes.size() > largest_month) {
        batch.report({std::string(name), 0, Trouble::too_large});
        return batch;
    }
    return Month(name, *first).read(without_byte_order_mark(bytes));
}

}  // namespace core::imports
