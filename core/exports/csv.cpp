#include "core/exports/csv.hpp"

#include <map>
#include <string_view>

#include "core/exports/fields.hpp"

namespace core::exports {

namespace {

constexpr const char* byte_order_mark = "\xef\xbb\xbf";

std::string cell(const Json& json) {
    if (json.is_null()) return {};
    if (!json.is_string()) return json.dump();
    auto text = json.get<std::string>();
    if (!text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos)
        text.insert(text.begin(), '\'');
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

// author, recipient: ids of people.
bool names_somebody(std::string_view field) { return field == "author" || field == "recipient"; }

}  // namespace

std::vector<std::pair<std::string, std::string>> to_csv(const Contents& contents) {
    std::map<std::string, std::string> names;
    for (const auto& person : contents.people) names[to_text(person.id.value)] = person.name;
    const auto name_of = [&](const Json& id) -> Json {
        const auto found = id.is_string() ? names.find(id.get_ref<const std::string&>()) : names.end();
        return found == names.end() ? Json(nullptr) : Json(found->second);
    };
    std::vector<std::pair<std::string, std::string>> tables;
    kinds().each([&](const auto& kind) {
        std::string text = byte_order_mark;
        const char* comma = "";
        for (const auto& field : kind.fields) {
            text += comma + std::string(field.name);
            if (names_somebody(field.name)) text += "," + std::string(field.name) + "_name";
            comma = ",";
        }
        text += "\r\n";
        for (const auto& item : kind.in(contents)) {
            comma = "";
            for (const auto& field : kind.fields) {
                const auto json = field.write(item);
                text += comma + cell(json);
                if (names_somebody(field.name)) text += "," + cell(name_of(json));
                comma = ",";
            }
            text += "\r\n";
        }
        tables.emplace_back(std::string(kind.name) + ".csv", std::move(text));
    });
    return tables;
}

}  // namespace core::exports
