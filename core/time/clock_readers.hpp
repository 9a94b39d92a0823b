#pragma once

// Every reader of a clock, which time it takes, and why. tests/clock_readers.cmake fails when a file asks otherwise
// than it says here.
//
//   now       Clock::now(), ui.now, and Household::today() and ui.today with it: what is drawn, and written as "when". --now pretends it.
//   certain   Clock::certain_now(), Household::certain_today(), moment() in SQL: the earlier of the real and the pretended time. For
//             whatever opens, sends or destroys something.
//   latest    Clock::latest_now(): the later of the two. From which something is kept for a while before it is destroyed.
//   observed  Clock::observed(): time that programs saw pass, whichever way the wall clock is set. For whatever makes somebody wait.
//   frame     ImGui's or GLFW's time: what moves on the screen. Monotonic, of this program.
//   steady    the same for what has no screen: patience, and the length of a slice.
//   system    the operating system's clock itself.
//   files     how old a file is, by the clock that dated it.
//
//   app/app.cpp                            now, frame: what screens draw; whether Escape was pressed twice
//   app/at_work.cpp                        steady: whether work is worth a page of its own yet
//   app/posted.cpp                         frame: until when a toast stays
//   app/presence.cpp                       frame: how long nobody touched anything
//   app/backups/backups_card.cpp           certain: which backup is the newest
//   app/backups/restore_sheet.cpp          certain: which backup is the newest, and which are from the future
//   app/drafts/drafts.cpp                  now, frame: whether a moment that was typed is still ahead; when typing paused
//   app/exports/export_sheet.cpp           now: the name of the file
//   app/feelings/field.cpp                 frame: how long a finger lies there
//   app/hide/hide_screen.cpp               now: the clock that is drawn
//   app/imports/imports_screen.cpp         steady: so that a frame ends in time
//   app/imports/preview.cpp                now: when an entry without a time will be said to be from
//   app/looking_back/us_screen.cpp         steady: so that a frame ends in time
//   app/memories/import_progress.cpp       frame: how often progress is told
//   app/search/search_screen.cpp           steady: so that a frame ends in time
//   app/thanks/delivery.cpp                now: the moments offered for a note; core refuses one not ahead
//   app/thanks/thanks_screen.cpp           now, frame: words for a moment, when to ask core again; the unfolding
//   app/thanks/unfold.hpp                  frame: the unfolding
//   app/today/check_in_card.cpp            now: the times offered, and how long more can be added
//   app/today/from_others.cpp              frame: the unfolding
//   app/today/snapshot.cpp                 now: what is of today
//   app/today/today_screen.cpp             now: the hour of the greeting
//   app/trash/trash_screen.cpp             now, certain: words for a moment; whether one has passed
//   app/upkeep/upkeep.cpp                  certain, frame: the day of a backup, the rotation, the trash; when the next round is due
//   app/vault/vault_sheet.cpp              observed: the wait after wrong PINs that is shown
//   app/vault/vault_sheet.hpp              observed: the same
//   app/widgets/draw.cpp                   frame: a picture that fades in
//   app/widgets/toast.cpp                  frame: how long a toast stays
//   app/words/thanks_words.cpp             certain: for how long an envelope hides its note from others
//   core/backups/counts.cpp                now, files: when it was counted; whether that was a minute ago
//   core/backups/household_check.cpp       certain: the day of backups: which is the newest, and what the rotation drops
//   core/db/connection.cpp                 now: moment() where nobody set it: an open file without a household
//   core/demo/demo.cpp                     now: the last day of made-up years
//   core/exports/household_export.cpp      now, files: the day an export is of; leftovers of a killed one, a day old
//   core/household/change.cpp              now: when it was written, or shared
//   core/household/change.hpp              now, latest: the same; from when the trash keeps it
//   core/household/erasing.cpp             now, observed: when it was emptied; how long a doubt lasts
//   core/household/household.cpp           now, certain, latest: when it was written; waiting notes open; from when the trash keeps it
//   core/household/household.hpp           now, certain, latest: the questions above, by name
//   core/id.cpp                            now: the order of ids
//   core/imports/import.cpp                now: an entry is not from the future
//   core/imports/import_commands.cpp       latest: what is taken back goes into the trash
//   core/household/taking_in.cpp           now: when what is brought in was written here
//   core/leaving/person_export.cpp         now: the day an export is of
//   core/leaving/remains.cpp               system, files: the day of a file, shown
//   core/memories/arrivals.cpp             files: leftovers of a killed program where nothing can be locked, a day old
//   core/memories/photo_folder.cpp         files: leftovers of a killed program, a day old
//   core/thanks/thanks_kind.cpp            certain: waiting notes open
//   core/thanks/thanks_store.cpp           certain: waiting notes open
//   core/time/instant.cpp                  observed, system: the system's clock
//   core/time/instant.hpp                  certain, latest, observed: the questions
//   core/time/observed_time.cpp            observed, steady: the kernel's count since it started, or this program's
//   core/time/observed_time.hpp            observed: the same
//   core/vault/attempts.cpp                now, observed: when a wrong PIN was last given, for older versions; the wait it costs
//   core/vault/vault.cpp                   now, observed, steady: when a key was made; a wait noted; how often a locked keyring is asked
//   platform/desktop/command_line/backup_commands.cpp  certain, latest: the name of what is moved aside, and which backup is the newest; what is shared in the future
//   platform/desktop/command_line/trash_commands.cpp   now, certain: words for a moment; whether one has passed
//   platform/desktop/secrets/keyring_secrets.cpp       steady: how long a keyring may take
//   platform/desktop/secrets/own_folder.cpp            steady: how long another program may take
//   platform/desktop/system/clocks.cpp                 now, observed, steady: the pretended clock: real_now() and observed() are the system's
//   platform/desktop/system/sleep_watch.cpp            system: whether the machine slept: the vault locks
//   platform/desktop/window/desktop_services.cpp       frame: when the next frame is wanted
//   platform/desktop/window/kept_look.cpp              now: the zone that a day is told in
//   platform/desktop/window/window.cpp                 now, certain: when the drawn minute is over; the day of a repair
//   platform/desktop/window/window_loop.cpp            frame: when frames are due
