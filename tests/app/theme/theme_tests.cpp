#include "app/theme/theme.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <imgui_internal.h>
#include <catch2/catch_test_macros.hpp>

#include "core/people/person.hpp"
#include "core/rituals/ritual.hpp"
#include "tests/app/headless.hpp"

using namespace app;
using headless::Stage;

namespace {

constexpr double readable = 4.5;

std::string hex(Colour colour) {
    char text[16];
    std::snprintf(text, sizeof text, "#%02X%02X%02X", colour & 0xff, colour >> 8 & 0xff, colour >> 16 & 0xff);
    return text;
}

// --- what is drawn, looked at ---------------------------------------------------------------------------

using Light = std::array<double, 3>;

Light light_of(Colour c) {
    return {static_cast<double>(c & 0xff), static_cast<double>(c >> 8 & 0xff), static_cast<double>(c >> 16 & 0xff)};
}
Colour colour_of(const Light& l) {
    const auto part = [&](std::size_t i) { return static_cast<Colour>(std::lround(std::clamp(l[i], 0.0, 255.0))); };
    return 0xff000000u | part(2) << 16 | part(1) << 8 | part(0);
}
double opacity(Colour c) { return static_cast<double>(c >> 24) / 255; }

Light over(const Light& ground, const Light& colour, double alpha) {
    Light result{};
    for (std::size_t i = 0; i < 3; ++i) result[i] = ground[i] * (1 - alpha) + colour[i] * alpha;
    return result;
}

struct Word {  // a letter of one
    ImVec2 at;
    Colour colour;
    Light ground;
    bool overlay;
};

// Goes through the drawing in its order: what lies under each letter when it is drawn. A photo counts as white, the
// worst there is for the white words on it.
std::vector<Word> letters() {
    const auto* data = ImGui::GetDrawData();
    const auto& white = ImGui::GetIO().Fonts->TexUvWhitePixel;
    std::vector<Word> words;
    // First where the letters are, then all that lies beneath each of them.
    struct Triangle {
        const ImDrawVert* v[3];
        ImVec4 box, clip;
        bool photo;
    };
    std::vector<Triangle> triangles;
    struct Letter {
        ImVec2 at;
        Colour colour;
        std::size_t before;
        bool overlay;
    };
    std::vector<Letter> found;
    for (const ImDrawList* list : data->CmdLists) {
        const bool overlay = std::string_view(list->_OwnerName).substr(0, 9) != "inglenook";
        for (const auto& command : list->CmdBuffer) {
            const bool photo = command.GetTexID() >= 1'000'000;
            for (unsigned i = 0; i + 3 <= command.ElemCount; i += 3) {
                const auto vertex = [&](unsigned k) {
                    return &list->VtxBuffer[static_cast<int>(
                        command.VtxOffset + list->IdxBuffer[static_cast<int>(command.IdxOffset + i + k)])];
                };
                const ImDrawVert* v[3] = {vertex(0), vertex(1), vertex(2)};
                const bool plain = v[0]->uv.x == white.x && v[0]->uv.y == white.y;
                if (plain || photo) {
                    const ImVec2 a = v[0]->pos, b = v[1]->pos, c = v[2]->pos;
                    const ImVec4 box{std::min({a.x, b.x, c.x}), std::min({a.y, b.y, c.y}), std::max({a.x, b.x, c.x}),
                                     std::max({a.y, b.y, c.y})};
                    triangles.push_back({{v[0], v[1], v[2]}, box, command.ClipRect, photo});
                } else {
                    // Each letter is two triangles with a common diagonal; the first speaks for both, below.
                    const ImVec2 c = {(v[0]->pos.x + v[2]->pos.x) / 2, (v[0]->pos.y + v[2]->pos.y) / 2};
                    const auto& clip = command.ClipRect;
                    if (c.x > clip.x && c.x < clip.z && c.y > clip.y && c.y < clip.w)
                        found.push_back({c, v[0]->col, triangles.size(), overlay});
                }
            }
        }
    }
    for (std::size_t n = 0; n < found.size(); n += 2) {
        const auto& letter = found[n];
        Light ground{};
        const auto& p = letter.at;
        for (std::size_t t = 0; t < letter.before; ++t) {
            const auto& [v, box, clip, photo] = triangles[t];
            if (p.x < box.x || p.x > box.z || p.y < box.y || p.y > box.w) continue;
            if (p.x < clip.x || p.x >= clip.z || p.y < clip.y || p.y >= clip.w) continue;
            const auto a = v[0]->pos, b = v[1]->pos, c = v[2]->pos;
            const double area = static_cast<double>(b.x - a.x) * static_cast<double>(c.y - a.y) -
                                static_cast<double>(c.x - a.x) * static_cast<double>(b.y - a.y);
            if (std::fabs(area) < 1e-6) continue;
            const double wb = (static_cast<double>(p.x - a.x) * static_cast<double>(c.y - a.y) -
                               static_cast<double>(c.x - a.x) * static_cast<double>(p.y - a.y)) /
                              area;
            const double wc = (static_cast<double>(b.x - a.x) * static_cast<double>(p.y - a.y) -
                               static_cast<double>(p.x - a.x) * static_cast<double>(b.y - a.y)) /
                              area;
            const double wa = 1 - wb - wc;
            if (wa < 0 || wb < 0 || wc < 0) continue;
            const double alpha = opacity(v[0]->col) * wa + opacity(v[1]->col) * wb + opacity(v[2]->col) * wc;
            Light colour = {255, 255, 255};
            if (!photo)
                for (std::size_t k = 0; k < 3; ++k)
                    colour[k] = light_of(v[0]->col)[k] * wa + light_of(v[1]->col)[k] * wb + light_of(v[2]->col)[k] * wc;
            ground = over(ground, colour, alpha);
        }
        words.push_back({p, letter.colour, ground, letter.overlay});
    }
    return words;
}

const app::semantics::Node* node_at(const Stage& stage, const Word& word) {
    const app::semantics::Node* best = nullptr;
    for (const auto& node : stage.tree().nodes())
        if (node.overlay == word.overlay && node.role != app::semantics::Role::dialog &&
            node.rect.contains({word.at.x, word.at.y, word.at.x, word.at.y}) &&
            (!best || node.rect.width() * node.rect.height() < best->rect.width() * best->rect.height()))
            best = &node;
    return best;
}

// Everything that is written now, by what it is and how well it reads.
std::map<std::string, double> hard_to_read(const Stage& stage) {
    bool sheet = false;
    for (const auto& node : stage.tree().nodes()) sheet |= node.role == app::semantics::Role::dialog;
    std::map<std::string, double> hard;
    for (const auto& word : letters()) {
        if (sheet && !word.overlay) continue;  // beneath the scrim
        const Colour ground = colour_of(word.ground);
        const Colour ink = colour_of(over(word.ground, light_of(word.colour), opacity(word.colour)));
        const double ratio = contrast(ink, ground);
        if (ratio >= readable - 0.02) continue;
        const auto* node = node_at(stage, word);
        if (node && node->name == "Add") continue;  // a button that does nothing yet
        const auto name =
            node ? std::string(app::semantics::to_text(node->role)) + " \"" + node->name.substr(0, 40) + '"'
                 : std::string("nothing told");
        const auto key = name + ": " + hex(ink) + " on " + hex(ground);
        hard[key] = ratio;
    }
    return hard;
}

}  // namespace

