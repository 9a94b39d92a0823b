#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/ui.hpp"

// Words back to whoever gave a note: under it in the list, and on the sheet of the jar. A heart or an answer, or neither.
namespace app::thanks {

// What is being written back. Folding a field loses nothing of it.
struct Answering {
    std::optional<core::ThanksId> open;           // the note whose field is open
    std::map<core::ThanksId, std::string> words;  // begun, by the note they answer
    float height = 0;                             // of the field in pixels, as it was drawn last
    bool just_opened = false;                     // the field takes the keyboard
    struct Given {
        core::Uuid answer;
        core::ThanksId note;
        std::string words;
    };
    std::optional<Given> given;  // the last one: taken back, it can be written on
};

// What was answered to a note, as it stands under it.
struct Answers {
    std::vector<std::string> said;  // "Jonas: …", "You: …", the first first
    bool by_another = false;        // so that the note's giver may answer, too
};
Answers ask_answers(const Ui& ui, const core::Viewer& viewer, const core::Thanks& thanks);

void open_answer(Answering& answering, Ui& ui, core::ThanksId note);
void fold_answer(Answering& answering, Ui& ui);
// The open field and its button; answers with its height, which answer_height knows before, once it was drawn.
float draw_answer(Answering& answering, Ui& ui, core::ThanksId note, ImVec2 at, float width);
float answer_height(const Answering& answering, const Ui& ui);

// In each frame, whatever of it can be seen: what was begun is kept on disk.
void keep_answers(Answering& answering, Ui& ui);
// What was done to `subject` was taken back.
void undone(Answering& answering, const core::Uuid& subject);
// Nothing that was begun stays in memory.
void forget(Answering& answering);

}  // namespace app::thanks
