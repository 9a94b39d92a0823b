#include "core/vault/vault.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include <sodium.h>

#include "core/text.hpp"
#include "core/vault/sealed_tables.hpp"
#include "core/vault/spelling.hpp"

namespace core {

namespace {

constexpr std::size_t key_bytes = 32;
constexpr std::size_t block = 64;  // what is sealed is padded to multiples of it, so that its length says little
constexpr std::size_t longest_pin_bytes = 1024;

// A file may ask for any cost; one that this could not pay, or that is less than was ever asked here, is not taken.
constexpr std::int64_t most_memory = std::int64_t{1} << 30, most_passes = 20;

constexpr std::string_view by_device = "device", by_pin = "pin", by_passphrase = "passphrase", by_phrase = "phrase";
constexpr std::string_view phrase_purpose = "inglenook recovery phrase 1";
constexpr std::size_t most_learned = 8;  // wraps of a file that are remembered without having been opened

// A keyring that is shut is not asked again for every row.
constexpr std::chrono::seconds ask_again_after{2};

template <std::size_t N> std::array<std::uint8_t, N> array_of(const std::vector<std::uint8_t>& bytes) {
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
    crypto_generichash(key.data(), key_bytes, reinterpret_cast<const std::uint8_t*>(purpose.data()), purpose.size(),
                       from.data(), from.size());
    return key;
}

// All of a seal goes into it: one with a single bit turned is another one.
std::string name_of(const std::vector<std::uint8_t>& sealed) {
    std::string name(crypto_generichash_BYTES, '\0');
    crypto_generichash(reinterpret_cast<std::uint8_t*>(name.data()), name.size(), sealed.data(), sealed.size(), nullptr,
                       0);
    return name;
}

DeviceRecord new_record() {
    DeviceRecord record;
    record.pepper = random_secret(key_bytes);
    return record;
}

Tries remembered_tries(const DeviceRecord::Known* known) { return known ? known->tries : Tries{}; }

DeviceRecord copy_of(const DeviceRecord& record) { return std::move(*device_record(to_bytes(record))); }

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

PinKind kind_of_wrap(std::string_view kind) {
    if (kind == by_pin) return PinKind::digits;
    return kind == by_passphrase ? PinKind::passphrase : PinKind::none;
}

// Whether it is as long as a wrap has to be.
bool is_whole(const KeyWrap& wrap) {
    return wrap.nonce.size() == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES &&
           wrap.wrapped.size() == key_bytes + crypto_aead_xchacha20poly1305_ietf_ABYTES;
}

// Why no PIN is tried with a PIN's wrap that only the file has.
std::optional<Refusal> unusable(const KeyWrap& wrap, KeyCost cost) {
    constexpr KeyCost usual;
    if (!is_whole(wrap) || wrap.salt.size() != 16 || wrap.cost.memory > most_memory || wrap.cost.passes > most_passes)
        return Refusal::wrap_damaged;
    if (wrap.cost.memory < std::min(cost.memory, usual.memory) ||
        wrap.cost.passes < std::min(cost.passes, usual.passes))
        return Refusal::wrap_weakened;
    return std::nullopt;
}

// Of somebody whose key in the file is missing or another: who takes their rows out does not take their PIN away. An
// older program's record says of a key only that it does not open without one.
PinKind pin_of_another_key(const DeviceRecord::Known& known) {
    for (const auto& pair : known.pairs)
        for (const auto& wrap : pair.wraps)
            if (wrap.of_pin()) return kind_of_wrap(wrap.kind);
    const bool shut = std::any_of(known.pairs.begin(), known.pairs.end(),
                                  [](const auto& pair) { return pair.key.empty() && pair.wraps.empty(); });
    return shut ? PinKind::digits : PinKind::none;
}

// Pairs that a program at another copy of the folder has made meanwhile: what it remembers is not overwritten.
void add_new_pairs(DeviceRecord& record, const std::optional<Secret>& bytes) {
    auto now = bytes ? device_record(*bytes) : std::nullopt;
    if (!now) return;
    for (auto& known : now->people) {
        auto* mine = record.find(known.person);
        if (!mine) {
            record.people.push_back(std::move(known));
            continue;
        }
        for (auto& pair : known.pairs)
            if (!mine->find(pair.public_key)) mine->pairs.push_back(std::move(pair));
    }
}

enum class Of { anyone, person };

// An SQL condition: whether there is a sealed row, of anyone or of the person ?1.
std::string any_sealed(Of whom) {
    std::string any;
    for (const auto& sealed : sealed_tables())
        any += std::string(any.empty() ? "" : " OR ") + "EXISTS (SELECT 1 FROM " + sealed.table +
               " WHERE sealed IS NOT NULL" +
               (whom == Of::person ? std::string(" AND ") + sealed.person + " = ?1)" : ")");
    return any;
}

std::string_view wrap_kind(PinKind kind) { return kind == PinKind::digits ? by_pin : by_passphrase; }

}  // namespace

PinStretch::PinStretch(Secret pin, std::array<std::uint8_t, 16> salt, KeyCost cost, Use use)
    : salt_(salt), cost_(cost) {
    spellings_ = use == Use::tried ? spellings(pin) : std::vector<Secret>();
    if (use == Use::made) spellings_.push_back(normalised(pin));
    kind_ = all_digits(spellings_.front().text()) ? PinKind::digits : PinKind::passphrase;
}

bool PinStretch::step() noexcept {
    try {
        auto pin = std::move(spellings_.front());
        spellings_.erase(spellings_.begin());
        Secret key(key_bytes);
        const int done = crypto_pwhash(key.data(), key_bytes, reinterpret_cast<const char*>(pin.data()), pin.size(),
                                       salt_.data(), static_cast<unsigned long long>(cost_.passes),
                                       static_cast<std::size_t>(cost_.memory), crypto_pwhash_ALG_ARGON2ID13);
        if (done == 0) keys_.push_back(std::move(key));
        if (!spellings_.empty() && !cancelled()) return true;
    } catch (const std::bad_alloc&) {
    }
    spellings_.clear();
    return false;
}

Vault::Vault(db::Connection& db, Found found, DeviceSecrets& device, IdSource& ids, const Clock& clock, KeyCost cost)
    : household_(std::move(found.household)),
      device_(device),
      ids_(ids),
      clock_(clock),
      cost_(cost),
      keys_of_(db.prepare(
          "SELECT id, public_key, created_at, created_offset FROM vault_key WHERE person = ?1 AND deleted_at IS NULL ORDER BY created_at DESC, id DESC")),
      wraps_of_(db.prepare(
          "SELECT id, kind, salt, passes, memory, device_mark, nonce, wrapped, created_at, created_offset FROM vault_wrap"
          " WHERE vault_key = ?1 AND deleted_at IS NULL AND wrapped IS NOT NULL ORDER BY created_at DESC, id DESC")),
      sealed_for_(db.prepare("SELECT " + any_sealed(Of::person))),
      attempts_(db, clock),
      // By id: one that was taken out, or made another's, is what it was.
      insert_key_(db.prepare(
          "INSERT OR REPLACE INTO vault_key (id, person, public_key, created_at, created_offset) VALUES (?1, ?2, ?3, ?4, ?5)")),
      insert_wrap_(db.prepare(
          "INSERT OR REPLACE INTO vault_wrap (id, vault_key, kind, salt, passes, memory, device_mark, nonce, wrapped, created_at, created_offset)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")),
      remove_wrap_(db.prepare(
          "UPDATE vault_wrap SET wrapped = NULL, salt = NULL, deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      erase_keys_(db.prepare(
          "UPDATE vault_key SET deleted_at = ?2, deleted_offset = ?3 WHERE person = ?1 AND deleted_at IS NULL")),
      erase_wraps_(db.prepare("UPDATE vault_wrap SET wrapped = NULL, salt = NULL, deleted_at = ?2, deleted_offset = ?3"
                              " WHERE vault_key IN (SELECT id FROM vault_key WHERE person = ?1)")),
      record_(std::move(found.record)) {
    if (sodium_init() < 0) throw Fault(Fault::Kind::other, "libsodium does not start");
    if (record_ && record_->pepper.size() == 0) record_ = new_record();  // the device has none
    if (found.out_of_reach) out_of_reach_since_ = std::chrono::steady_clock::now();
}

Vault::~Vault() { lock(); }

bool Vault::anything_private(const db::Connection& db) {
    bool any = false;
    try {
        db.prepare("SELECT EXISTS (SELECT 1 FROM vault_key) OR " + any_sealed(Of::anyone)).each([&](const auto& row) {
            any = row.integer(0) != 0;
        });
    } catch (const Fault& fault) {
        if (fault.kind != Fault::Kind::damaged) throw;
        any = true;  // on a page that went bad: that is told where it is asked for
    }
    return any;
}

// --- what is known -----------------------------------------------------------------------------------

const Vault::FileKey* Vault::Entry::find(const PublicKey& public_key) const {
    const auto it =
        std::find_if(keys.begin(), keys.end(), [&](const FileKey& key) { return key.public_key == public_key; });
    return it == keys.end() ? nullptr : &*it;
}

const Vault::Entry& Vault::entry(PersonId person) const {
    const auto found = entries_.find(person);
    if (found != entries_.end()) return found->second;
    Entry entry;
    keys_of_.each(
        [&](const auto& row) {
            entry.keys.push_back({row.uuid(0), array_of<32>(row.blob(1)), row.instant(2), {}});
        },
        person);
    for (auto& key : entry.keys)
        wraps_of_.each(
            [&](const auto& row) {
                key.wraps.push_back({row.uuid(0),
                                     row.text(1),
                                     row.blob(2),
                                     {row.integer(3), row.integer(4)},
                                     row.blob(5),
                                     row.blob(6),
                                     row.blob(7),
                                     row.instant(8)});
            },
            key.id);
    return entries_.emplace(person, std::move(entry)).first->second;
}

Vault::Entry& Vault::entry(PersonId person) { return const_cast<Entry&>(std::as_const(*this).entry(person)); }

// The last of its kind in the order given; a PIN's of this device before one of another.
const KeyWrap* Vault::find_wrap(const std::vector<KeyWrap>& wraps, std::string_view kind) const {
    const KeyWrap* any = nullptr;
    for (const auto& wrap : wraps) {
        if (kind == by_pin ? !wrap.of_pin() : wrap.kind != kind) continue;
        if (!any) any = &wrap;
        if (!wrap.of_pin() || set_here(wrap)) return &wrap;
    }
    return any;
}

DeviceRecord Vault::fresh_record() const {
    if (const auto bytes = device_.get(household_)) {
        auto record = device_record(*bytes);
        if (!record) throw Fault(Fault::Kind::damaged, "what this device keeps for the household is damaged");
        return std::move(*record);
    }
    return new_record();
}

const DeviceRecord& Vault::device() const {
    if (!record_) record_ = fresh_record();
    return *record_;
}

// Asked in vain once, it is not asked again in every frame.
const DeviceRecord* Vault::device_in_reach() const {
    if (record_) return &*record_;
    if (out_of_reach_since_ && std::chrono::steady_clock::now() - *out_of_reach_since_ < ask_again_after)
        return nullptr;
    try {
        return &device();
    } catch (const Fault&) {
        out_of_reach_since_ =
            std::chrono::steady_clock::now();  // from when it gave up: its answer may have taken longer than that
        return nullptr;
    }
}

const DeviceRecord::Known* Vault::known(PersonId person) const {
    const auto* record = device_in_reach();
    return record ? record->find(person) : nullptr;
}

bool Vault::set_here(const KeyWrap& wrap) const {
    const auto* record = device_in_reach();
    if (!record) return false;
    const auto mark = record->mark();
    return std::equal(wrap.mark.begin(), wrap.mark.end(), mark.begin(), mark.end());
}

// Whether the record says by itself how the pair opens on this device. One from an older program's record leaves it to
// the file.
bool Vault::has_own_way(const Pair& pair) const {
    if (pair.sealed_key) return true;
    if (!pair.key.empty()) return find_wrap(pair.wraps, by_device) != nullptr;
    const auto* pin = find_wrap(pair.wraps, by_pin);
    return pin && set_here(*pin);
}

// An older program's record has the key alone, and finds in the file what it opens.
bool Vault::opens_here(const Pair& pair) const { return has_own_way(pair) || !pair.key.empty(); }

// That they left and took everything along: their key is gone, whatever an older copy still shows of it.
bool Vault::left(PersonId person) const {
    const auto* record = device_in_reach();
    return record && std::any_of(record->erased.begin(), record->erased.end(),
                                 [&](const auto& gone) { return gone.person == person; });
}

// What opens on this device comes first: a row that somebody else put there, or that is damaged, takes nobody's key
// away.
Vault::Current Vault::current(PersonId person, const Entry& entry) const {
    return current(person, known(person), entry);
}

Vault::Current Vault::current(PersonId person, const DeviceRecord::Known* remembered, const Entry& entry) const {
    const auto is_open = [&](const FileKey& key) { return entry.secrets.count(key.public_key) > 0; };
    if (remembered && !remembered->pairs.empty()) {
        Current in_file;
        const FileKey* strange = nullptr;  // and opened all the same
        for (const auto& key : entry.keys) {
            const auto* pair = remembered->find(key.public_key);
            if (!pair) {
                if (!strange && is_open(key)) strange = &key;
                continue;
            }
            if (opens_here(*pair)) return {&key, pair, false};
            if (!in_file || (is_open(key) && !is_open(*in_file.in_file))) in_file = {&key, pair, false};
        }
        const Pair* kept = nullptr;
        for (auto pair = remembered->pairs.rbegin(); pair != remembered->pairs.rend(); ++pair) {
            if (!pair->id || pair->wraps.empty()) continue;
            if (has_own_way(*pair)) return {nullptr, &*pair, false};
            if (!kept) kept = &*pair;
        }
        if (strange && !(in_file && is_open(*in_file.in_file))) return {strange, nullptr, false};
        if (in_file) return in_file;
        if (kept) return {nullptr, kept, false};
        if (entry.keys.empty()) return {};
        return {&entry.keys.front(), nullptr, true};
    }
    for (const auto& key : entry.keys)
        if (is_open(key)) return {&key, nullptr, false};
    for (const auto& key : entry.keys)
        if (find_wrap(key.wraps, by_phrase)) return {&key, nullptr, false};
    if (entry.keys.empty() || left(person)) return {};
    return {&entry.keys.front(), nullptr, false};
}

Vault::PinWrap Vault::pin_wrap(PersonId person, const Current& now) const {
    const auto of_pair = [&](const Pair& pair) {
        const auto* wrap = find_wrap(pair.wraps, by_pin);
        return PinWrap{wrap && set_here(*wrap) ? wrap : nullptr, pair.public_key, false};
    };
    if (now.remembered && has_own_way(*now.remembered)) {
        if (!now.remembered->key.empty()) return left(person) ? PinWrap{} : pin_of_a_stranger(person);
        if (const auto own = of_pair(*now.remembered); own.wrap || !now.remembered->sealed_key) return own;
        const auto* guard = known(person)->find(now.remembered->sealed_key->to);
        return guard ? of_pair(*guard) : PinWrap{};
    }
    if (now.in_file) return {find_wrap(now.in_file->wraps, by_pin), now.in_file->public_key, true};
    return {};
}

// Set on this device, for a key that an older program forgot: it opens that one beside the one that needs none.
Vault::PinWrap Vault::pin_of_a_stranger(PersonId person) const {
    const auto* remembered = known(person);
    for (const auto& key : entry(person).keys) {
        const auto* wrap = find_wrap(key.wraps, by_pin);
        const auto* pair = remembered ? remembered->find(key.public_key) : nullptr;
        if (wrap && set_here(*wrap) && !unusable(*wrap, cost_) && (!pair || (pair->key.empty() && !has_own_way(*pair))))
            return {wrap, key.public_key, true};
    }
    return {};
}

// Whether anything known opens what is sealed to the pair: here, with the recovery words, or on another device. A wrap
// for this device that does not open it opens it nowhere.
bool Vault::has_way_in(const Entry& entry, const Current& now) const {
    if (entry.secrets.count(now.public_key()) > 0) return true;
    if (now.remembered && (has_own_way(*now.remembered) || find_wrap(now.remembered->wraps, by_phrase))) return true;
    if (!now.in_file) return false;
    const bool device_tried = now.remembered && !now.remembered->key.empty();
    const auto& wraps = now.in_file->wraps;
    return std::any_of(wraps.begin(), wraps.end(), [&](const KeyWrap& wrap) {
        if (!is_whole(wrap)) return false;
        if (wrap.of_pin()) return unusable(wrap, cost_) != Refusal::wrap_damaged;
        return wrap.kind == by_phrase || !device_tried;
    });
}

bool Vault::has_sealed_rows(PersonId person, const Entry& entry) const {
    if (!entry.sealed_rows) sealed_for_.each([&](const auto& row) { entry.sealed_rows = row.integer(0) != 0; }, person);
    return *entry.sealed_rows;
}

// Of somebody for whom there is no pair: whether one was there, or a PIN that a new one would go round.
bool Vault::missing(PersonId person, const Entry& entry) const {
    const auto* remembered = known(person);
    if (left(person) && (!remembered || remembered->pairs.empty())) return false;
    return has_sealed_rows(person, entry) ||
           (remembered && std::any_of(remembered->pairs.begin(), remembered->pairs.end(),
                                      [](const Pair& pair) { return pair.key.empty(); }));
}

void Vault::keep(DeviceRecord record) {
    if (changing_ && !before_) before_ = device_.get(household_);
    device_.set(household_, to_bytes(record));
    record_ = std::move(record);
}

void Vault::begin_change(Written written) noexcept {
    before_.reset();
    changing_ = true;
    remembering_ = written == Written::remembered;
    written_before_ = written_.size();
}

void Vault::has_come_through() noexcept {
    if (written_.size() > most_remembered)
        written_.erase(written_.begin(), written_.end() - static_cast<std::ptrdiff_t>(most_remembered));
    written_before_ = written_.size();
}

void Vault::end_change() noexcept {
    before_.reset();
    changing_ = remembering_ = false;
    if (written_.size() > written_before_)
        written_.erase(written_.begin() + static_cast<std::ptrdiff_t>(written_before_), written_.end());
    turn_.reset();
}

Vault::Turn::Turn(Vault& vault) : vault_(vault), mine_(!vault.turn_) {
    if (mine_) vault.turn_ = vault.device_.turn(vault.household_);
}

Vault::Turn::~Turn() {
    if (mine_ && !vault_.changing_) vault_.turn_.reset();
}

void Vault::put_record_back() noexcept {
    try {
        if (before_ && *before_) device_.set(household_, **before_);
        record_.reset();
    } catch (const std::exception&) {
        // What the record says by now holds: a way in that the person has just chosen.
    }
    before_.reset();
}

DeviceRecord Vault::record() const { return fresh_record(); }

void Vault::set_backup_key(Secret key) {
    const Turn turn(*this);
    auto record = fresh_record();
    record.backup_key = std::move(key);
    keep(std::move(record));
}

Vault::State Vault::state(PersonId person) const {
    const auto& file = entry(person);
    const auto now = current(person, file);
    const auto* record = device_in_reach();
    State state;
    state.open = is_open(person);
    if (!now) {
        state.key_missing = record && !state.open;
        if (const auto* remembered = known(person)) state.pin = pin_of_another_key(*remembered);
        state.device_out_of_reach = !record && !state.open;
        return state;
    }
    const auto pin = pin_wrap(person, now);
    if (pin.wrap) state.pin = kind_of_wrap(pin.wrap->kind);
    else if (now.changed || (now.remembered && !opens_here(*now.remembered) && !state.open))
        state.pin = pin_of_another_key(*known(person));
    state.phrase = (now.in_file && find_wrap(now.in_file->wraps, by_phrase)) ||
                   (now.remembered && find_wrap(now.remembered->wraps, by_phrase));
    state.device_out_of_reach = !record;
    state.key_changed = now.changed && !state.open;
    state.key_missing = record && !state.open && !now.changed && !has_way_in(file, now);
    state.elsewhere = record && !state.open && !(pin.wrap && set_here(*pin.wrap));
    const auto* remembered = known(person);
    state.put_back = remembered && remembered->put_back;
    return state;
}

bool Vault::is_open(PersonId person) const {
    const auto& file = entry(person);
    if (!file.looked) open_with_device_key(person, file);
    const auto now = current(person, file);
    return now ? file.secrets.count(now.public_key()) > 0 : !missing(person, file);
}

bool Vault::any_unlocked() const {
    return std::any_of(entries_.begin(), entries_.end(), [](const auto& pair) {
        const Entry& entry = pair.second;
        return std::any_of(entry.secrets.begin(), entry.secrets.end(),
                           [&](const auto& secret) { return entry.by_device.count(secret.first) == 0; });
    });
}

std::int64_t Vault::wait(PersonId person) const { return attempts_.wait(person, remembered_tries(known(person))); }

// --- sealing -------------------------------------------------------------------------------------------

// Once it opens and is kept: known to this device, and in the file as this device knows it.
void Vault::ensure_key(PersonId person) {
    const Turn turn(*this);
    read_again(person);  // another program may have made it
    record_ = fresh_record();
    const auto& file = entry(person);
    const auto now = current(person, file);
    if (!now && missing(person, file))
        throw KeyRefused(Refusal::key_missing, "the person's key is neither in the file nor on this device");
    if (!now) return make_pair(person);
    if (now.changed && file.secrets.count(now.public_key()) == 0)
        throw KeyRefused(Refusal::key_changed, "the person's key in the file is not the one this device knows");
    if (!has_way_in(file, now))
        throw KeyRefused(Refusal::key_missing,
                         "nothing on this device nor any words open what would be sealed to the person's key");
    auto record = fresh_record();
    if (!now.remembered) {  // from another device: as it is seen now
        constexpr std::uint8_t any = 0;
        std::array<std::uint8_t, 1 + crypto_box_SEALBYTES> tried{};
        if (crypto_box_seal(tried.data(), &any, 1, now.in_file->public_key.data()) != 0)
            throw Fault(Fault::Kind::damaged, "the person's key in the file is none");
        Pair pair;
        pair.public_key = now.in_file->public_key;
        pair.id = now.in_file->id;
        pair.made_at = now.in_file->made_at;
        for (const auto& wrap : now.in_file->wraps)
            if (wrap.kind == by_phrase && pair.wraps.size() < most_learned) pair.wraps.push_back(wrap);
        record.of(person).pairs.push_back(std::move(pair));
    }
    settle(person, record);
    take_over(person, std::move(record));
}

void Vault::make_pair(PersonId person) {
    Secret secret(key_bytes);
    Pair pair;
    crypto_box_keypair(pair.public_key.data(), secret.data());
    pair.key = random_secret(key_bytes);
    pair.id = ids_.next_uuid();
    pair.made_at = clock_.now();
    pair.wraps.push_back(wrapped(person, pair.public_key, secret, by_device, pair.key, nullptr));
    insert_key_.run(pair.id, person, std::vector<std::uint8_t>(pair.public_key.begin(), pair.public_key.end()),
                    pair.made_at);
    insert(pair.wraps.front(), pair.id);
    auto record = fresh_record();  // only now: a program at another copy of the folder may just have written it
    record.of(person).pairs.push_back(std::move(pair));
    keep(std::move(record));
    read_again(person);
    open_with_device_key(person, entry(person));
    entry(person).settled = true;
}

// Makes a record that was worked on this device's, if it says anything new.
void Vault::take_over(PersonId person, DeviceRecord record) {
    const auto bytes = device_.get(household_);
    add_new_pairs(record, bytes);
    if (bytes && *bytes == to_bytes(record)) record_ = std::move(record);
    else keep(std::move(record));
    look_again(person);
}

void Vault::look_again(PersonId person) {
    read_again(person);
    auto& file = entry(person);
    open_with_device_key(person, file);
    const auto now = current(person, file);
    file.settled = now.in_file && now.remembered && has_way_in(file, now);
}

void Vault::settle(PersonId person, DeviceRecord& record) {
    read_again(person);
    if (!entry(person).looked) open_with_device_key(person, entry(person));
    learn(person, entry(person), record);
    put_right(person, entry(person), record, Rows::write);
}

bool Vault::to_settle(const std::vector<PersonId>& people) {
    if (!record_) return false;
    auto record = copy_of(*record_);
    bool rows = false;
    for (const auto person : people) {
        const auto& file = entry(person);
        if (!file.looked) open_with_device_key(person, file);
        learn(person, file, record);
        rows = put_right(person, file, record, Rows::look) || rows;
    }
    return rows || !(to_bytes(record) == to_bytes(*record_));
}

void Vault::settle(const std::vector<PersonId>& people) {
    const Turn turn(*this);
    record_ = fresh_record();
    std::vector<PersonId> concerned;
    for (const auto person : people)
        if (known(person) || !entry(person).secrets.empty()) concerned.push_back(person);
    if (concerned.empty()) return;
    auto record = copy_of(*record_);
    for (const auto person : concerned) settle(person, record);
    take_over(concerned.front(), std::move(record));
    for (const auto person : concerned) look_again(person);
}

// What was opened is the person's: it is remembered, with what opened it.
void Vault::learn(PersonId person, const Entry& file, DeviceRecord& record) const {
    for (const auto& [public_key, secret] : file.secrets) {
        const auto* in_file = file.find(public_key);
        auto& of_person = record.of(person);
        auto* pair = of_person.find(public_key);
        if (!pair) {
            if (!in_file) continue;
            of_person.pairs.emplace_back().public_key = public_key;
            pair = &of_person.pairs.back();
        }
        if (in_file && !pair->id) {
            pair->id = in_file->id;
            pair->made_at = in_file->made_at;
        }
        if (!in_file || has_own_way(*pair)) continue;
        if (const auto proven = file.proven.find(public_key); proven != file.proven.end()) {
            pair->wraps.push_back(proven->second);
            pair->key = Secret();
            for (auto& other : of_person.pairs) guard(other, public_key);
        } else if (!pair->key.empty() && file.by_device.count(public_key) > 0) {
            for (const auto& wrap : in_file->wraps)
                if (wrap.kind == by_device && unwrap(person, file, public_key, wrap, pair->key)) {
                    pair->wraps.push_back(wrap);
                    break;
                }
        }
    }
    // Words can be learned of whatever is remembered: a wrap that opens with other words opens nothing.
    auto* of_person = record.find(person);
    if (!of_person) return;
    for (auto& pair : of_person->pairs) {
        const auto* in_file = file.find(pair.public_key);
        if (!in_file) continue;
        if (!pair.id && file.keys.size() == 1) {
            pair.id = in_file->id;
            pair.made_at = in_file->made_at;
        }
        if (find_wrap(pair.wraps, by_phrase)) continue;
        for (const auto& wrap : in_file->wraps)
            if (wrap.kind == by_phrase && pair.wraps.size() < most_learned) pair.wraps.push_back(wrap);
    }
}

// The file's tables as the record has them. Rows that are older or missing in an older copy are not worth a word; what
// somebody took out or changed is.
bool Vault::put_right(PersonId person, const Entry& file, DeviceRecord& record, Rows rows) {
    auto* of_person = record.find(person);
    if (!of_person) return false;
    bool tampered = false, any = false;
    const bool put_in = !current(person, of_person, file).in_file;
    const auto put = [&](const KeyWrap& wrap, const Uuid& key) {
        any = true;
        if (rows == Rows::write) insert(wrap, key);
    };
    const auto take = [&](const KeyWrap& wrap) {
        any = true;
        if (rows == Rows::write) remove_wrap_.run(wrap.id, clock_.now());
    };
    for (const auto& pair : of_person->pairs) {
        if (pair.wraps.empty() || !pair.id) continue;
        const auto* in_file = file.find(pair.public_key);
        if (!in_file) {
            if (!put_in) continue;
            any = true;
            if (rows == Rows::write)
                insert_key_.run(pair.id, person,
                                std::vector<std::uint8_t>(pair.public_key.begin(), pair.public_key.end()),
                                pair.made_at);
            for (const auto& wrap : pair.wraps) put(wrap, pair.id);
            tampered = tampered || !file.keys.empty() || has_sealed_rows(person, file);
            continue;
        }
        const auto in_place = [&](const KeyWrap& wrap) {
            return std::find_if(in_file->wraps.begin(), in_file->wraps.end(),
                                [&](const KeyWrap& there) { return there.id == wrap.id; });
        };
        const auto none = in_file->wraps.end();
        const KeyWrap* completed = nullptr;  // the way in of a change that was killed before the file had it
        for (const auto& wrap : pair.wraps) {
            const auto there = in_place(wrap);
            if (there != none && there->same_as(wrap)) continue;
            if (there == none && wrap.kind == by_phrase && find_wrap(in_file->wraps, by_phrase))
                continue;  // an older copy's own words
            // Where a later one of the same record stands, this one stood too.
            tampered = tampered || there != none || in_file->wraps.empty() ||
                       std::any_of(pair.wraps.begin(), pair.wraps.end(),
                                   [&](const KeyWrap& other) { return other.id > wrap.id && in_place(other) != none; });
            put(wrap, in_file->id);
            if (there == none && wrap.kind != by_phrase) completed = &wrap;
        }
        if (!has_own_way(pair)) continue;
        for (const auto& there : in_file->wraps)
            if (completed && there.kind == by_device && there.id < completed->id &&
                std::none_of(pair.wraps.begin(), pair.wraps.end(),
                             [&](const KeyWrap& wrap) { return wrap.id == there.id; }))
                take(there);
        for (const auto& there : in_file->wraps)
            if (there.of_pin() && set_here(there) &&
                std::none_of(pair.wraps.begin(), pair.wraps.end(),
                             [&](const KeyWrap& wrap) { return wrap.id == there.id; }))
                take(there);
    }
    if (tampered) of_person->put_back = true;
    return any;
}

void Vault::told(PersonId person) {
    const Turn turn(*this);
    auto record = fresh_record();
    auto* of_person = record.find(person);
    if (!of_person || !of_person->put_back) return;
    of_person->put_back = false;
    keep(std::move(record));
}

std::vector<std::uint8_t> Vault::seal(PersonId person, std::string_view plain) {
    if (!entry(person).settled) ensure_key(person);
    const auto now = current(person, entry(person));
    const auto public_key = now.public_key();

    // No Secret: what is sealed came in ordinary memory, and is wiped here as it is there.
    std::vector<std::uint8_t> padded(plain.size() + block);
    std::memcpy(padded.data(), plain.data(), plain.size());
    std::size_t size = 0;
    sodium_pad(&size, padded.data(), plain.size(), block, padded.size());
    std::vector<std::uint8_t> sealed(size + crypto_box_SEALBYTES);
    const bool done = crypto_box_seal(sealed.data(), padded.data(), size, public_key.data()) == 0;
    wipe(padded.data(), padded.size());
    if (!done) throw Fault(Fault::Kind::damaged, "the person's key in the file is none");
    return sealed;
}

std::optional<std::string> Vault::open(PersonId person, const std::vector<std::uint8_t>& sealed) const {
    const auto name = name_of(sealed);
    if (!is_open(person)) {
        const auto written = std::find_if(written_.begin(), written_.end(), [&](const Sealed& each) {
            return each.person == person && each.name == name;
        });
        return written == written_.end() ? std::nullopt : std::optional(std::string(written->plain.text()));
    }
    const auto& file = entry(person);
    const auto found = opened_.find(name);
    if (found != opened_.end() && found->second.person == person) return found->second.plain;

    Secret padded(sealed.size() < crypto_box_SEALBYTES ? 0 : sealed.size() - crypto_box_SEALBYTES);
    const auto opens = [&](const auto& pair) {
        return crypto_box_seal_open(padded.data(), sealed.data(), sealed.size(), pair.first.data(),
                                    pair.second.data()) == 0;
    };
    std::size_t size = 0;
    if (padded.empty() || std::none_of(file.secrets.begin(), file.secrets.end(), opens) ||
        sodium_unpad(&size, padded.data(), padded.size(), block) != 0) {
        unreadable_.insert(name);
        return std::nullopt;
    }
    std::string plain(reinterpret_cast<const char*>(padded.data()), size);
    opened_[name] = {person, plain};
    return plain;
}

void Vault::remember(PersonId person, const Uuid& item, const std::vector<std::uint8_t>& sealed,
                     std::string_view plain) {
    if (!remembering_ || is_open(person)) return;
    written_.push_back({person, item, name_of(sealed), Secret::of_text(plain)});
}

void Vault::forget_written(const Uuid& item) noexcept {
    written_.erase(
        std::remove_if(written_.begin(), written_.end(), [&](const Sealed& each) { return each.item == item; }),
        written_.end());
}

bool Vault::remembers(PersonId person, const Uuid& item) const {
    return std::any_of(written_.begin(), written_.end(),
                       [&](const Sealed& each) { return each.person == person && each.item == item; });
}

void Vault::note_unreadable(const std::vector<std::uint8_t>& sealed) const { unreadable_.insert(name_of(sealed)); }

// --- wraps ---------------------------------------------------------------------------------------------

namespace {

// What a wrapped key belongs to: it does not open in anybody else's place.
std::string bound(PersonId person, const PublicKey& public_key, std::string_view kind) {
    std::string text = "inglenook vault 1 " + std::string(kind) + ' ' + to_text(person.value) + ' ';
    text.append(reinterpret_cast<const char*>(public_key.data()), public_key.size());
    return text;
}

}  // namespace

KeyWrap Vault::wrapped(PersonId person, const PublicKey& public_key, const Secret& secret, std::string_view kind,
                       const Secret& with, const PinStretch* pin) {
    KeyWrap wrap;
    wrap.id = ids_.next_uuid();
    wrap.kind = kind;
    wrap.made_at = clock_.now();
    wrap.nonce = random_bytes(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    wrap.wrapped.resize(key_bytes + crypto_aead_xchacha20poly1305_ietf_ABYTES);
    const auto context = bound(person, public_key, kind);
    crypto_aead_xchacha20poly1305_ietf_encrypt(wrap.wrapped.data(), nullptr, secret.data(), key_bytes,
                                               reinterpret_cast<const std::uint8_t*>(context.data()), context.size(),
                                               nullptr, wrap.nonce.data(), with.data());
    if (pin) {
        const auto mark = device().mark();
        wrap.salt.assign(pin->salt().begin(), pin->salt().end());
        wrap.mark.assign(mark.begin(), mark.end());
        wrap.cost = pin->cost();
    }
    return wrap;
}

void Vault::insert(const KeyWrap& wrap, const Uuid& key) {
    const auto optional = [&](const auto& value) { return wrap.of_pin() ? std::optional(value) : std::nullopt; };
    insert_wrap_.run(wrap.id, key, wrap.kind, optional(wrap.salt), optional(wrap.cost.passes),
                     optional(wrap.cost.memory), optional(wrap.mark), wrap.nonce, wrap.wrapped, wrap.made_at);
}

// In the record and in the file, where it has the pair. A PIN or key of another device stays: that device would take
// its loss for tampering.
template <class Which>
void Vault::replace_wraps(std::vector<KeyWrap>& remembered, const FileKey* in_file, Which which, KeyWrap with) {
    const auto is_of_another_device = [&](const KeyWrap& wrap) {
        if (wrap.of_pin()) return !set_here(wrap);
        return wrap.kind == by_device && std::none_of(remembered.begin(), remembered.end(),
                                                      [&](const KeyWrap& own) { return own.id == wrap.id; });
    };
    if (in_file) {
        for (const auto& wrap : in_file->wraps)
            if (which(wrap) && !is_of_another_device(wrap)) remove_wrap_.run(wrap.id, clock_.now());
        insert(with, in_file->id);
    }
    remembered.erase(std::remove_if(remembered.begin(), remembered.end(), which), remembered.end());
    remembered.push_back(std::move(with));
}

bool Vault::unwrap(PersonId person, const Entry& file, const PublicKey& public_key, const KeyWrap& wrap,
                   const Secret& with) const {
    const auto context = bound(person, public_key, wrap.kind);
    if (!is_whole(wrap)) return false;
    Secret secret(key_bytes);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            secret.data(), nullptr, nullptr, wrap.wrapped.data(), wrap.wrapped.size(),
            reinterpret_cast<const std::uint8_t*>(context.data()), context.size(), wrap.nonce.data(), with.data()) != 0)
        return false;
    PublicKey opened;
    crypto_scalarmult_base(opened.data(), secret.data());
    if (opened != public_key) return false;
    file.secrets[public_key] = std::move(secret);
    return true;
}

