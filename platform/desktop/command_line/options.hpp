#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/words/tr.hpp"

namespace platform::desktop {

// One of a few words; help shows them as the option's type.
inline CLI::Option* one_of(CLI::Option* option, const std::vector<std::string>& words) {
    std::string type;
    for (const auto& word : words) type += (type.empty() ? "" : "|") + word;
    return option->type_name(type)->check(CLI::IsMember(words).description(""));
}

inline void add_audience(CLI::App& command, std::string& audience) {
    one_of(command.add_option("--audience", audience,
                              app::tr("Who may see it; otherwise as this person has it in the settings")),
           {"only-me", "household", "room"});
}

}  // namespace platform::desktop
