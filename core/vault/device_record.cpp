#include "core/vault/device_record.hpp"

#include <algorithm>
#include <cstring>

#include <sodium.h>

#include "core/result.hpp"

namespace core {

namespace {

constexpr std::uint8_t magic[] = {'i', 'n', 'g', 'l', 'e', 'n', 'k'};  // and the version
constexpr std::size_t key_bytes = 32;
constexpr std::array<std::string_view, 4> kinds{"device", "pin", "passphrase", "phrase"};

// Numbers with the lowest byte first.
class Writer {
public:
    void number(std::uint64_t value, std::size_t bytes) {
        for (std::size_t i = 0; i < bytes; ++i) byte(static_cast<std::uint8_t>(value >> (8 * i)));
    }
    void put(const void* bytes, std::size_t count) {
        grow(count);
        if (count > 0) std::memcpy(bytes_.data() + size_, bytes, count);
        size_ += count;
    }
    // Up to 255 bytes, with their number before them.
    template <class Bytes> void sized(const Bytes& bytes) {
        const auto count = std::min<std::size_t>(bytes.size(), 255);
        number(count, 1);
        put(bytes.data(), count);
    }
    void instant(const Instant& at) {
        number(static_cast<std::uint64_t>(at.utc_ms), 8);
        number(static_cast<std::uint32_t>(at.offset_minutes), 4);
    }
    Secret take() const { return {bytes_.data(), size_}; }

private:
    void byte(std::uint8_t value) { put(&value, 1); }
    void grow(std::size_t count) {
        if (size_ + count <= bytes_.size()) return;
        Secret more(std::max<std::size_t>((size_ + count) * 2, 4096));
        if (size_ > 0) std::memcpy(more.data(), bytes_.data(), size_);
        bytes_ = std::move(more);
    }

    Secret bytes_;
    std::size_t size_ = 0;
};

// Never reads past the end: what is not there is zeros, and `good` says so.
class Reader {
public:
    explicit Reader(const Secret& bytes) : at_(bytes.data()), left_(bytes.size()) {}

