#include "core/people/person_commands.hpp"

#include <algorithm>
#include <iterator>

#include "core/memories/photo_folder.hpp"
#include "core/people/person_store.hpp"
#include "core/text.hpp"
#include "core/vault/vault.hpp"

namespace core {

namespace {

struct Looks {
    std::string name, colour, face;
};

Result<Looks> checked(const std::string& name, const std::string& colour, const std::string& face) {
    auto tidied = tidy_line(name, longest_name);
    if (!tidied) return tidied.refusal();
    if (tidied.value().empty()) return Refusal::empty_text;
    if (!is_one_of(person_colours, colour)) return Refusal::unknown_colour;
    return Looks{tidied.value(), colour, is_one_of(person_faces, face) ? face : "letter"};
}

std::string first_free_colour(const std::vector<Person>& people) {
    for (const char* colour : person_colours)
        if (std::none_of(people.begin(), people.end(), [&](const Person& p) { return p.colour == colour; }))
            return colour;
    return person_colours[people.size() % std::size(person_colours)];
}

}  // namespace

Result<Uuid> carry_out(const AddPerson& c, Change& change) {
    const auto looks =
        checked(c.name, c.colour.empty() ? first_free_colour(change.get<PersonStore>().all()) : c.colour, c.face);
    if (!looks) return looks.refusal();
    auto& people = change.get<PersonStore>();
    Person person{change.next<PersonId>(), looks.value().name, looks.value().colour, looks.value().face, c.portrait};
    const bool all = c.sees.value_or(people.sees_by_default()) == Sees::everything;
    const auto by = c.by ? people.find(*c.by) : std::nullopt;
    if (c.by && !by) return Refusal::unknown_person;
    if (all && by && by->sees_since) return Refusal::not_yours;
    if (!all) {
        // After everything that others may rely on having been shared since they joined.
        person.sees_since = change.now();
        if (const auto last = people.last_joining())
            person.sees_since->utc_ms = std::max(person.sees_since->utc_ms, last->utc_ms + 1);
    }
    people.insert(person, change.now());
    if (!all) change.share_before(person.id, *person.sees_since);
    if (person.portrait) change.arrived({*person.portrait});
    return person.id.value;
}

Result<Uuid> carry_out(const EditPerson& c, Change& change) {
    auto& people = change.get<PersonStore>();
    const auto before = people.find(c.id);
    if (!before) return Refusal::unknown_person;
    const auto looks = checked(c.name, c.colour, c.face);
    if (!looks) return looks.refusal();
    people.update({c.id, looks.value().name, looks.value().colour, looks.value().face, c.portrait, before->sees_since},
                  change.now());
    if (c.portrait) change.arrived({*c.portrait});
    return c.id.value;
}

Result<Uuid> carry_out(const LetSee& c, Change& change) {
    auto& people = change.get<PersonStore>();
    const auto found = people.find(c.id), by = people.find(c.by);
    if (!found || !by) return Refusal::unknown_person;
    if (c.by == c.id || by->sees_since) return Refusal::not_yours;
    if (change.vault().has_pin(c.by) && !change.vault().is_open(c.by)) return Refusal::locked;
    people.set_sees_since(c.id, std::nullopt);
    return c.id.value;
}

Result<Uuid> carry_out(const RemovePerson& c, Change& change) {
    if (!change.is_here(c.id)) return Refusal::unknown_person;
    if (change.get<PersonStore>().has_items(c.id)) return Refusal::person_has_items;
    change.put_in_trash<PersonStore>(c.id);
    return c.id.value;
}

}  // namespace core
