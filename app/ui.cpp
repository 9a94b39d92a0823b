#include "app/ui.hpp"

#include <algorithm>
#include <cmath>

#include "app/words/sentences.hpp"

namespace app {

namespace {

// From a web page's font size (the em) to Dear ImGui's (ascent to descent), by the faces' own metrics.
constexpr float text_line = 1.362f;    // Noto Sans: 1069 + 293 of 1000
constexpr float heading_line = 1.25f;  // Quicksand: 1000 + 250 of 1000

}  // namespace

const core::Person* Ui::person(const std::optional<core::PersonId>& id) const {
    if (!id) return nullptr;
    const auto found = std::find_if(people->begin(), people->end(), [&](const auto& p) { return p.id == *id; });
    return found == people->end() ? nullptr : &*found;
}

const core::Person* Ui::partner() const {
    for (const auto& person : *people)
        if (me() != person.id) return &person;
    return nullptr;
}

TypeFace Ui::face(Type type) const {
    const auto sized = [&](ImFont* font, float em, float line) { return TypeFace{font, std::round(u(em) * line)}; };
    switch (type) {
        case Type::caption: return sized(fonts.text, 13, text_line);
        case Type::tiny: return sized(fonts.strong, 13, text_line);
        case Type::small: return sized(fonts.text, 14.5f, text_line);
        case Type::text: return sized(fonts.text, 16, text_line);
        case Type::body: return sized(fonts.text, 17, text_line);
        case Type::strong: return sized(fonts.strong, 16.5f, text_line);
        case Type::title: return sized(fonts.heading, 21, heading_line);
        case Type::heading: return sized(fonts.heading, narrow ? 30.f : 34.f, heading_line);
        case Type::display: return sized(fonts.heading, 46, heading_line);
    }
    return {};
}

void Ui::post_and_say(core::Command command, std::string said, Done done) {
    post(std::move(command), [this, said = std::move(said), done = std::move(done)](const auto& result) {
        if (result) say_with_undo(said);
        else refuse(result.refusal());
        if (done) done(result);
    });
}

void Ui::refuse(core::Refusal refusal) { say(sentence(refusal)); }

void IdScope::push(const core::Uuid& id) {
    const auto* bytes = reinterpret_cast<const char*>(id.bytes.data());
    ImGui::PushID(bytes, bytes + id.bytes.size());
}

}  // namespace app
