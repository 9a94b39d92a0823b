#include "core/thanks/prompts.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace core {

// Made from the asset when the program is built.
extern const std::string_view embedded_prompts;

namespace {

constexpr std::pair<PromptKind, std::string_view> kind_names[] = {{PromptKind::small_things, "small-things"},
                                                                  {PromptKind::effort_seen, "effort-seen"},
                                                                  {PromptKind::who_you_are, "who-you-are"},
                                                                  {PromptKind::hard_days, "hard-days"},
                                                                  {PromptKind::from_afar, "from-afar"},
                                                                  {PromptKind::firsts, "firsts"},
                                                                  {PromptKind::us, "us"},
                                                                  {PromptKind::life, "life"}};

std::string_view take_word(std::string_view& rest) {
    const auto begin = std::min(rest.find_first_not_of(" \t"), rest.size());
    rest.remove_prefix(begin);
    const auto end = std::min(rest.find_first_of(" \t"), rest.size());
    const auto word = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t", end), rest.size()));
    return word;
}

}  // namespace

std::string_view to_text(PromptKind kind) {
    for (const auto& [which, name] : kind_names)
        if (which == kind) return name;
    return {};
}

std::optional<PromptKind> prompt_kind_from_text(std::string_view text) {
    for (const auto& [which, name] : kind_names)
        if (name == text) return which;
    return std::nullopt;
}

ThanksTo prompts_for(PromptKind kind) {
    switch (kind) {
        case PromptKind::us: return ThanksTo::us;
        case PromptKind::life: return ThanksTo::life;
        default: return ThanksTo::person;
    }
}

std::vector<Prompt> read_prompts(std::string_view text) {
    std::vector<Prompt> list;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (line.empty() || line.front() == '#') continue;
        const auto kind = prompt_kind_from_text(take_word(line));
        const auto id = take_word(line);
        if (kind && !id.empty() && !line.empty()) list.push_back({std::string(id), *kind, std::string(line)});
    }
    return list;
}

const std::vector<Prompt>& prompts() {
    static const auto list = read_prompts(embedded_prompts);
    return list;
}

const Prompt* find_prompt(std::string_view id) {
    const auto& all = prompts();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Prompt& prompt) { return prompt.id == id; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace core
