#include "core/exports/household_json.hpp"

#include <algorithm>
#include <utility>

#include "core/exports/fields.hpp"
#include "core/items/kind.hpp"
#include "core/json_reading.hpp"

namespace core::exports {

namespace {

constexpr std::size_t deepest = 6;

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }
std::string named(const char* name, const Json& json) { return dumped(name) + ": " + dumped(json); }

// The lists of the kinds of items.
std::vector<const char*> lists_of_items() {
    std::vector<const char*> names;
    for (const auto* kind : core::kinds_of_items()) names.push_back(kind->list);
    return names;
}

Json settings_of(const Contents& c) {
    Json settings = {{"day_start_hour", c.day_start_hour}};
    if (c.defaults) {
        auto& audiences = settings["default_audience"] = Json::object();
        for (const auto* kind : core::kinds_of_items()) audiences[kind->list] = to_text(c.defaults->at(kind->kind));
        for (const auto* kind : core::kinds_of_items())
            for (const auto& choice : kind->choices) settings[choice.name] = c.chosen.count(choice.name) > 0;
    }
    return settings;
}

Json left_out_of(const KeptToOneself& left) {
    Json counts = Json::object();
    for (const auto* kind : core::kinds_of_items()) counts[kind->list] = left.of(kind->kind);
    return counts;
}

// --- reading ----------------------------------------------------------------------------------------------

// Every name in an object has to be among those known.
template <class Known> void refuse_unknown(const Json& object, const std::string& place, Known&& known) {
    for (const auto& [name, value] : object.items())
        if (!known(name)) throw JsonProblem{JsonProblem::What::unknown_field, place + name.substr(0, 60)};
}

template <class Names> auto among(const Names& names) {
    return [&names](const std::string& name) {
        return std::any_of(std::begin(names), std::end(names), [&](const auto* known) { return name == known; });
    };
}

const Json* find(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found == object.end() ? nullptr : &*found;
}

JsonProblem::What what_of(Wrong::What what) {
    switch (what) {
        case Wrong::What::missing: return JsonProblem::What::missing;
        case Wrong::What::twice: return JsonProblem::What::twice;
        case Wrong::What::unknown_person: return JsonProblem::What::unknown_person;
        case Wrong::What::unknown_item: return JsonProblem::What::unknown_item;
        case Wrong::What::value: break;
    }
    return JsonProblem::What::wrong_value;
}

void read_settings(Contents& contents, const Json& settings) {
    std::vector<const char*> known{"day_start_hour", "default_audience"};
    for (const auto* kind : core::kinds_of_items())
        for (const auto& choice : kind->choices) known.push_back(choice.name);
    if (!settings.is_object()) throw Wrong{Wrong::What::value, "settings"};
    refuse_unknown(settings, "settings.", among(known));
    contents.day_start_hour = Value("settings.day_start_hour", find(settings, "day_start_hour")).whole(0, 12);
    for (const auto* kind : core::kinds_of_items())
        for (const auto& choice : kind->choices) {
            const auto* chosen = find(settings, choice.name);
            if (chosen == nullptr && kind->absent_before) continue;
            const auto place = std::string("settings.") + choice.name;
            if (Value(place, chosen).flag() && !contents.viewer) throw Wrong{Wrong::What::value, place};
            if (Value(place, chosen).flag()) contents.chosen.insert(choice.name);
        }
    const auto* audiences = find(settings, "default_audience");
    if (audiences == nullptr || audiences->is_null()) return;
    if (!audiences->is_object() || !contents.viewer) throw Wrong{Wrong::What::value, "settings.default_audience"};
    const auto lists = lists_of_items();
    refuse_unknown(*audiences, "settings.default_audience.", among(lists));
    contents.defaults.emplace();
    for (const auto* kind : core::kinds_of_items()) {
        auto& audience = (*contents.defaults)[kind->kind] = kind->usual;
        if (kind->absent_before && find(*audiences, kind->list) == nullptr) continue;
        Value(std::string("settings.default_audience.") + kind->list, find(*audiences, kind->list)).read(audience);
    }
}

void read_left_out(Contents& contents, const Json& left) {
    if (!left.is_object()) throw Wrong{Wrong::What::value, "left_out"};
    const auto lists = lists_of_items();
    refuse_unknown(left, "left_out.", among(lists));
    for (const auto* kind : core::kinds_of_items())
        if (!kind->absent_before || find(left, kind->list) != nullptr)
            contents.left_out.counts[kind->kind] =
                Value(std::string("left_out.") + kind->list, find(left, kind->list)).whole(0, 1 << 30);
}

template <class Kind> void read_list(Contents& contents, const Json& all, const Kind& kind) {
    const auto* list = find(all, kind.name);
    if constexpr (requires { kind.absent_before; })
        if (list == nullptr && kind.absent_before) return;
    if (list == nullptr) throw Wrong{Wrong::What::missing, kind.name};
    if (!list->is_array()) throw Wrong{Wrong::What::value, kind.name};
    auto& into = kind.in(contents);
    into.reserve(list->size());
    const auto known = [&](const std::string& name) {
        return std::any_of(kind.fields.begin(), kind.fields.end(),
                           [&](const auto& field) { return name == field.name; });
    };
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto& json = (*list)[i];
        const auto place = std::string(kind.name) + "[" + std::to_string(i) + "]";
        if (!json.is_object()) throw Wrong{Wrong::What::value, place};
        refuse_unknown(json, place + ".", known);
        auto& item = into.emplace_back();
        for (const auto& field : kind.fields) {
            try {
                field.read(item, Value(field.name, find(json, field.name)));
            } catch (const Wrong& wrong) {
                throw Wrong{wrong.what, place + "." + wrong.field};
            }
        }
    }
}