void Vault::open_with_device_key(PersonId person, const Entry& file) const {
    if (!device_in_reach()) return;  // looked at again once it can be read
    file.looked = true;
    const auto* remembered = known(person);
    if (!remembered) return;
    for (const auto& pair : remembered->pairs)
        if (!pair.key.empty() && file.secrets.count(pair.public_key) == 0 && open_with(person, file, pair, pair.key))
            file.by_device.insert(pair.public_key);
}

// By the record's own wrap, or by the file's.
bool Vault::open_with(PersonId person, const Entry& file, const Pair& pair, const Secret& device_key) const {
    const auto opens = [&](const KeyWrap& wrap) {
        return wrap.kind == by_device && unwrap(person, file, pair.public_key, wrap, device_key);
    };
    if (std::any_of(pair.wraps.begin(), pair.wraps.end(), opens)) return true;
    const auto* in_file = file.find(pair.public_key);
    return in_file && std::any_of(in_file->wraps.begin(), in_file->wraps.end(), opens);
}

void Vault::open_sealed_keys(PersonId person, const Entry& file) const {
    const auto* remembered = known(person);
    if (!remembered) return;
    for (const auto& pair : remembered->pairs) {
        if (!pair.sealed_key || file.secrets.count(pair.public_key) > 0) continue;
        const auto guard = file.secrets.find(pair.sealed_key->to);
        const auto& sealed = pair.sealed_key->sealed;
        Secret key(key_bytes);
        if (guard != file.secrets.end() && sealed.size() == key_bytes + crypto_box_SEALBYTES &&
            crypto_box_seal_open(key.data(), sealed.data(), sealed.size(), guard->first.data(), guard->second.data()) ==
                0)
            open_with(person, file, pair, key);
    }
}

