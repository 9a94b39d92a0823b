#include "app/pictures/pictures.hpp"

#include <algorithm>
#include <utility>

namespace app {

namespace {

constexpr std::size_t budget = 192u << 20;           // bytes of textures
constexpr std::uint64_t frames_until_cancelled = 3;  // a job nobody asked for in as many frames is not needed
constexpr int uploads_a_frame = 6;
constexpr int step = 512;  // large pictures come in few sizes

}  // namespace

class Pictures::DecodeJob final : public core::Job {
public:
    DecodeJob(core::PhotoFolder photos, Key key, core::PhotoFormat format, std::optional<core::SealedPhoto> sealed,
              std::shared_ptr<Inbox> inbox)
        : photos_(std::move(photos)),
          key_(key),
          format_(format),
          sealed_(std::move(sealed)),
          inbox_(std::move(inbox)) {}

    bool step() noexcept override {
        try {
            auto pixels = key_.fit == 0 ? photos_.thumbnail(key_.hash, format_, sealed_)
                                        : photos_.picture(key_.hash, format_, key_.fit, key_.fit, sealed_);
            const std::lock_guard lock(inbox_->mutex);
            inbox_->decoded.push_back({key_, std::move(pixels)});
        } catch (...) {
            const std::lock_guard lock(inbox_->mutex);
            inbox_->decoded.push_back({key_, core::PhotoProblem::cannot_be_read});
        }
        return false;
    }

private:
    core::PhotoFolder photos_;
    Key key_;
    core::PhotoFormat format_;
    std::optional<core::SealedPhoto> sealed_;
    std::shared_ptr<Inbox> inbox_;
};

Pictures::Pictures(core::PhotoFolder photos, core::JobQueue& jobs, Services& services)
    : photos_(std::move(photos)), jobs_(jobs), services_(services) {}

Pictures::~Pictures() {
    for (auto& [key, entry] : entries_) {
        if (entry.job) entry.job->cancel();
        if (entry.picture.texture) services_.destroy_texture(entry.picture.texture);
    }
}

void Pictures::begin_frame(double time) {
    time_ = time;
    ++frame_;
    {
        const std::lock_guard lock(inbox_->mutex);
        for (auto& decoded : inbox_->decoded) uploading_.push_back(std::move(decoded));
        inbox_->decoded.clear();
    }
    const auto count = std::min<std::size_t>(uploading_.size(), uploads_a_frame);
    for (std::size_t i = 0; i < count; ++i) {
        auto& decoded = uploading_[i];
        const auto found = entries_.find(decoded.key);
        if (found == entries_.end() || found->second.picture.state != Picture::State::coming) continue;
        auto& entry = found->second;
        entry.job.reset();
        --waiting_;
        if (!decoded.pixels) {
            entry.picture.state = Picture::State::missing;
            continue;
        }
        const auto& pixels = decoded.pixels.value();
        entry.picture = {Picture::State::ready, services_.create_texture(pixels), pixels.width, pixels.height, time};
        entry.bytes = pixels.rgba.size() * 4 / 3;  // with mipmaps
        bytes_ += entry.bytes;
    }
    uploading_.erase(uploading_.begin(), uploading_.begin() + static_cast<std::ptrdiff_t>(count));
    if (!uploading_.empty()) services_.request_frame(0);
    drop_unused();
}

void Pictures::drop_unused() {
    for (auto it = entries_.begin(); it != entries_.end();) {
        auto& entry = it->second;
        if (entry.picture.state == Picture::State::coming && entry.last_frame + frames_until_cancelled < frame_) {
            if (entry.job) entry.job->cancel();
            --waiting_;
            it = entries_.erase(it);
        } else if (entry.picture.state == Picture::State::missing && entry.last_frame + 1 < frame_) {
            it = entries_.erase(it);  // it may arrive: asked for again the next time it is looked at
        } else {
            ++it;
        }
    }
    while (bytes_ > budget) {
        auto oldest = entries_.end();
        for (auto it = entries_.begin(); it != entries_.end(); ++it)
            if (it->second.picture.texture && it->second.last_frame + 1 < frame_ &&
                (oldest == entries_.end() || it->second.last_frame < oldest->second.last_frame))
                oldest = it;
        if (oldest == entries_.end()) return;
        services_.destroy_texture(oldest->second.picture.texture);
        bytes_ -= oldest->second.bytes;
        entries_.erase(oldest);
    }
}

void Pictures::forget_sealed() {
    for (auto it = entries_.begin(); it != entries_.end();) {
        auto& entry = it->second;
        if (!it->first.sealed) {
            ++it;
            continue;
        }
        if (entry.job) entry.job->cancel();
        if (entry.picture.state == Picture::State::coming) --waiting_;
        if (entry.picture.texture) {
            services_.destroy_texture(entry.picture.texture);
            bytes_ -= entry.bytes;
        }
        it = entries_.erase(it);
    }
}

Pictures::Picture Pictures::request(const Key& key, core::PhotoFormat format,
                                    const std::optional<core::SealedPhoto>& sealed) {
    const auto [it, fresh] = entries_.try_emplace(key);
    auto& entry = it->second;
    entry.last_frame = frame_;
    if (fresh) {
        ++waiting_;
        entry.job = std::make_shared<DecodeJob>(photos_, key, format, sealed, inbox_);
        jobs_.add(entry.job, core::JobQueue::Priority::soon);
    }
    return entry.picture;
}

Pictures::Picture Pictures::thumbnail(const core::PhotoHash& hash, core::PhotoFormat format,
                                      const std::optional<core::SealedPhoto>& sealed) {
    return request({hash, 0, sealed.has_value()}, format, sealed);
}

Pictures::Picture Pictures::large(const core::PhotoHash& hash, core::PhotoFormat format, int fit_width, int fit_height,
                                  const std::optional<core::SealedPhoto>& sealed) {
    const int side = std::max(fit_width, fit_height);
    if (side <= core::thumbnail_side) return thumbnail(hash, format, sealed);
    auto best = request({hash, (side + step - 1) / step * step, sealed.has_value()}, format, sealed);
    if (best.state != Picture::State::coming) return best;
    // Until it has come the thumbnail stands in, if it is there.
    const auto small = thumbnail(hash, format, sealed);
    return small.state == Picture::State::ready ? small : best;
}

}  // namespace app
