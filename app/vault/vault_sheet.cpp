#include "app/vault/vault_sheet.hpp"

#include <algorithm>
#include <cmath>

#include <imgui_internal.h>

#include "app/words/sentences.hpp"

namespace app::vault {

using namespace widgets;

namespace {

constexpr std::size_t most_digits = 12;
constexpr float key_size = 64;  // units: for a finger on the kitchen wall

void clear_typed(State& state) {
    core::wipe(state.typed);
    core::wipe(state.first);
    state.problem.clear();
}

void go(State& state, Step step) {
    core::wipe(state.typed);
    state.problem.clear();
    state.step = step;
    state.just_opened = true;
}

// --- what happens ---------------------------------------------------------------------------------------

void work(State& state, Ui& ui, core::Result<std::shared_ptr<core::PinStretch>> stretch) {
    core::wipe(state.typed);
    if (!stretch) {
        state.problem = sentence(stretch.refusal());
        return;
    }
    state.problem.clear();
    state.working = stretch.value();
    ui.jobs.add(state.working, core::JobQueue::Priority::soon);
    ui.wake_in(0);
}

void finished(State& state, Ui& ui, std::string said) {
    auto waiting = std::move(state.waiting);
    close(state);
    if (waiting.empty()) {
        if (!said.empty()) ui.say(std::move(said));
        return;
    }
    for (auto& pending : waiting) ui.pending.push_back(std::move(pending));
}

// These are posted, and do nothing where the sheet was closed in the same frame.
void keep_words(State& state, Ui& ui, core::Household& household) {
    if (state.step != Step::check_words) return;
    const auto kept = household.set_phrase(state.person, state.entropy);
    if (!kept) {
        state.problem = sentence(kept.refusal());
        return;
    }
    finished(state, ui, tr("Your twelve words now unlock your private entries. Keep the paper where only you look."));
}

void recover(State& state, core::Household& household) {
    if (state.step != Step::recover) return;
    const auto opened = household.recover(state.person, state.typed);
    core::wipe(state.typed);
    if (opened) go(state, Step::choose);
    else state.problem = sentence(opened.refusal());
}

void enter(State& state, Ui& ui) {
    if (state.working || state.typed.empty()) return;
    const auto& vault = ui.core.vault();
    switch (state.step) {
        case Step::unlock: return work(state, ui, vault.stretch(state.person, core::Secret::of_text(state.typed)));
        case Step::choose:
            if (state.typed.size() < core::shortest_pin) {
                state.problem = sentence(core::Refusal::pin_too_short);
                return;
            }
            state.first = state.typed;
            return go(state, Step::repeat);
        case Step::repeat:
            if (state.typed != state.first) {
                core::wipe(state.first);
                go(state, Step::choose);
                state.problem = tr("Those don’t match. Start again.");
                return;
            }
            core::wipe(state.first);
            return work(state, ui, vault.stretch_new(core::Secret::of_text(state.typed)));
        case Step::check_words: {
            auto word = state.typed;
            std::transform(word.begin(), word.end(), word.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            word.erase(std::remove(word.begin(), word.end(), ' '), word.end());
            if (word != state.words[state.asked]) {
                state.problem = tr("That’s a different word. Check what you wrote down.");
                return;
            }
            core::wipe(state.typed);
            if (state.asked < 8) {  // three of them: the second, the seventh, the eleventh
                state.asked = state.asked < 6 ? 6 : 10;
                state.just_opened = true;
                return;
            }
            return ui.post_write([&state, &ui](core::Household& household) { keep_words(state, ui, household); });
        }
        case Step::recover: return ui.post_write([&state](core::Household& household) { recover(state, household); });
        case Step::show_words:
        case Step::no_way:
        case Step::none: return;
    }
}

// A PIN has become a key: what it was for is done.
void use_key(State& state, Ui& ui, core::Household& household) {
    if (!state.working) return;
    const auto stretch = std::exchange(state.working, nullptr);
    if (state.step == Step::unlock) {
        const auto opened = household.unlock(state.person, *stretch);
        if (!opened) {
            const auto wait = ui.core.vault().wait(state.person);
            state.wait_until = ui.core.clock().observed().ms + wait;
            // Nothing can be tried now, so nothing says to.
            if (wait == 0) state.problem = sentence(opened.refusal());
            return;
        }
        if (state.then == Step::choose) return begin_pin(state, ui, state.person);
        if (state.then == Step::show_words) return begin_words(state, ui, state.person);
        return finished(state, ui, tr("Unlocked. It locks again by itself."));
    }
    const auto set = household.set_pin(state.person, *stretch);
    if (!set) {
        state.problem = sentence(set.refusal());
        return;
    }
    if (ui.core.vault().state(state.person).phrase) return finished(state, ui, tr("Your PIN is set."));
    ui.say(tr("Your PIN is set."));
    begin_words(state, ui, state.person);
}

// --- how it looks ---------------------------------------------------------------------------------------

const char* title_of(const State& state) {
    switch (state.step) {
        case Step::unlock: return tr("Unlock your entries");
        case Step::no_way: return tr("Your entries stay locked");
        case Step::choose: return tr("Choose a PIN");
        case Step::repeat: return tr("Type it again");
        case Step::show_words: return tr("Twelve words");
        case Step::check_words: return tr("Twelve words");
        case Step::recover: return tr("Unlock with your words");
        case Step::none: break;
    }
    return "";
}

void type_digit(State& state, char digit) {
    if (state.typed.size() < most_digits) state.typed += digit;
    state.problem.clear();
}

void keyboard_digits(State& state, Ui& ui) {
    if (ImGui::GetIO().WantTextInput) return;
    for (int digit = 0; digit <= 9; ++digit)
        if (ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_0 + digit), false) ||
            ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_Keypad0 + digit), false))
            type_digit(state, static_cast<char>('0' + digit));
    if (ImGui::IsKeyPressed(ImGuiKey_Backspace) && !state.typed.empty()) state.typed.pop_back();
    // Enter also presses the key that has the focus; only without one it means "done".
    if (!ui.keyboard &&
        (ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false)))
        enter(state, ui);
}

