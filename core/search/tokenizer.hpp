#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/db/connection.hpp"

struct Fts5Tokenizer;

namespace core {

// The words of a text as FTS5 itself parts it (unicode61, remove_diacritics 2). The index is parted by the same, so
// what is looked for and what is kept agree, whatever stands between two letters. See “Extending FTS5” at
// sqlite.org/fts5.html.
class Tokenizer {
public:
    static constexpr const char* name = "unicode61 remove_diacritics 2";  // as a table of FTS5 is told to use it

    struct Word {
        std::string written;  // its bytes in the text; with nothing in them that would part it again
        std::string folded;   // as the index has it: without accents and capitals
    };

    explicit Tokenizer(const db::Connection& db);

    // In their order. Any bytes may be asked about.
    std::vector<Word> words_of(std::string_view text) const;

private:
    using TakeWord = int (*)(void*, int, const char*, int, int, int);

    std::shared_ptr<Fts5Tokenizer> tokenizer_;
    int (*tokenize_)(Fts5Tokenizer*, void*, int, const char*, int, TakeWord) = nullptr;
};

}  // namespace core
