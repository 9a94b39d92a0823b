#include "core/check_ins/names.hpp"

#include <algorithm>

namespace core {

namespace {

constexpr std::string_view separator = ", ";

template <class OnPart> void part(std::string_view text, std::string_view at, OnPart&& on_part) {
    for (;;) {
        const auto end = text.find(at);
        on_part(text.substr(0, end));
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + at.size());
    }
}

}  // namespace

std::vector<std::string> parted_names(std::string_view text) {
    std::vector<std::string> names;
    if (!text.empty()) part(text, separator, [&](std::string_view name) { names.emplace_back(name); });
    return names;
}

std::string joined_names(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) (i > 0 ? text += separator : text) += names[i];
    return text;
}

std::vector<std::string> single_names(const std::vector<std::string>& names) {
    std::vector<std::string> list;
    part(joined_names(names), ",", [&](std::string_view name) {
        while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
        while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
        if (!name.empty() && std::find(list.begin(), list.end(), name) == list.end()) list.emplace_back(name);
    });
    return list;
}

}  // namespace core
