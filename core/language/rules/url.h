// The rules of the fetch policy (bindings/js/host/fetch-policy.ts) as far as a text shows them without a URL parser.
#pragma once

#include <string>
#include <string_view>

#include "language/types/inference.h"

namespace sluice::language {

// Why the runtime refuses to fetch `url`; empty when it may not. Never a reason for a URL that the runtime takes;
// spellings that only a URL parser understands are left to it.
std::string fetchFault(std::string_view url, const FetchRules& rules);

// The host that every URL beginning with `prefix` has, in lower case; empty when the prefix does not tell.
std::string hostOfUrl(std::string_view prefix);

// Whether `host`, a name in lower case, is one of those that the list stands for: names, or "*.name" for all below it.
bool isListed(std::string_view host, const std::vector<std::string>& list);

}  // namespace sluice::language
