#include "app/words/colours.hpp"

#include "app/words/tr.hpp"

namespace app {

const char* colour_name(std::string_view colour) {
    if (colour == "plum") return tr("Plum");
    if (colour == "sky") return tr("Sky");
    if (colour == "ember") return tr("Ember");
    if (colour == "sage") return tr("Sage");
    if (colour == "honey") return tr("Honey");
    if (colour == "rose") return tr("Rose");
    if (colour == "teal") return tr("Teal");
    return tr("Slate");
}

}  // namespace app
