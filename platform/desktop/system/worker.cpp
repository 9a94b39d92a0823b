#include "platform/desktop/system/worker.hpp"

namespace platform::desktop {

Worker::Worker(core::JobQueue& queue)
    : queue_(queue), thread_([&queue] {
          while (queue.wait()) queue.run_slice();
      }) {}

Worker::~Worker() {
    queue_.stop();
    thread_.join();
}

}  // namespace platform::desktop
