#include "app/thanks/delivery.hpp"

#include "app/words/dates.hpp"

namespace app::thanks {

using namespace widgets;

namespace {

constexpr int evening = 19 * 60, morning = 8 * 60;  // minutes of the day
constexpr int friday = 5;

constexpr std::int64_t half_an_hour_ms = 30 * 60'000;

// By the household's day: half past midnight it is still the evening before, and tomorrow is the day that dawns next.

core::Day next_friday(const Ui& ui) {
    const int ahead = (friday - core::weekday_of(ui.today) + 7) % 7;
    return ui.today + (ahead == 0 ? 7 : ahead);
}

// The choices that mean something now: no evening that is here already, no Friday that is tomorrow.
bool offered(const Ui& ui, When when) {
    if (when == When::this_evening)
        return ui.core.clock().at(ui.today, evening).utc_ms - ui.now.utc_ms > half_an_hour_ms;
    if (when == When::friday_morning) return next_friday(ui) - ui.today > 1;
    return true;
}

const char* name_of(When when) {
    switch (when) {
        case When::now: return tr("Now");
        case When::this_evening: return tr("This evening");
        case When::tomorrow_morning: return tr("Tomorrow morning");
        case When::friday_morning: return tr("Friday morning");
        case When::at:
        case When::unsaid: break;
    }
    return tr("On a date");
}

}  // namespace

Delivery waiting_until(core::Instant at) {
    const auto until = core::local_time(at);
    Delivery delivery;
    delivery.when = When::at;
    delivery.day = until.day;
    delivery.minute = until.minute;
    return delivery;
}

std::optional<core::Instant> moment(const Ui& ui, const Delivery& delivery) {
    const auto& clock = ui.core.clock();
    switch (delivery.when) {
        case When::now:
        case When::unsaid: return std::nullopt;
        case When::this_evening: return clock.at(ui.today, evening);
        case When::tomorrow_morning: return clock.at(ui.today + 1, morning);
        case When::friday_morning: return clock.at(next_friday(ui), morning);
        case When::at: break;
    }
    return clock.at(delivery.day, delivery.minute.value_or(morning));
}

void draw_delivery(Delivery& delivery, Ui& ui, Column& column) {
    ChipRow row(ui, column.x, column.y, column.width);
    for (const auto when : {When::now, When::this_evening, When::tomorrow_morning, When::friday_morning, When::at}) {
        if (!offered(ui, when) && delivery.when != when) continue;
        if (!row.add(name_of(when), name_of(when), ui.theme.sky, delivery.when == when).pressed) continue;
        if (when == When::at && delivery.when != When::at) delivery.day = ui.today + 1;
        delivery.when = when;
    }
    column.y = row.bottom() + ui.u(10);
    if (delivery.when != When::at) return;
    date_field(ui, "day", tr("The day it is given"), delivery.date, delivery.day, column);
    column.gap(ui.u(8));
    time_field(ui, "time", delivery.time, delivery.minute, column);
    column.gap(ui.u(10));
}

}  // namespace app::thanks
