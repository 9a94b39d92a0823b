#include "app/thanks/writing.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/words/dates.hpp"
#include "app/words/thanks_words.hpp"
#include "core/memories/memory_store.hpp"
#include "core/settings/setting_store.hpp"
#include "core/thanks/prompt_store.hpp"
#include "core/thanks/thanks_commands.hpp"

namespace app::thanks {

using namespace widgets;
using core::PromptKind;
using core::ThanksTo;

namespace {

void settle(Writing& writing, const Ui& ui) {
    const bool gone =
        writing.to.to == ThanksTo::person && (writing.to.person == ui.me() || !ui.person(writing.to.person));
    if (!writing.chosen || gone) writing.to = ui.partner() ? core::Addressee(ui.partner()->id) : core::Addressee();
    if (gone) writing.chosen = false;
    if (writing.kind && core::prompts_for(*writing.kind) != writing.to.to) writing.kind.reset();
    if (writing.to.to == ThanksTo::life) writing.delivery.when = When::now;
}

Writing::Asked ask_prompt(const Ui& ui, const Writing::PromptKey& key) {
    const auto shown = ui.core.get<core::PromptStore>().shown(key.viewer, key.to.to, key.kind);
    if (!shown) return {{}, true};
    const bool due = core::day_of(shown->at, ui.core.get<core::SettingStore>().day_start_hour()) != key.today;
    return {prompt_in_words(*shown->prompt, name_of(ui, key.to)), due};
}

// No tap stands behind most of these, and none of them is worth taking back.
void ask_for_another(const Writing& writing, Ui& ui) {
    ui.post_unrecorded({core::ShowPrompt{*ui.me(), writing.to.to, writing.kind}}, {}, {});
}

void draw_prompt(Writing& writing, Ui& ui, Column& column, bool folded) {
    const Writing::PromptKey key{ui.viewer, writing.to, writing.kind, ui.today};
    const auto& asked = writing.prompt.get(key, ui.core.revision(), [&](const auto& k) { return ask_prompt(ui, k); });
    if (asked.due && writing.asked_for != key) {
        writing.asked_for = key;
        ask_for_another(writing, ui);
    }
    const auto& words = writing.remembering && writing.memory ? writing.remembered : asked.words;
    column.y += text(ui, Type::text, ui.theme.quiet, {column.x, column.y}, words, column.width).y;
    if (folded) return column.gap(ui.u(12));
    column.gap(ui.u(4));
    const char* another = tr("Another prompt");
    const char* kind = writing.kind ? prompt_kind_name(*writing.kind) : tr("Any kind");
    const float another_width = button_width(ui, another);
    if (button(ui, "another", another, {column.x - ui.u(18), column.y}, Look::quiet, another_width)) {
        writing.remembering = false;
        ask_for_another(writing, ui);
    }
    if (writing.to.to == ThanksTo::person) {
        const float kind_width = button_width(ui, kind);
        const bool beside = another_width + kind_width <= column.width + ui.u(36);
        if (!beside) column.gap(ui.u(control_height));
        const float x = beside ? column.x + column.width - kind_width + ui.u(18) : column.x - ui.u(18);
        if (button(ui, "kind", kind, {x, column.y}, Look::quiet, kind_width)) writing.kinds = !writing.kinds;
        column.gap(ui.u(control_height + 2));
        if (writing.kinds) {
            ChipRow row(ui, column.x, column.y, column.width);
            const auto choose_it = [&](std::optional<PromptKind> chosen) {
                writing.kind = chosen;
                writing.kinds = false;
            };
            if (row.add("any", tr("Any kind"), ui.theme.sage, !writing.kind).pressed) choose_it(std::nullopt);
            for (const auto each : {PromptKind::small_things, PromptKind::effort_seen, PromptKind::who_you_are,
                                    PromptKind::hard_days, PromptKind::from_afar, PromptKind::firsts})
                if (row.add(prompt_kind_name(each), prompt_kind_name(each), ui.theme.sage, writing.kind == each)
                        .pressed)
                    choose_it(each);
            column.y = row.bottom() + ui.u(10);
        }
        return;
    }
    column.gap(ui.u(control_height + 2));
}

void draw_addressees(Writing& writing, Ui& ui, Column& column) {
    ChipRow row(ui, column.x, column.y, column.width);
    const auto choose_it = [&](const core::Addressee& to) {
        writing.to = to;
        writing.chosen = true;
    };
    for (const auto& person : *ui.people) {
        if (ui.me() == person.id) continue;
        const IdScope id(person.id);
        if (row.add("to", person.name, ui.theme.tone(person.colour), writing.to.person == person.id).pressed)
            choose_it(person.id);
    }
    if (ui.people->size() > 1 && row.add("us", ui.people->size() > 2 ? tr("All of us") : tr("Both of us"),
                                         ui.theme.honey, writing.to.to == ThanksTo::us)
                                     .pressed)
        choose_it(core::Addressee::us());
    if (row.add("life", tr("Life"), ui.theme.sage, writing.to.to == ThanksTo::life).pressed)
        choose_it(core::Addressee());
    column.y = row.bottom() + ui.u(12);
}

// A photo from another year, and what it asks. Choosing it lets it go along.
void draw_look_back(Writing& writing, Ui& ui, Column& column) {
    if (writing.memory || writing.to.to == ThanksTo::life) return;
    const auto& looked =
        writing.look_back.get({ui.viewer, ui.today}, ui.core.get<core::MemoryStore>().revision(), [&](const auto& key) {
            Writing::LookedBack back;
            back.photo = ui.core.get<core::MemoryStore>().to_look_back_on(key.first, key.second);
            if (back.photo) back.ago = long_ago(back.photo->day, key.second);
            return back;
        });
    if (!looked.photo) return;
    if (writing.remembered_version != writing.look_back.version() || !(writing.remembered_to == writing.to)) {
        writing.remembered_version = writing.look_back.version();
        writing.remembered_to = writing.to;
        writing.remembered =
            writing.to.to == ThanksTo::us
                ? filled(tr("{ago}, this photo. What did you do for each other that day?"), {{"ago", looked.ago}})
                : filled(tr("{ago}, this photo. What did {name} do for you that day?"),
                         {{"ago", looked.ago}, {"name", name_of(ui, writing.to)}});
    }
    const float side = ui.u(56), room = column.width - side - ui.u(14);
    const float words = measure(ui, Type::small, writing.remembered, room).y, high = std::max(side, words);
    const Rect rect = rect_at(column.x, column.y, column.width, high);
    const auto touched =
        press(ui, "look-back", grown(rect, ui.u(2)), semantics::Role::button, writing.remembered, false, 12);
    if (touched.hovered)
        ImGui::GetWindowDrawList()->AddRectFilled(top_left(grown(rect, ui.u(4))), bottom_right(grown(rect, ui.u(4))),
                                                  faded(ui.theme.ink, 0.04f), ui.u(12));
    photo(ui, *looked.photo, rect_at(column.x, column.y + (high - side) / 2, side, side), ui.u(10));
    // Told by the control that it stands on.
    const auto face = ui.face(Type::small);
    ImGui::GetWindowDrawList()->AddText(
        face.font, face.size, {column.x + side + ui.u(14), column.y + (high - words) / 2}, ui.theme.ink,
        writing.remembered.data(), writing.remembered.data() + writing.remembered.size(), room);
    if (touched.pressed) {
        writing.memory = looked.photo->id;
        writing.remembering = true;
    }
    column.gap(high + ui.u(14));
}

// Of words that come back after the moment they were kept for.
const char* moment_passed() { return tr("The moment you had chosen has passed. Choose another one, or “Now”."); }

// The photo that goes along, and when it all is given.
void draw_along(Writing& writing, Ui& ui, Column& column) {
    draw_photo_along(writing.memory, writing.attached, ui, column, writing.audience == core::Audience::only_me);
    if (!writing.memory) writing.remembering = false;
    ChipRow row(ui, column.x, column.y, column.width);
    if (!writing.memory && row.add("photo", tr("With a photo"), ui.theme.sky, false, "image").pressed)
        writing.photos.open = true;
    if (writing.to.to == ThanksTo::life || writing.audience == core::Audience::only_me) {
        writing.delivery.when = When::now;
        if (!writing.memory) column.y = row.bottom() + ui.u(6);
        return;
    }
    const auto at = moment(ui, writing.delivery);
    if (at && writing.when_worded != at) {
        writing.when_worded = at;
        writing.when_line = moment_in_words(ui, *at);
    }
    const bool on = writing.delivery.when != When::now;
    if (row.add("when", at ? std::string_view(writing.when_line) : tr("Give it later"), ui.theme.sky, on, "clock")
            .pressed)
        writing.later = !writing.later;
    column.y = row.bottom() + ui.u(10);
    if (!writing.later) return;
    if (writing.delivery.when == When::unsaid) {
        column.y += text(ui, Type::small, ui.theme.quiet, {column.x, column.y}, moment_passed(), column.width).y;
        column.gap(ui.u(8));
    }
    draw_delivery(writing.delivery, ui, column);
}

void give(Writing& writing, Ui& ui) {
    if (writing.delivery.when == When::unsaid) {
        writing.later = true;
        return ui.say(moment_passed());
    }
    core::GiveThanks command{*ui.me(), writing.to, writing.draft};
    if (writing.audience_set) command.audience = writing.audience;
    command.memory = writing.memory;
    command.deliver_at = moment(ui, writing.delivery);
    ui.post_and_say(command, said_of_giving(ui, writing.to, command.deliver_at, writing.audience),
                    [&writing](const auto& given) {
                        if (!given) return;  // a refused draft stays for its writer to mend
                        writing.draft.clear();
                        writing.memory.reset();
                        writing.delivery = {};
                        writing.later = writing.remembering = writing.begun = false;
                    });
}

// A phone has room for the notes below while nothing is being written.
bool is_folded(const Writing& writing, const Ui& ui) {
    return ui.narrow && !writing.begun && !writing.chosen && !writing.later && !writing.memory && writing.draft.empty();
}

}  // namespace

Writing Writing::kept(Forget what) {
    Writing kept;
    kept.to = to;
    kept.chosen = chosen;
    kept.begun = begun;
    kept.memory = memory;
    kept.delivery.when = delivery.when;
    kept.delivery.day = delivery.day;
    kept.delivery.minute = delivery.minute;
    kept.later = later;
    kept.audience = audience;
    kept.audience_set = audience_set;
    kept.kind = kind;
    kept.kinds = kinds;
    kept.asked_for = asked_for;
    kept.remembering = remembering;
    kept.photos.open = photos.open;
    kept.photos.page = photos.page;
    if (what >= Forget::typed) return kept;
    kept.draft = std::move(draft);
    kept.delivery.date = std::move(delivery.date);
    kept.delivery.time = std::move(delivery.time);
    return kept;
}

void draw_writing(Writing& writing, Ui& ui, Column& outer) {
    settle(writing, ui);
    Card card(ui, outer);
    auto& column = card.inside;
    column.y += text(ui, Type::title, ui.theme.ink, {column.x, column.y}, tr("Write one"), column.width,
                     semantics::Role::heading)
                    .y;
    column.gap(ui.u(6));
    const bool folded = is_folded(writing, ui);
    draw_prompt(writing, ui, column, folded);
    draw_look_back(writing, ui, column);
    if (!folded) draw_addressees(writing, ui, column);
    const auto& hint = writing.hint.get(writing.to, ui.core.revision(), [&](const core::Addressee& to) {
        return to.to == ThanksTo::person ? filled(tr("Dear {name}…"), {{"name", name_of(ui, to)}})
                                         : std::string(tr("For…"));
    });
    const auto area =
        text_area(ui, "draft", tr("Your words"), hint.c_str(), writing.draft, {column.x, column.y}, column.width,
                  folded      ? 1
                  : ui.narrow ? 2
                              : 4,
                  12);
    column.gap(area.height);
    writing.begun = writing.begun || area.active;
    if (folded) return;
    column.gap(ui.u(10));
    if (!writing.audience_set)
        writing.audience = writing.usual_audience.get(ui.me(), ui.core.revision(), [&](const auto& me) {
            return ui.core.default_audience(me, core::ItemKind::thanks);
        });
    draw_along(writing, ui, column);
    float bottom = 0;
    const auto chosen = choose_audience(ui, "audience", writing.audience, {column.x - ui.u(6), column.y},
                                        column.width + ui.u(6), &bottom);
    writing.audience_set = writing.audience_set || chosen != writing.audience;
    writing.audience = chosen;
    column.y = bottom + ui.u(10);
    const float width = button_width(ui, tr("Give"));
    if (button(ui, "give", tr("Give"), {column.x + column.width - width, column.y}, Look::primary) || area.entered)
        give(writing, ui);
    column.gap(ui.u(control_height));
}

void draw_writing_sheets(Writing& writing, Ui& ui) {
    const auto chosen = draw_photo_choice(writing.photos, ui);
    if (chosen.memory) writing.memory = chosen.memory;
    if (chosen.add) ui.go_to = {Place::memories, "add-photos"};
}

}  // namespace app::thanks