Secret Vault::pin_key(const Secret& stretched) const {
    Secret both(2 * key_bytes);
    std::memcpy(both.data(), stretched.data(), key_bytes);
    std::memcpy(both.data() + key_bytes, device().pepper.data(), key_bytes);
    return key_for("inglenook pin 1", both);
}

Result<std::shared_ptr<PinStretch>> Vault::stretch(PersonId person, Secret pin) const {
    device();  // a fault when it is out of reach: nobody's PIN is wrong then
    const auto& file = entry(person);
    const auto now = current(person, file);
    if (!now) return missing(person, file) ? Refusal::key_missing : Refusal::no_pin;
    const auto with = pin_wrap(person, now);
    if (!with.wrap) {
        const auto says = state(person);
        if (says.key_missing) return Refusal::key_missing;
        return says.pin == PinKind::none ? Refusal::no_pin : Refusal::key_changed;
    }
    if (!set_here(*with.wrap)) return Refusal::made_elsewhere;
    if (wait(person) > 0) return Refusal::wait_a_while;
    if (with.from_file)
        if (const auto refusal = unusable(*with.wrap, cost_)) return *refusal;
    return std::make_shared<PinStretch>(std::move(pin), array_of<16>(with.wrap->salt), with.wrap->cost);
}

Result<std::shared_ptr<PinStretch>> Vault::stretch_new(Secret pin) const {
    const auto length = length_of(pin.text());
    if (!length || pin.size() > longest_pin_bytes) return Refusal::not_text;
    if (*length_of(normalised(pin).text()) < shortest_pin) return Refusal::pin_too_short;
    return std::make_shared<PinStretch>(std::move(pin), array_of<16>(random_bytes(16)), cost_, PinStretch::Use::made);
}

