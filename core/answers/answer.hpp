#pragma once

#include <string>
#include <string_view>

#include "core/id.hpp"
#include "core/items/item.hpp"
#include "core/time/instant.hpp"

namespace core {

// What one may answer to something shared. It starts from understanding, never from a fix.
enum class AnswerKind {
    hard,  // that sounds hard, I'm here
    more,  // tell me more
    hug,
    glad,      // glad for you
    question,  // own words: one question, to enlarge good news
    words,     // own words
};

struct Answer {
    AnswerId id;
    ItemRef subject;  // a check-in or a thanks
    PersonId author;
    AnswerKind kind = AnswerKind::words;
    std::string text;  // own words; empty for the other kinds
    Instant given_at;
};

inline constexpr std::size_t longest_answer = 1000;  // characters (code points)

constexpr bool has_words(AnswerKind kind) { return kind == AnswerKind::question || kind == AnswerKind::words; }
std::string_view to_text(AnswerKind kind);                // "hard", "more", "hug", "glad", "question", "words"
AnswerKind answer_kind_from_text(std::string_view text);  // anything unknown: words

}  // namespace core
