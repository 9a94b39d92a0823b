#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "app/services.hpp"
#include "core/jobs/job.hpp"
#include "core/memories/photo_folder.hpp"

namespace app {

// Photos as textures: asked for each frame by whoever draws one, decoded by jobs, kept while they are used and
// let go, the longest unseen first, beyond a budget of memory.
class Pictures {
public:
    struct Picture {
        enum class State { coming, ready, missing };
        State state = State::coming;
        Texture texture = 0;
        int width = 0, height = 0;
        double arrived = 0;  // ImGui time, for a soft fade
    };

    Pictures(core::PhotoFolder photos, core::JobQueue& jobs, Services& services);
    ~Pictures();
    Pictures(const Pictures&) = delete;
    Pictures& operator=(const Pictures&) = delete;

    // Once a frame: uploads what was decoded, drops what nobody asks for.
    void begin_frame(double time);
    Picture thumbnail(const core::PhotoHash& hash, core::PhotoFormat format,
                      const std::optional<core::SealedPhoto>& sealed = {});
    // At least that large on the screen, where the photo is.
    Picture large(const core::PhotoHash& hash, core::PhotoFormat format, int fit_width, int fit_height,
                  const std::optional<core::SealedPhoto>& sealed = {});
    // Lets go of every picture that somebody keeps to themselves: their vault was shut.
    void forget_sealed();
    bool busy() const { return waiting_ > 0; }

private:
    struct Key {
        core::PhotoHash hash;
        int fit = 0;  // 0: the thumbnail; else the larger side asked for, in steps
        bool sealed = false;
        std::strong_ordering operator<=>(const Key&) const = default;
    };
    struct Entry {
        Picture picture;
        std::uint64_t last_frame = 0;
        std::size_t bytes = 0;
        std::shared_ptr<core::Job> job;
    };
    struct Decoded {
        Key key;
        core::PhotoResult<core::Pixels> pixels;
    };
    // Shared with the jobs, which may outlive this.
    struct Inbox {
        std::mutex mutex;
        std::vector<Decoded> decoded;
    };
    class DecodeJob;

    Picture request(const Key& key, core::PhotoFormat format, const std::optional<core::SealedPhoto>& sealed);
    void drop_unused();

    core::PhotoFolder photos_;
    core::JobQueue& jobs_;
    Services& services_;
    std::shared_ptr<Inbox> inbox_ = std::make_shared<Inbox>();
    std::map<Key, Entry> entries_;
    std::vector<Decoded> uploading_;
    std::size_t bytes_ = 0;
    int waiting_ = 0;
    std::uint64_t frame_ = 0;
    double time_ = 0;
};

}  // namespace app