Result<bool> Vault::count_attempt(PersonId person) {
    const Turn turn(*this);
    record_ = fresh_record();  // programs at other copies of the folder count there too
    if (wait(person) > 0) return Refusal::wait_a_while;
    attempts_.raise(person, remembered_tries(known(person)).failures);
    const auto tries = attempts_.count(person);
    auto record = copy_of(*record_);
    auto* remembered = record.find(person);
    if (!remembered) return true;
    remembered->tries = tries;
    keep(std::move(record));
    return true;
}

void Vault::forget_attempts(PersonId person) {
    attempts_.forget(person);
    const auto* remembered = known(person);
    if (!remembered || remembered->tries.failures == 0) return;
    const Turn turn(*this);
    auto record = fresh_record();
    record.of(person).tries = {};
    keep(std::move(record));
}

// A device whose record was not read made no one wait, and is not asked for it here.
void Vault::note_waits() {
    if (record_) {
        const Turn turn(*this);
        auto record = fresh_record();
        const auto now = clock_.observed();
        bool any = false;
        for (auto& known : record.people) {
            const auto left = attempts_.wait(known.person, known.tries);
            attempts_.raise(known.person, known.tries.failures);
            if (left == 0 && known.tries.left == 0) continue;
            known.tries.left = left;
            known.tries.at = now;
            any = true;
        }
        if (any) keep(std::move(record));
    }
    attempts_.note();
}

