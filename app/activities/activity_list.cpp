#include "app/activities/activity_list.hpp"

#include <utility>

namespace app::activities {

namespace {

// Marks a text for the catalogue's collector; what is stored is the text itself, the same in every language.
constexpr const char* msgid(const char* text) { return text; }

constexpr std::pair<const char*, const char*> list[] = {
    {msgid("a walk"), "walk"},     {msgid("work"), "folder"},     {msgid("friends"), "people"},
    {msgid("family"), "home"},     {msgid("cooking"), "pot"},     {msgid("time together"), "heart"},
    {msgid("time alone"), "moon"}, {msgid("sport"), "ball"},      {msgid("reading"), "book"},
    {msgid("music"), "music"},     {msgid("a journey"), "plane"}, {msgid("the house"), "broom"},
    {msgid("outdoors"), "tree"},   {msgid("play"), "game"}};

}  // namespace

std::vector<Entry> usual() {
    std::vector<Entry> entries;
    for (const auto& [name, icon] : list) entries.push_back({{}, name, icon});
    return entries;
}

std::string_view usual_icon(std::string_view name) {
    for (const auto& [known, icon] : list)
        if (name == known) return icon;
    return {};
}

}  // namespace app::activities
