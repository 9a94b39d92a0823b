#include "core/memories/memory_kind.hpp"

#include "core/items/store_access.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_folder.hpp"

namespace core {

namespace {

constexpr std::int64_t longest_file_name = 1000, longest_side = 1'000'000;

void show(const Memory& m, const Viewer&, Glance& glance) {
    glance.day = m.day;
    glance.text = first_line(m.caption);
    glance.photo = m.photo;
    glance.format = m.format;
    glance.sealed = m.sealed;
}

void empty(Change& change, const Uuid& id) {
    const auto file = change.get<MemoryStore>().empty(MemoryId{id}, change.now());
    if (!file) return;
    const auto& photos = change.photos();
    change.remove_later(file->sealed ? photos.files_of(SealedPhoto{file->name, {}})
                                     : photos.files_of(file->name, file->format));
}

Result<Uuid> set_audience(Change& change, PersonId by, const Uuid& id, Audience audience) {
    const auto m = change.seen<Memory>(change.get<MemoryStore>(), by, MemoryId{id});
    if (!m) return m.refusal();
    return carry_out(EditMemory{by, m.value().id, m.value().caption, m.value().day, audience}, change);
}

std::vector<SearchText> texts(const Stores& stores, const Viewer& viewer, Day from, Day to, bool) {
    std::vector<SearchText> texts;
    for (const auto& m : stores.get<MemoryStore>().between(viewer, from, to))
        texts.push_back(
            {{ItemKind::memory, m.id.value}, m.author, m.audience, m.day, m.taken_at.utc_ms, m.caption, m.shared_at});
    return texts;
}

// Where the photo came a second time meanwhile.
std::optional<Refusal> may_restore(Change& change, PersonId by, const Glance& glance) {
    return glance.photo && change.get<MemoryStore>().has_photo(Viewer::of(by), *glance.photo)
               ? std::optional(Refusal::already_there)
               : std::nullopt;
}

}  // namespace

const KindOfItem& memory_kind() {
    static const KindOfItem kind = [] {
        KindOfItem k;
        k.kind = ItemKind::memory;
        k.table = "memory";
        k.list = "memories";
        k.columns = item_columns({{"taken_at", Holds::instant},
                                  {"day", Holds::day, 0, 0, "taken_at"},
                                  {"dated_by", Holds::word, 0, 0, "photo,file,person"},
                                  {"caption", Holds::text, 0, longest_caption},
                                  {"photo", Holds::bytes, 32, 32},
                                  {"format", Holds::word, 0, 0, "jpeg,png"},
                                  {"width", Holds::number, 1, longest_side},
                                  {"height", Holds::number, 1, longest_side},
                                  {"source_name", Holds::text, 0, longest_file_name},
                                  {"added_at", Holds::instant},
                                  {"shared_at", Holds::instant}});
        k.content = "photo";
        k.in_seal = "caption,format,width,height,source_name";
        k.day = "day";
        k.moment = "taken_at";
        k.shared_moment = "taken_at";
        k.text = "caption";
        k.photo = "photo";
        k.format = "format";
        StoreAccess<MemoryStore, Memory, show>::add_to(k);
        k.empty = empty;
        k.set_audience = set_audience;
        k.texts = texts;
        k.may_restore = may_restore;
        return k;
    }();
    return kind;
}

}  // namespace core
