#include "app/drafts/drafts.hpp"

#include <algorithm>
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

}  // namespace

bool Keeper::changed(const Fields& f) const { return f.thanks_on_today != thanks_on_today_ || f.note != note_ || f.thanks != thanks_ || addressed(f) != thanks_to_; }

void Keeper::update(const Fields& f, Ui& ui) {
    if (!writer_ || writer_ != ui.me()) return;
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

void Keeper::keep(const Fields& f, Ui& ui) {
    if (!writer_) return;
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
    *this = {};
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
