#include "app/words/drawings.hpp"

#include <utility>

#include "app/words/tr.hpp"

namespace app {

namespace {

constexpr const char* offered[] = {
    "walk",    "bicycle", "ball",  "dumbbell", "waves",    "mountain", "tent",       "tree",   "leaf",    "sprout",
    "flower",  "sun",     "rain",  "snow",     "umbrella", "fire",     "home",       "bed",    "bath",    "pot",
    "cutlery", "cup",     "glass", "cake",     "broom",    "hammer",   "bag",        "folder", "laptop",  "clock",
    "coin",    "bolt",    "car",   "train",    "plane",    "people",   "heart",      "chat",   "phone",   "envelope",
    "pram",    "cap",     "paw",   "cat",      "book",     "music",    "headphones", "brush",  "pencil",  "camera",
    "image",   "screen",  "game",  "star",     "gift",     "candle",   "moon",       "cross",  "calendar"};

}  // namespace

std::span<const char* const> activity_drawings() { return offered; }

const char* drawing_name(std::string_view drawing) {
    const std::pair<std::string_view, const char*> names[] = {{"walk", tr("Walk")},
                                                              {"bicycle", tr("Bicycle")},
                                                              {"ball", tr("Ball")},
                                                              {"dumbbell", tr("Weights")},
                                                              {"waves", tr("Water")},
                                                              {"mountain", tr("Mountain")},
                                                              {"tent", tr("Tent")},
                                                              {"tree", tr("Tree")},
                                                              {"leaf", tr("Leaf")},
                                                              {"sprout", tr("Sprout")},
                                                              {"flower", tr("Flower")},
                                                              {"sun", tr("Sun")},
                                                              {"rain", tr("Rain")},
                                                              {"snow", tr("Snow")},
                                                              {"umbrella", tr("Umbrella")},
                                                              {"fire", tr("Fire")},
                                                              {"home", tr("House")},
                                                              {"bed", tr("Bed")},
                                                              {"bath", tr("Bath")},
                                                              {"pot", tr("Pot")},
                                                              {"cutlery", tr("Meal")},
                                                              {"cup", tr("Cup")},
                                                              {"glass", tr("Glass")},
                                                              {"cake", tr("Cake")},
                                                              {"broom", tr("Broom")},
                                                              {"hammer", tr("Hammer")},
                                                              {"bag", tr("Shopping")},
                                                              {"folder", tr("Folder")},
                                                              {"laptop", tr("Computer")},
                                                              {"clock", tr("Clock")},
                                                              {"coin", tr("Money")},
                                                              {"bolt", tr("Lightning")},
                                                              {"car", tr("Car")},
                                                              {"train", tr("Train")},
                                                              {"plane", tr("Journey")},
                                                              {"people", tr("People")},
                                                              {"heart", tr("Heart")},
                                                              {"chat", tr("Talk")},
                                                              {"phone", tr("Phone")},
                                                              {"envelope", tr("Letter")},
                                                              {"pram", tr("Pram")},
                                                              {"cap", tr("School")},
                                                              {"paw", tr("Paw")},
                                                              {"cat", tr("Cat")},
                                                              {"book", tr("Book")},
                                                              {"music", tr("Music")},
                                                              {"headphones", tr("Headphones")},
                                                              {"brush", tr("Brush")},
                                                              {"pencil", tr("Pencil")},
                                                              {"camera", tr("Camera")},
                                                              {"image", tr("Picture")},
                                                              {"screen", tr("Screen")},
                                                              {"game", tr("Game")},
                                                              {"star", tr("Star")},
                                                              {"gift", tr("Gift")},
                                                              {"candle", tr("Candle")},
                                                              {"moon", tr("Moon")},
                                                              {"cross", tr("Doctor")},
                                                              {"calendar", tr("Calendar")}};
    for (const auto& [known, name] : names)
        if (known == drawing) return name;
    return tr("Drawing");
}

}  // namespace app
