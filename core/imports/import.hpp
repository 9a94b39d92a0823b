#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/household/household.hpp"
#include "core/imports/batch.hpp"
#include "core/jobs/job.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/memories/photo_hash.hpp"

// Another program's entries as things of a person here: looked at first, then brought in at once.
namespace core::imports {

inline constexpr std::size_t most_parts = 16;  // that one entry is written in where its text is too long for one

// What the caller decides.
struct Mapping {
    std::map<std::string, int> moods =
        {};  // 1 to 5, by names in small letters (folded); they go before what is guessed
    Audience audience = Audience::only_me;
    enum class Notes {
        thanks_to_life,
        check_ins
    } notes = Notes::thanks_to_life;  // check-ins say 3, for those programs have no mood
};

struct MoodName {
    std::string name;          // as it was first written
    std::optional<int> level;  // as chosen, or guessed; nothing: it needs to be chosen
    std::size_t count = 0;     // entries with it
};

enum class Standing { fresh, there_already, twice_in_file, needs_mood, refused };

struct PlannedPhoto {
    std::string name;
    std::size_t entry = 0;  // of the batch
    Instant taken;
    std::string caption;
};

struct Plan {
    PersonId author;
    Audience audience = Audience::only_me;
    std::string format = {}, source_name = {};  // for the record of it; the caller says what was read
    std::vector<Standing> entries;              // of the batch's, in order
    std::vector<MoodName> moods;                // in the order they come
    std::vector<Problem> problems;              // the batch's and those found here
    std::size_t problems_left_out = 0;
    std::vector<Command> commands;  // CheckInNow and GiveThanks
    std::vector<PlannedPhoto> photos;
    std::size_t photos_there_already = 0;
    std::set<PhotoHash> photos_here =
        {};  // that the author sees, where any come: the vault may be shut before they are here

    std::size_t count(Standing standing) const;
    std::size_t check_ins() const;
    std::size_t thanks() const;
    std::size_t in_parts = 0;  // entries that are written in several, as they are long
};

// What applying would do; writes nothing. An entry is there already where the same author has the same words (and mood)
// at the same time of the same day, or on the same day where it has no time. Refuses unknown_person, key_changed, and
// locked: what is sealed could not be told from what is new.
Result<Plan> plan(const Household& household, PersonId author, const Batch& batch, const Mapping& mapping);

// Takes the photos into the photo folder, one a slice; rows for them are written by apply(). Needs the batch while it
// runs.
class PhotosToBring final : public Job {
public:
    PhotosToBring(PhotoFolder folder, const Batch& batch, const Plan& plan)
        : folder_(std::move(folder)), batch_(batch), plan_(plan) {}
    bool step() noexcept override;

    std::size_t done() const { return next_; }
    struct Arrived {
        StoredPhoto photo;
        std::string caption;
    };
    // Once it is finished.
    const std::vector<Arrived>& arrived() const { return arrived_; }
    const std::vector<Problem>& problems() const { return problems_; }

private:
    void bring(const PlannedPhoto& wanted);

    PhotoFolder folder_;
    const Batch& batch_;
    const Plan& plan_;
    std::size_t next_ = 0;
    std::vector<Arrived> arrived_;
    std::vector<Problem> problems_;
};

// Deletes the files of those that no row names: to be called when bringing them ended, however it did.
void take_away_unused(Household& household, const std::vector<PhotosToBring::Arrived>& photos) noexcept;

struct Brought {
    std::size_t written = 0;  // check-ins and thanks
    std::size_t photos = 0, photos_there_already = 0;
    std::optional<ImportId> import = {};  // the record of it; nothing where nothing was new
};

// All of it in one transaction and one step to undo, or nothing. Refuses mood_out_of_range while a mood needs to be
// chosen, and what the commands refuse.
Result<Brought> apply(Household& household, const Plan& plan, const std::vector<PhotosToBring::Arrived>& photos = {});

}  // namespace core::imports
