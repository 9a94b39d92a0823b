#include "app/drafts/drafts.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace app::drafts {

namespace {

constexpr double pause = 0.8;  // seconds without a key
constexpr const char* thanks_on_today_place = "today.thanks";
constexpr const char* note_place = "today.note";  // a check-in's id and a line break before it
constexpr const char* thanks_place = "thanks";
constexpr const char* thanks_to_place = "thanks.to";  // "us", "life", a person's id or nothing; then, after a blank, a memory's id

// Empty where there are no words that it belongs to, or nothing was chosen.
std::string addressed(const Fields& f) {
    if (f.thanks.empty() || (!f.thanks_to_chosen && !f.thanks_photo)) return {};
    std::string text;
    if (f.thanks_to_chosen) text = f.thanks_to.person ? to_text(f.thanks_to.person->value) : std::string(to_text(f.thanks_to.to));
    if (f.thanks_photo) text += ' ' + to_text(f.thanks_photo->value);
    return text;
}

void address(const Fields& f, const std::string& text) {
    const auto blank = std::min(text.find(' '), text.size());
    const auto to = text.substr(0, blank);
    const auto person = core::uuid_from_text(to);
    f.thanks_to_chosen = person || to == "us" || to == "life";
    if (person) f.thanks_to = core::PersonId{*person};
    if (to == "us") f.thanks_to = core::Addressee::us();
    if (to == "life") f.thanks_to = core::Addressee();
    if (const auto memory = blank < text.size() ? core::uuid_from_text(text.substr(blank + 1)) : std::nullopt) f.thanks_photo = core::MemoryId{*memory};
}

std::string place_of(const char* place, const core::Uuid& subject) {
    return subject == core::Uuid{} ? std::string(place) : std::string(place) + ':' + to_text(subject);
}

}  // namespace

void keep_typed(Ui& ui, const char* place, std::string& text, const core::Uuid& subject) { ui.typed.push_back({place, subject, &text, ui.on_sheet}); }

bool Keeper::changed(const Fields& f) const { return f.thanks_on_today != thanks_on_today_ || f.note != note_ || f.thanks != thanks_ || addressed(f) != thanks_to_; }

void Keeper::update(const Fields& f, Ui& ui, Place here) {
    if (!writer_ || writer_ != ui.me()) return;
    const bool moved = std::exchange(place_, here) != here;
    for (auto& typed : typed_)
        if (moved && !typed.on_sheet) write(typed, ui);
    if (moved) typed_.erase(std::remove_if(typed_.begin(), typed_.end(), [](const auto& typed) { return !typed.on_sheet; }), typed_.end());
    update_typed(ui);
    if (f.noting != noting_) {  // the field was filled with a check-in's own note: that is on disk already
        noting_ = f.noting;
        note_ = f.note;
    }
    if (!changed(f)) return;
    const double time = ImGui::GetTime();
    if (f.thanks_on_today != seen_thanks_on_today_ || f.note != seen_note_ || f.thanks != seen_thanks_ || addressed(f) != seen_thanks_to_) {
        seen_thanks_on_today_ = f.thanks_on_today;
        seen_note_ = f.note;
        seen_thanks_ = f.thanks;
        seen_thanks_to_ = addressed(f);
        changed_at_ = time;
    }
    if (time - changed_at_ < pause) return ui.wake_in(pause - (time - changed_at_) + 0.01);
    keep(f, ui);
}

