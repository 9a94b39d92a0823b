#include "platform/desktop/command_line/text_to_read.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "app/words/sentences.hpp"
#include "platform/desktop/command_line/command_line.hpp"
#include "platform/desktop/command_line/reading.hpp"
#include "tests/core/temporary_folder.hpp"
#include "tests/platform/desktop/command_line/said.hpp"

using platform::desktop::read_text;
using platform::desktop::read_texts;
using platform::desktop::Stop;
using platform::desktop::TextToRead;
using Json = nlohmann::json;

namespace {

// A descriptor with bytes in it, to their end.
class Bytes {
public:
    explicit Bytes(const std::string& bytes) : file_(std::tmpfile()) {
        REQUIRE(file_);
        REQUIRE(std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size());
        std::rewind(file_);
    }
    ~Bytes() { std::fclose(file_); }
    Bytes(const Bytes&) = delete;
    Bytes& operator=(const Bytes&) = delete;
    int number() const { return fileno(file_); }

private:
    std::FILE* file_;
};

// In the standard input's place while it lives.
class StandardInput {
public:
    explicit StandardInput(const std::string& bytes)
        : bytes_(bytes), before_(fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 10)) {
        REQUIRE(dup2(bytes_.number(), STDIN_FILENO) == STDIN_FILENO);
    }
    ~StandardInput() {
        if (before_ >= 0) dup2(before_, STDIN_FILENO), close(before_);
    }
    StandardInput(const StandardInput&) = delete;
    StandardInput& operator=(const StandardInput&) = delete;

private:
    Bytes bytes_;
    int before_;
};

TextToRead from(int fd) {
    TextToRead text;
    text.fd = fd;
    text.name = "note";
    return text;
}

TextToRead in_file(const std::string& file) {
    TextToRead text;
    text.file = file;
    text.name = "note";
    return text;
}

Stop stopped(const TextToRead& text) {
    try {
        (void)read_text(text);
    } catch (const Stop& stop) {
        return stop;
    }
    FAIL("it was read");
    return {0, ""};
}

std::string read(const std::string& bytes) {
    const Bytes there(bytes);
    return read_text(from(there.number()));
}

struct Home {
    tests::TemporaryFolder temporary;
    std::string said, complained;

    Home() {
        setenv("INGLENOOK_SECRETS", (temporary.path() / "device").c_str(), 1);
        REQUIRE(run({"people", "add", "Anna"}) == 0);
        REQUIRE(run({"people", "add", "Ben"}) == 0);
    }
    int run(std::vector<std::string> arguments) {
        const auto ended = tests::run_in(temporary.path() / "home", std::move(arguments));
        said = ended.out, complained = ended.err;
        return ended.exit_code;
    }
    Json listed(const std::string& what, const std::string& viewer = "Anna") {
        REQUIRE(run({"list", what, "--viewer", viewer, "--json"}) == 0);
        return Json::parse(said);
    }
};

}  // namespace

