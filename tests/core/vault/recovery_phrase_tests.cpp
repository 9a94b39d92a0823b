#include <algorithm>
#include <cctype>
#include <filesystem>
#include <string>
#include <vector>

#include <sodium.h>
#include <catch2/catch_test_macros.hpp>

#include "core/hex.hpp"
#include "core/vault/recovery_phrase.hpp"
#include "tests/core/files.hpp"
#include "tests/core/seeded_random.hpp"

using namespace core;

namespace {

Secret secret_of(const std::string& hex) {
    Secret bytes(hex.size() / 2);
    REQUIRE(from_hex(hex, bytes.data(), bytes.size()));
    return bytes;
}

std::string joined(const std::vector<std::string>& words, const std::string& between = " ") {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : between) + word;
    return text;
}

bool stands_for(const std::string& phrase, const Secret& entropy) {
    const auto read = entropy_of(phrase);
    return read && read.value() == entropy;
}

bool refused(const std::string& phrase) {
    const auto read = entropy_of(phrase);
    return !read && read.refusal() == Refusal::wrong_words;
}

constexpr const char* legal = "legal winner thank year wave sausage worth useful legal winner thank yellow";

}  // namespace

TEST_CASE("the recovery words are the English list of BIP-39, byte for byte", "[core][vault]") {
    const auto file = tests::bytes_in(std::filesystem::path(INGLENOOK_SOURCE_DIR) / "assets/vault/words.txt");
    std::uint8_t digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, reinterpret_cast<const std::uint8_t*>(file.data()), file.size());
    CHECK(to_hex(digest, sizeof digest) == "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
    std::string embedded;
    for (const auto word : recovery_words) embedded += std::string(word) + "\n";
    CHECK(embedded == file);
    CHECK(std::is_sorted(recovery_words.begin(), recovery_words.end()));
}

TEST_CASE("the published examples of BIP-39 hold in both directions", "[core][vault]") {
    const std::vector<std::pair<std::string, std::string>> examples = {
        {"00000000000000000000000000000000",
         "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"},
        {"7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f", legal},
        {"80808080808080808080808080808080",
         "letter advice cage absurd amount doctor acoustic avoid letter advice cage above"},
        {"ffffffffffffffffffffffffffffffff", "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong"},
        {"9e885d952ad362caeb4efe34a8e91bd2",
         "ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic"},
        {"c0ba5a8e914111210f2bd131f3d5e08d",
         "scheme spot photo card baby mountain device kick cradle pact join borrow"},
        {"23db8160a31d3e0dca3688ed941adbf3",
         "cat swing flag economy stadium alone churn speed unique patch report train"},
        {"f30f8c1da665478f49b001d94c5fc452",
         "vessel ladder alter error federal sibling chat ability sun glass valve picture"},
    };
    for (const auto& [hex, phrase] : examples) {
        INFO(phrase);
        CHECK(recovery_phrase(secret_of(hex)) == phrase);
        CHECK(stands_for(phrase, secret_of(hex)));
    }
}

TEST_CASE("any entropy comes back from its phrase", "[core][vault]") {
    tests::SeededRandom random(11);
    for (int round = 0; round < 500; ++round) {
        Secret entropy(recovery_entropy_bytes);
        random.fill(entropy.data(), entropy.size());
        const auto phrase = recovery_phrase(entropy);
        REQUIRE(words_of(phrase).size() == recovery_word_count);
        REQUIRE(stands_for(phrase, entropy));
    }
}

TEST_CASE("a word read as another never stands for the same, and is mostly refused", "[core][vault]") {
    const auto right = words_of(legal);
    const auto entropy = entropy_of(legal);
    REQUIRE(entropy);
    int tried = 0, passed = 0;
    for (std::size_t place = 0; place < right.size(); ++place)
        for (std::size_t other = 0; other < recovery_words.size(); other += 3) {
            auto words = right;
            if (words[place] == recovery_words[other]) continue;
            words[place] = std::string(recovery_words[other]);
            const auto read = entropy_of(joined(words));
            ++tried;
            passed += read ? 1 : 0;
            if (read) REQUIRE_FALSE(read.value() == entropy.value());
        }
    // Four check bits: one in sixteen comes through here, and is refused by what it would have to open.
    CHECK(passed < tried / 12);
    CHECK(passed > tried / 24);

    tried = passed = 0;
    for (std::size_t a = 0; a < right.size(); ++a)
        for (std::size_t b = a + 1; b < right.size(); ++b) {
            auto words = right;
            if (words[a] == words[b]) continue;
            std::swap(words[a], words[b]);
            const auto read = entropy_of(joined(words));
            ++tried;
            passed += read ? 1 : 0;
            if (read) CHECK_FALSE(read.value() == entropy.value());
        }
    CHECK(passed < tried / 4);
}

TEST_CASE("a phrase may be written as people write", "[core][vault]") {
    const auto words = words_of(legal);
    const auto entropy = entropy_of(legal);
    REQUIRE(entropy);
    std::string capitals = legal, numbered, short_ones, lines;
    for (auto& c : capitals) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    for (std::size_t i = 0; i < words.size(); ++i) {
        numbered += std::to_string(i + 1) + ". " + words[i] + (i + 1 < words.size() ? ", " : "");
        short_ones += (i ? " " : "") + words[i].substr(0, 4);
        lines += "\t" + words[i] + "\r\n";
    }
    for (const auto& phrase : {capitals, numbered, short_ones, lines, "  " + joined(words, "   ") + " ",
                               joined(words, "-"), joined(words, "\xc2\xa0")}) {
        INFO(phrase);
        CHECK(stands_for(phrase, entropy.value()));
    }
    for (const auto& phrase : {std::string(), std::string("abandon"), std::string(legal) + " yellow",
                               std::string(legal).substr(0, 66), "xy" + std::string(legal),
                               std::string("leg winner thank year wave sausage worth useful legal winner thank yellow"),
                               std::string(legal) + " 7 x", std::string(100'000, 'a'), std::string("\0\xff\xfe", 3)})
        CHECK(refused(phrase));
}

TEST_CASE("a word is completed once nothing else begins like it", "[core][vault]") {
    CHECK(completed_word("").empty());
    CHECK(completed_word("ab").empty());
    CHECK(completed_word("aban") == "abandon");
    CHECK(completed_word("abandon") == "abandon");
    CHECK(completed_word("abandons").empty());
    CHECK(completed_word("act") == "act");  // also the beginning of others
    CHECK(completed_word("acti") == "action");
    CHECK(completed_word("zo").empty());
    CHECK(completed_word("zoo") == "zoo");
    CHECK(completed_word("zz").empty());
    for (const auto word : recovery_words) {
        REQUIRE(completed_word(word) == word);
        if (word.size() >= 4) REQUIRE(completed_word(word.substr(0, 4)) == word);
    }
}
