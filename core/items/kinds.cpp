#include <algorithm>
#include <stdexcept>
#include <string_view>

#include "core/check_ins/check_in_kind.hpp"
#include "core/closeness/closeness_kind.hpp"
#include "core/items/kind.hpp"
#include "core/memories/memory_kind.hpp"
#include "core/rituals/ritual_kind.hpp"
#include "core/thanks/thanks_kind.hpp"

namespace core {

namespace {

std::vector<const KindOfItem*>& all() {
    static std::vector<const KindOfItem*> kinds{&check_in_kind(), &thanks_kind(), &ritual_kind(), &memory_kind(),
                                                &closeness_kind()};
    return kinds;
}

template <class Is> const KindOfItem* find(Is&& is) {
    const auto found = std::find_if(all().begin(), all().end(), [&](const KindOfItem* kind) { return is(*kind); });
    return found == all().end() ? nullptr : *found;
}

}  // namespace

const std::vector<const KindOfItem*>& kinds_of_items() { return all(); }

const KindOfItem* find_kind(ItemKind kind) {
    return find([&](const KindOfItem& each) { return each.kind == kind; });
}

const KindOfItem* find_kind(std::string_view table) {
    return find([&](const KindOfItem& each) { return each.table == table; });
}

const KindOfItem& kind_of(ItemKind kind) {
    if (const auto* found = find_kind(kind)) return *found;
    throw std::out_of_range("a kind that is not in the list");
}

std::vector<const KindOfItem*> recorded_kinds() {
    std::vector<const KindOfItem*> list;
    for (const auto* kind : all())
        if (kind->records) list.push_back(kind);
    return list;
}

std::string text_of(const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& text : texts)
        if (!text.empty()) all += (all.empty() ? "" : "\n") + text;
    return all;
}

ExtraKind::ExtraKind(const KindOfItem& kind) { all().push_back(&kind); }
ExtraKind::~ExtraKind() { all().pop_back(); }

}  // namespace core