bool Vault::any_wait() const {
    return attempts_.any_wait() ||
           (record_ && std::any_of(record_->people.begin(), record_->people.end(),
                                   [&](const auto& known) { return attempts_.wait(known.person, known.tries) > 0; }));
}

Result<bool> Vault::unlock(PersonId person, const PinStretch& pin) {
    auto& file = entry(person);
    const auto now = current(person, file);
    const auto with = now ? pin_wrap(person, now) : PinWrap{};
    if (!with.wrap) return Refusal::no_pin;
    for (const auto& stretched : pin.keys()) {
        const auto key = pin_key(stretched);
        if (array_of<16>(with.wrap->salt) != pin.salt() || !unwrap(person, file, with.opens, *with.wrap, key)) continue;
        file.by_device.erase(with.opens);
        if (with.from_file) file.proven[with.opens] = *with.wrap;
        if (const auto* remembered = known(person))
            for (const auto& pair : remembered->pairs)
                for (const auto& wrap : pair.wraps)
                    if (wrap.of_pin() && wrap.salt == with.wrap->salt) unwrap(person, file, pair.public_key, wrap, key);
        open_sealed_keys(person, file);
        return true;
    }
    return now.changed ? Refusal::key_changed : Refusal::wrong_pin;
}

namespace {

bool for_device_or_pin(const KeyWrap& wrap) { return wrap.kind == by_device || wrap.of_pin(); }

}  // namespace

