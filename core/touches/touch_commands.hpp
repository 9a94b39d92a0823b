#pragma once

#include "core/household/change.hpp"
#include "core/touches/touch.hpp"

namespace core {

struct GiveTouch {  // unknown_person, touch_to_oneself
    PersonId by, to;
    TouchKind kind = TouchKind::hug;
};

Result<Uuid> carry_out(const GiveTouch&, Change&);

}  // namespace core
