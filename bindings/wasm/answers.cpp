#include "wasm/answers.h"

namespace sluice::boundary {

json::Writer beginAnswer() {
  json::Writer out;
  out.beginObject().member("ok", true);
  return out;
}

std::string success() { return beginAnswer().endObject().take(); }

std::string failure(const Error& error) {
  json::Writer out;
  out.beginObject().member("ok", false).key("error").beginObject();
  out.member("code", error.code).member("message", error.message);
  if (!error.field.empty()) out.member("field", error.field);
  return out.endObject().endObject().take();
}

}  // namespace sluice::boundary
