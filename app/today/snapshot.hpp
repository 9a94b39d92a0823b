#pragma once

#include "app/today/today_screen.hpp"

namespace app::today {

Snapshot ask(const Ui& ui, const State& state, const Key& key);

// Words that go with a mood, to be added with a second tap.
std::vector<const char*> feelings_for(int mood);
// "tired, hopeful" with one word added, or taken out where it is there already.
std::string with_word_toggled(const std::string& words, const std::string& word);
std::vector<std::string> words_of(const std::string& words);

}  // namespace app::today
