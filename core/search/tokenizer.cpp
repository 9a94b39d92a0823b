#include "core/search/tokenizer.hpp"

#include <exception>
#include <utility>

#include <sqlite3.h>

namespace core {

namespace {

fts5_api* api_of(sqlite3* db) {
    fts5_api* api = nullptr;
    sqlite3_stmt* ask = nullptr;
    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &ask, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(ask, 1, &api, "fts5_api_ptr", nullptr);
        sqlite3_step(ask);
    }
    sqlite3_finalize(ask);
    return api;
}

fts5_tokenizer unicode61(sqlite3* db, void** context) {
    fts5_tokenizer functions{};
    auto* api = api_of(db);
    if (!api || api->xFindTokenizer(api, "unicode61", context, &functions) != SQLITE_OK)
        throw Fault(Fault::Kind::other, "SQLite was built without full-text search");
    return functions;
}

struct Parting {
    std::string_view text;
    std::vector<Tokenizer::Word> words;
};

int take_word(void* context, int, const char* folded, int size, int from, int to) {
    try {
        auto& parting = *static_cast<Parting*>(context);
        parting.words.push_back(
            {std::string(parting.text.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from))),
             std::string(folded, static_cast<std::size_t>(size))});
        return SQLITE_OK;
    } catch (const std::exception&) {  // nothing is thrown through SQLite
        return SQLITE_NOMEM;
    }
}

}  // namespace

Tokenizer::Tokenizer(const db::Connection& db) {
    void* context = nullptr;
    const auto functions = unicode61(db.raw(), &context);
    const char* options[] = {"remove_diacritics", "2"};
    Fts5Tokenizer* made = nullptr;
    if (functions.xCreate(context, options, 2, &made) != SQLITE_OK)
        throw Fault(Fault::Kind::other, "no tokenizer for the search");
    tokenizer_ = {made, functions.xDelete};
    tokenize_ = functions.xTokenize;
}

std::vector<Tokenizer::Word> Tokenizer::words_of(std::string_view text) const {
    Parting parting{text, {}};
    if (text.empty()) return {};
    if (tokenize_(tokenizer_.get(), &parting, FTS5_TOKENIZE_QUERY, text.data(), static_cast<int>(text.size()),
                  take_word) != SQLITE_OK)
        throw Fault(Fault::Kind::other, "the words to look for could not be parted");
    return std::move(parting.words);
}

}  // namespace core