void draw_dots(const State& state, Ui& ui, Column& column) {
    auto* list = ImGui::GetWindowDrawList();
    const auto shown = std::max(state.typed.size(), core::shortest_pin);
    const float step = ui.u(26), y = column.y + ui.u(14);
    float x = column.x + column.width / 2 - step * static_cast<float>(shown - 1) / 2;
    const Rect rect = rect_at(column.x, column.y, column.width, ui.u(28));
    tell(ui, semantics::Role::progress, tr("PIN"), rect).value = std::string(state.typed.size(), '*');
    for (std::size_t i = 0; i < shown; ++i, x += step) {
        if (i < state.typed.size()) list->AddCircleFilled({x, y}, ui.u(8), ui.theme.ink, 0);
        else list->AddCircle({x, y}, ui.u(7), mix(ui.theme.line, ui.theme.quiet, 0.4f), 0, ui.u(2));
    }
    column.gap(ui.u(28));
}

// While one has to wait it is there and takes nothing.
void draw_pad(State& state, Ui& ui, Column& column, bool enabled = true) {
    if (enabled) keyboard_digits(state, ui);
    draw_dots(state, ui, column);
    column.gap(ui.u(20));
    const float cell = ui.u(key_size), gap = ui.u(14);
    const float left = column.x + (column.width - 3 * cell - 2 * gap) / 2;
    auto* list = ImGui::GetWindowDrawList();
    static constexpr const char* keys[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "back", "0", "done"};
    for (int i = 0; i < 12; ++i) {
        const float x = left + static_cast<float>(i % 3) * (cell + gap),
                    y = column.y + static_cast<float>(i / 3) * (cell + ui.u(10));
        const Rect rect = rect_at(x, y, cell, cell);
        const bool digit = i < 9 || i == 10;
        const bool done = i == 11;
        const auto touched = press(ui, keys[i], rect, semantics::Role::button,
                                   digit  ? keys[i]
                                   : done ? tr("Done")
                                          : tr("Delete one"),
                                   false, key_size / 2);
        const bool usable = enabled && (!done || state.typed.size() >= core::shortest_pin);
        const float opacity = enabled ? 1 : 0.45f;
        const Colour ground = done && usable ? ui.theme.ember.fill
                              : touched.held ? mix(ui.theme.card, ui.theme.line, 0.9f)
                                             : mix(ui.theme.card, ui.theme.line, 0.45f);
        if (digit || (done && usable) || (touched.hovered && enabled))
            list->AddCircleFilled(centre(rect), cell / 2, faded(ground, opacity), 0);
        if (digit) {
            const float height = line_height(ui, Type::title);
            label(ui, Type::title, faded(ui.theme.ink, opacity), {rect.x0, centre(rect).y - height / 2}, cell, keys[i],
                  Align::centre);
        } else {
            icon(ui, done ? "check" : "left", centre(rect), ui.u(26),
                 done ? (usable ? ui.theme.ember.on_fill : faded(ui.theme.quiet, opacity))
                      : faded(ui.theme.ink, opacity),
                 2.4f);
        }
        if (!touched.pressed || state.working || !enabled) continue;
        if (digit) type_digit(state, keys[i][0]);
        else if (!done && !state.typed.empty()) state.typed.pop_back();
        else if (done && usable) enter(state, ui);
    }
    column.gap(4 * cell + 3 * ui.u(10));
}

