#include <set>
#include <utility>

#include "core/activities/activity_store.hpp"
#include "core/answers/answer_store.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/exports/contents.hpp"
#include "core/household/household.hpp"
#include "core/items/kind.hpp"
#include "core/memories/memory_store.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/settings/setting_store.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/touches/touch_store.hpp"

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
        for (const auto* kind : kinds_of_items())
            for (const auto& choice : kind->choices)
                if (contents.viewer && contents.chosen.count(choice.name) > 0)
                    settings_.set_choice(*contents.viewer, choice, true, now());
        for (const auto& [kind, records] : contents.records)
            for (const auto& record : records) kind_of(kind).insert(stores_, record);
        for (const auto& activity : contents.activities) stores_.get<ActivityStore>().insert(activity);
        for (const auto& read : contents.thanks_reads)
            if (contents.viewer)
                stores_.get<ThanksReadStore>().insert(read.id, read.thanks, *contents.viewer, read.what, read.at);
        for (const auto& showing : contents.prompts)
            if (const auto* prompt = find_prompt(showing.prompt); prompt && contents.viewer)
                stores_.get<PromptStore>().insert(showing.id, *contents.viewer, *prompt, showing.at);
        for (const auto& check_in : contents.check_ins) stores_.get<CheckInStore>().insert(check_in);
        for (const auto& thanks : contents.thanks) stores_.get<ThanksStore>().insert(thanks);
        for (const auto& heart : contents.hearts)
            stores_.get<ThanksStore>().insert_heart(heart.id, heart.thanks, heart.author, heart.given_at);
        for (const auto& answer : contents.answers) stores_.get<AnswerStore>().insert(answer);
        for (const auto& touch : contents.touches) stores_.get<TouchStore>().insert(touch);
        for (const auto& ritual : contents.rituals) stores_.get<RitualStore>().insert(ritual, ritual.added_at);
        for (const auto& pause : contents.pauses) {
            stores_.get<RitualStore>().insert_pause(pause.id, pause.ritual, pause.from, pause.author, pause.made_at);
            if (pause.until) stores_.get<RitualStore>().set_pause_until(pause.id, pause.until);
        }
        for (const auto& mark : contents.marks)
            stores_.get<RitualStore>().insert_mark(mark.id, mark.ritual, mark.day, mark.outcome, mark.author,
                                                   mark.marked_at);
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
