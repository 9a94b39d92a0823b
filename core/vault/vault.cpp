#include "core/vault/vault.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include <sodium.h>

#include "core/text.hpp"

namespace core {

namespace {

constexpr std::size_t key_bytes = 32;
constexpr std::size_t block = 64;  // what is sealed is padded to multiples of it, so that its length says little
constexpr std::size_t longest_pin_bytes = 1024;

// A file may ask for any cost; one that this could not pay, or that costs nothing, is not taken.
constexpr std::int64_t most_memory = std::int64_t{1} << 30, most_passes = 20;

constexpr std::string_view by_device = "device", by_pin = "pin", by_passphrase = "passphrase", by_phrase = "phrase";

// A keyring that is shut is not asked again for every row.
constexpr std::int64_t ask_again_ms = 2'000;

template <std::size_t N>
std::array<std::uint8_t, N> array_of(const std::vector<std::uint8_t>& bytes) {
    std::array<std::uint8_t, N> array{};
    std::copy_n(bytes.begin(), std::min(N, bytes.size()), array.begin());
    return array;
}

std::vector<std::uint8_t> random_bytes(std::size_t count) {
    std::vector<std::uint8_t> bytes(count);
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

Secret random_secret(std::size_t count) {
    Secret secret(count);
    randombytes_buf(secret.data(), count);
    return secret;
}

// 32 bytes from high-entropy ones, for one purpose.
Secret key_for(std::string_view purpose, const Secret& from) {
    Secret key(key_bytes);
    crypto_generichash(key.data(), key_bytes, reinterpret_cast<const std::uint8_t*>(purpose.data()), purpose.size(), from.data(), from.size());
    return key;
}

// All of a seal goes into it: one with a single bit turned is another one.
std::string name_of(const std::vector<std::uint8_t>& sealed) {
    std::string name(crypto_generichash_BYTES, '\0');
    crypto_generichash(reinterpret_cast<std::uint8_t*>(name.data()), name.size(), sealed.data(), sealed.size(), nullptr, 0);
    return name;
}

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }); }

PinKind kind_of_wrap(std::string_view kind) {
    if (kind == by_pin) return PinKind::digits;
    return kind == by_passphrase ? PinKind::passphrase : PinKind::none;
}

std::string_view wrap_kind(PinKind kind) { return kind == PinKind::digits ? by_pin : by_passphrase; }

}  // namespace

PinStretch::PinStretch(Secret pin, std::array<std::uint8_t, 16> salt, KeyCost cost)
    : pin_(std::move(pin)), salt_(salt), cost_(cost), kind_(all_digits(pin_.text()) ? PinKind::digits : PinKind::passphrase) {}

bool PinStretch::step() noexcept {
    try {
        Secret key(key_bytes);
        const int done = crypto_pwhash(key.data(), key_bytes, reinterpret_cast<const char*>(pin_.data()), pin_.size(), salt_.data(),
                                       static_cast<unsigned long long>(cost_.passes), static_cast<std::size_t>(cost_.memory), crypto_pwhash_ALG_ARGON2ID13);
        if (done == 0) key_ = std::move(key);
    } catch (const std::bad_alloc&) {
    }
    pin_ = Secret();
    return false;
}