void draw_field(State& state, Ui& ui, Column& column, const char* name, bool secret, const char* done) {
    const Rect field = rect_at(column.x, column.y, column.width, ui.u(control_height + 6));
    const bool focus = std::exchange(state.just_opened, false);
    const bool entered = secret ? secret_field(ui, "typed", name, name, state.typed, field, focus)
                                : text_field(ui, "typed", name, name, state.typed, field, focus);
    column.gap(field.height() + ui.u(16));
    const float width = button_width(ui, done);
    if (button(ui, "done", done, {column.x + column.width - width, column.y}, Look::primary, width, {},
               !state.typed.empty() && !state.working) ||
        entered)
        enter(state, ui);
    column.gap(ui.u(control_height));
}

void draw_problem(const State& state, Ui& ui, Column& column) {
    const bool working = state.working != nullptr;
    if (state.problem.empty() && !working) return;
    column.gap(ui.u(10));
    column.y += text(ui, Type::small, working ? ui.theme.quiet : ui.theme.ember.deep, {column.x, column.y},
                     working ? tr("One moment…") : state.problem.c_str(), column.width)
                    .y;
}

std::string what_it_is(const State& state, const Ui& ui) {
    const auto* person = ui.person(state.person);
    switch (state.step) {
        case Step::unlock:
            return filled(
                tr("{name}, your PIN unlocks your private entries. Until then nobody can read them, here or anywhere."),
                {{"name", person ? person->name : std::string()}});
        case Step::choose:
            return state.as_text
                       ? tr("A passphrase of four or more words protects your entries even if someone takes the disk.")
                       : tr("At least four digits, better six. It keeps your private entries from anyone else at this screen.");
        case Step::repeat: return tr("That way a slip can’t lock you out.");
        case Step::show_words:
            return tr(
                "Write these on paper, in this order. They unlock your private entries if you forget your PIN or lose this device. You won’t see them again.");
        case Step::check_words:
            return filled(tr("On your paper, what’s word number {n}?"), {{"n", std::to_string(state.asked + 1)}});
        case Step::recover:
            return tr("Type the twelve words from your paper, with spaces between. Then choose a new PIN.");
        case Step::no_way:
            if (state.restorable) return sentence(core::Refusal::key_missing);
            return tr(
                "You locked your private entries on another device, and there are no recovery words yet. Unlock them there, make recovery words, and copy the folder again.");
        case Step::none: break;
    }
    return {};
}

void say_what(State& state, Ui& ui, Column& column) {
    const std::tuple now{state.step, state.as_text, state.asked};
    if (state.worded != now) {
        state.worded = now;
        state.what = what_it_is(state, ui);
    }
    const bool matters = state.step == Step::no_way;
    column.y +=
        text(ui, Type::text, matters ? ui.theme.ink : ui.theme.quiet, {column.x, column.y}, state.what, column.width).y;
    column.gap(ui.u(20));
}

void draw_word_table(State& state, Ui& ui, Column& column) {
    const float half = column.width / 2, row = ui.u(34);
    for (std::size_t i = 0; i < state.words.size(); ++i) {
        const float x = column.x + (i < 6 ? 0 : half), y = column.y + static_cast<float>(i % 6) * row;
        label(ui, Type::small, ui.theme.quiet, {x, y + ui.u(3)}, ui.u(26), std::to_string(i + 1), Align::right);
        line(ui, Type::title, ui.theme.ink, {x + ui.u(40), y}, half - ui.u(44), state.words[i]);
    }
    column.gap(6 * row + ui.u(16));
    const float width = button_width(ui, tr("I wrote them down"));
    if (button(ui, "written", tr("I wrote them down"), {column.x + column.width - width, column.y}, Look::primary)) {
        state.asked = 1;
        go(state, Step::check_words);
    }
    column.gap(ui.u(control_height));
}

