#include "secrets/redactor.h"

#include <algorithm>

#include "base/base64.h"
#include "secrets/sealing.h"
#include "secrets/wipe.h"

namespace sluice::secrets {
namespace {

// What forms are told apart by at first. No form is shorter.
constexpr std::size_t kHeadBytes = kMinValueBytes;

std::string_view headOf(std::string_view text) { return text.substr(0, kHeadBytes); }

// The digits of base64 that depend on `value` alone when it stands `before` bytes after a multiple of three, whatever
// surrounds it. Six bits a digit: the first whole one begins at or after bit 8 * before, the last ends at the end.
std::string stableBase64(const std::string& value, std::size_t before) {
  std::string padded = heapString(before + value.size());
  padded.append(before, '\0').append(value);
  std::string digits = encodeBase64(padded);
  const std::size_t first = (8 * before + 5) / 6;
  const std::size_t last = 8 * padded.size() / 6;
  std::string stable = heapString(last - first);
  stable.append(digits, first, last - first);
  wipe(padded);
  wipe(digits);
  return stable;
}

void toUrlAlphabet(std::string& digits) {
  std::replace(digits.begin(), digits.end(), '+', '-');
  std::replace(digits.begin(), digits.end(), '/', '_');
}

}  // namespace

Redactor::Redactor(const Vault& vault) {
  for (const Secret& secret : vault.all()) {
    if (secret.value.size() < kMinValueBytes) continue;
    addForm(secret.value, secret.name);
    addBase64Forms(secret);
  }
  std::sort(forms_.begin(), forms_.end(), [](const Form& a, const Form& b) { return a.text < b.text; });
}

Redactor::~Redactor() {
  for (Form& form : forms_) wipe(form.text);
}

void Redactor::addForm(std::string_view text, const std::string& name) {
  Form& form = forms_.emplace_back(Form{heapString(text.size()), name});
  form.text += text;
  firstBytes_.set(static_cast<unsigned char>(text[0]));
}

void Redactor::addBase64Forms(const Secret& secret) {
  for (std::size_t before = 0; before < 3; ++before) {
    std::string digits = stableBase64(secret.value, before);
    addForm(digits, secret.name);
    if (digits.find_first_of("+/") != std::string::npos) {
      toUrlAlphabet(digits);
      addForm(digits, secret.name);
    }
    wipe(digits);
  }
}

const Redactor::Form* Redactor::longestFormAt(std::string_view text) const {
  if (!firstBytes_.test(static_cast<unsigned char>(text[0]))) return nullptr;
  const std::string_view head = headOf(text);
  auto form = std::lower_bound(forms_.begin(), forms_.end(), head, [](const Form& candidate, std::string_view wanted) {
    return headOf(candidate.text) < wanted;
  });
  const Form* longest = nullptr;
  // In order of text, so that of two that fit the longer one comes later.
  for (; form != forms_.end() && headOf(form->text) == head; ++form) {
    if (text.starts_with(form->text)) longest = &*form;
  }
  return longest;
}

void Redactor::search(std::string_view text, std::vector<Mask>& masks) const {
  for (std::size_t i = 0; i + kHeadBytes <= text.size(); ++i) {
    if (const Form* form = longestFormAt(text.substr(i))) add({i, i + form->text.size(), form}, masks);
  }
}

void Redactor::search(const Reading& reading, std::vector<Mask>& masks) const {
  std::vector<Mask> found;
  search(reading.bytes, found);
  for (const Mask& mask : found) {
    masks.push_back({reading.origins[mask.start], reading.endOf(mask.end - 1), mask.form});
  }
}

std::vector<Redactor::Mask> Redactor::findMasks(std::string_view text) const {
  std::vector<Mask> masks;
  if (forms_.empty()) return masks;
  search(text, masks);
  if (text.find('%') != std::string_view::npos) search(readPercentEncoded(text, false), masks);
  if (text.find('+') != std::string_view::npos) search(readPercentEncoded(text, true), masks);
  if (text.find('\\') != std::string_view::npos) search(readJsonEscaped(text), masks);

  std::sort(masks.begin(), masks.end(), [](const Mask& a, const Mask& b) { return a.start < b.start; });
  std::vector<Mask> merged;
  for (const Mask& mask : masks) add(mask, merged);
  return merged;
}

// Appends a mask that starts at or after the ones before, or lets the last one grow over it.
void Redactor::add(const Mask& mask, std::vector<Mask>& masks) {
  if (masks.empty() || mask.start >= masks.back().end) {
    masks.push_back(mask);
  } else {
    masks.back().end = std::max(masks.back().end, mask.end);
  }
}

std::string Redactor::apply(std::string_view text) const {
  std::string out;
  std::size_t done = 0;
  for (const Mask& mask : findMasks(text)) {
    out += text.substr(done, mask.start - done);
    out += "[secret " + mask.form->name + "]";
    done = mask.end;
  }
  out += text.substr(done);
  return out;
}

std::string_view Redactor::findIn(std::string_view text) const {
  const std::vector<Mask> masks = findMasks(text);
  return masks.empty() ? std::string_view() : std::string_view(masks.front().form->name);
}

}  // namespace sluice::secrets
