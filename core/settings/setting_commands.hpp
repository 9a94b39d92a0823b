#pragma once

#include "core/household/change.hpp"

namespace core {

struct SetDayStart {  // invalid_hour: 0…12
    int hour = 4;
};

Result<Uuid> carry_out(const SetDayStart&, Change&);

}  // namespace core