void Keeper::update_typed(Ui& ui) {
    for (auto& typed : typed_) typed.here = false;
    for (const auto& field : ui.typed) {
        auto it = std::find_if(typed_.begin(), typed_.end(), [&](const auto& typed) { return typed.subject == field.subject && std::strcmp(typed.place, field.place) == 0; });
        if (it == typed_.end()) {
            typed_.push_back({field.place, field.subject, field.on_sheet, true, false, *field.text, *field.text, {}, 0});
            it = std::prev(typed_.end());
        }
        it->here = true;
        if (!std::exchange(it->asked, true)) take_up(*it, *field.text, ui);
        if (it->now != *field.text) {
            it->now = *field.text;
            it->changed_at = ImGui::GetTime();
        }
    }
    for (auto& typed : typed_)
        if (!typed.here) let_go(typed, ui);
    typed_.erase(std::remove_if(typed_.begin(), typed_.end(), [](const auto& typed) { return !typed.here; }), typed_.end());
    for (auto& typed : typed_) {
        if (typed.changed_at == 0) continue;
        const double left = typed.changed_at + pause - ImGui::GetTime();
        if (left > 0) ui.wake_in(left + 0.01);
        else write(typed, ui);
    }
}

void Keeper::take_up(Typed& typed, std::string& text, Ui& ui) {
    const auto left = ui.core.draft(*writer_, place_of(typed.place, typed.subject));
    if (!left) return;
    typed.kept = *left;
    if (text == *left) {  // it was written here, and the field was away for a while
        typed.original.clear();
        return;
    }
    if (!text.empty() && (typed.subject == core::Uuid{} || text != typed.original)) return;
    text = typed.now = *left;
    ui.say(tr("What you had begun to write is here again."));
    ui.wake_in(0);
}

void Keeper::write(Typed& typed, Ui& ui) {
    typed.changed_at = 0;
    const auto& wanted = typed.now == typed.original ? std::string() : typed.now;
    if (wanted == typed.kept) return;
    ui.core.keep_draft(*writer_, place_of(typed.place, typed.subject), wanted);
    typed.kept = wanted;
}

void Keeper::let_go(Typed& typed, Ui& ui) {
    if (!typed.kept.empty()) ui.core.keep_draft(*writer_, place_of(typed.place, typed.subject), {});
}

void Keeper::keep(const Fields& f, Ui& ui) {
    if (!writer_) return;
    for (auto& typed : typed_) write(typed, ui);
    if (f.thanks_on_today != thanks_on_today_) ui.core.keep_draft(*writer_, thanks_on_today_place, f.thanks_on_today);
    thanks_on_today_ = f.thanks_on_today;
    if (f.thanks != thanks_) ui.core.keep_draft(*writer_, thanks_place, f.thanks);
    thanks_ = f.thanks;
    if (auto to = addressed(f); to != thanks_to_) {
        ui.core.keep_draft(*writer_, thanks_to_place, to);
        thanks_to_ = std::move(to);
    }
    if (f.note != note_ && f.noting == noting_)
        ui.core.keep_draft(*writer_, note_place, f.note.empty() || !f.noting ? std::string() : to_text(f.noting->value) + '\n' + f.note);
    note_ = f.note;
}

void Keeper::take_up(const Fields& f, Ui& ui) {
    auto typed = std::move(typed_);
    for (auto& each : typed) each.asked = false;  // what could not be read before may be now
    const bool same = writer_ && writer_ == ui.me();
    const auto here = place_;
    *this = {};
    place_ = here;
    if (same) typed_ = std::move(typed);
    writer_ = ui.me();
    if (!writer_) return;
    const auto left = [&](const char* place) { return ui.core.draft(*writer_, place).value_or(std::string()); };
    if (f.thanks_on_today.empty()) f.thanks_on_today = left(thanks_on_today_place);
    if (f.thanks.empty()) {
        f.thanks = left(thanks_place);
        if (!f.thanks.empty() && !f.thanks_to_chosen) address(f, left(thanks_to_place));
    }
    const auto note = left(note_place);
    if (const auto id = note.size() > 37 && note[36] == '\n' ? core::uuid_from_text(note.substr(0, 36)) : std::nullopt; id && f.note.empty()) {
        f.noting = core::CheckInId{*id};
        f.note = note.substr(37);
    }
    thanks_on_today_ = f.thanks_on_today;
    thanks_ = f.thanks;
    thanks_to_ = addressed(f);
    noting_ = f.noting;
    note_ = f.note;
}

}  // namespace app::drafts
