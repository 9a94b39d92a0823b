#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/ui.hpp"
#include "core/answers/answer.hpp"

// One's own words to a check-in, a note or an answer: the field they are written in, wherever it unfolds.
namespace app::answering {

// What is being written, by what it is to. Folding a field loses nothing of it.
struct State {
    const char* place;                    // among the drafts
    std::optional<core::Uuid> open = {};  // what the field that is open belongs to
    std::map<core::Uuid, std::string> words = {};
    float height = 0;          // of the field in pixels, as it was drawn last
    bool just_opened = false;  // the field takes the keyboard
    struct Given {
        core::Uuid answer, to;
        std::string words;
    };
    std::optional<Given> given = {};  // the last one: taken back, it can be written on
};

// What was answered, as it stands below; the first first.
struct Said {
    std::vector<std::string> lines;  // "Jonas: …", "You: …"
    bool by_another = false;         // so that whoever gave the note may answer, too
};
Said said_to(const Ui& ui, const core::Viewer& viewer, const core::ItemRef& subject, core::PersonId giver);

void open(State& state, Ui& ui, const core::Uuid& to);
void fold(State& state, Ui& ui);

// What the field belongs to, and what is answered with it: of an answer that is the check-in or the note it was given
// to.
struct Field {
    core::Uuid to;
    core::ItemRef subject;
    core::AnswerKind kind = core::AnswerKind::words;
    const char* hint = nullptr;  // nothing: the usual one
};
// The field and its button; answers with its height, which field_height knows before, once it was drawn.
float draw(State& state, Ui& ui, const Field& field, ImVec2 at, float width);
float field_height(const State& state, const Ui& ui);

// In each frame, whatever of it can be seen: what was begun is kept on disk.
void keep(State& state, Ui& ui);
// What was done to `subject` was taken back.
void undone(State& state, const core::Uuid& subject);

}  // namespace app::answering
