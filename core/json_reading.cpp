#include "core/json_reading.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace core {

namespace {

using Json = nlohmann::json;

class Builder final : public nlohmann::json_sax<Json> {
public:
    explicit Builder(const JsonRules& rules) : rules_(rules) {}
    JsonRead result() { return std::move(read_); }

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(std::int64_t value) override { return add(value); }
    bool number_unsigned(std::uint64_t value) override { return add(value); }
    bool number_float(double value, const std::string&) override { return add(value); }
    bool string(std::string& value) override { return add(std::move(value)); }
    bool binary(Json::binary_t&) override { return true; }  // there is none in text
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(std::string& name) override {
        if (left_out_ > 0) return true;
        if (open_.size() == 1) member_ = name;
        key_ = std::move(name);
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const Json::exception& error) override {
        constexpr int out_of_range_number = 406;
        read_.problem =
            error.id == out_of_range_number ? JsonRead::Problem::number_too_large : JsonRead::Problem::not_json;
        read_.at = position > 0 ? position - 1 : 0;
        return false;
    }

private:
    bool too_much() {
        read_.problem = JsonRead::Problem::too_much;
        return false;
    }
    bool too_deep() { return rules_.deeper == JsonRules::Deeper::refused ? too_much() : true; }
    bool is_too_deep() const { return left_out_ > 0 || open_.size() > rules_.deepest; }

    // Where the value is kept; whatever holds it grows no more until it is complete.
    Json& place(Json value) {
        if (open_.empty()) return read_.value = std::move(value);
        if (open_.back()->is_array()) {
            open_.back()->push_back(std::move(value));
            return open_.back()->back();
        }
        return (*open_.back())[key_] = std::move(value);
    }
    bool add(Json value) {
        if (++values_ > rules_.most_values) return too_much();
        if (is_too_deep()) return too_deep();
        place(std::move(value));
        offer();
        return true;
    }
    bool open(Json value) {
        if (++values_ > rules_.most_values) return too_much();
        if (is_too_deep()) {
            ++left_out_;
            return too_deep();
        }
        open_.push_back(&place(std::move(value)));
        return true;
    }
    bool close() {
        if (++values_ > rules_.most_values) return too_much();
        if (left_out_ > 0) {
            --left_out_;
            return true;
        }
        open_.pop_back();
        offer();
        return true;
    }
    // An element that is complete.
    void offer() {
        if (!rules_.take || open_.size() != 2 || !open_.front()->is_object() || !open_.back()->is_array()) return;
        auto& elements = open_.back()->get_ref<Json::array_t&>();
        if (rules_.take(member_, elements.back())) elements.pop_back();
    }

    const JsonRules& rules_;
    JsonRead read_;
    std::vector<Json*> open_;
    std::string key_, member_;
    std::size_t values_ = 0, left_out_ = 0;
};

}  // namespace

JsonRead read_json_of_strangers(std::string_view bytes, const JsonRules& rules) {
    Builder builder(rules);
    Json::sax_parse(bytes.begin(), bytes.end(), &builder);
    return builder.result();
}

}  // namespace core
