#pragma once

#include <optional>
#include <string>

#include "app/ui.hpp"
#include "app/widgets/date_field.hpp"
#include "app/widgets/layout.hpp"

// When a note is to be given: a few warm choices, or a date and a time.
namespace app::thanks {

enum class When {
    now,
    this_evening,
    tomorrow_morning,
    friday_morning,
    at,
    unsaid,  // later, and the moment that was chosen has passed: nothing is given until another choice is made
};

struct Delivery {
    When when = When::now;
    core::Day day;
    std::optional<int> minute = 8 * 60;
    widgets::DateField date;
    widgets::TimeField time;
};

Delivery waiting_until(core::Instant at);
// Nothing: at once, or unsaid.
std::optional<core::Instant> moment(const Ui& ui, const Delivery& delivery);
void draw_delivery(Delivery& delivery, Ui& ui, widgets::Column& column);

}  // namespace app::thanks