Contents read_household(const Json& all) {
    const auto* format = all.is_object() ? find(all, "format") : nullptr;
    const auto name = format != nullptr && format->is_string() ? format->get<std::string>() : std::string();
    if (name != household_format) {
        constexpr std::string_view family = "inglenook-household-";
        throw JsonProblem{name.compare(0, family.size(), family) == 0 ? JsonProblem::What::newer_format
                                                                      : JsonProblem::What::not_this_format};
    }
    std::vector<const char*> known = {"format", "viewer", "settings", "left_out"};
    kinds().each([&](const auto& kind) { known.push_back(kind.name); });
    refuse_unknown(all, "", among(known));
    Contents contents;
    Value("viewer", find(all, "viewer")).read(contents.viewer);
    const auto* settings = find(all, "settings");
    if (settings == nullptr) throw Wrong{Wrong::What::missing, "settings"};
    read_settings(contents, *settings);
    if (const auto* left = find(all, "left_out")) read_left_out(contents, *left);
    kinds().each([&](const auto& kind) { read_list(contents, all, kind); });
    check(contents);
    return contents;
}

JsonProblem not_json(std::string_view bytes, std::size_t at) {
    const auto before = bytes.substr(0, std::min(at > 0 ? at - 1 : 0, bytes.size()));
    const auto line_begins = before.rfind('\n');
    return {JsonProblem::What::not_json,
            {},
            static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1,
            before.size() - (line_begins == std::string_view::npos ? 0 : line_begins + 1) + 1};
}

}  // namespace

std::string to_json(const Contents& contents) {
    std::string text = "{\n" + named("format", household_format) + ",\n" +
                       named("viewer", contents.viewer ? Json(to_text(contents.viewer->value)) : Json(nullptr)) +
                       ",\n" + named("settings", settings_of(contents));
    if (contents.left_out.all() > 0) text += ",\n" + named("left_out", left_out_of(contents.left_out));
    kinds().each([&](const auto& kind) {
        text += ",\n" + dumped(kind.name) + ": [";
        const char* between = "\n";
        for (const auto& item : kind.in(contents)) {
            text += between;
            between = ",\n";
            text += '{';
            const char* comma = "";
            for (const auto& field : kind.fields) {
                text += comma + named(field.name, field.write(item));
                comma = ", ";
            }
            text += '}';
        }
        text += "\n]";
    });
    return text + "\n}\n";
}

std::variant<Contents, JsonProblem> read_json(std::string_view bytes) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (bytes.size() > largest_json) return JsonProblem{JsonProblem::What::too_large};
    if (bytes.substr(0, byte_order_mark.size()) == byte_order_mark) bytes.remove_prefix(byte_order_mark.size());
    const auto read = read_json_of_strangers(bytes, {deepest, JsonRules::Deeper::refused, most_values});
    switch (read.problem) {
        case JsonRead::Problem::too_much: return JsonProblem{JsonProblem::What::too_large};
        case JsonRead::Problem::not_json: return not_json(bytes, read.at + 1);
        case JsonRead::Problem::number_too_large: return not_json(bytes, 0);
        case JsonRead::Problem::none: break;
    }
    try {
        return read_household(read.value);
    } catch (const Json::exception&) {
        return not_json(bytes, 0);
    } catch (const Wrong& wrong) {
        return JsonProblem{what_of(wrong.what), wrong.field};
    } catch (const JsonProblem& problem) {
        return problem;
    }
}

}  // namespace core::exports