TEST_CASE("a text that is read loses one line's end and nothing else", "[platform][text]") {
    CHECK(read("a note") == "a note");
    CHECK(read("a note\n") == "a note");
    CHECK(read("a note\r\n") == "a note");
    CHECK(read("a note\n\n") == "a note\n");
    CHECK(read("a note\r") == "a note\r");
    CHECK(read("two\nlines\n") == "two\nlines");
    CHECK(read("") == "");
    CHECK(read("\n") == "");
    CHECK(read("\xef\xbb\xbfmarked\n") == "marked");
    CHECK(read("\xef\xbb\xbf") == "");
    CHECK(read("not \xef\xbb\xbf at the beginning\n") == "not \xef\xbb\xbf at the beginning");
    CHECK(read("Käthe, 愛, 🕯\n") == "Käthe, 愛, 🕯");
    CHECK(read(std::string(10'000, 'x')).size() == 10'000);

    const tests::TemporaryFolder place;
    const auto file = (place.path() / "note.txt").string();
    std::ofstream(file) << "from a file\n";
    CHECK(read_text(in_file(file)) == "from a file");
    const StandardInput input("from the standard input\n");
    CHECK(read_text(in_file("-")) == "from the standard input");
}

TEST_CASE("a text that cannot be read, or is none, is refused with a sentence", "[platform][text]") {
    CHECK(stopped(from(987)).exit_code == 2);
    CHECK(stopped(from(-1)).exit_code == 2);
    const tests::TemporaryFolder place;
    const auto nowhere = stopped(in_file((place.path() / "nowhere").string()));
    CHECK(nowhere.exit_code == 2);
    CHECK(nowhere.sentence.find("nowhere") != std::string::npos);
    CHECK(stopped(in_file(place.path().string())).exit_code == 2);  // a folder
    CHECK(stopped(in_file("")).exit_code == 2);
    const auto refused = [](const std::string& bytes) {
        const Bytes there(bytes);
        return stopped(from(there.number()));
    };
    for (const auto& bytes : {std::string("caf\xe9"),
                              std::string("\xff\xfe"
                                          "a\0b\0",
                                          6),
                              std::string("a\0b", 3)}) {
        const auto stop = refused(bytes);
        CHECK(stop.exit_code == 1);
        CHECK(stop.sentence == app::sentence(core::Refusal::not_text));
    }
    for (const auto& bytes : {std::string("a\x1b[2Jb"), std::string("a\x07"),
                              std::string("a\x7f"
                                          "b\n"),
                              std::string("a\xc2\x9b"
                                          "b"),
                              std::string("a\bb\n")}) {
        const auto stop = refused(bytes);
        CHECK(stop.exit_code == 1);
        CHECK(stop.sentence.find("control characters") != std::string::npos);
    }
    CHECK(read("a\tb\r\nc\xe2\x80\xa8"
               "d\n") ==
          "a\tb\r\nc\xe2\x80\xa8"
          "d");  // tabs, and line breaks of every kind
    const auto long_one = refused(std::string(2 << 20, 'x'));
    CHECK(long_one.exit_code == 1);
    CHECK(long_one.sentence == app::sentence(core::Refusal::text_too_long));

    auto twice = in_file("-");
    twice.fd = 0;
    CHECK(stopped(twice).exit_code == 2);
    twice = from(0);
    twice.written = "";
    CHECK(stopped(twice).exit_code == 2);
    TextToRead needed;
    CHECK(read_text(needed).empty());
    needed.needed = true;
    CHECK(stopped(needed).exit_code == 2);

    const auto a = in_file("-"), b = from(0), none = TextToRead{};
    CHECK_THROWS_AS(read_texts({&a, &none, &b}), Stop);
    CHECK(read_texts({&none, &none}) == std::vector<std::string>(2));
}

TEST_CASE("a text is not read from the household's own file", "[platform][text]") {
    Home home;
    const auto own = home.temporary.path() / "home" / "household.db", link = home.temporary.path() / "note.txt";
    std::filesystem::create_hard_link(own, link);
    for (const auto& file : {own, link}) {
        CHECK(home.run({"thank", "--as", "Anna", "--text-file", file.string()}) == 1);
        CHECK(home.complained.find("household’s own file") != std::string::npos);
    }
    CHECK(home.listed("thanks").empty());
}

TEST_CASE("every command that takes words takes them from a descriptor and a file as well", "[platform][text]") {
    Home home;
    const Bytes note("rain on the roof\n"), feeling("tired, hopeful\n"), thanks("the soup\n"), title("Tea\n"),
        line("with honey\n"), search("roof\n");
    const auto fd = [](const Bytes& bytes) { return std::to_string(bytes.number()); };
    REQUIRE(home.run({"check-in", "--as", "Anna", "--mood", "4", "--note-fd", fd(note), "--feeling-fd", fd(feeling),
                      "--around", "a walk", "--audience", "household"}) == 0);
    const auto check_in = home.listed("check-ins").at(0);
    CHECK(check_in.at("note") == "rain on the roof");
    CHECK(check_in.at("feeling") == "tired, hopeful");
    CHECK(check_in.at("around") == "a walk");
    REQUIRE(home.run({"thank", "--as", "Anna", "--to", "Ben", "--text-fd", fd(thanks)}) == 0);
    CHECK(home.listed("thanks").at(0).at("text") == "the soup");
    REQUIRE(home.run({"ritual", "add", "--title-fd", fd(title), "--note-fd", fd(line)}) == 0);
    CHECK(home.listed("rituals").at(0).at("title") == "Tea");
    CHECK(home.listed("rituals").at(0).at("note") == "with honey");
    REQUIRE(home.run({"search", "--text-fd", fd(search), "--viewer", "Anna", "--json"}) == 0);
    CHECK(Json::parse(home.said).size() == 1);
    {
        const StandardInput input("from outside\n");
        REQUIRE(home.run({"thank", "--as", "Anna", "--text-file", "-"}) == 0);
        CHECK(home.listed("thanks").size() == 2);
    }
    CHECK(home.run({"thank", "--as", "Anna", "tea", "--text-fd", "0"}) == 2);
    CHECK(home.run({"thank", "--as", "Anna"}) == 2);
    CHECK(home.complained.find("--help") != std::string::npos);
    CHECK(home.run({"check-in", "--as", "Anna", "--mood", "4", "--note", "a", "--note-file", "b"}) == 2);
    CHECK(home.complained.find("--note") != std::string::npos);
    CHECK(home.run({"check-in", "--as", "Anna", "--mood", "4", "--note-file", "-", "--feeling-fd", "0"}) == 2);
    CHECK(home.listed("check-ins").size() == 1);
    CHECK(home.listed("thanks").size() == 2);
    for (const char* command : {"check-in", "thank", "search"}) {
        CHECK(home.run({command, "--help"}) == 0);
        CHECK(home.said.find("-fd N") != std::string::npos);
    }
    CHECK(home.run({"--help"}) == 0);
    CHECK(home.said.find("Other users of this machine") != std::string::npos);
}

TEST_CASE("somebody who is added sees from today on, or everything", "[platform][joining]") {
    Home home;
    REQUIRE(home.run({"thank", "--as", "Anna", "--to", "Ben", "tea"}) == 0);
    REQUIRE(home.run({"people", "add", "Cleo"}) == 0);
    REQUIRE(home.run({"people", "add", "Dora", "--sees", "everything"}) == 0);
    REQUIRE(home.run({"people", "add", "Emil", "--sees", "today"}) == 0);
    CHECK(home.run({"people", "add", "Frida", "--sees", "nothing"}) == 2);
    CHECK(home.listed("thanks", "Ben").size() == 1);
    CHECK(home.listed("thanks", "Cleo").empty());
    CHECK(home.listed("thanks", "Dora").size() == 1);
    CHECK(home.listed("thanks", "Emil").empty());
}