    bool good() const { return good_; }
    std::size_t left() const { return left_; }
    void get(void* into, std::size_t count) {
        if (count > left_) {
            good_ = false;
            left_ = 0;
            std::memset(into, 0, count);
            return;
        }
        if (count > 0) std::memcpy(into, at_, count);
        at_ += count;
        left_ -= count;
    }
    std::uint64_t number(std::size_t bytes) {
        std::array<std::uint8_t, 8> raw{};
        get(raw.data(), bytes);
        std::uint64_t value = 0;
        for (std::size_t i = bytes; i-- > 0;) value = value << 8 | raw[i];
        return value;
    }
    std::vector<std::uint8_t> sized() {
        const auto count = static_cast<std::size_t>(number(1));
        std::vector<std::uint8_t> bytes(count);
        get(bytes.data(), count);
        return bytes;
    }
    Secret secret() { return secret(static_cast<std::size_t>(number(1))); }
    Secret secret(std::size_t count) {
        Secret bytes(count);
        get(bytes.data(), count);
        return bytes;
    }
    Uuid uuid() {
        Uuid id;
        get(id.bytes.data(), id.bytes.size());
        return id;
    }
    PublicKey public_key() {
        PublicKey key{};
        get(key.data(), key.size());
        return key;
    }
    Instant instant() {
        Instant at{};
        at.utc_ms = static_cast<std::int64_t>(number(8));
        at.offset_minutes = static_cast<std::int32_t>(number(4));
        return at;
    }
    void fail() { good_ = false; }

private:
    const std::uint8_t* at_;
    std::size_t left_;
    bool good_ = true;
};

void write(Writer& to, const KeyWrap& wrap) {
    to.put(wrap.id.bytes.data(), wrap.id.bytes.size());
    const auto kind = std::find(kinds.begin(), kinds.end(), wrap.kind);
    to.number(static_cast<std::uint64_t>(kind - kinds.begin()), 1);
    to.sized(wrap.salt);
    to.number(static_cast<std::uint64_t>(wrap.cost.passes), 8);
    to.number(static_cast<std::uint64_t>(wrap.cost.memory), 8);
    to.sized(wrap.mark);
    to.sized(wrap.nonce);
    to.sized(wrap.wrapped);
    to.instant(wrap.made_at);
}

KeyWrap read_wrap(Reader& from) {
    KeyWrap wrap;
    wrap.id = from.uuid();
    const auto kind = static_cast<std::size_t>(from.number(1));
    if (kind < kinds.size()) wrap.kind = kinds[kind];
    else from.fail();
    wrap.salt = from.sized();
    wrap.cost.passes = static_cast<std::int64_t>(from.number(8));
    wrap.cost.memory = static_cast<std::int64_t>(from.number(8));
    wrap.mark = from.sized();
    wrap.nonce = from.sized();
    wrap.wrapped = from.sized();
    wrap.made_at = from.instant();
    return wrap;
}

void write(Writer& to, const DeviceRecord::Pair& pair) {
    to.put(pair.public_key.data(), pair.public_key.size());
    to.sized(pair.key);
    to.put(pair.id.bytes.data(), pair.id.bytes.size());
    to.instant(pair.made_at);
    to.number(pair.sealed_key ? 1 : 0, 1);
    if (pair.sealed_key) {
        to.put(pair.sealed_key->to.data(), pair.sealed_key->to.size());
        to.sized(pair.sealed_key->sealed);
    }
    to.number(pair.wraps.size(), 2);
    for (const auto& wrap : pair.wraps) write(to, wrap);
}

DeviceRecord::Pair read_pair(Reader& from) {
    DeviceRecord::Pair pair;
    pair.public_key = from.public_key();
    pair.key = from.secret();
    if (!pair.key.empty() && pair.key.size() != key_bytes) from.fail();
    pair.id = from.uuid();
    pair.made_at = from.instant();
    if (from.number(1) == 1) {
        DeviceRecord::SealedKey sealed;
        sealed.to = from.public_key();
        sealed.sealed = from.sized();
        pair.sealed_key = std::move(sealed);
    }
    for (auto count = from.number(2); count > 0 && from.good(); --count) pair.wraps.push_back(read_wrap(from));
    return pair;
}

void write(Writer& to, const Tries& tries) {
    to.number(static_cast<std::uint64_t>(tries.failures), 8);
    to.number(static_cast<std::uint64_t>(tries.left), 8);
    to.sized(tries.at.start);
    to.number(static_cast<std::uint64_t>(tries.at.ms), 8);
}

Tries read_tries(Reader& from) {
    Tries tries;
    tries.failures = static_cast<std::int64_t>(from.number(8));
    tries.left = static_cast<std::int64_t>(from.number(8));
    const auto start = from.sized();
    tries.at.start.assign(start.begin(), start.end());
    tries.at.ms = static_cast<std::int64_t>(from.number(8));
    return tries;
}

// Version 1: the pepper, the backups' key, then entries of one length, each a person's public key and the key that
// opened it here, or when somebody left. Which wraps belonged to it, the files say.
constexpr std::size_t first_head_bytes = sizeof magic + 1 + key_bytes + 1 + key_bytes,
                      first_entry_bytes = 16 + 32 + 1 + key_bytes;

std::optional<DeviceRecord> first_version(Reader from) {
    constexpr auto head = first_head_bytes - sizeof magic - 1;
    if (from.left() < head || (from.left() - head) % first_entry_bytes != 0) return std::nullopt;
    DeviceRecord record;
    record.pepper = from.secret(key_bytes);
    const bool any_backup_key = from.number(1) == 1;
    auto backup_key = from.secret(key_bytes);
    if (any_backup_key) record.backup_key = std::move(backup_key);
    while (from.left() > 0) {
        const PersonId person{from.uuid()};
        const auto public_key = from.public_key();
        const auto what = from.number(1);
        if (what == 2) {
            DeviceRecord::Erased gone{person, {}};
            std::array<std::uint8_t, key_bytes> rest{};
            from.get(rest.data(), rest.size());
            std::memcpy(&gone.at.utc_ms, rest.data(), sizeof gone.at.utc_ms);
            std::memcpy(&gone.at.offset_minutes, rest.data() + sizeof gone.at.utc_ms, sizeof gone.at.offset_minutes);
            record.erased.push_back(gone);
            continue;
        }
        auto key = from.secret(key_bytes);
        DeviceRecord::Pair pair;
        pair.public_key = public_key;
        if (what == 1) pair.key = std::move(key);
        record.of(person).pairs.push_back(std::move(pair));
    }
    return from.good() ? std::optional(std::move(record)) : std::nullopt;
}

std::optional<DeviceRecord> second_version(Reader from) {
    DeviceRecord record;
    record.pepper = from.secret(key_bytes);
    record.backup_key = from.secret();
    if (!record.backup_key.empty() && record.backup_key.size() != key_bytes) return std::nullopt;
    for (auto count = from.number(4); count > 0 && from.good(); --count) {
        DeviceRecord::Known known{PersonId{from.uuid()}, {}, {}};
        known.tries = read_tries(from);
        known.put_back = from.number(1) == 1;
        for (auto pairs = from.number(2); pairs > 0 && from.good(); --pairs) known.pairs.push_back(read_pair(from));
        record.people.push_back(std::move(known));
    }
    for (auto count = from.number(4); count > 0 && from.good(); --count) {
        const PersonId person{from.uuid()};
        record.erased.push_back({person, from.instant()});
    }
    return from.good() && from.left() == 0 ? std::optional(std::move(record)) : std::nullopt;
}

}  // namespace

bool KeyWrap::same_as(const KeyWrap& other) const {
    return id == other.id && kind == other.kind && salt == other.salt && cost == other.cost && mark == other.mark &&
           nonce == other.nonce && wrapped == other.wrapped;
}

DeviceRecord::Pair* DeviceRecord::Known::find(const PublicKey& public_key) {
    const auto it =
        std::find_if(pairs.begin(), pairs.end(), [&](const Pair& pair) { return pair.public_key == public_key; });
    return it == pairs.end() ? nullptr : &*it;
}

const DeviceRecord::Pair* DeviceRecord::Known::find(const PublicKey& public_key) const {
    return const_cast<Known*>(this)->find(public_key);
}

DeviceRecord::Known* DeviceRecord::find(PersonId person) {
    const auto it =
        std::find_if(people.begin(), people.end(), [&](const Known& known) { return known.person == person; });
    return it == people.end() ? nullptr : &*it;
}

const DeviceRecord::Known* DeviceRecord::find(PersonId person) const {
    return const_cast<DeviceRecord*>(this)->find(person);
}

DeviceRecord::Known& DeviceRecord::of(PersonId person) {
    if (auto* known = find(person)) return *known;
    people.push_back({person, {}, {}});
    return people.back();
}

std::array<std::uint8_t, 8> DeviceRecord::mark() const {
    std::array<std::uint8_t, 32> digest{};
    crypto_generichash(digest.data(), digest.size(), pepper.data(), pepper.size(), nullptr, 0);
    std::array<std::uint8_t, 8> mark{};
    std::copy_n(digest.begin(), mark.size(), mark.begin());
    return mark;
}

Secret to_bytes(const DeviceRecord& record) {
    Writer to;
    to.put(magic, sizeof magic);
    to.number(2, 1);
    to.put(record.pepper.data(), key_bytes);
    to.sized(record.backup_key);
    to.number(record.people.size(), 4);
    for (const auto& known : record.people) {
        to.put(known.person.value.bytes.data(), 16);
        write(to, known.tries);
        to.number(known.put_back ? 1 : 0, 1);
        to.number(known.pairs.size(), 2);
        for (const auto& pair : known.pairs) write(to, pair);
    }
    to.number(record.erased.size(), 4);
    for (const auto& gone : record.erased) {
        to.put(gone.person.value.bytes.data(), 16);
        to.instant(gone.at);
    }
    return to.take();
}

std::optional<DeviceRecord> device_record(const Secret& bytes) {
    if (bytes.size() < sizeof magic + 1 || std::memcmp(bytes.data(), magic, sizeof magic) != 0) return std::nullopt;
    Reader from(bytes);
    std::array<std::uint8_t, sizeof magic> name{};
    from.get(name.data(), name.size());
    switch (from.number(1)) {
        case 1: return first_version(from);
        case 2: return second_version(from);
        default: return std::nullopt;
    }
}

Secret for_another_device(const DeviceRecord& record) {
    DeviceRecord travelling;
    travelling.pepper = Secret(key_bytes);  // zeros: each device has its own
    for (const auto& known : record.people) {
        DeviceRecord::Known goes{known.person, {}, {}};
        for (const auto& pair : known.pairs) {
            DeviceRecord::Pair copy;
            copy.public_key = pair.public_key;
            copy.key = pair.key.copy();
            copy.id = pair.id;
            copy.made_at = pair.made_at;
            for (const auto& wrap : pair.wraps)
                if (!wrap.of_pin()) copy.wraps.push_back(wrap);
            goes.pairs.push_back(std::move(copy));
        }
        travelling.people.push_back(std::move(goes));
    }
    travelling.erased = record.erased;
    return to_bytes(travelling);
}

namespace {

// A pair that this device does not know yet, of somebody it may know. A PIN that they have here comes before it.
void add(DeviceRecord::Known& known, DeviceRecord::Pair came) {
    const auto guard = std::find_if(known.pairs.rbegin(), known.pairs.rend(),
                                    [](const auto& pair) { return pair.key.empty() && !pair.sealed_key; });
    if (guard != known.pairs.rend() && !came.key.empty()) {
        DeviceRecord::SealedKey sealed{guard->public_key, std::vector<std::uint8_t>(key_bytes + crypto_box_SEALBYTES)};
        if (crypto_box_seal(sealed.sealed.data(), came.key.data(), came.key.size(), guard->public_key.data()) == 0)
            came.sealed_key = std::move(sealed);
        came.key = Secret();
    }
    known.pairs.insert(known.pairs.begin(), std::move(came));
}

}  // namespace

void take_in(DeviceSecrets& device, const std::string& household, const Secret& travelled) {
    auto came = device_record(travelled);
    if (!came) return;
    const auto turn = device.turn(household);
    DeviceRecord record;
    if (const auto bytes = device.get(household)) {
        auto had = device_record(*bytes);
        if (!had) throw Fault(Fault::Kind::damaged, "what this device keeps for the household is damaged");
        record = std::move(*had);
    } else {
        record.pepper = Secret(key_bytes);
        randombytes_buf(record.pepper.data(), record.pepper.size());
    }
    for (auto& newcomer : came->people) {
        auto& known = record.of(newcomer.person);
        for (auto& pair : newcomer.pairs)
            if (!known.find(pair.public_key)) add(known, std::move(pair));
    }
    for (const auto& gone : came->erased)
        if (std::none_of(record.erased.begin(), record.erased.end(),
                         [&](const auto& known) { return known.person == gone.person; }))
            record.erased.push_back(gone);
    device.set(household, to_bytes(record));
}

}  // namespace core