// What the device's own key opened opens with that pair from now on.
void Vault::guard(Pair& pair, const PublicKey& to) {
    if (pair.key.empty()) return;
    DeviceRecord::SealedKey sealed{to, std::vector<std::uint8_t>(key_bytes + crypto_box_SEALBYTES)};
    if (crypto_box_seal(sealed.sealed.data(), pair.key.data(), pair.key.size(), to.data()) != 0)
        throw Fault(Fault::Kind::damaged, "the person's key is none");
    pair.sealed_key = std::move(sealed);
    pair.key = Secret();
}

// Every pair of theirs that is open, wherever its file lies.
Result<bool> Vault::set_pin(PersonId person, const PinStretch& pin) {
    if (pin.keys().empty()) return Refusal::wrong_pin;
    if (!is_open(person)) return state(person).key_missing ? Refusal::key_missing : Refusal::locked;
    ensure_key(person);  // and with it the pepper, on this device
    auto& file = entry(person);
    const auto to = current(person, file).public_key();
    const auto with = pin_key(pin.keys().front());
    const Turn turn(*this);
    auto record = fresh_record();
    for (auto& pair : record.of(person).pairs) {
        const auto secret = file.secrets.find(pair.public_key);
        if (secret != file.secrets.end()) {
            replace_wraps(pair.wraps, file.find(pair.public_key), for_device_or_pin,
                          wrapped(person, pair.public_key, secret->second, wrap_kind(pin.kind()), with, &pin));
            pair.sealed_key.reset();
            pair.key = Secret();
        }
        guard(pair, to);  // one from an older program, and its file not seen since
    }
    file.by_device.clear();
    add_new_pairs(record, device_.get(household_));
    keep(std::move(record));
    read_again(person);
    return true;
}

