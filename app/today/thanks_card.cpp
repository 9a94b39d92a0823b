#include "app/today/thanks_card.hpp"

#include <algorithm>
#include <utility>

#include "core/thanks/thanks_commands.hpp"

namespace app::today {

using namespace widgets;

namespace {

void give(ThanksCard& card, Ui& ui, const Snapshot& snapshot, std::string sentence, bool clear_draft) {
    core::GiveThanks command{*ui.me(), card.to, std::move(sentence)};
    command.memory = card.photo;
    ui.post_and_say(std::move(command), snapshot.given, [&card, clear_draft](const auto& given) {
        if (!given) return;
        if (clear_draft) card.draft.clear();
        card.photo.reset();
    });
}

// Beside the title, where there are but two: the other one, both, life.
void draw_title_and_recipients(ThanksCard& card, Ui& ui, Column& column, const Snapshot& snapshot) {
    const float step = ui.u(control_height), radius = ui.u(17), middle = column.y + line_height(ui, Type::title) / 2;
    float x = column.x + column.width - 3 * step + step / 2 + ui.u(5);
    auto* list = ImGui::GetWindowDrawList();
    const auto add = [&](const char* id, const char* name, const core::Addressee& to) {
        const bool on = card.to == to;
        const auto touched = press(ui, id, {x - step / 2, middle - step / 2, x + step / 2, middle + step / 2},
                                   semantics::Role::choice, name, on, 22);
        if (on || touched.hovered)
            list->AddCircle({x, middle}, radius + ui.u(3), on ? ui.theme.ember.solid : ui.theme.line, 0, ui.u(2));
        if (touched.pressed) {
            card.to = to;
            card.chosen = true;
        }
        const ImVec2 at = {x, middle};
        x += step;
        return at;
    };
    const auto mark = [&](const char* drawing, const Tone& tone, ImVec2 at) {
        list->AddCircleFilled(at, radius, tone.soft, 0);
        icon(ui, drawing, at, ui.u(20), tone.deep);
    };
    avatar(ui, *ui.partner(), add("to", snapshot.for_partner.c_str(), ui.partner()->id), radius);
    mark("people", ui.theme.honey, add("us", tr("For both of us"), core::Addressee::us()));
    mark("leaf", ui.theme.sage, add("life", tr("For life"), core::Addressee()));
    Column words = {column.x, column.y, column.width - 3 * step};
    card_title(ui, words, snapshot.thank_title);
    column.y = words.y;
}

void draw_recipients(ThanksCard& card, Ui& ui, Column& column) {
    ChipRow row(ui, column.x, column.y, column.width);
    const auto choose_it = [&](const core::Addressee& to) {
        card.to = to;
        card.chosen = true;
    };
    for (const auto& person : *ui.people) {
        if (ui.me() == person.id) continue;
        const IdScope id(person.id);
        if (row.add("to", person.name, ui.theme.tone(person.colour), card.to.person == person.id).pressed)
            choose_it(person.id);
    }
    if (row.add("us", ui.people->size() > 2 ? tr("All of us") : tr("Both of us"), ui.theme.honey,
                card.to.to == core::ThanksTo::us)
            .pressed)
        choose_it(core::Addressee::us());
    if (row.add("life", tr("Life"), ui.theme.sage, card.to.to == core::ThanksTo::life).pressed)
        choose_it(core::Addressee());
    column.y = row.bottom() + ui.u(14);
}

}  // namespace

ThanksCard ThanksCard::kept(Forget what) {
    ThanksCard kept;
    kept.to = to;
    kept.chosen = chosen;
    kept.photo = photo;
    kept.photos.open = photos.open;
    kept.photos.page = photos.page;
    if (what < Forget::typed) kept.draft = std::move(draft);
    return kept;
}

void choose_recipient(ThanksCard& card, const Ui& ui) {
    const bool gone = card.to.to == core::ThanksTo::person && (card.to.person == ui.me() || !ui.person(card.to.person));
    if (gone) card.chosen = false;
    if (!card.chosen) card.to = ui.partner() ? core::Addressee(ui.partner()->id) : core::Addressee();
}

void draw_thanks(ThanksCard& card, Ui& ui, Column& outer, const Snapshot& snapshot) {
    Card frame(ui, outer);
    auto& column = frame.inside;
    if (ui.partner()) draw_title_and_recipients(card, ui, column, snapshot);
    else card_title(ui, column, snapshot.thank_title);
    if (ui.people->size() > 2) draw_recipients(card, ui, column);
    if (!snapshot.chips.empty()) {
        ChipRow row(ui, column.x, column.y, column.width);
        for (int i = 0; i < static_cast<int>(snapshot.chips.size()); ++i) {
            const auto& chip = snapshot.chips[static_cast<std::size_t>(i)];
            const IdScope id(chip.sentence.c_str());
            const auto touched = row.add("chip", chip.label, ui.theme.honey);
            if (touched.pressed) give(card, ui, snapshot, chip.sentence, false);
            // Held, its sentence goes into the field to be changed; what stands there stays in front of it.
            if (touched.context) {
                card.draft += (card.draft.empty() ? "" : " ") + chip.sentence;
                card.words_wanted = true;
                ui.wake_in(0);
            }
        }
        column.y = row.bottom() + ui.u(2);
        const char* how = tr("Tap to give it; hold to change the words first.");
        const float room = column.width - ui.u(control_height + 4), words = measure(ui, Type::small, how, room).y,
                    height = std::max(words, ui.u(control_height));
        text(ui, Type::small, ui.theme.quiet, {column.x, column.y + (height - words) / 2}, how, room);
        if (icon_button(ui, "photo", "image", tr("With a photo"),
                        {column.x + column.width - ui.u(18), column.y + height / 2}, ui.theme.quiet, 22))
            card.photos.open = true;
        column.gap(height + ui.u(4));
    }
    thanks::draw_photo_along(card.photo, card.attached, ui, column,
                             snapshot.thanks_audience == core::Audience::only_me);
    constexpr float inset = 11;
    const float send = button_width(ui, tr("Give"));
    const auto area = text_area(ui, "own-words", tr("Thanks in your own words"), snapshot.give_hint.c_str(), card.draft,
                                {column.x, column.y}, column.width, 1, 6, send + ui.u(inset + 2), true,
                                ui.u(control_height + 2 * inset), std::exchange(card.words_wanted, false));
    // The button sits in the frame, at its foot.
    const ImVec2 at = {column.x + column.width - send - ui.u(inset + 2),
                       column.y + area.height - ui.u(control_height + inset)};
    const bool pressed = button(ui, "give", tr("Give"), at, Look::primary, send);
    if (pressed || area.entered) give(card, ui, snapshot, card.draft, true);
    column.gap(area.height);
}

void draw_thanks_sheets(ThanksCard& card, Ui& ui) {
    const auto chosen = thanks::draw_photo_choice(card.photos, ui);
    if (chosen.memory) card.photo = chosen.memory;
    if (chosen.add) ui.go_to = {Place::memories, "add-photos"};
}

}  // namespace app::today
