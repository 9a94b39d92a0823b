#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/thanks/thanks.hpp"

namespace core {

// What a question that helps to begin is about. The last two are not to one person.
enum class PromptKind { small_things, effort_seen, who_you_are, hard_days, from_afar, firsts, us, life };

struct Prompt {
    std::string id;  // stays the same when its words are mended
    PromptKind kind = PromptKind::small_things;
    std::string text;  // with {name} for whom it is about, where it says so
};

std::string_view to_text(PromptKind kind);  // "small-things", …: as assets/prompts/thanks.txt has them
std::optional<PromptKind> prompt_kind_from_text(std::string_view text);
ThanksTo prompts_for(PromptKind kind);

// A kind, an id and the words on each line, with tabs or spaces between them; lines with # say something to the reader.
// Lines that are none of this are left out.
std::vector<Prompt> read_prompts(std::string_view text);
// All that the program knows: assets/prompts/thanks.txt.
const std::vector<Prompt>& prompts();
const Prompt* find_prompt(std::string_view id);

}  // namespace core