Result<bool> Vault::hold_on_device(PersonId person) {
    if (!is_open(person)) return state(person).key_missing ? Refusal::key_missing : Refusal::locked;
    ensure_key(person);
    auto& file = entry(person);
    const Turn turn(*this);
    auto record = fresh_record();
    for (auto& pair : record.of(person).pairs) {
        const auto secret = file.secrets.find(pair.public_key);
        if (secret == file.secrets.end()) continue;
        if (pair.key.empty()) pair.key = random_secret(key_bytes);
        replace_wraps(pair.wraps, file.find(pair.public_key), for_device_or_pin,
                      wrapped(person, pair.public_key, secret->second, by_device, pair.key, nullptr));
        pair.sealed_key.reset();
        file.by_device.insert(pair.public_key);
    }
    add_new_pairs(record, device_.get(household_));
    keep(std::move(record));
    read_again(person);
    return true;
}

Result<bool> Vault::set_phrase(PersonId person, const Secret& entropy) {
    if (!is_open(person)) return state(person).key_missing ? Refusal::key_missing : Refusal::locked;
    ensure_key(person);
    auto& file = entry(person);
    const auto with = key_for(phrase_purpose, entropy);
    const Turn turn(*this);
    auto record = fresh_record();
    for (auto& pair : record.of(person).pairs) {
        const auto secret = file.secrets.find(pair.public_key);
        if (secret == file.secrets.end()) continue;
        replace_wraps(
            pair.wraps, file.find(pair.public_key), [](const KeyWrap& wrap) { return wrap.kind == by_phrase; },
            wrapped(person, pair.public_key, secret->second, by_phrase, with, nullptr));
    }
    add_new_pairs(record, device_.get(household_));
    keep(std::move(record));
    read_again(person);
    return true;
}

