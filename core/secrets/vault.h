// The secret values of one execution. Destroying the vault wipes them. Copies exist only on their way: inside the VM of
// a script that asked, in the texts it made of them until the execution ends, and across the boundary; WebAssembly
// zeroes all memory that is freed (bindings/wasm/wiping_free.cpp).
//
// A secret bound to hosts never reaches a script: the script gets an opaque placeholder, which reveal() replaces
// when the host layer is about to send a request to one of those hosts, decided again at each redirect.
#pragma once

#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "secrets/escape.h"

namespace sluice::secrets {

struct Secret {
  std::string name;
  std::string value;               // from heapString()
  std::vector<std::string> hosts;  // empty = not bound
  std::string placeholder;         // empty = not bound
};

class Vault {
 public:
  // `tag` makes the placeholders of this execution its own (the host's trace id or seed in hex). A placeholder is
  // "sluice.secret.<NAME>.<tag>": only characters that URLs, forms, headers and JSON leave as they are, so that it is
  // still found after a script has encoded it.
  explicit Vault(std::string tag);
  ~Vault();
  Vault(const Vault&) = delete;
  Vault& operator=(const Vault&) = delete;

  // Keeps a value; a second add of the same name returns the first entry (one execution sees one value). The entry
  // stays where it is. What is left of `value` is wiped; the caller's own copies are the caller's.
  const Secret& add(std::string_view name, std::string value, std::vector<std::string> hosts);
  const Secret* find(std::string_view name) const;
  const Secret* findByPlaceholder(std::string_view placeholder) const;
  bool containsPlaceholder(std::string_view text) const;

  // Replaces the placeholders in `text` whose secret is bound to `host` (lower-case name without port; an entry
  // "*.example.com" stands for every name below example.com) by their values, escaped. The result holds values, in one
  // buffer: the caller sends it and wipes it. Nullopt when a secret in `text` is not bound to `host`.
  std::optional<std::string> reveal(std::string_view text, std::string_view host, Escape escape) const;
  // At most how many bytes reveal() would give: a text full of placeholders grows a thousandfold.
  std::size_t revealedSize(std::string_view text, Escape escape) const;

  const std::list<Secret>& all() const { return secrets_; }

 private:
  struct Place {
    std::size_t start = 0;
    const Secret* secret = nullptr;  // null: no more placeholders
  };
  Place nextPlaceholder(std::string_view text, std::size_t from) const;
  const Secret* placeholderAt(std::string_view text) const;

  std::string suffix_;  // "." and the tag
  // A list, so that entries never move: references stay valid and no copies are left behind.
  std::list<Secret> secrets_;
};

}  // namespace sluice::secrets
