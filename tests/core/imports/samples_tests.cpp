#include <filesystem>
#include <fstream>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/imports/read.hpp"
#include "core/time/day.hpp"
#include "tests/core/imports/samples.hpp"

using namespace core::imports;

namespace {

// A file in another program's form, written by us. What its lines say to somebody who only looks for where an entry
// begins: on which days there is one, and which line says of itself that it is malformed.
struct Looked {
    std::vector<std::string> days;
    std::vector<std::size_t> malformed;  // by the line, or by the number of the entry
};

enum class Counted { by_line, by_entry };

Looked look_through(const std::filesystem::path& file, const std::string& beginning, Counted counted) {
    Looked looked;
    std::ifstream lines(file);
    REQUIRE(lines);
    const std::regex begins(beginning);
    std::size_t number = 0, entry = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        std::smatch found;
        const bool is_entry = std::regex_search(line, found, begins);
        entry += is_entry;
        if (line.find("malformed") != std::string::npos)
            looked.malformed.push_back(counted == Counted::by_line ? number : entry);
        else if (is_entry) looked.days.push_back(found[1]);
    }
    return looked;
}

std::filesystem::path sample(const char* name) { return tests::own_samples() / name; }

void check(const Batch& batch, const Looked& looked) {
    std::vector<std::string> days;
    for (const auto& entry : batch.entries) days.push_back(core::to_iso(entry.day));
    CHECK(days == looked.days);
    CHECK(days.size() >= 2);
    std::vector<std::size_t> problems;
    for (const auto& problem : batch.problems) problems.push_back(problem.line);
    CHECK(problems == looked.malformed);
    CHECK_FALSE(problems.empty());
}

}  // namespace

TEST_CASE("our samples of Daylio's files are read to the last line, but for the malformed one", "[core][imports]") {
    for (const char* name : {"daylio.csv", "daylio-seven-columns.csv", "daylio-nine-columns.csv"}) {
        INFO(name);
        check(read(Program::daylio, sample(name)),
              look_through(sample(name), R"(^(\d{4}-\d\d-\d\d),)", Counted::by_line));
    }
    const auto batch = read(Program::daylio, sample("daylio.csv"));
    REQUIRE(batch.entries.size() > 2);
    CHECK(batch.entries[0].activities == std::vector<std::string>{"reading", "a long bath"});
    CHECK(batch.entries[1].text == "Late again\nThe 14 did not come.\nWalked home instead.");
    CHECK(batch.entries[2].mood == "Cosy");
}

TEST_CASE("our sample of Presently's file is read to the last line, but for the malformed one", "[core][imports]") {
    const auto batch = read(Program::presently, sample("presently.csv"));
    check(batch, look_through(sample("presently.csv"), R"(^(\d{4}-\d\d-\d\d),)", Counted::by_line));
    REQUIRE_FALSE(batch.entries.empty());
    CHECK(batch.entries[0].text == "The first crocus.\nAnd the postman, who whistles \"Für Elise\".");
}

TEST_CASE("our sample of jrnl's file is read to the last line, but for the malformed entry", "[core][imports]") {
    const auto batch = read(Program::jrnl, sample("jrnl.txt"));
    check(batch, look_through(sample("jrnl.txt"), R"(^\[(\d{4}-\d\d-\d\d)[ \]])", Counted::by_line));
    REQUIRE_FALSE(batch.entries.empty());
    CHECK(batch.entries.back().text == "A day without a time\n[x] bread, [ ] milk");
}

TEST_CASE("our sample of Day One's journal is read to the last entry, but for the malformed one", "[core][imports]") {
    const auto batch = read(Program::day_one, sample("dayone.json"));
    check(batch, look_through(sample("dayone.json"), R"re("creationDate":"(\d{4}-\d\d-\d\d|))re", Counted::by_entry));
    REQUIRE_FALSE(batch.entries.empty());
    CHECK(batch.entries[0].text == "# The garden\n\nSnowdrops, and a wren.\n#garden");
}

TEST_CASE("our samples of RedNotebook's months are read to the last day, but for the malformed ones",
          "[core][imports]") {
    Looked all;
    for (const char* month : {"2026-03", "2026-04"}) {
        auto looked =
            look_through(sample("rednotebook") / (std::string(month) + ".txt"), R"(^(\d{1,2}):)", Counted::by_line);
        for (const auto& day : looked.days)
            all.days.push_back(std::string(month) + (day.size() == 1 ? "-0" : "-") + day);
        all.malformed.insert(all.malformed.end(), looked.malformed.begin(), looked.malformed.end());
    }
    const auto batch = read(Program::red_notebook, sample("rednotebook"));
    check(batch, all);
    REQUIRE_FALSE(batch.entries.empty());
    CHECK(batch.entries[0].text == "Snow once more.\n\nIt lay until noon.\n#walk");
}