Result<bool> Vault::recover(PersonId person, const Secret& entropy) {
    auto& file = entry(person);
    const auto now = current(person, file);
    if (!now) return missing(person, file) ? Refusal::key_missing : Refusal::no_phrase;
    const auto with = key_for(phrase_purpose, entropy);
    bool any = false;
    std::set<PublicKey> opened, open_before;
    if (!file.looked) open_with_device_key(person, file);
    for (const auto& [public_key, secret] : file.secrets) open_before.insert(public_key);
    const auto look = [&](const PublicKey& public_key, const std::vector<KeyWrap>& wraps) {
        for (const auto& wrap : wraps) {
            if (wrap.kind != by_phrase) continue;
            any = true;
            if (opened.count(public_key) == 0 && unwrap(person, file, public_key, wrap, with))
                opened.insert(public_key);
        }
    };
    for (const auto& key : file.keys) look(key.public_key, key.wraps);
    const auto* remembered = known(person);
    if (remembered)
        for (const auto& pair : remembered->pairs) look(pair.public_key, pair.wraps);
    const auto* guarded = now.remembered && now.remembered->sealed_key ? &*now.remembered->sealed_key : nullptr;
    // Words of another pair show nothing of who this device knows: that one's own way in comes first. Where the device
    // has none, they do.
    const bool known_here = now.changed || (now.remembered && opens_here(*now.remembered));
    const bool shown =
        known_here ? opened.count(now.public_key()) > 0 || (guarded && opened.count(guarded->to) > 0) : is_open(person);
    const bool was_open = now.remembered && open_before.count(now.public_key()) > 0;
    if (!shown && (opened.empty() || !was_open)) {
        for (const auto& public_key : opened)
            if (open_before.count(public_key) == 0) file.secrets.erase(public_key);
        return !opened.empty() ? Refusal::locked : any ? Refusal::wrong_words : Refusal::no_phrase;
    }
    for (const auto& public_key : opened) file.by_device.erase(public_key);
    open_sealed_keys(person, file);
    return true;
}

void Vault::erase(PersonId person) {
    erase_wraps_.run(person, clock_.now());
    erase_keys_.run(person, clock_.now());
    attempts_.forget(person);
}

void Vault::forget(PersonId person, Instant at) {
    entries_.erase(person);
    written_.erase(
        std::remove_if(written_.begin(), written_.end(), [&](const Sealed& each) { return each.person == person; }),
        written_.end());
    for (auto it = opened_.begin(); it != opened_.end();) {
        if (it->second.person != person) {
            ++it;
            continue;
        }
        wipe(it->second.plain);
        it = opened_.erase(it);
    }
    const Turn turn(*this);
    auto record = fresh_record();
    record.people.erase(
        std::remove_if(record.people.begin(), record.people.end(), [&](const auto& k) { return k.person == person; }),
        record.people.end());
    const auto left = [&](const auto& gone) { return gone.person == person; };
    record.erased.erase(std::remove_if(record.erased.begin(), record.erased.end(), left), record.erased.end());
    record.erased.push_back({person, at});
    keep(std::move(record));
}

void Vault::welcome_back(PersonId person) {
    const Turn turn(*this);
    record_ = fresh_record();
    // Nothing opens the key that they left behind, although an older file still shows wraps of it.
    if (const auto* remembered = known(person); !remembered || remembered->pairs.empty()) make_pair(person);
    auto record = fresh_record();
    const auto left = [&](const auto& gone) { return gone.person == person; };
    record.erased.erase(std::remove_if(record.erased.begin(), record.erased.end(), left), record.erased.end());
    keep(std::move(record));
}

void Vault::lock() {
    entries_.clear();  // read again when needed; what needs no PIN opens again by itself
    for (auto& [name, opened] : opened_) wipe(opened.plain);
    opened_.clear();
    written_.clear();
    unreadable_.clear();
    record_.reset();  // a program at another copy of the folder may have set a PIN
}

// A key that is open stays so as long as it is still the file's, or this device's.
void Vault::read_again(PersonId person) {
    const auto found = entries_.find(person);
    if (found == entries_.end()) return;
    auto before = std::move(found->second);
    entries_.erase(found);
    auto& now = entry(person);
    const auto* remembered = known(person);
    for (auto& [public_key, secret] : before.secrets) {
        if (!now.find(public_key) && !(remembered && remembered->find(public_key))) continue;
        const auto* pair = remembered ? remembered->find(public_key) : nullptr;
        if (before.by_device.count(public_key) > 0 && pair && !pair->key.empty()) now.by_device.insert(public_key);
        now.secrets[public_key] = std::move(secret);
    }
    now.proven = std::move(before.proven);
    now.settled = before.settled && now.keys.size() == before.keys.size();
}

void Vault::reload() {
    record_.reset();
    out_of_reach_since_.reset();
    std::vector<PersonId> people;
    for (const auto& [person, known] : entries_) people.push_back(person);
    for (const auto person : people) {
        read_again(person);
        entry(person).settled = false;
    }
}

}  // namespace core
