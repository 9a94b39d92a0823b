#include "app/drafts/drafts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <utility>

namespace app::drafts {

namespace {

constexpr double pause = 0.8;  // seconds without a key
constexpr const char* thanks_on_today_place = "today.thanks";
constexpr const char* note_place = "today.note";  // once for all of them: a check-in's id and a line break before it
constexpr const char* thanks_place = "thanks";
// "us", "life", a person's id or nothing; a memory's id; the audience; the day and, after a T, the minute it is to be
// given, or "?" where that is open. A blank stands between them, and the last ones may be missing.
constexpr const char* thanks_to_place = "thanks.to";

Giving giving_of(const Fields& f, const Ui& ui) {
    Giving giving;
    if (f.thanks.empty()) return giving;
    if (f.thanks_to_chosen) giving.to = f.thanks_to;
    giving.photo = f.thanks_photo;
    if (f.thanks_audience_set) giving.audience = f.thanks_audience;
    giving.later = f.thanks_delivery.when != thanks::When::now;
    if (giving.later) giving.at = thanks::moment(ui, f.thanks_delivery);
    return giving;
}

std::string as_text(const Giving& giving) {
    if (giving == Giving{}) return {};
    std::string text;
    if (giving.to) text = giving.to->person ? to_text(giving.to->person->value) : std::string(to_text(giving.to->to));
    text += ' ';
    if (giving.photo) text += to_text(giving.photo->value);
    text += ' ';
    if (giving.audience) text += to_text(*giving.audience);
    text += ' ';
    if (!giving.later) return text;
    if (!giving.at) return text + '?';
    const auto local = core::local_time(*giving.at);
    return text + core::to_iso(local.day) + 'T' + std::to_string(local.minute);
}

std::optional<core::Instant> moment_from(const std::string& text, const Ui& ui) {
    const auto mark = std::min(text.find('T'), text.size());
    const auto day = core::day_from_iso(text.substr(0, mark));
    int minute = 0;
    const char* end = text.data() + text.size();
    if (!day || mark == text.size() || std::from_chars(text.data() + mark + 1, end, minute).ptr != end)
        return std::nullopt;
    return minute >= 0 && minute < 24 * 60 ? std::optional(ui.core.clock().at(*day, minute)) : std::nullopt;
}

// Drafts put aside earlier come as lines of their own. The last one counts, with the narrowest audience of all.
Giving giving_from(const std::string& text, const Ui& ui) {
    Giving giving;
    std::optional<core::Audience> fewest;
    for (std::size_t from = 0; from < text.size();) {
        const auto line_end = std::min(text.find('\n', from), text.size());
        std::array<std::string, 4> parts;
        std::size_t at = from;
        for (auto& part : parts) {
            const auto blank = std::min(text.find(' ', at), line_end);
            part = text.substr(at, blank - at);
            at = std::min(blank + 1, line_end);
        }
        from = line_end + 1;
        const auto& [to, photo, audience, when] = parts;
        if (to.empty() && photo.empty() && audience.empty() && when.empty()) continue;
        giving = {};
        if (const auto person = core::uuid_from_text(to)) giving.to = core::PersonId{*person};
        if (to == "us") giving.to = core::Addressee::us();
        if (to == "life") giving.to = core::Addressee();
        if (const auto memory = core::uuid_from_text(photo)) giving.photo = core::MemoryId{*memory};
        if (!audience.empty())
            fewest =
                fewest ? std::min(*fewest, core::audience_from_text(audience)) : core::audience_from_text(audience);
        giving.later = !when.empty();
        giving.at = moment_from(when, ui);
    }
    giving.audience = fewest;
    return giving;
}

void give_as(const Giving& giving, const Fields& f, const Ui& ui) {
    f.thanks_to_chosen = giving.to.has_value();
    if (giving.to) f.thanks_to = *giving.to;
    f.thanks_photo = giving.photo;
    if (giving.audience) f.thanks_audience = *giving.audience;
    if (giving.audience) f.thanks_audience_set = true;
    if (!giving.later) return;
    // Nobody is given anything by surprise: where the moment has passed meanwhile, another one is to be chosen.
    const bool ahead = giving.at && giving.at->utc_ms > ui.now.utc_ms;
    f.thanks_delivery = ahead ? thanks::waiting_until(*giving.at) : thanks::Delivery{};
    if (ahead) return;
    f.thanks_delivery.when = thanks::When::unsaid;
    f.thanks_later = true;
}

// `left` ends with what was kept of the words that are typed `now`, where any of them was.
std::string before_and_now(const std::string& left, const std::string& kept, const std::string& now) {
    if (now.empty() || left == now) return left;
    const bool ends =
        !kept.empty() && left.size() >= kept.size() && left.compare(left.size() - kept.size(), kept.size(), kept) == 0;
    if (ends) return left.substr(0, left.size() - kept.size()) + now;
    return left.empty() ? now : left + "\n\n" + now;
}

std::string place_of(const char* place, const core::Uuid& subject) {
    return subject == core::Uuid{} ? std::string(place) : std::string(place) + ':' + to_text(subject);
}

}  // namespace

void keep_typed(Ui& ui, const char* place, std::string& text, const core::Uuid& subject, const std::string* stored) {
    ui.typed.push_back({place, subject, &text, ui.on_sheet, stored});
}

std::optional<std::string> left_of(const Ui& ui, const char* place, const core::Uuid& subject) {
    return ui.me() && !ui.shut ? ui.core.draft(*ui.me(), place_of(place, subject)) : std::nullopt;
}

bool Keeper::changed(const Fields& f, const Giving& giving) const {
    return f.thanks_on_today != thanks_on_today_ || f.thanks != thanks_ || !(giving == giving_);
}

void Keeper::update(const Fields& f, core::Household& household, Ui& ui, Place here) {
    if (!writer_ || writer_ != ui.me()) return;
    const bool moved = std::exchange(place_, here) != here;
    for (auto& typed : typed_)
        if (moved && !typed.on_sheet) write(typed, household);
    if (moved)
        typed_.erase(std::remove_if(typed_.begin(), typed_.end(), [](const auto& typed) { return !typed.on_sheet; }),
                     typed_.end());
    update_typed(household, ui);
    const auto giving = giving_of(f, ui);
    if (!changed(f, giving)) return;
    const double time = ImGui::GetTime();
    if (f.thanks_on_today != seen_thanks_on_today_ || f.thanks != seen_thanks_ || !(giving == seen_giving_)) {
        seen_thanks_on_today_ = f.thanks_on_today;
        seen_thanks_ = f.thanks;
        seen_giving_ = giving;
        changed_at_ = time;
    }
    if (time - changed_at_ < pause) return ui.wake_in(pause - (time - changed_at_) + 0.01);
    keep(f, household, ui);
}

void Keeper::update_typed(core::Household& household, Ui& ui) {
    for (auto& typed : typed_) typed.here = false;
    for (const auto& field : ui.typed) {
        auto it = std::find_if(typed_.begin(), typed_.end(), [&](const auto& typed) {
            return typed.subject == field.subject && std::strcmp(typed.place, field.place) == 0;
        });
        if (it == typed_.end()) {
            typed_.push_back(
                {field.place, field.subject, field.on_sheet, true, false, *field.text, *field.text, {}, 0});
            it = std::prev(typed_.end());
            if (field.stored && *field.text != *field.stored)
                it->changed_at = ImGui::GetTime();  // it was begun elsewhere
        }
        it->here = true;
        if (field.stored && it->original != *field.stored) {
            it->original = *field.stored;
            it->changed_at = ImGui::GetTime();
        }
        if (!std::exchange(it->asked, true)) take_up(*it, *field.text, ui);
        if (it->now != *field.text) {
            it->now = *field.text;
            it->changed_at = ImGui::GetTime();
        }
    }
    for (auto& typed : typed_)
        if (!typed.here) let_go(typed, household);
    typed_.erase(std::remove_if(typed_.begin(), typed_.end(), [](const auto& typed) { return !typed.here; }),
                 typed_.end());
    for (auto& typed : typed_) {
        if (typed.changed_at == 0) continue;
        const double left = typed.changed_at + pause - ImGui::GetTime();
        if (left > 0) ui.wake_in(left + 0.01);
        else write(typed, household);
    }
}

void Keeper::take_up(Typed& typed, std::string& text, Ui& ui) {
    const auto left = ui.core.draft(*writer_, place_of(typed.place, typed.subject));
    if (!left) return;
    const auto was_kept = std::exchange(typed.kept, *left);
    if (text == *left) {  // it was written here, and the field was away for a while
        typed.original.clear();
        return;
    }
    const bool begun_since = !text.empty() && text != typed.original;
    if (!text.empty() && typed.subject == core::Uuid{}) return;
    // What was begun before, and what was typed while the vault was shut and kept beside it.
    text = typed.now = begun_since ? before_and_now(*left, was_kept, text) : *left;
    ui.say(tr("What you had begun to write is here again."));
    ui.wake_in(0);
}

void Keeper::write(Typed& typed, core::Household& household) {
    typed.changed_at = 0;
    const auto& wanted = typed.now == typed.original ? std::string() : typed.now;
    if (wanted == typed.kept) return;
    household.keep_draft(*writer_, place_of(typed.place, typed.subject), wanted);
    typed.kept = wanted;
}

void Keeper::let_go(Typed& typed, core::Household& household) {
    if (!typed.kept.empty()) household.keep_draft(*writer_, place_of(typed.place, typed.subject), {});
}

void Keeper::keep(const Fields& f, core::Household& household, Ui& ui) {
    if (!writer_) return;
    for (auto& typed : typed_) write(typed, household);
    if (f.thanks_on_today != thanks_on_today_) household.keep_draft(*writer_, thanks_on_today_place, f.thanks_on_today);
    thanks_on_today_ = f.thanks_on_today;
    if (f.thanks != thanks_) household.keep_draft(*writer_, thanks_place, f.thanks);
    thanks_ = f.thanks;
    if (const auto giving = giving_of(f, ui); !(giving == giving_)) {
        household.keep_draft(*writer_, thanks_to_place, as_text(giving));
        giving_ = giving;
    }
}

void Keeper::forget() {
    for (auto* text : {&thanks_on_today_, &thanks_, &seen_thanks_on_today_, &seen_thanks_}) core::wipe(*text);
    for (auto& typed : typed_)
        for (auto* text : {&typed.original, &typed.now, &typed.kept}) core::wipe(*text);
    *this = {};
}

void Keeper::take_up(const Fields& f, core::Household& household, Ui& ui) {
    auto typed = std::move(typed_);
    for (auto& each : typed) each.asked = false;  // what could not be read before may be now
    const bool same = writer_ && writer_ == ui.me();
    const auto here = place_;
    const auto on_today_kept = same ? std::move(thanks_on_today_) : std::string(),
               thanks_kept = same ? std::move(thanks_) : std::string();
    *this = {};
    place_ = here;
    if (same) typed_ = std::move(typed);
    writer_ = ui.me();
    if (!writer_) return;
    const auto left = [&](const char* place) { return ui.core.draft(*writer_, place).value_or(std::string()); };
    thanks_on_today_ = left(thanks_on_today_place);
    f.thanks_on_today = before_and_now(thanks_on_today_, on_today_kept, f.thanks_on_today);
    const bool begun_since = !f.thanks.empty();
    thanks_ = left(thanks_place);
    f.thanks = before_and_now(thanks_, thanks_kept, f.thanks);
    if (!f.thanks.empty() && !begun_since) give_as(giving_from(left(thanks_to_place), ui), f, ui);
    // One that an older program kept goes to where its check-in looks for it.
    const auto note = left(note_place);
    if (const auto id =
            note.size() > 37 && note[36] == '\n' ? core::uuid_from_text(note.substr(0, 36)) : std::nullopt) {
        household.keep_draft(*writer_, place_of(note_place, *id), note.substr(37));
        household.keep_draft(*writer_, note_place, {});
    }
    giving_ = giving_of(f, ui);
}

}  // namespace app::drafts
