#include "core/json_reading.hpp"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

using core::JsonRead;
using core::JsonRules;
using core::read_json_of_strangers;
using Json = nlohmann::json;

TEST_CASE("JSON is read as the library reads it", "[core][json]") {
    for (const std::string text :
         {R"({"a": [1, -2, 3.5, "ü", null, true, {"b": []}], "c": {"d": {"e": 18446744073709551615}}})", "[]", "{}",
          "7", R"("x")", R"([[[[[]]]], {"a": 1, "a": 2}])"}) {
        const auto read = read_json_of_strangers(text, {});
        CHECK(read.problem == JsonRead::Problem::none);
        CHECK(read.value == Json::parse(text));
    }
}

TEST_CASE("what is no JSON is said to be none, and where", "[core][json]") {
    CHECK(read_json_of_strangers("", {}).problem == JsonRead::Problem::not_json);
    const auto read = read_json_of_strangers(R"({"a": 1, b})", {});
    CHECK(read.problem == JsonRead::Problem::not_json);
    CHECK(read.at == 9);
    CHECK(read.value == Json{{"a", 1}});
    CHECK(read_json_of_strangers("[1e999]", {}).problem == JsonRead::Problem::number_too_large);
    CHECK(read_json_of_strangers("{} {}", {}).problem == JsonRead::Problem::not_json);
}

TEST_CASE("what is too deep is refused or left out, and what is too much is refused", "[core][json]") {
    const std::string text = R"([1, [2, [3, [4]]], {"a": {"b": {"c": 5}, "d": 6}}, 7])";
    CHECK(read_json_of_strangers(text, {2}).problem == JsonRead::Problem::too_much);
    CHECK(read_json_of_strangers(text, {4}).problem == JsonRead::Problem::none);
    const auto read = read_json_of_strangers(text, {2, JsonRules::Deeper::left_out});
    CHECK(read.problem == JsonRead::Problem::none);
    CHECK(read.value == Json::parse(R"([1, [2, []], {"a": {}}, 7])"));

    JsonRules few;
    few.most_values = 4;  // an array counts twice, for its two ends
    CHECK(read_json_of_strangers("[1, 2]", few).problem == JsonRead::Problem::none);
    CHECK(read_json_of_strangers("[1, 2, 3]", few).problem == JsonRead::Problem::too_much);
    CHECK(read_json_of_strangers(std::string(1'000'000, '['), {}).problem == JsonRead::Problem::too_much);
    CHECK(read_json_of_strangers(std::string(1'000'000, '['), {9, JsonRules::Deeper::left_out}).problem ==
          JsonRead::Problem::not_json);
}

TEST_CASE("elements are handed over one by one, also before the text breaks off", "[core][json]") {
    std::vector<std::string> taken;
    JsonRules rules;
    rules.take = [&](const std::string& member, const Json& element) {
        taken.push_back(member + element.dump());
        return member == "a";
    };
    const auto read = read_json_of_strangers(R"({"a": [1, {"b": [2]}, [3]], "c": [4], "d": {"e": [5]}})", rules);
    CHECK(taken == std::vector<std::string>{"a1", R"(a{"b":[2]})", "a[3]", "c4"});
    CHECK(read.value == Json::parse(R"({"a": [], "c": [4], "d": {"e": [5]}})"));
    taken.clear();
    CHECK(read_json_of_strangers(R"({"a": [1, {"b": 2}, {"c": )", rules).problem == JsonRead::Problem::not_json);
    CHECK(taken.size() == 2);
}
