#include "base/result.h"

namespace sluice {

KeptError::KeptError(Error&& error) : error_(new Error(std::move(error))) {}

KeptError::KeptError(const Error& error) : error_(new Error(error)) {}

void KeptError::End::operator()(Error* error) const { delete error; }

}  // namespace sluice
