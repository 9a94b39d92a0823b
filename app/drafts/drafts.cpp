#include "app/drafts/drafts.hpp"

namespace app::drafts {

namespace {

constexpr double pause = 0.8;  // seconds without a key
constexpr const char* thanks_on_today_place = "today.thanks";
constexpr const char* note_place = "today.note";  // a check-in's id and a line break before it
constexpr const char* thanks_place = "thanks";

}  // namespace

bool Keeper::changed(const Fields& f) const { return f.thanks_on_today != thanks_on_today_ || f.note != note_ || f.thanks != thanks_; }

void Keeper::update(const Fields& f, Ui& ui) {
    if (!writer_ || writer_ != ui.me()) return;
    if (f.noting != noting_) {  // the field was filled with a check-in's own note: that is on disk already
        noting_ = f.noting;
        note_ = f.note;
    }
    if (!changed(f)) return;
    const double time = ImGui::GetTime();
    if (f.thanks_on_today != seen_thanks_on_today_ || f.note != seen_note_ || f.thanks != seen_thanks_) {
        seen_thanks_on_today_ = f.thanks_on_today;
        seen_note_ = f.note;
        seen_thanks_ = f.thanks;
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
    if (f.thanks.empty()) f.thanks = left(thanks_place);
    const auto note = left(note_place);
    if (const auto id = note.size() > 37 && note[36] == '\n' ? core::uuid_from_text(note.substr(0, 36)) : std::nullopt; id && f.note.empty()) {
        f.noting = core::CheckInId{*id};
        f.note = note.substr(37);
    }
    thanks_on_today_ = f.thanks_on_today;
    thanks_ = f.thanks;
    noting_ = f.noting;
    note_ = f.note;
}

}  // namespace app::drafts
