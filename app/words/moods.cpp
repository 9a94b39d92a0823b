#include "app/words/moods.hpp"

#include "app/words/tr.hpp"

namespace app {

const char* mood_name(int mood) {
    switch (mood) {
        case 1: return tr("Rough");
        case 2: return tr("Low");
        case 3: return tr("Okay");
        case 4: return tr("Good");
        default: return tr("Lovely");
    }
}

const char* mood_word(int mood) {
    switch (mood) {
        case 1: return tr("rough");
        case 2: return tr("low");
        case 3: return tr("okay");
        case 4: return tr("good");
        default: return tr("lovely");
    }
}

}  // namespace app
