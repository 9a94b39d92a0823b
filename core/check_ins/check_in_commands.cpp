#include "core/check_ins/check_in_commands.hpp"

#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/text.hpp"

namespace core {

namespace {

// What a check-in says, tidied; the rest of it is as it was.
Result<CheckIn> worded(CheckIn check_in, int mood, const std::vector<std::string>& feeling, const std::string& note,
                       const std::vector<std::string>& around) {
    if (mood < 1 || mood > 5) return Refusal::mood_out_of_range;
    const auto words = tidy_line(joined_names(feeling), longest_feeling),
               names = tidy_line(joined_names(around), longest_around), text = tidy(note, longest_note);
    if (!words) return words.refusal();
    if (!names) return names.refusal();
    if (!text) return text.refusal();
    check_in.mood = mood;
    check_in.feeling = parted_names(words.value());
    check_in.around = parted_names(names.value());
    check_in.note = text.value();
    return check_in;
}

}  // namespace

Result<Uuid> carry_out(const CheckInNow& c, Change& change) {
    if (!change.is_here(c.author)) return Refusal::unknown_person;
    if (const auto refusal = change.check_moment(c.at)) return *refusal;
    const auto at = c.at.value_or(change.now());
    CheckIn made{change.next<CheckInId>(), c.author,
                 c.audience.value_or(change.default_audience(c.author, ItemKind::check_in)), change.day_of(at), at};
    made.shared_at = change.shared_as_made(made.id.value, made.audience);
    made.help = c.help;
    made.good_news = c.good_news;
    const auto check_in = worded(made, c.mood, c.feeling, c.note, c.around);
    if (!check_in) return check_in.refusal();
    change.get<CheckInStore>().insert(check_in.value());
    change.made({ItemKind::check_in, made.id.value}, c.author);
    return made.id.value;
}

Result<Uuid> carry_out(const EditCheckIn& c, Change& change) {
    const auto before = change.own<CheckIn>(change.get<CheckInStore>(), c.by, c.id);
    if (!before) return before.refusal();
    if (const auto refusal = change.check_moment(c.at)) return *refusal;
    const auto edited = worded(before.value(), c.mood, c.feeling, c.note, c.around.value_or(before.value().around));
    if (!edited) return edited.refusal();
    auto after = edited.value();
    after.audience = c.audience;
    after.shared_at = change.shared_as_changed(before.value().audience, c.audience, after.shared_at);
    after.help = c.help.value_or(after.help);
    after.good_news = c.good_news.value_or(after.good_news);
    if (c.at) {
        after.felt_at = *c.at;
        after.day = change.day_of(*c.at);
    }
    change.get<CheckInStore>().update(after, change.now());
    return c.id.value;
}

Result<Uuid> carry_out(const RemoveCheckIn& c, Change& change) {
    const auto before = change.own<CheckIn>(change.get<CheckInStore>(), c.by, c.id);
    if (!before) return before.refusal();
    change.put_in_trash<CheckInStore>(c.id);
    return c.id.value;
}

}  // namespace core
