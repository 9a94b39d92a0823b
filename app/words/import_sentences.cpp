#include "app/words/import_sentences.hpp"

#include <utility>

#include "app/words/sentences.hpp"
#include "app/words/tr.hpp"

namespace app {

namespace {

std::string plain_sentence(const core::imports::Problem& problem) {
    using core::imports::Trouble;
    switch (problem.what) {
        case Trouble::cannot_be_read: return tr("it cannot be read; check that it is there and that you may open it");
        case Trouble::own_database: return tr("it is your household’s own file, not a diary");
        case Trouble::too_large: return tr("it is larger than any diary; it was left out");
        case Trouble::not_this_format: return tr("this is not such a file, or it holds nothing that could be read");
        case Trouble::not_text: return tr("it is not readable as text; save it as UTF-8 and try again");
        case Trouble::malformed:
            return tr("it is not written as such files are, perhaps it is cut off; it was left out");
        case Trouble::wrong_columns: return tr("it has more or fewer columns than the first line; it was left out");
        case Trouble::not_a_date: return tr("that is not a date; it was left out");
        case Trouble::not_a_time: return tr("that is not a time of day; it was left out");
        case Trouble::in_the_future: return tr("that day is still to come; it was left out");
        case Trouble::too_long_ago: return tr("that is before 1900; it was left out");
        case Trouble::empty: return tr("there are no words in it");
        case Trouble::too_long: return tr("it is longer than fits here, even in several parts; it was left out");
        case Trouble::unknown_mood: return tr("it says no mood; it was left out");
        case Trouble::unknown_zone: return tr("its time zone is not known here, so its time is that of Greenwich");
        case Trouble::aliases: return tr("it refers to other parts of the file, which no diary does; it was left out");
        case Trouble::too_many_entries:
            return tr("there are more entries than can be taken at once; from here on they were left out");
        case Trouble::attachment_left_behind:
            return tr("films, recordings and documents have no place here and stay behind; the words were taken");
        case Trouble::photo_missing: return tr("a photo that it names is not there; the words were taken");
        case Trouble::photo_refused:
            return filled(tr("a photo was not taken: {reason}; the words were"),
                          {{"reason", sentence(problem.photo.value_or(core::PhotoProblem::cannot_be_read))}});
    }
    return tr("it could not be taken");
}

}  // namespace

std::string program_name(std::string_view format) {
    constexpr std::pair<std::string_view, const char*> names[] = {{"daylio", "Daylio"},
                                                                  {"presently", "Presently"},
                                                                  {"dayone", "Day One"},
                                                                  {"rednotebook", "RedNotebook"},
                                                                  {"jrnl", "jrnl"}};
    for (const auto& [known, name] : names)
        if (known == format) return name;
    return std::string(format);
}

std::string sentence(const core::imports::Problem& problem) {
    const auto said = plain_sentence(problem);
    if (problem.detail.empty()) return said;
    return filled(tr("{what} (“{text}”)"), {{"what", said}, {"text", problem.detail}});
}

}  // namespace app
