#pragma once

#include "core/activities/activity_commands.hpp"
#include "core/answers/answer_commands.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/imports/import_commands.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/people/person_commands.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "core/settings/setting_commands.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/touches/touch_commands.hpp"
#include "core/trash/trash_commands.hpp"

// Everything that can change a household, each a plain value naming who does it. Household::apply carries one out in
// one transaction; the refusals it may answer with stand behind it. Besides, any text may be not_text; and whoever has
// a PIN changes what is theirs with their vault open only (locked): but for what they wrote since the face at the
// screen changed.
//
// What makes something that has an audience may leave it out: then it is for whom its author usually wants it
// (Household::default_audience).