void draw_other_ways(State& state, Ui& ui, Column& column) {
    column.gap(ui.u(14));
    if (state.step == Step::unlock && ui.core.vault().state(state.person).phrase) {
        const float width = button_width(ui, tr("Forgot your PIN?"));
        if (button(ui, "forgotten", tr("Forgot your PIN?"), {column.x + (column.width - width) / 2, column.y},
                   Look::quiet))
            begin_recovery(state, state.person);
        column.gap(ui.u(control_height));
    }
    if (state.step == Step::choose) {
        const char* other = state.as_text ? tr("Use digits") : tr("Use a passphrase");
        const float width = button_width(ui, other);
        if (button(ui, "other", other, {column.x + (column.width - width) / 2, column.y}, Look::quiet)) {
            state.as_text = !state.as_text;
            go(state, Step::choose);
        }
        column.gap(ui.u(control_height));
    }
    if (state.step == Step::check_words) {
        if (button(ui, "again", tr("Show them again"), {column.x, column.y - ui.u(control_height + 14)}, Look::quiet))
            go(state, Step::show_words);
    }
}

}  // namespace

void begin_unlock(State& state, Ui& ui, core::PersonId person, std::vector<Ui::Pending> then) {
    close(state);
    state.person = person;
    state.waiting = std::move(then);
    const auto known = ui.core.vault().state(person);
    state.as_text = known.pin == core::PinKind::passphrase;
    state.wait_until = ui.core.clock().observed().ms + ui.core.vault().wait(person);
    const bool no_way = known.key_missing || (known.elsewhere && !known.phrase);
    go(state, no_way ? Step::no_way : known.elsewhere ? Step::recover : Step::unlock);
    state.restorable = known.key_missing;
    if (no_way) return ui.wake_in(0);
    if (known.elsewhere) state.problem = sentence(core::Refusal::made_elsewhere);
    if (known.key_changed) state.problem = sentence(core::Refusal::key_changed);
    ui.wake_in(0);
}

void begin_pin(State& state, Ui& ui, core::PersonId person) {
    if (!ui.core.vault().is_open(person)) {
        begin_unlock(state, ui, person);
        state.then = Step::choose;
        return;
    }
    close(state);
    state.person = person;
    state.as_text = ui.core.vault().state(person).pin == core::PinKind::passphrase;
    go(state, Step::choose);
}

void begin_words(State& state, Ui& ui, core::PersonId person) {
    if (!ui.core.vault().is_open(person)) {
        begin_unlock(state, ui, person);
        state.then = Step::show_words;
        return;
    }
    auto waiting = std::move(state.waiting);
    close(state);
    state.waiting = std::move(waiting);
    state.person = person;
    state.entropy = ui.core.new_phrase();
    auto phrase = core::recovery_phrase(state.entropy);
    state.words = core::words_of(phrase);
    core::wipe(phrase);
    go(state, Step::show_words);
    ui.wake_in(0);
}

void begin_recovery(State& state, core::PersonId person) {
    auto waiting = std::move(state.waiting);
    close(state);
    state.waiting = std::move(waiting);
    state.person = person;
    go(state, Step::recover);
}

void close(State& state) {
    clear_typed(state);
    for (auto& word : state.words) core::wipe(word);
    if (state.working) state.working->cancel();
    state = {};
}

State State::kept(Forget) {
    close(*this);
    return {};
}

void draw_sheets(State& state, Ui& ui) {
    if (!state.open()) return;
    if (state.working && state.working->finished())
        ui.post_write([&state, &ui](core::Household& household) { use_key(state, ui, household); });
    Sheet sheet(ui, "vault", title_of(state), 440, Beside::keeps);
    if (!sheet) return;
    auto& column = sheet.column;
    say_what(state, ui, column);
    if (const auto wait = state.step == Step::unlock ? state.wait_until - ui.core.clock().observed().ms : 0; wait > 0) {
        column.y += text(ui, Type::strong, ui.theme.ink, {column.x, column.y}, wait_sentence(wait), column.width).y;
        ui.wake_in(wait < 90'000 ? 1 : 10);
        if (!state.as_text) {
            column.gap(ui.u(16));
            draw_pad(state, ui, column, false);
        }
    } else if (state.step == Step::no_way) {
        if (state.restorable && answer(ui, column, {"restore", tr("Restore a backup"), Look::primary}))
            ui.restore_asked = true;
    } else if (state.step == Step::show_words) {
        draw_word_table(state, ui, column);
    } else if (state.step == Step::check_words) {
        draw_field(state, ui, column, tr("The word"), false, tr("Next"));
    } else if (state.step == Step::recover) {
        draw_field(state, ui, column, tr("The twelve words"), false, tr("Unlock"));
    } else if (state.as_text) {
        draw_field(state, ui, column, tr("Passphrase"), true, state.step == Step::unlock ? tr("Unlock") : tr("Next"));
    } else {
        draw_pad(state, ui, column);
    }
    if (!state.open()) return;
    draw_problem(state, ui, column);
    draw_other_ways(state, ui, column);
    if (state.working) ui.wake_in(0.05);
    if (sheet.close_asked()) close(state);
}

}  // namespace app::vault
