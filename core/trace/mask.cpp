#include "trace/mask.h"

#include <algorithm>
#include <span>
#include <vector>

#include "base/check.h"
#include "base/concat.h"
#include "json/reader.h"
#include "json/string_end.h"
#include "json/unique_keys.h"
#include "json/utf8.h"
#include "json/writer.h"

namespace sluice::trace {
namespace {

using catalog::Field;
using catalog::FieldType;
using catalog::Mask;

constexpr std::string_view kMasked = "[masked]";

// Where a value stands, as far as masking is concerned.
struct Place {
  Mask mask = Mask::None;         // of every leaf from here down
  bool sensitive = false;         // its key is sensitive, or that of the array it is in
  bool isMap = false;             // `fields` are the exceptions to `mask`, in lower case
  std::span<const Field> fields;  // what the schema knows about the members
};

bool equalsIgnoringCase(std::string_view lower, std::string_view text) {
  return std::equal(lower.begin(), lower.end(), text.begin(), text.end(),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
}

const Field* findField(const Place& object, std::string_view name) {
  for (const Field& field : object.fields) {
    if (object.isMap ? equalsIgnoringCase(field.name, name) : field.name == name) return &field;
  }
  return nullptr;
}

Place memberOf(const Place& object, std::string_view name) {
  Place member{.mask = object.mask, .sensitive = catalog::isSensitiveKey(name), .isMap = false, .fields = {}};
  const Field* field = findField(object, name);
  if (field == nullptr) return member;
  if (object.isMap || field->mask != Mask::None) member.mask = field->mask;
  member.isMap = field->type == FieldType::Map;
  member.fields = field->fields;
  return member;
}

std::string maskEmail(std::string_view address) {
  const std::size_t at = address.rfind('@');
  if (at == std::string_view::npos) return std::string(kMasked);
  const std::size_t first = at == 0 ? 0 : json::utf8Step(address).length;
  return std::string(address.substr(0, first)).append("***").append(address.substr(at));
}

enum class Keys : bool { Plain, Numbered };

class MaskHandler final : public json::Handler {
 public:
  MaskHandler(const catalog::Hook* hook, const TextFilter& filter, Keys keys) : filter_(filter), keys_(keys) {
    Place root;
    if (hook != nullptr) root.fields = hook->context;
    levels_.push_back({root, root, 0});
  }

  bool collided() const { return collided_; }
  std::string take() { return out_.take(); }

  bool null() override {
    if (!writeMasked()) out_.null();
    return true;
  }

  bool boolean(bool value) override {
    if (!writeMasked()) out_.boolean(value);
    return true;
  }

  bool integer(std::int64_t value) override { return writeNumber(std::to_string(value)); }
  bool number(double value) override { return writeNumber(json::formatNumber(value)); }

  bool string(std::string_view value) override {
    const Place& place = here();
    if (place.sensitive || place.mask == Mask::Hide) {
      out_.string(kMasked);
    } else {
      // Filtered first: of a secret that contains an @, the mask would leave the second half.
      const std::string_view filtered = filter_.applied(value, room_);
      if (place.mask == Mask::Email) {
        out_.string(maskEmail(filtered));
      } else {
        out_.string(filtered);
      }
    }
    return true;
  }

  bool key(std::string_view name) override {
    Level& level = levels_.back();
    level.next = memberOf(level.container, name);
    ++level.members;
    std::string_view shown = filter_.applied(name, room_);
    if (keys_ == Keys::Numbered) shown = room_ = concat({shown, " #", level.members});
    if (mayCollide_) uniqueKeys_.add(shown);
    out_.key(shown);
    return true;
  }

  bool startObject(std::size_t) override {
    levels_.push_back({here(), here(), 0});
    if (mayCollide_) uniqueKeys_.startObject();
    out_.beginObject();
    return true;
  }

  bool endObject() override {
    levels_.pop_back();
    out_.endObject();
    if (!mayCollide_) return true;
    std::string repeated;
    collided_ = !uniqueKeys_.endObject(repeated);
    return !collided_;
  }

  bool startArray(std::size_t) override {
    levels_.push_back({here(), here(), 0});
    out_.beginArray();
    return true;
  }

  bool endArray() override {
    levels_.pop_back();
    out_.endArray();
    return true;
  }

 private:
  struct Level {
    Place container;
    Place next;  // of the value that comes next: in an array always the same
    std::size_t members;
  };

  const Place& here() const { return levels_.back().next; }

  // For everything but strings, which may be part of an address.
  bool writeMasked() {
    if (here().mask == Mask::None) return false;
    out_.string(kMasked);
    return true;
  }

  bool writeNumber(const std::string& text) {
    if (writeMasked()) return true;
    const std::string_view shown = filter_.applied(text, room_);
    if (shown == text) {
      out_.raw(text);
    } else {
      out_.string(shown);
    }
    return true;
  }

  const TextFilter& filter_;
  const Keys keys_;
  const bool mayCollide_ = !filter_.isIdle();
  json::Writer out_;
  std::string room_;  // for the filter
  std::vector<Level> levels_;
  json::UniqueKeys uniqueKeys_;
  bool collided_ = false;
};

bool tell(std::string_view json, MaskHandler& handler) {
  return json::read(json, {.bytes = SIZE_MAX, .depth = SIZE_MAX, .nodes = SIZE_MAX}, handler);
}

bool tell(const json::Tape& document, MaskHandler& handler) { return document.play(handler); }

template <class Document>
std::string masked(const Document& document, const catalog::Hook* hook, const TextFilter& filter) {
  MaskHandler plain(hook, filter, Keys::Plain);
  if (tell(document, plain)) return plain.take();
  SLUICE_CHECK(plain.collided(), "masking a text that is no JSON");
  MaskHandler numbered(hook, filter, Keys::Numbered);
  SLUICE_CHECK(tell(document, numbered), "numbered keys are all different");
  return numbered.take();
}

}  // namespace

std::string maskJson(std::string_view json, const catalog::Hook* hook, const TextFilter& filter) {
  return masked(json, hook, filter);
}

std::string maskJson(const json::Tape& document, const catalog::Hook* hook, const TextFilter& filter) {
  return masked(document, hook, filter);
}

bool mayHaveSensitiveKey(std::string_view text) {
  for (std::size_t start = text.find('"'); start != std::string_view::npos;) {
    const std::size_t end = json::stringEnd(text, start);
    if (end + 1 < text.size() && text[end + 1] == ':') {
      const std::string_view key = text.substr(start + 1, end - start - 1);
      if (catalog::isSensitiveKey(key) || key.find('\\') != std::string_view::npos) return true;
    }
    start = text.find('"', end + 1);
  }
  return false;
}

}  // namespace sluice::trace
