#include <set>
#include <utility>

#include "core/exports/contents.hpp"
#include "core/household/household.hpp"
#include "core/items/kind.hpp"

// A whole household that was exported, brought in where nobody has been yet.
namespace core {

Result<Applied> Household::take_in(const exports::Contents& contents) {
    // What arrived for this and no row names in the end goes, all of it if this does not come through.
    for (const auto& memory : contents.memories)
        unsettled_.push_back(memory.sealed ? PhotoName{memory.sealed->name, true} : PhotoName{memory.photo});
    for (const auto& person : contents.people)
        if (person.portrait) unsettled_.push_back({*person.portrait});
    struct Clean {
        Household& household;
        ~Clean() {
            household.remove_files();
            household.take_away_unused(std::exchange(household.unsettled_, {}));
        }
    } clean{*this};

    std::set<PersonId> gone;
    try {
        db::Transaction transaction(db_);
        if (people_.anybody_ever()) return Refusal::household_not_empty;
        settings_.set("day_start_hour", std::to_string(contents.day_start_hour), now());
        for (const auto& person : contents.people) people_.insert(person, person.joined_at);
        // Whom something was given to, and who has left since: nothing but that there was somebody.
        const auto add_gone = [&](PersonId id) {
            if (people_.find(id) || !gone.insert(id).second) return;
            people_.insert({id, {}, {}, {}, {}}, now());
            people_.erase(id, now());
        };
        for (const auto& thanks : contents.thanks)
            if (thanks.recipient) add_gone(*thanks.recipient);
        for (const auto& touch : contents.touches) add_gone(touch.recipient);
        if (contents.viewer && contents.defaults)
            for (const auto& [kind, audience] : *contents.defaults)
                if (settings_.default_audience(*contents.viewer, kind) != audience)
                    settings_.set_default_audience(*contents.viewer, kind, audience, now());
        if (contents.viewer && contents.asked_for_closeness)
            settings_.set_asked_for_closeness(*contents.viewer, Asked::weekly, now());
        for (const auto& [kind, records] : contents.records)
            for (const auto& record : records) kind_of(kind).insert(stores_, record);
        for (const auto& activity : contents.activities) activities_.insert(activity);
        for (const auto& read : contents.thanks_reads)
            if (contents.viewer) thanks_reads_.insert(read.id, read.thanks, *contents.viewer, read.what, read.at);
        for (const auto& showing : contents.prompts)
            if (const auto* prompt = find_prompt(showing.prompt); prompt && contents.viewer)
                prompts_.insert(showing.id, *contents.viewer, *prompt, showing.at);
        for (const auto& check_in : contents.check_ins) check_ins_.insert(check_in);
        for (const auto& thanks : contents.thanks) thanks_.insert(thanks);
        for (const auto& heart : contents.hearts)
            thanks_.insert_heart(heart.id, heart.thanks, heart.author, heart.given_at);
        for (const auto& answer : contents.answers) answers_.insert(answer);
        for (const auto& touch : contents.touches) touches_.insert(touch);
        for (const auto& ritual : contents.rituals) rituals_.insert(ritual, ritual.added_at);
        for (const auto& pause : contents.pauses) {
            rituals_.insert_pause(pause.id, pause.ritual, pause.from, pause.author, pause.made_at);
            if (pause.until) rituals_.set_pause_until(pause.id, pause.until);
        }
        for (const auto& mark : contents.marks)
            rituals_.insert_mark(mark.id, mark.ritual, mark.day, mark.outcome, mark.author, mark.marked_at);
        for (const auto& record : contents.memories) {
            Memory memory = record;
            if (memory.audience != Audience::only_me) memory.sealed.reset();
            else if (!memory.sealed) memory.sealed = new_seal();
            move_photo(record, memory);
            memories_.insert(memory, now());
        }
        transaction.commit();
    } catch (...) {
        settings_.reload();
        people_.reload();
        vault_.reload();
        throw;
    }
    settings_.reload();
    forget_undo();
    memories_.touch();
    ++revision_;
    settle_log();
    return Applied{contents.viewer ? contents.viewer->value : Uuid{}};
}

}  // namespace core