TEST_CASE("the contrast of two colours is as WCAG counts it", "[app][theme]") {
    CHECK(contrast(rgb(0xffffff), rgb(0x000000)) == 21.0);
    CHECK(contrast(rgb(0x777777), rgb(0x777777)) == 1.0);
    CHECK(std::fabs(contrast(rgb(0x767676), rgb(0xffffff)) - 4.54) < 0.01);
    CHECK(contrast(rgb(0x123456), rgb(0xfedcba)) == contrast(rgb(0xfedcba), rgb(0x123456)));
}

TEST_CASE("every pair of text and ground reads in both schemes", "[app][theme]") {
    for (const auto scheme : {Scheme::light, Scheme::dark}) {
        const auto theme = make_theme(scheme);
        const auto check = [&](const char* what, Colour text, Colour ground) {
            INFO((scheme == Scheme::light ? "light: " : "dark: ")
                 << what << ", " << hex(text) << " on " << hex(ground));
            CHECK(contrast(text, ground) >= readable);
        };
        check("ink on paper", theme.ink, theme.paper);
        check("ink on a card", theme.ink, theme.card);
        check("ink in a field", theme.ink, theme.field);
        check("quiet on paper", theme.quiet, theme.paper);
        check("quiet on a card", theme.quiet, theme.card);
        check("quiet in a field", theme.quiet, theme.field);
        check("quiet on the bar", theme.quiet, mix(theme.paper, theme.card, 0.5f));
        check("ink on a plain button", theme.ink, mix(theme.card, theme.line, 0.55f));
        for (const char* name : core::person_colours) {
            const auto& tone = theme.tone(name);
            CAPTURE(name);
            check("deep on soft", tone.deep, tone.soft);
            check("deep on paper", tone.deep, theme.paper);
            check("deep on a card", tone.deep, theme.card);
            check("on fill", tone.on_fill, tone.fill);
            check("ink on soft", theme.ink, tone.soft);
        }
        check("quiet on the notes' ground", theme.quiet, theme.plum.soft);
    }
}

