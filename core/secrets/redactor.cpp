#include "secrets/redactor.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/base64.h"
#include "secrets/sealing.h"
#include "secrets/wipe.h"

namespace sluice::secrets {
namespace {

// Which of the lists of forms a form that begins like `text` would be in. Precondition: as long as a form is at least.
// Every byte of every text asks: four bytes are taken at once and spread by a multiplication with 2^32 over the golden
// ratio (Knuth, "The Art of Computer Programming", volume 3, section 6.4).
std::size_t bucketOf(const char* text) {
  std::uint32_t start = 0;
  std::memcpy(&start, text, sizeof start);
  return start * 2654435769U >> 24;
}

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
}

Redactor::~Redactor() {
  for (Form& form : forms_) wipe(form.text);
}

void Redactor::addForm(std::string_view text, const std::string& name) {
  Form form{heapString(text.size()), name, buckets_[bucketOf(text.data())]};
  form.text += text;
  hasSpace_ = hasSpace_ || text.find(' ') != std::string_view::npos;
  forms_.push_back(std::move(form));
  buckets_[bucketOf(text.data())] = forms_.size();
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
  const Form* longest = nullptr;
  for (std::size_t place = buckets_[bucketOf(text.data())]; place > 0; place = forms_[place - 1].next) {
    const Form& form = forms_[place - 1];
    if (text.starts_with(form.text) && (longest == nullptr || form.text.size() > longest->text.size())) longest = &form;
  }
  return longest;
}

void Redactor::search(std::string_view text, std::vector<Mask>& masks) const {
  for (std::size_t i = 0; i + kMinValueBytes <= text.size(); ++i) {
    if (buckets_[bucketOf(text.data() + i)] == 0) continue;
    if (const Form* form = longestFormAt(text.substr(i))) add({i, i + form->text.size(), form}, masks);
  }
}

// Merges what is found in a reading of the text into the masks of the text.
void Redactor::search(const Reading& reading, std::vector<Mask>& masks) const {
  std::vector<Mask> found;
  search(reading.bytes, found);
  if (found.empty()) return;
  std::vector<Mask> merged;
  auto known = masks.begin();
  for (const Mask& mask : found) {
    const Mask inText{reading.origins[mask.start], reading.endOf(mask.end - 1), mask.form};
    for (; known != masks.end() && known->start <= inText.start; ++known) add(*known, merged);
    add(inText, merged);
  }
  for (; known != masks.end(); ++known) add(*known, merged);
  masks = std::move(merged);
}

std::vector<Redactor::Mask> Redactor::findMasks(std::string_view text) const {
  std::vector<Mask> masks;
  if (forms_.empty()) return masks;
  search(text, masks);
  if (text.find('%') != std::string_view::npos) search(readPercentEncoded(text, false), masks);
  if (hasSpace_ && text.find('+') != std::string_view::npos) search(readPercentEncoded(text, true), masks);
  if (text.find('\\') != std::string_view::npos) search(readJsonEscaped(text), masks);
  return masks;
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
    out.append(text, done, mask.start - done).append("[secret ").append(mask.form->name).append("]");
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
