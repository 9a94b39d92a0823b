#include "core/rituals/ritual_commands.hpp"

#include "core/check_ins/check_in.hpp"
#include "core/rituals/recurrence.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/text.hpp"

namespace core {

namespace {

std::optional<Refusal> check_ritual(const Change& change, const std::optional<PersonId>& by, const RitualWords& words) {
    if (by && !change.is_here(*by)) return Refusal::unknown_person;
    if (!is_one_of(ritual_colours, words.colour)) return Refusal::unknown_colour;
    if (year_of(words.starts_on) < 1900 || year_of(words.starts_on) > 2200) return Refusal::invalid_date;
    if (words.starts_at && (*words.starts_at < 0 || *words.starts_at >= 24 * 60)) return Refusal::invalid_time;
    if (words.audience == Audience::only_me && !by) return Refusal::unknown_person;
    const auto recurrence = Recurrence::parse(words.rule, words.starts_on);
    return recurrence ? std::nullopt : std::optional<Refusal>(recurrence.refusal());
}

Result<Ritual> worded(Ritual ritual, const RitualWords& words) {
    const auto title = tidy_line(words.title, longest_title);
    if (!title) return title.refusal();
    if (title.value().empty()) return Refusal::empty_text;
    const auto note = tidy(words.note, longest_note);
    if (!note) return note.refusal();
    const auto symbol = tidy_line(words.symbol, 40);
    if (!symbol) return symbol.refusal();
    ritual.title = title.value();
    ritual.note = note.value();
    ritual.symbol = symbol.value();
    ritual.colour = words.colour;
    ritual.rule = Recurrence::parse(words.rule, words.starts_on).value().rule();
    ritual.starts_on = words.starts_on;
    ritual.starts_at = words.starts_at;
    ritual.audience = words.audience.value_or(ritual.audience);
    return ritual;
}

}  // namespace

Result<Uuid> carry_out(const AddRitual& c, Change& change) {
    if (const auto refusal = check_ritual(change, c.by, c.words)) return *refusal;
    Ritual made;
    made.id = change.next<RitualId>();
    made.author = c.by;
    made.audience = change.default_audience(c.by, ItemKind::ritual);
    const auto ritual = worded(made, c.words);
    if (!ritual) return ritual.refusal();
    change.get<RitualStore>().insert(ritual.value(), change.now());
    change.made({ItemKind::ritual, made.id.value}, c.by);
    return made.id.value;
}

Result<Uuid> carry_out(const EditRitual& c, Change& change) {
    const auto found = change.seen<Ritual>(change.get<RitualStore>(), c.by, c.id);
    if (!found) return found.refusal();
    const auto& before = found.value();
    // Who sees it is its author's to say; one that is nobody's can not become somebody's own.
    const auto audience = c.words.audience.value_or(before.audience);
    if (audience != before.audience && (before.author ? before.author != c.by : audience == Audience::only_me))
        return Refusal::not_yours;
    if (audience != before.audience && before.author && !change.trusted(*before.author, c.id.value))
        return Refusal::locked;
    if (const auto refusal = check_ritual(change, c.by, c.words)) return *refusal;
    const auto after = worded(before, c.words);
    if (!after) return after.refusal();
    change.get<RitualStore>().update(after.value(), change.now());
    return c.id.value;
}

Result<Uuid> carry_out(const PauseRitual& c, Change& change) {
    if (c.by && !change.is_here(*c.by)) return Refusal::unknown_person;
    const auto ritual = change.get<RitualStore>().find(acting(c.by), c.id, change.today());
    if (!ritual) return Refusal::not_found;
    if (ritual->paused_since) return c.id.value;
    const auto id = change.next_uuid();
    change.get<RitualStore>().insert_pause(id, c.id, change.today(), c.by, change.now());
    return c.id.value;
}

Result<Uuid> carry_out(const ResumeRitual& c, Change& change) {
    if (!change.get<RitualStore>().find(acting(c.by), c.id, change.today())) return Refusal::not_found;
    for (const auto& pause : change.get<RitualStore>().open_pauses(c.id))
        change.get<RitualStore>().set_pause_until(pause, change.today() - 1);
    return c.id.value;
}

Result<Uuid> carry_out(const RemoveRitual& c, Change& change) {
    const auto found = change.seen<Ritual>(change.get<RitualStore>(), c.by, c.id);
    if (!found) return found.refusal();
    change.put_in_trash<RitualStore>(c.id);
    return c.id.value;
}

Result<Uuid> carry_out(const MarkOccurrence& c, Change& change) {
    if (c.by && !change.is_here(*c.by)) return Refusal::unknown_person;
    const auto ritual = change.get<RitualStore>().find(acting(c.by), c.id, change.today());
    if (!ritual) return Refusal::not_found;
    if (change.get<RitualStore>().outcome(c.id, c.day) == Outcome::open &&
        !change.get<RitualStore>().occurs_on(*ritual, c.day))
        return Refusal::not_on_that_day;
    change.get<RitualStore>().delete_marks(c.id, c.day, change.now());
    if (c.outcome != Outcome::open)
        change.get<RitualStore>().insert_mark(change.next_uuid(), c.id, c.day, c.outcome, c.by, change.now());
    return c.id.value;
}

}  // namespace core
