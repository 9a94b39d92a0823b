#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/rituals/templates.hpp"
#include "app/widgets/date_field.hpp"
#include "core/rituals/recurrence.hpp"
#include "core/rituals/ritual.hpp"
#include "core/rituals/ritual_commands.hpp"

// The sheet in which a ritual is made or changed.
namespace app::rituals {

struct Editor {
    bool open = false;
    std::optional<core::Ritual> editing;  // empty: a new one
    std::vector<Template> templates;      // offered until one is chosen or words are written
    bool choosing_template = false;

    core::RitualWords words;
    Cached<std::optional<core::PersonId>, core::Audience> usual_audience;  // of a new one that says nothing else
    core::RulePattern pattern;
    enum class Monthly { day, nth_weekday, last_weekday };
    Monthly monthly = Monthly::day;
    bool own_rule = false;  // the rule as text, where no pattern says it
    std::string own_rule_text;
    std::vector<std::string> monthly_words;  // the ways of a month, as they read from `monthly_from`
    core::Day monthly_from;
    widgets::DateField date;
    widgets::TimeField time;
    std::string problem;  // what a refusal said

    void begin_new(core::Day day);
    void begin_edit(const core::Ritual& ritual);
};

void draw(Editor& editor, Ui& ui);

}  // namespace app::rituals
