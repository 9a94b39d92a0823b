#include "core/memories/memory_commands.hpp"

#include "core/memories/memory_store.hpp"
#include "core/settings/setting_store.hpp"
#include "core/text.hpp"

namespace core {

namespace {

Result<Memory> own_or_nobodys(Change& change, const std::optional<PersonId>& by, MemoryId id) {
    auto found = change.seen<Memory>(change.get<MemoryStore>(), by, id);
    if (!found) return found;
    const auto& author = found.value().author;
    if (author && author != by) return Refusal::not_yours;
    if (author && !change.trusted(*author, id.value)) return Refusal::locked;
    return found;
}

}  // namespace

Result<Uuid> carry_out(const AddPhoto& c, Change& change) {
    if (c.by && !change.is_here(*c.by)) return Refusal::unknown_person;
    const auto audience = c.audience.value_or(change.default_audience(c.by, ItemKind::memory));
    if (audience == Audience::only_me && !c.by) return Refusal::unknown_person;
    if (change.get<MemoryStore>().has_photo(acting(c.by), c.photo.hash)) {
        change.of_no_use(c.photo.name());
        return Refusal::already_there;
    }
    const auto caption = tidy(c.caption, longest_caption);
    if (!caption) return caption.refusal();

    Memory memory;
    memory.id = change.next<MemoryId>();
    memory.author = c.by;
    memory.audience = audience;
    memory.shared_at = change.shared_as_made(memory.id.value, audience);
    if (const auto& taken = c.photo.facts.taken) {
        // In the camera's own zone, where it names one, whatever clocks here did then.
        memory.taken_at = taken->offset_minutes ? FixedClock({0, *taken->offset_minutes}).at(taken->day, taken->minute)
                                                : change.clock().at(taken->day, taken->minute);
        memory.taken_at.utc_ms += taken->second * std::int64_t{1000};
        memory.dated_by = DatedBy::photo;
    } else {
        // Through the wall clock, for the zone's offset as it was then.
        const auto then = local_time({c.photo.file_modified_utc_ms, change.now().offset_minutes});
        const auto at = change.clock().at(then.day, then.minute);
        memory.taken_at = {c.photo.file_modified_utc_ms, at.offset_minutes};
        memory.dated_by = DatedBy::file;
    }
    memory.day = change.day_of(memory.taken_at);
    memory.caption = caption.value();
    memory.photo = c.photo.hash;
    memory.format = c.photo.facts.format;
    memory.width = c.photo.facts.width;
    memory.height = c.photo.facts.height;
    memory.source_name = c.photo.source_name;
    // As it arrived, unless who may see it was changed meanwhile.
    auto arrived = memory;
    arrived.sealed = c.photo.sealed;
    if (audience == Audience::only_me) memory.sealed = c.photo.sealed ? c.photo.sealed : new_seal();
    change.move_photo(arrived, memory);
    change.get<MemoryStore>().insert(memory, change.now());
    change.arrived(c.photo.name());
    change.made({ItemKind::memory, memory.id.value}, c.by);
    return memory.id.value;
}

Result<Uuid> carry_out(const EditMemory& c, Change& change) {
    const auto found = own_or_nobodys(change, c.by, c.id);
    if (!found) return found.refusal();
    const auto& before = found.value();
    if (c.audience == Audience::only_me && !before.author) return Refusal::not_yours;
    // One that a camera dated wildly can still be shared or not.
    if (c.day != before.day && (year_of(c.day) < 1826 || year_of(c.day) > 2200))
        return Refusal::invalid_date;  // 1826: the first photograph
    const auto caption = tidy(c.caption, longest_caption);
    if (!caption) return caption.refusal();
    auto after = before;
    after.caption = caption.value();
    after.audience = c.audience;
    after.shared_at = change.shared_as_changed(before.audience, c.audience, before.shared_at);
    if (c.day != before.day) {
        after.day = c.day;
        after.taken_at.utc_ms += (c.day - before.day) * std::int64_t{86'400'000};
        after.dated_by = DatedBy::person;
    }
    if (after.audience != Audience::only_me) after.sealed.reset();
    else if (!after.sealed) after.sealed = new_seal();
    change.move_photo_of(before, after);
    change.get<MemoryStore>().update(after, change.now());
    return c.id.value;
}

Result<Uuid> carry_out(const RemoveMemory& c, Change& change) {
    const auto before = own_or_nobodys(change, c.by, c.id);
    if (!before) return before.refusal();
    change.put_in_trash<MemoryStore>(c.id);
    return c.id.value;
}

std::vector<std::string> files_brought_by(const AddPhoto& c, Change& change) {
    auto& memories = change.get<MemoryStore>();
    // A photo that is here already, encrypted, came a second time: its plain file is of no use.
    const bool becomes_plain =
        c.photo.sealed && c.audience.value_or(change.default_audience(c.by, ItemKind::memory)) != Audience::only_me;
    const bool is_here_sealed = !c.photo.sealed && !memories.rests_on(c.photo.hash, MemoryStore::KeptAs::plain) &&
                                memories.has_photo(acting(c.by), c.photo.hash);
    if (!becomes_plain && !is_here_sealed) return {};
    return change.photos().files_of(c.photo.hash, c.photo.facts.format);
}

std::vector<std::string> files_brought_by(const EditMemory& c, Change& change) {
    if (c.audience == Audience::only_me) return {};
    const auto memory = change.get<MemoryStore>().find(acting(c.by), c.id);
    if (!memory || !memory->sealed) return {};
    return change.photos().files_of(memory->photo, memory->format);
}

// Encrypting a photo, or decrypting it, means writing all of it anew.
bool takes_long(const EditMemory& c, Change& change) {
    const auto memory = change.get<MemoryStore>().find(acting(c.by), c.id);
    return memory && memory->sealed.has_value() != (c.audience == Audience::only_me);
}

}  // namespace core
