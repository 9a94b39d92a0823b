#include "platform/desktop/command_line/closeness_command.hpp"

#include <memory>

#include "core/closeness/closeness_commands.hpp"
#include "platform/desktop/command_line/options.hpp"
#include "platform/desktop/command_line/reading.hpp"

namespace platform::desktop {

using app::tr;

int note_closeness(Session& session, const ClosenessToNote& written) {
    const auto author = read_person(session.household, written.as);
    return add(session, core::NoteCloseness{author, written.level, read_optional_audience(written.audience), {}});
}

void declare_closeness(CLI::App& program, std::function<int(Session&)>& chosen) {
    const auto wanted = std::make_shared<ClosenessToNote>();
    CLI::App& command =
        *program.add_subcommand("closeness", tr("How close somebody feels, one of seven pictures; prints the id"))
             ->group(tr("Commands"));
    command.callback(
        [&chosen, wanted] { chosen = [wanted](Session& session) { return note_closeness(session, *wanted); }; });
    command.add_option("--as", wanted->as, tr("Whose it is"))->type_name("NAME")->required();
    command.add_option("--level", wanted->level, tr("From 1, two circles side by side, to 7, almost one"))
        ->type_name("1..7")
        ->required();
    add_audience(command, wanted->audience);
}

}  // namespace platform::desktop
