#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/id.hpp"
#include "core/time/instant.hpp"
#include "core/viewer.hpp"

namespace core {

// Whom thanks are to: one person, everybody here together, or life.
enum class ThanksTo { person, us, life };

// Whom to thank. A person's id alone is that person, nobody is life.
struct Addressee {
    ThanksTo to = ThanksTo::life;
    std::optional<PersonId> person;  // of ThanksTo::person only

    Addressee() = default;
    Addressee(PersonId id) : to(ThanksTo::person), person(id) {}
    Addressee(std::optional<PersonId> id) : to(id ? ThanksTo::person : ThanksTo::life), person(id) {}
    Addressee(std::nullopt_t) {}
    static Addressee us() {
        Addressee all;
        all.to = ThanksTo::us;
        return all;
    }
    bool operator==(const Addressee&) const = default;
};

struct Thanks {
    ThanksId id;
    PersonId author;
    std::optional<PersonId> recipient;  // of thanks to a person
    Audience audience = Audience::household;
    Day day;
    Instant given_at;  // of one that waits: when it will be
    std::string text;
    std::optional<Instant> edited_at;
    std::vector<PersonId> hearts;  // who gave one
    ThanksTo to = ThanksTo::life;
    std::optional<MemoryId> memory;         // the photo that goes with it, where the viewer sees that too
    bool waits = false;                     // until given_at, and nobody but its author sees it until then
    bool envelope = false;                  // it came in one: each of those it is to opens it for themselves
    std::optional<Instant> shared_at = {};  // when its audience was last widened; nothing: it was made for it

    // Its moment came while it lay in the trash.
    bool late(Instant now) const { return waits && given_at.utc_ms <= now.utc_ms; }
    Addressee addressee() const { return to == ThanksTo::us ? Addressee::us() : Addressee(recipient); }
};

// One of the hearts by itself.
struct Heart {
    Uuid id;
    ThanksId thanks;
    PersonId author;
    Instant given_at;
};

inline constexpr std::size_t longest_thanks = 4000;  // characters (code points)
inline constexpr int longest_wait = 366;             // days

std::string_view to_text(ThanksTo to);  // "person", "us", "life"

// What somebody did with a note to them. Theirs alone: nothing answers it to anybody else.
enum class ReadEvent { opened, drawn, put_away, taken_out };
std::string_view to_text(ReadEvent event);  // "opened", "drawn", "put_away", "taken_out"

// In a query: the audience that thanks have now, in the row called `row` (with a dot, or empty). One that waits is its
// author's alone, and stays so in the trash.
std::string audience_now(const std::string& row = {});

}  // namespace core
