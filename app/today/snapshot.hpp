#pragma once

#include "app/today/today_screen.hpp"

namespace app::today {

Snapshot ask(const Ui& ui, const std::optional<core::Memory>& memory, State& state, const Key& key);
// Of one check-in alone, whoever's: `mine` or the only one of `shared`; neither where it is not seen (any more).
Snapshot ask_one(const Ui& ui, State& state, core::CheckInId id);

// Words that go with a mood, to be added with a second tap; as they are stored, to be translated where they are shown.
std::vector<const char*> feelings_for(int mood);
// "tired, hopeful" with one word added, or taken out where it is there already.
std::string with_word_added(const std::string& words, const std::string& word);
std::string with_word_toggled(const std::string& words, const std::string& word);
std::vector<std::string> words_of(const std::string& words);

}  // namespace app::today
