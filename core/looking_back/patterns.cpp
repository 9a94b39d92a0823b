#include "core/looking_back/patterns.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "core/text.hpp"

namespace core::looking_back {

namespace {

constexpr double as_good_as_equal = 1e-9;

// SplitMix64 (Steele, Lea and Flood 2014).
class Shuffler {
public:
    explicit Shuffler(std::uint64_t seed) : state_(seed) {}
    // 0 … below - 1, each as likely: what lies beyond the last whole multiple is drawn again.
    std::size_t draw(std::size_t below) {
        const std::uint64_t whole = below * (UINT64_MAX / below);
        std::uint64_t value = next();
        while (value >= whole) value = next();
        return static_cast<std::size_t>(value % below);
    }

private:
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    std::uint64_t state_;
};

double mean_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// FNV-1a: the same name is shuffled the same, whatever else was named.
std::uint64_t seed_of(const std::string& name) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

bool names(const NamedDay& day, const std::string& name) {
    return std::any_of(day.around.begin(), day.around.end(), [&](const auto& each) { return same_name(each, name); });
}

}  // namespace

std::vector<NamedDay> named_days_of(const std::vector<Felt>& felt, PersonId author) {
    std::map<Day, std::vector<std::string>> around;
    for (const auto& each : felt)
        if (each.author == author && !each.around.empty()) {
            auto& names = around[each.day];
            names.insert(names.end(), each.around.begin(), each.around.end());
        }
    std::vector<NamedDay> days;
    for (const auto& day : days_of(felt, author))
        if (const auto found = around.find(day.day); found != around.end())
            days.push_back({day.day, day.mean, names_in(found->second)});
    return days;
}

double chance_of_difference(const std::vector<double>& with, const std::vector<double>& without, int times,
                            std::uint64_t seed) {
    if (with.empty() || without.empty()) return 1;
    // In order of size, so that the order they came in is of no matter.
    std::vector<double> all = with;
    all.insert(all.end(), without.begin(), without.end());
    std::sort(all.begin(), all.end());
    const double total = std::accumulate(all.begin(), all.end(), 0.0);
    const bool fewer_with = with.size() <= without.size();
    const auto few = fewer_with ? with.size() : without.size(), many = all.size() - few;
    const auto apart = [&](double sum_of_few) {
        return std::fabs(sum_of_few / static_cast<double>(few) - (total - sum_of_few) / static_cast<double>(many));
    };
    auto smaller = fewer_with ? with : without;
    std::sort(smaller.begin(), smaller.end());
    const double seen = apart(std::accumulate(smaller.begin(), smaller.end(), 0.0));
    Shuffler shuffler(seed);
    int as_far = 0;
    for (int i = 0; i < times; ++i) {
        double sum = 0;  // of the first few after shuffling them into place (Fisher and Yates)
        for (std::size_t k = 0; k < few; ++k) {
            std::swap(all[k], all[k + shuffler.draw(all.size() - k)]);
            sum += all[k];
        }
        if (apart(sum) >= seen - as_good_as_equal) ++as_far;
    }
    return (as_far + 1.0) / (times + 1.0);
}

PatternSearch::PatternSearch(std::vector<NamedDay> days) : days_(std::move(days)) {
    std::sort(days_.begin(), days_.end(), [](const NamedDay& a, const NamedDay& b) { return a.day < b.day; });
    std::vector<std::pair<std::string, int>> counts;
    for (const auto& day : days_)
        for (const auto& name : day.around) {
            const auto found =
                std::find_if(counts.begin(), counts.end(), [&](const auto& c) { return same_name(c.first, name); });
            if (found == counts.end()) counts.emplace_back(name, 1);
            else ++found->second;
        }
    const int all = static_cast<int>(days_.size());
    for (auto& [name, with] : counts)
        if (with >= least_days && all - with >= least_days) names_.push_back(std::move(name));
    std::sort(names_.begin(), names_.end());
}

bool PatternSearch::step() noexcept {
    if (cancelled() || next_ == names_.size()) return false;
    const auto& name = names_[next_];
    std::vector<double> with, without;
    for (const auto& day : days_) (names(day, name) ? with : without).push_back(day.mean);
    found_.push_back({name, static_cast<int>(with.size()), static_cast<int>(without.size()),
                      mean_of(with) - mean_of(without),
                      chance_of_difference(with, without, permutations, seed_of(name))});
    return ++next_ < names_.size();
}

}  // namespace core::looking_back
