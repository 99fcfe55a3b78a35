// Masks the values of a vault in any text that leaves the core: raw, base64 (standard and URL alphabet, all three
// alignments), and both of these percent-encoded, form-encoded or JSON-escaped in any style. Reversed, split, hashed or
// otherwise computed values are not found, nor values shorter than kMinValueBytes; the docs say so.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "secrets/readings.h"
#include "secrets/vault.h"

namespace sluice::secrets {

class Redactor {
 public:
  // Reads the vault once; later additions are not seen.
  explicit Redactor(const Vault& vault);
  ~Redactor();  // wipes the forms
  Redactor(const Redactor&) = delete;
  Redactor& operator=(const Redactor&) = delete;

  // Each occurrence becomes "[secret NAME]"; occurrences that overlap are masked as one. JSON is masked string by
  // string, before it is put together: in whole JSON text a mask might begin in the middle of an escape.
  std::string apply(std::string_view text) const;
  // The name of a secret whose value occurs in `text` (the first one), or an empty view. Valid as long as the redactor.
  std::string_view findIn(std::string_view text) const;
  bool empty() const { return forms_.empty(); }

  static constexpr std::size_t kBuckets = 256;

 private:
  struct Form {
    std::string text;  // from heapString()
    std::string name;
    std::size_t next;  // form of the same bucket, as in buckets_
  };
  // A part of the text that has to go.
  struct Mask {
    std::size_t start;
    std::size_t end;
    const Form* form;
  };

  void addForm(std::string_view text, const std::string& name);
  void addBase64Forms(const Secret& secret);
  const Form* longestFormAt(std::string_view text) const;
  void search(std::string_view text, std::vector<Mask>& masks) const;
  void search(const Reading& reading, std::vector<Mask>& masks) const;
  std::vector<Mask> findMasks(std::string_view text) const;
  static void add(const Mask& mask, std::vector<Mask>& masks);

  std::vector<Form> forms_;
  bool hasSpace_ = false;  // whether a form has a space, for which forms write +
  // Per way to begin, the last form that begins so, counted from 1; 0 = none.
  std::array<std::size_t, kBuckets> buckets_{};
};

}  // namespace sluice::secrets
