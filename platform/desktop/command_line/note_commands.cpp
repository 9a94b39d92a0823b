#include "platform/desktop/command_line/note_commands.hpp"

#include <memory>

#include <CLI/CLI.hpp>

#include "app/words/tr.hpp"

namespace platform::desktop {

using app::tr;

void declare_notes(CLI::App& program, std::function<int(Session&)>& chosen) {
    const auto wanted = std::make_shared<NoteToOpen>();
    CLI::App& notes = *program.add_subcommand("note", tr("A note that came in an envelope"))->group(tr("Commands"));
    notes.require_subcommand(1);
    CLI::App& open =
        *notes.add_subcommand("open", tr("Take it out and read it; nobody is told"))->group(tr("Commands"));
    open.callback([&chosen, wanted] { chosen = [wanted](Session& session) { return open_note(session, *wanted); }; });
    open.add_option("id", wanted->id, tr("Its id, as “list thanks --json” shows it"))->type_name("ID")->required();
    open.add_option("--as", wanted->as, tr("Whom it is to"))->type_name("NAME")->required();
}

}  // namespace platform::desktop