Vault::Vault(db::Connection& db, std::string household, DeviceSecrets& device, IdSource& ids, const Clock& clock, KeyCost cost)
    : household_(std::move(household)),
      device_(device),
      ids_(ids),
      clock_(clock),
      cost_(cost),
      key_of_(db.prepare("SELECT id, public_key FROM vault_key WHERE person = ?1 AND deleted_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 1")),
      wraps_of_(db.prepare("SELECT id, kind, salt, passes, memory, device_mark, nonce, wrapped FROM vault_wrap"
                           " WHERE vault_key = ?1 AND deleted_at IS NULL AND wrapped IS NOT NULL ORDER BY created_at DESC, id DESC")),
      attempts_(db, clock),
      insert_key_(db.prepare("INSERT INTO vault_key (id, person, public_key, created_at, created_offset) VALUES (?1, ?2, ?3, ?4, ?5)")),
      insert_wrap_(db.prepare("INSERT INTO vault_wrap (id, vault_key, kind, salt, passes, memory, device_mark, nonce, wrapped, created_at, created_offset)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")),
      remove_wrap_(db.prepare("UPDATE vault_wrap SET wrapped = NULL, salt = NULL, deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      erase_keys_(db.prepare("UPDATE vault_key SET deleted_at = ?2, deleted_offset = ?3 WHERE person = ?1 AND deleted_at IS NULL")),
      erase_wraps_(db.prepare("UPDATE vault_wrap SET wrapped = NULL, salt = NULL, deleted_at = ?2, deleted_offset = ?3"
                              " WHERE vault_key IN (SELECT id FROM vault_key WHERE person = ?1)")) {
    if (sodium_init() < 0) throw Fault(Fault::Kind::other, "libsodium does not start");
}

Vault::~Vault() { lock(); }

// --- what is known -----------------------------------------------------------------------------------

const Vault::Entry& Vault::entry(PersonId person) const {
    const auto found = entries_.find(person);
    if (found != entries_.end()) return found->second;
    Entry entry;
    key_of_.each([&](const auto& row) { entry.key = Key{row.uuid(0), array_of<32>(row.blob(1))}; }, person);
    if (entry.key)
        wraps_of_.each(
            [&](const auto& row) {
                entry.wraps.push_back({row.uuid(0), row.text(1), array_of<16>(row.blob(2)), {row.integer(3), row.integer(4)}, row.blob(5), row.blob(6), row.blob(7)});
            },
            entry.key->id);
    return entries_.emplace(person, std::move(entry)).first->second;
}

Vault::Entry& Vault::entry(PersonId person) { return const_cast<Entry&>(std::as_const(*this).entry(person)); }

// The newest of its kind; a PIN's of this device before one of another.
const Vault::Wrap* Vault::wrap(const Entry& entry, std::string_view kind) const {
    const Wrap* any = nullptr;
    for (const auto& wrap : entry.wraps) {
        const bool is_pin = kind_of_wrap(wrap.kind) != PinKind::none;
        if (kind == by_pin ? !is_pin : wrap.kind != kind) continue;
        if (!any) any = &wrap;
        if (!is_pin || set_here(wrap)) return &wrap;
    }
    return any;
}

DeviceRecord Vault::fresh_record() const {
    if (const auto bytes = device_.get(household_)) {
        auto record = device_record(*bytes);
        if (!record) throw Fault(Fault::Kind::damaged, "what this device keeps for the household is damaged");
        return std::move(*record);
    }
    DeviceRecord record;
    record.pepper = random_secret(key_bytes);
    return record;
}

const DeviceRecord& Vault::device() const {
    if (!record_) record_ = fresh_record();
    return *record_;
}

// Asked in vain once, it is not asked again in every frame.
const DeviceRecord* Vault::device_in_reach() const {
    if (record_) return &*record_;
    const auto now = clock_.observed();
    if (out_of_reach_since_ && now.start == out_of_reach_since_->start && now.ms - out_of_reach_since_->ms < ask_again_ms) return nullptr;
    try {
        return &device();
    } catch (const Fault&) {
        out_of_reach_since_ = now;
        return nullptr;
    }
}

bool Vault::set_here(const Wrap& wrap) const {
    const auto* record = device_in_reach();
    if (!record) return false;
    const auto mark = record->mark();
    return std::equal(wrap.mark.begin(), wrap.mark.end(), mark.begin(), mark.end());
}

void Vault::keep(DeviceRecord record) {
    device_.set(household_, to_bytes(record));
    record_ = std::move(record);
}

DeviceRecord Vault::record() const { return fresh_record(); }

void Vault::set_backup_key(Secret key) {
    auto record = fresh_record();
    record.backup_key = std::move(key);
    keep(std::move(record));
}

Vault::State Vault::state(PersonId person) const {
    const auto& known = entry(person);
    State state;
    if (!known.key) return state.open = true, state;  // nothing is sealed yet
    if (const auto* pin = wrap(known, by_pin)) state.pin = kind_of_wrap(pin->kind);
    state.phrase = wrap(known, by_phrase) != nullptr;
    state.open = is_open(person);
    const auto* record = device_in_reach();
    state.device_out_of_reach = !record;
    const auto* remembered = record ? record->find(person) : nullptr;
    state.key_changed = remembered && remembered->public_key != known.key->public_key;
    const auto* pin = wrap(known, by_pin);
    state.elsewhere = record && !state.open && !(pin && set_here(*pin));
    return state;
}

bool Vault::is_open(PersonId person) const {
    const auto& known = entry(person);
    if (!known.key) return true;
    if (known.secret.empty() && !known.looked) open_with_device_key(person, known);
    return !known.secret.empty();
}

bool Vault::any_unlocked() const {
    return std::any_of(entries_.begin(), entries_.end(), [](const auto& pair) { return !pair.second.secret.empty() && !pair.second.by_device; });
}

// --- sealing -------------------------------------------------------------------------------------------

// What a wrapped key belongs to: it does not open in anybody else's place.
std::string Vault::bound(PersonId person, const Entry& entry, std::string_view kind) const {
    std::string text = "inglenook vault 1 " + std::string(kind) + ' ' + to_text(person.value) + ' ';
    text.append(reinterpret_cast<const char*>(entry.key->public_key.data()), entry.key->public_key.size());
    return text;
}

void Vault::ensure_key(PersonId person) {
    read_again(person);  // another program may have made it
    auto& known = entry(person);
    auto record = fresh_record();
    if (known.key) {
        auto* remembered = record.find(person);
        if (remembered && remembered->public_key != known.key->public_key)
            throw Fault(Fault::Kind::other, "the person's key in the file is not the one this device knows");
        if (remembered) record_ = std::move(record);
        else {  // from another device: as it is seen now
            record.people.push_back({person, known.key->public_key, {}});
            keep(std::move(record));
        }
        known.looked = false;
        return;
    }
    known.secret = Secret(key_bytes);
    PublicKey public_key;
    crypto_box_keypair(public_key.data(), known.secret.data());
    known.key = Key{ids_.next_uuid(), public_key};
    insert_key_.run(known.key->id, person, std::vector<std::uint8_t>(public_key.begin(), public_key.end()), clock_.now());

    const auto key = random_secret(key_bytes);
    insert_wrap(person, known, by_device, key, nullptr);
    // One from before, when the transaction that made it was given up, is of no use.
    record.people.erase(std::remove_if(record.people.begin(), record.people.end(), [&](const auto& k) { return k.person == person; }), record.people.end());
    record.people.push_back({person, public_key, key.copy()});
    keep(std::move(record));
    known.by_device = true;
    read_again(person);
}

std::vector<std::uint8_t> Vault::seal(PersonId person, std::string_view plain) {
    const auto* remembered = device().find(person);
    const auto& known = entry(person);
    if (!known.key || !remembered || remembered->public_key != known.key->public_key) ensure_key(person);

    Secret padded(plain.size() + block);
    std::memcpy(padded.data(), plain.data(), plain.size());
    std::size_t size = 0;
    sodium_pad(&size, padded.data(), plain.size(), block, padded.size());
    std::vector<std::uint8_t> sealed(size + crypto_box_SEALBYTES);
    if (crypto_box_seal(sealed.data(), padded.data(), size, entry(person).key->public_key.data()) != 0)
        throw Fault(Fault::Kind::damaged, "the person's key in the file is none");
    return sealed;
}

std::optional<std::string> Vault::open(PersonId person, const std::vector<std::uint8_t>& sealed) const {
    if (!is_open(person)) return std::nullopt;
    const auto& known = entry(person);
    const auto name = name_of(sealed);
    if (!known.key) {  // sealed for somebody who never had one
        unreadable_.insert(name);
        return std::nullopt;
    }
    const auto found = opened_.find(name);
    if (found != opened_.end() && found->second.person == person) return found->second.plain;

    Secret padded(sealed.size() < crypto_box_SEALBYTES ? 0 : sealed.size() - crypto_box_SEALBYTES);
    std::size_t size = 0;
    if (padded.empty() ||
        crypto_box_seal_open(padded.data(), sealed.data(), sealed.size(), known.key->public_key.data(), known.secret.data()) != 0 ||
        sodium_unpad(&size, padded.data(), padded.size(), block) != 0) {
        unreadable_.insert(name);
        return std::nullopt;
    }
    std::string plain(reinterpret_cast<const char*>(padded.data()), size);
    opened_[name] = {person, plain};
    return plain;
}

void Vault::note_unreadable(const std::vector<std::uint8_t>& sealed) const { unreadable_.insert(name_of(sealed)); }

// --- wraps ---------------------------------------------------------------------------------------------

void Vault::insert_wrap(PersonId person, const Entry& known, std::string_view kind, const Secret& with, const PinStretch* pin) {
    const auto nonce = random_bytes(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    const auto context = bound(person, known, kind);
    std::vector<std::uint8_t> wrapped(key_bytes + crypto_aead_xchacha20poly1305_ietf_ABYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(wrapped.data(), nullptr, known.secret.data(), key_bytes, reinterpret_cast<const std::uint8_t*>(context.data()),
                                               context.size(), nullptr, nonce.data(), with.data());
    std::optional<std::vector<std::uint8_t>> salt, mark;
    std::optional<std::int64_t> passes, memory;
    if (pin) {
        const auto device_mark = device().mark();
        salt = std::vector<std::uint8_t>(pin->salt().begin(), pin->salt().end());
        mark = std::vector<std::uint8_t>(device_mark.begin(), device_mark.end());
        passes = pin->cost().passes;
        memory = pin->cost().memory;
    }
    insert_wrap_.run(ids_.next_uuid(), known.key->id, kind, salt, passes, memory, mark, nonce, wrapped, clock_.now());
}

void Vault::remove_wraps(const Entry& known, std::string_view kind) {
    for (const auto& wrap : known.wraps)
        if (kind == by_pin ? kind_of_wrap(wrap.kind) != PinKind::none : wrap.kind == kind) remove_wrap_.run(wrap.id, clock_.now());
}

bool Vault::unwrap(PersonId person, const Entry& known, const Wrap& wrap, const Secret& with) const {
    const auto context = bound(person, known, wrap.kind);
    if (wrap.nonce.size() != crypto_aead_xchacha20poly1305_ietf_NPUBBYTES || wrap.wrapped.size() != key_bytes + crypto_aead_xchacha20poly1305_ietf_ABYTES)
        return false;
    Secret secret(key_bytes);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(secret.data(), nullptr, nullptr, wrap.wrapped.data(), wrap.wrapped.size(),
                                                   reinterpret_cast<const std::uint8_t*>(context.data()), context.size(), wrap.nonce.data(), with.data()) != 0)
        return false;
    PublicKey public_key;
    crypto_scalarmult_base(public_key.data(), secret.data());
    if (public_key != known.key->public_key) return false;
    known.secret = std::move(secret);
    return true;
}

void Vault::open_with_device_key(PersonId person, const Entry& known) const {
    const auto* record = device_in_reach();
    if (!record) return;  // looked at again once it can be read
    known.looked = true;
    const auto* remembered = record->find(person);
    const auto* device_wrap = wrap(known, by_device);
    if (remembered && device_wrap && !remembered->key.empty()) known.by_device = unwrap(person, known, *device_wrap, remembered->key);
}

Secret Vault::pin_key(const PinStretch& pin) const {
    Secret both(2 * key_bytes);
    std::memcpy(both.data(), pin.key().data(), key_bytes);
    std::memcpy(both.data() + key_bytes, device().pepper.data(), key_bytes);
    return key_for("inglenook pin 1", both);
}

Result<std::shared_ptr<PinStretch>> Vault::stretch(PersonId person, Secret pin) const {
    const auto& known = entry(person);
    const auto* with = known.key ? wrap(known, by_pin) : nullptr;
    if (!with) return Refusal::no_pin;
    device();  // a fault when it is out of reach: nobody's PIN is wrong then
    if (!set_here(*with)) return Refusal::made_elsewhere;
    if (const auto* remembered = device().find(person); remembered && remembered->public_key != known.key->public_key) return Refusal::key_changed;
    if (wait(person) > 0) return Refusal::wait_a_while;
    if (with->cost.memory > most_memory || with->cost.passes > most_passes || with->cost.memory < 8192 || with->cost.passes < 1) return Refusal::wrong_pin;
    return std::make_shared<PinStretch>(std::move(pin), with->salt, with->cost);
}

Result<std::shared_ptr<PinStretch>> Vault::stretch_new(Secret pin) const {
    const auto length = length_of(pin.text());
    if (!length || pin.size() > longest_pin_bytes) return Refusal::not_text;
    if (*length < shortest_pin) return Refusal::pin_too_short;
    return std::make_shared<PinStretch>(std::move(pin), array_of<16>(random_bytes(16)), cost_);
}

Result<bool> Vault::unlock(PersonId person, const PinStretch& pin) {
    const auto& known = entry(person);
    const auto* with = known.key ? wrap(known, by_pin) : nullptr;
    if (!with) return Refusal::no_pin;
    if (pin.key().empty() || with->salt != pin.salt() || !unwrap(person, known, *with, pin_key(pin))) return Refusal::wrong_pin;
    return true;
}

Result<bool> Vault::set_pin(PersonId person, const PinStretch& pin) {
    if (pin.key().empty()) return Refusal::wrong_pin;
    if (!is_open(person)) return Refusal::locked;
    ensure_key(person);  // and with it the pepper, on this device
    auto& known = entry(person);
    remove_wraps(known, by_pin);
    remove_wraps(known, by_device);
    insert_wrap(person, known, wrap_kind(pin.kind()), pin_key(pin), &pin);
    return true;
}

Result<bool> Vault::hold_on_device(PersonId person) {
    if (!is_open(person)) return Refusal::locked;
    ensure_key(person);
    auto& known = entry(person);
    auto record = fresh_record();
    auto* remembered = record.find(person);
    if (!remembered) remembered = &record.people.emplace_back(DeviceRecord::Known{person, known.key->public_key, {}});
    // One that is there may be what the file as it was before opens with, should this transaction not come through.
    if (remembered->key.empty()) remembered->key = random_secret(key_bytes);
    remove_wraps(known, by_device);
    remove_wraps(known, by_pin);
    insert_wrap(person, known, by_device, remembered->key, nullptr);
    keep(std::move(record));
    known.by_device = true;
    return true;
}

Result<bool> Vault::set_phrase(PersonId person, const Secret& entropy) {
    if (!is_open(person)) return Refusal::locked;
    ensure_key(person);
    auto& known = entry(person);
    remove_wraps(known, by_phrase);
    insert_wrap(person, known, by_phrase, key_for("inglenook recovery phrase 1", entropy), nullptr);
    return true;
}

Result<bool> Vault::recover(PersonId person, const Secret& entropy) {
    const auto& known = entry(person);
    const auto* with = known.key ? wrap(known, by_phrase) : nullptr;
    if (!with) return Refusal::no_phrase;
    if (!unwrap(person, known, *with, key_for("inglenook recovery phrase 1", entropy))) return Refusal::wrong_words;
    return true;
}

void Vault::forget_device_key(PersonId person) {
    auto record = fresh_record();
    auto* remembered = record.find(person);
    if (!remembered || remembered->key.empty()) return;
    remembered->key = Secret();
    keep(std::move(record));
}

void Vault::erase(PersonId person) {
    erase_wraps_.run(person, clock_.now());
    erase_keys_.run(person, clock_.now());
    attempts_.forget(person);
}

void Vault::forget(PersonId person, Instant at) {
    entries_.erase(person);
    for (auto it = opened_.begin(); it != opened_.end();) {
        if (it->second.person != person) {
            ++it;
            continue;
        }
        wipe(it->second.plain);
        it = opened_.erase(it);
    }
    auto record = fresh_record();
    record.people.erase(std::remove_if(record.people.begin(), record.people.end(), [&](const auto& k) { return k.person == person; }), record.people.end());
    const auto left = [&](const auto& gone) { return gone.person == person; };
    record.erased.erase(std::remove_if(record.erased.begin(), record.erased.end(), left), record.erased.end());
    record.erased.push_back({person, at});
    keep(std::move(record));
}

void Vault::forget_erased(PersonId person) {
    auto record = fresh_record();
    const auto left = [&](const auto& gone) { return gone.person == person; };
    record.erased.erase(std::remove_if(record.erased.begin(), record.erased.end(), left), record.erased.end());
    keep(std::move(record));
}

void Vault::lock() {
    entries_.clear();  // read again when needed; what needs no PIN opens again by itself
    for (auto& [name, opened] : opened_) wipe(opened.plain);
    opened_.clear();
    unreadable_.clear();
}

// A key that is open stays so as long as it is still the file's.
void Vault::read_again(PersonId person) {
    const auto found = entries_.find(person);
    if (found == entries_.end()) return;
    auto before = std::move(found->second);
    entries_.erase(found);
    auto& now = entry(person);
    if (now.key && before.key && now.key->public_key == before.key->public_key) {
        now.secret = std::move(before.secret);
        now.by_device = before.by_device && !wrap(now, by_pin);
    }
}

void Vault::reload() {
    record_.reset();
    out_of_reach_since_.reset();
    std::vector<PersonId> people;
    for (const auto& [person, known] : entries_) people.push_back(person);
    for (const auto person : people) read_again(person);
}

}  // namespace core
