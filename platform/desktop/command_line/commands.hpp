#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "core/demo/demo.hpp"
#include "core/household/household.hpp"
#include "core/rituals/ritual.hpp"
#include "platform/desktop/command_line/text_to_read.hpp"

// What the command line can do, each as a function of what was written there. They return the exit code, or
// throw Stop (a refusal, in words) or core::Fault.
namespace platform::desktop {

struct Session {
    core::Household& household;
    std::ostream& out;
    std::ostream& err;
    bool on_terminal = false;    // somebody watches: show progress
    std::istream* in = nullptr;  // where somebody confirms; the program's own input unless named
};

// Whether what only somebody sees is opened for a look.
struct Unlocking {
    bool asked = false;           // at the terminal
    std::optional<int> pin_fd{};  // or read from there
};

// Carries it out and prints the id of what was added and nothing else, so that a script can go on with it.
int add(Session&, const core::Command&);

struct PersonToAdd {
    std::string name, colour, sees;  // "today", "everything"; empty: as the household has it
};
int add_person(Session&, const PersonToAdd&);

struct CheckInToWrite {
    std::string as, audience, help, at;
    TextToRead feeling, note, around;
    int mood = 3;
    bool good_news = false;
};
int check_in(Session&, const CheckInToWrite&);

struct ThanksToGive {
    std::string as, to = "life", audience, memory, deliver_at;
    TextToRead text;
};
int thank(Session&, const ThanksToGive&);

struct RitualToAdd {
    std::string rule, start = "today", as, symbol = "star", colour = "honey", audience;
    TextToRead title, note;
};
int add_ritual(Session&, const RitualToAdd&);

struct OccurrenceToMark {
    std::string id, on = "today", as;
    core::Outcome outcome = core::Outcome::kept;
};
int mark_occurrence(Session&, const OccurrenceToMark&);

struct PhotosToImport {
    std::vector<std::filesystem::path> paths;
    std::string as;
};
int import_photos(Session&, const PhotosToImport&);

int fill_demo(Session&, const core::demo::Request&);

enum class Format { plain, json };

struct Listing {
    std::string what, viewer = "room", from, to;  // an empty end is open
    Format format = Format::plain;
    Unlocking unlocking{};
    bool put_away = false;  // of thanks: those too that the viewer put away
};
int list(Session&, const Listing&);

struct Looking {  // for words
    std::string viewer = "room", kind, from, to;
    TextToRead text;
    int limit = 50;
    Format format = Format::plain;
    Unlocking unlocking{};
};
int search(Session&, const Looking&);

struct Agenda {
    std::string from = "today", to, viewer;  // empty: six days on; anybody of the household
    Format format = Format::plain;
    Unlocking unlocking{};
};
int list_agenda(Session&, const Agenda&);

struct TrashToLookThrough {
    std::string as, id;
    Unlocking unlocking{};  // whatever changes something asks for the PIN in any case
    Format format = Format::plain;
};
int list_trash(Session&, const TrashToLookThrough&);
int restore_from_trash(Session&, const TrashToLookThrough&);
int erase_from_trash(Session&, const TrashToLookThrough&);
int empty_trash(Session&, const TrashToLookThrough&);

struct SharedByOne {
    std::string as;
    Format format = Format::plain;
};
int list_shared(Session&, const SharedByOne&);

struct Leaving {
    std::string as;
    std::filesystem::path into;
    std::optional<int> pin_fd;
    bool erase = false;
};
int leave(Session&, const Leaving&);

struct VaultToKeep {
    std::string as;
    std::optional<int> pin_fd;  // what would be asked at the terminal, a line each, in that order; a new PIN once
};
int set_first_pin(Session&, const VaultToKeep&);
int change_pin(Session&, const VaultToKeep&);
int remove_pin(Session&, const VaultToKeep&);
int try_pin(Session&, const VaultToKeep&);
int make_recovery_words(Session&, const VaultToKeep&);
int recover_vault(Session&, const VaultToKeep&);

}  // namespace platform::desktop
