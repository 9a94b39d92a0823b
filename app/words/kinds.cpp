#include "app/words/kinds.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <variant>

#include "app/closeness/closeness_words.hpp"
#include "app/words/moods.hpp"
#include "app/words/tr.hpp"
#include "core/items/kind.hpp"

namespace app {

namespace {

KindWords check_in_words() {
    KindWords w;
    w.kind = core::ItemKind::check_in;
    w.name = w.names = [] { return tr("How you are"); };
    w.entries = [] { return tr("Check-ins"); };
    w.word = [] { return tr("check-in"); };
    w.counted = [](std::int64_t n) { return with_number(trn("{n} check-in", "{n} check-ins", plural(n)), n); };
    w.left_out = w.counted;
    w.untitled = [](std::optional<int> mood) -> std::string { return mood ? mood_name(*mood) : tr("How you are"); };
    return w;
}

KindWords thanks_words() {
    KindWords w;
    w.kind = core::ItemKind::thanks;
    w.name = w.names = w.entries = [] { return tr("Thanks"); };
    w.word = [] { return tr("thanks"); };
    w.counted = [](std::int64_t n) { return with_number(trn("{n} thanks", "{n} thanks", plural(n)), n); };
    w.left_out = w.counted;
    return w;
}

KindWords ritual_words() {
    KindWords w;
    w.kind = core::ItemKind::ritual;
    w.name = [] { return tr("Ritual"); };
    w.names = w.entries = [] { return tr("Rituals"); };
    w.word = [] { return tr("ritual"); };
    w.counted = [](std::int64_t n) { return with_number(trn("{n} ritual", "{n} rituals", plural(n)), n); };
    w.left_out = w.counted;
    return w;
}

KindWords memory_words() {
    KindWords w;
    w.kind = core::ItemKind::memory;
    w.name = [] { return tr("Memory"); };
    w.names = w.entries = [] { return tr("Memories"); };
    w.word = [] { return tr("memory"); };
    w.counted = [](std::int64_t n) { return with_number(trn("{n} memory", "{n} memories", plural(n)), n); };
    w.left_out = [](std::int64_t n) { return with_number(trn("{n} photo", "{n} photos", plural(n)), n); };
    w.untitled = [](std::optional<int>) { return std::string(tr("A photo")); };
    return w;
}

}  // namespace

const KindWords& words_of(core::ItemKind kind) {
    // The one place where a kind's words are added.
    static const KindWords all[] = {check_in_words(), thanks_words(), ritual_words(), memory_words(),
                                    closeness::words()};
    const auto found =
        std::find_if(std::begin(all), std::end(all), [&](const auto& words) { return words.kind == kind; });
    if (found != std::end(all)) return *found;
    throw std::out_of_range("a kind that has no words");
}

std::string with_number(const char* sentence, std::int64_t n) { return filled(sentence, {{"n", std::to_string(n)}}); }

std::int64_t first_number(const core::Record& record) {
    for (const auto& field : record.fields)
        if (const auto* number = std::get_if<std::int64_t>(&field)) return *number;
    return 0;
}

std::string first_text(const core::Record& record) {
    for (const auto& field : record.fields)
        if (const auto* text = std::get_if<std::string>(&field); text && !text->empty()) return *text;
    return {};
}

}  // namespace app
