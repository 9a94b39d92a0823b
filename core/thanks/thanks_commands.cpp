#include "core/thanks/thanks_commands.hpp"

#include <algorithm>

#include "core/memories/memory_store.hpp"
#include "core/text.hpp"
#include "core/thanks/prompt_store.hpp"
#include "core/thanks/thanks_read_store.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/trash/trash_store.hpp"

namespace core {

namespace {

// A moment until which thanks wait.
std::optional<Refusal> check_delivery(const Change& change, Instant at) {
    const auto ahead = at.utc_ms - change.now().utc_ms;
    return ahead <= 0 || ahead > longest_wait * a_day_ms ? std::optional(Refusal::invalid_date) : std::nullopt;
}

// Since when those that wait are shared, or will be.
std::optional<Instant> shared_as_given(const Change& change, const Thanks& thanks) {
    if (thanks.audience == Audience::only_me) return std::nullopt;
    const auto at = change.shared_now();
    return thanks.given_at.utc_ms > at.utc_ms ? thanks.given_at : at;
}

}  // namespace

Result<Uuid> carry_out(const GiveThanks& c, Change& change) {
    if (!change.is_here(c.author)) return Refusal::unknown_person;
    if (c.to.to == ThanksTo::person && (!c.to.person || !change.is_here(*c.to.person))) return Refusal::unknown_person;
    if (c.to.person == c.author) return Refusal::thanks_to_oneself;
    const auto text = tidy(c.text, longest_thanks);
    if (!text) return text.refusal();
    if (text.value().empty()) return Refusal::empty_text;
    if (const auto refusal = change.check_moment(c.at)) return *refusal;
    if (c.deliver_at && (c.at || c.to.to == ThanksTo::life)) return Refusal::invalid_date;
    if (const auto refusal = c.deliver_at ? check_delivery(change, *c.deliver_at) : std::nullopt) return *refusal;
    if (c.memory && !change.get<MemoryStore>().find(Viewer::of(c.author), *c.memory)) return Refusal::not_found;
    const auto at = c.deliver_at.value_or(c.at.value_or(change.now()));
    const auto audience = c.audience.value_or(change.default_audience(c.author, ItemKind::thanks));
    Thanks thanks{change.next<ThanksId>(),
                  c.author,
                  c.to.person,
                  audience,
                  change.day_of(at),
                  at,
                  text.value(),
                  std::nullopt,
                  {}};
    thanks.to = c.to.to;
    thanks.memory = c.memory;
    thanks.waits = c.deliver_at.has_value();
    thanks.shared_at =
        thanks.waits ? shared_as_given(change, thanks) : change.shared_as_made(thanks.id.value, audience);
    thanks.envelope = c.to.to != ThanksTo::life && c.comes == GiveThanks::Comes::in_an_envelope;
    change.get<ThanksStore>().insert(thanks);
    change.made({ItemKind::thanks, thanks.id.value}, c.author);
    return thanks.id.value;
}

Result<Uuid> carry_out(const EditThanks& c, Change& change) {
    const auto before = change.own<Thanks>(change.get<ThanksStore>(), c.by, c.id);
    if (!before) return before.refusal();
    const auto text = tidy(c.text, longest_thanks);
    if (!text) return text.refusal();
    if (text.value().empty()) return Refusal::empty_text;
    auto after = before.value();
    // A photo that lies in the trash just now is the note's all the same.
    after.memory = c.photo ? c.photo->memory : change.get<ThanksStore>().memory_of(c.id);
    if (c.photo && c.photo->memory && c.photo->memory != before.value().memory &&
        !change.get<MemoryStore>().find(Viewer::of(c.by), *c.photo->memory))
        return Refusal::not_found;
    after.audience = c.audience;
    after.shared_at = after.waits ? shared_as_given(change, after)
                                  : change.shared_as_changed(before.value().audience, c.audience, after.shared_at);
    if (after.text != text.value()) {
        after.text = text.value();
        // Until its moment nobody has read it.
        if (!after.waits) after.edited_at = change.now();
    }
    change.get<ThanksStore>().update(after);
    return c.id.value;
}

Result<Uuid> carry_out(const DeliverThanks& c, Change& change) {
    const auto before = change.own<Thanks>(change.get<ThanksStore>(), c.by, c.id);
    if (!before) return before.refusal();
    if (!before.value().waits) return Refusal::already_given;
    if (const auto refusal = c.at ? check_delivery(change, *c.at) : std::nullopt) return *refusal;
    auto after = before.value();
    after.memory = change.get<ThanksStore>().memory_of(c.id);
    after.given_at = c.at.value_or(change.now());
    after.day = change.day_of(after.given_at);
    after.waits = c.at.has_value();
    after.shared_at = shared_as_given(change, after);
    change.get<ThanksStore>().update(after);
    return c.id.value;
}

Result<Uuid> carry_out(const ReadThanks& c, Change& change) {
    if (!change.is_here(c.by)) return Refusal::unknown_person;
    const auto viewer = Viewer::of(c.by);
    const auto thanks = change.get<ThanksStore>().find(viewer, c.id);
    if (!thanks || thanks->author == c.by || (thanks->recipient != c.by && thanks->to != ThanksTo::us))
        return Refusal::not_found;
    const bool is_away = change.get<ThanksReadStore>().is_put_away(viewer, c.id);
    const bool changes = c.what == ReadEvent::opened      ? change.get<ThanksReadStore>().is_closed(viewer, c.id)
                         : c.what == ReadEvent::put_away  ? !is_away
                         : c.what == ReadEvent::taken_out ? is_away
                                                          : true;
    if (!changes) return c.id.value;
    const auto event = change.next_uuid();
    change.get<ThanksReadStore>().insert(event, c.id, c.by, c.what, change.now());
    return c.id.value;
}

Result<Uuid> carry_out(const DrawFromJar& c, Change& change) {
    if (!change.is_here(c.by)) return Refusal::unknown_person;
    const auto notes = change.get<ThanksReadStore>().next_in_jar(Viewer::of(c.by));
    if (notes.empty()) return Refusal::jar_is_empty;
    return carry_out(ReadThanks{c.by, notes[change.any_of(notes.size())], ReadEvent::drawn}, change);
}

Result<Uuid> carry_out(const ShowPrompt& c, Change& change) {
    if (!change.is_here(c.by)) return Refusal::unknown_person;
    const auto next = change.get<PromptStore>().next(Viewer::of(c.by), c.to, c.kind);
    if (next.empty()) return Refusal::not_found;
    const auto id = change.next_uuid();
    change.get<PromptStore>().insert(id, c.by, *next[change.any_of(next.size())], change.now());
    return id;
}

Result<Uuid> carry_out(const RemoveThanks& c, Change& change) {
    const auto before = change.own<Thanks>(change.get<ThanksStore>(), c.by, c.id);
    if (!before) return before.refusal();
    change.put_in_trash<ThanksStore>(c.id);
    return c.id.value;
}

Result<Uuid> carry_out(const GiveHeart& c, Change& change) {
    if (!change.is_here(c.by)) return Refusal::unknown_person;
    const auto thanks = change.get<ThanksStore>().find(Viewer::of(c.by), c.id);
    if (!thanks) return Refusal::not_found;
    if (thanks->author == c.by) return Refusal::not_yours;
    if (std::find(thanks->hearts.begin(), thanks->hearts.end(), c.by) != thanks->hearts.end()) return c.id.value;
    const auto heart = change.next_uuid();
    change.get<ThanksStore>().insert_heart(heart, c.id, c.by, change.now());
    return c.id.value;
}

Result<Uuid> carry_out(const TakeBackHeart& c, Change& change) {
    const auto thanks = change.get<ThanksStore>().find(Viewer::of(c.by), c.id);
    if (!thanks) return Refusal::not_found;
    change.get<ThanksStore>().delete_hearts(c.id, c.by, change.now());
    return c.id.value;
}

}  // namespace core
