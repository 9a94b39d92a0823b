#include "core/imports/moods.hpp"

namespace core::imports {

namespace {

struct Level {
    int level;
    bool given;
    std::string_view names[24];
};

// Daylio's five in some of its languages, older ones too; then what people often call theirs. In small letters.
constexpr Level levels[] = {
    {5,
     true,
     {"rad", "super", "genial", "radical", "fantastico", "super bien", "супер", "wspaniale", "toppen", "superbra",
      "mahtava"}},
    {4, true, {"good", "gut", "bien", "bene", "bem", "goed", "хорошо", "dobrze", "bra", "godt", "hyvä"}},
    {3,
     true,
     {"meh", "ok", "okay", "so lala", "naja", "bof", "mouais", "regular", "così così", "mais ou menos", "oké",
      "так себе", "tak sobie", "sådär"}},
    {2,
     true,
     {"bad", "fugly", "schlecht", "mauvais", "mal", "male", "ruim", "slecht", "плохо", "źle", "dåligt", "dårligt",
      "huono"}},
    {1,
     true,
     {"awful", "lausig", "furchtbar", "miserabel", "horrible", "fatal", "pessimo", "orribile", "horrível", "vreselijk",
      "ужасно", "okropnie", "hemskt", "kauhea"}},
    {5,
     false,
     {"great", "amazing", "awesome", "excellent", "fantastic", "wonderful", "lovely", "toll", "großartig",
      "wunderbar"}},
    {4, false, {"happy", "content", "glücklich", "zufrieden", "heureux", "feliz", "felice"}},
    {3, false, {"average", "fine", "neutral", "normal", "so-so", "mittel"}},
    {2, false, {"sad", "low", "down", "traurig", "triste"}},
    {1, false, {"terrible", "horrific", "depressed", "schrecklich"}},
};

}  // namespace

std::string folded(std::string_view name) {
    std::string text;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto byte = static_cast<unsigned char>(name[i]);
        const auto next = static_cast<unsigned char>(i + 1 < name.size() ? name[i + 1] : 0);
        const auto put = [&](int lead, int trail) {
            text += static_cast<char>(lead);
            text += static_cast<char>(trail);
            ++i;
        };
        if (byte >= 'A' && byte <= 'Z') text += static_cast<char>(byte + 32);
        else if (byte == 0xc3 && next >= 0x80 && next <= 0x9e && next != 0x97) put(byte, next + 0x20);  // À to Þ
        else if (byte == 0xd0 && next >= 0x90 && next <= 0x9f) put(byte, next + 0x20);                  // А to П
        else if (byte == 0xd0 && next >= 0xa0 && next <= 0xaf) put(0xd1, next - 0x20);                  // Р to Я
        else text += name[i];
    }
    return text;
}

std::optional<KnownMood> known_mood(std::string_view name) {
    const auto wanted = folded(name);
    if (wanted.empty()) return std::nullopt;
    for (const auto& level : levels)
        for (const auto known : level.names)
            if (known == wanted) return KnownMood{level.level, level.given};
    return std::nullopt;
}

}  // namespace core::imports
