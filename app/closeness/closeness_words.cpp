#include "app/closeness/closeness_words.hpp"

#include <optional>
#include <string>

#include "app/words/tr.hpp"

namespace app::closeness {

const char* level_name(int level) {
    switch (level) {
        case 1: return tr("Side by side");
        case 2: return tr("The circles overlap a little");
        case 3: return tr("The circles overlap by a third");
        case 4: return tr("The circles overlap by nearly half");
        case 5: return tr("The circles overlap by more than half");
        case 6: return tr("The circles overlap by three quarters");
        default: return tr("The circles are almost one");
    }
}

KindWords words() {
    KindWords w;
    w.kind = core::ItemKind::closeness;
    w.name = w.names = w.entries = [] { return tr("Closeness"); };
    w.word = [] { return tr("closeness"); };
    w.counted = [](std::int64_t n) {
        return with_number(trn("{n} closeness note", "{n} closeness notes", plural(n)), n);
    };
    w.left_out = [](std::int64_t n) {
        return with_number(trn("{n} time how close it felt", "{n} times how close it felt", plural(n)), n);
    };
    w.always_counted = false;
    w.untitled = [](std::optional<int> level) -> std::string { return level ? level_name(*level) : tr("Closeness"); };
    w.said = [](const core::Record& record, const std::string& name) {
        const auto number = std::to_string(first_number(record));
        return name.empty() ? filled(tr("How close I felt: {n} of 7"), {{"n", number}})
                            : filled(tr("How close {name} felt: {n} of 7"), {{"name", name}, {"n", number}});
    };
    w.told = [](const std::string& name) {
        return name.empty() ? std::string(tr("How close you felt"))
                            : filled(tr("How close {name} felt"), {{"name", name}});
    };
    return w;
}

}  // namespace app::closeness
