#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/check_ins/check_in.hpp"
#include "core/household/change.hpp"

namespace core {

struct CheckInNow {  // unknown_person, mood_out_of_range, text_too_long, invalid_date: in the future
    PersonId author;
    int mood = 3;
    std::vector<std::string> feeling;
    std::string note;
    std::optional<Audience> audience = {};
    std::vector<std::string> around = {};
    Help help = Help::unsaid;
    bool good_news = false;
    std::optional<Instant> at = {};  // nothing: now
};
struct EditCheckIn {  // not_found, not_yours, mood_out_of_range, text_too_long, invalid_date: in the future
    PersonId by;
    CheckInId id;
    int mood = 3;
    std::vector<std::string> feeling;
    std::string note;
    Audience audience = Audience::only_me;
    // Nothing: as it was.
    std::optional<std::vector<std::string>> around = {};
    std::optional<Help> help = {};
    std::optional<bool> good_news = {};
    std::optional<Instant> at = {};
};
struct RemoveCheckIn {  // not_found, not_yours
    PersonId by;
    CheckInId id;
};

Result<Uuid> carry_out(const CheckInNow&, Change&);
Result<Uuid> carry_out(const EditCheckIn&, Change&);
Result<Uuid> carry_out(const RemoveCheckIn&, Change&);

}  // namespace core