TEST_CASE("eight people are eight colours", "[app][theme]") {
    for (const auto scheme : {Scheme::light, Scheme::dark}) {
        const auto theme = make_theme(scheme);
        for (const char* one : core::person_colours)
            for (const char* other : core::person_colours) {
                if (one == other) continue;
                const auto a = theme.tone(one).fill, b = theme.tone(other).fill;
                double distance = 0;
                for (const int shift : {0, 8, 16})
                    distance +=
                        std::pow(static_cast<double>(a >> shift & 0xff) - static_cast<double>(b >> shift & 0xff), 2);
                INFO(one << " " << hex(a) << ", " << other << " " << hex(b));
                CHECK(std::sqrt(distance) > 30);
            }
        for (const char* name : core::ritual_colours)
            CHECK(std::find_if(std::begin(core::person_colours), std::end(core::person_colours), [&](const char* p) {
                      return std::string_view(p) == name;
                  }) != std::end(core::person_colours));
    }
}

TEST_CASE("a colour from a newer version is some colour", "[app][theme]") {
    const auto theme = make_theme(Scheme::light);
    CHECK(theme.tone("ultraviolet").fill == theme.ember.fill);
    for (int mood = 1; mood <= 5; ++mood)
        for (int other = mood + 1; other <= 5; ++other) CHECK(theme.mood(mood).solid != theme.mood(other).solid);
}

TEST_CASE("every word on every screen reads on what lies beneath it", "[app][theme]") {
    for (const bool dark : {false, true})
        for (const auto size : {headless::desktop, headless::phone})
            for (const auto screen : screen_names()) {
                const bool nobody = screen == "welcome";
                Stage stage({size,
                             nobody ? std::nullopt : std::optional(core::demo::Request{1, 1, 24}),
                             {},
                             std::string(screen),
                             {}});
                stage.services.dark = dark;
                stage.settle();
                if (screen == "today") {
                    stage.click("Good");
                    stage.frame(2);
                }
                stage.wait(0.5);  // what fades in has come
                REQUIRE(letters().size() > 10);
                for (const auto& [what, ratio] : hard_to_read(stage)) {
                    UNSCOPED_INFO(screen << (dark ? ", dark, " : ", light, ") << size.width << ": " << what << ", "
                                         << ratio);
                    CHECK(what.empty());
                }
            }
}
