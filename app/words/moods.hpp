#pragma once

namespace app {

// "Rough" … "Lovely", of a mood 1…5.
const char* mood_name(int mood);

}  // namespace app
