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

// Everything that can change a household, each a plain value that names its author. Household::apply carries one out in
// one transaction. The comment behind a command lists its refusals. Any text may also be refused as not_text, and any
// command may also return `locked`, except for items written in this session.
//
// A command that makes an item may leave out the audience: then it is the author's default
// (Household::default_audience).
