#pragma once

namespace app {

// "Rough" … "Lovely", of a mood 1…5.
const char* mood_name(int mood);
// The same within a sentence: "rough" … "lovely".
const char* mood_word(int mood);

}  // namespace app
