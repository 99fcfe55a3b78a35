#include "plan/head.h"

#include "base/concat.h"
#include "base/names.h"
#include "plan/name_index.h"

namespace sluice::plan {
namespace {

class HeadReader {
 public:
  HeadReader(const json::Value& json, const catalog::Limits& deployment, Plan& plan, Fault& fault)
      : json_(json), deployment_(deployment), plan_(plan), fault_(fault) {}

  bool run() {
    plan_.limits = deployment_;
    if (!readTrigger()) return false;
    hook_ = catalog::findHook(plan_.trigger);
    return readMode() && readOnError() && readFailureText() &&
           readNumbers("limits", "must be an object {name: number}", &HeadReader::readLimit) &&
           readNumbers("secrets", "must be an object {NAME: version}", &HeadReader::readSecret) && readSampling();
  }

 private:
  using ReadNumber = bool (HeadReader::*)(const std::string&, const json::Value&, const Path&);

  bool fail(std::string_view member, std::string_view what) { return fault_.at(root_.member(member), what); }
  bool text(std::string_view member, std::string& out) { return readText(json_, root_, member, out, fault_); }

  bool readTrigger() {
    if (!text("trigger", plan_.trigger)) return false;
    if (isTriggerName(plan_.trigger)) return true;
    return fail("trigger", "must be a name of 1 to 64 characters a-z, 0-9 and _, a letter first");
  }

  bool readMode() {
    if (json_.get("mode") == nullptr) {
      if (hook_ == nullptr) return fail("mode", "is required, because the trigger is not of the catalog");
      plan_.mode = hook_->mode;
      return true;
    }
    std::string mode;
    if (!text("mode", mode)) return false;
    if (!modeFrom(mode, plan_.mode)) return fail("mode", "must be blocking, enrichment or async");
    if (hook_ == nullptr || hook_->mode == plan_.mode) return true;
    return fail("mode", concat({"must be ", toString(hook_->mode), " for ", plan_.trigger}));
  }

  bool readOnError() {
    const bool isAsync = plan_.mode == catalog::Mode::Async;
    std::string onError = isAsync ? "allow" : "block";
    if (!text("onError", onError)) return false;
    if (onError != "block" && onError != "allow") return fail("onError", "must be block or allow");
    plan_.onError = onError == "block" ? OnError::Block : OnError::Allow;
    if (!isAsync || plan_.onError == OnError::Allow) return true;
    return fail("onError", "cannot be block in async mode: it runs after the response, when nothing can be blocked");
  }

  bool readFailureText() {
    if (!text("failureText", plan_.failureText)) return false;
    if (plan_.failureText.size() > deployment_.errorTextBytes) {
      return fail("failureText", concat({"must have at most ", deployment_.errorTextBytes, " bytes"}));
    }
    if (plan_.failureText.empty())
      plan_.failureText = hook_ != nullptr ? hook_->failureText : catalog::customFailureText();
    return true;
  }

  // Reads an object of positive integers in the order of their names.
  bool readNumbers(std::string_view member, std::string_view form, ReadNumber readNumber) {
    const json::Value* numbers = json_.get(member);
    if (numbers == nullptr) return true;
    if (!numbers->isObject()) return fail(member, form);
    const Path path = root_.member(member);
    std::vector<std::string_view> names;
    for (const json::Value::Member& number : numbers->members()) names.push_back(number.first);
    const NameIndex index(std::move(names));
    for (const std::size_t place : index.sorted()) {
      const auto& [name, value] = numbers->members()[place];
      if (!(this->*readNumber)(name, value, path.member(name))) return false;
    }
    return true;
  }

  bool requirePositive(const json::Value& value, const Path& path) {
    if (value.isInteger() && value.integer() > 0) return true;
    return fault_.at(path, "must be a positive integer");
  }

  bool readLimit(const std::string& name, const json::Value& json, const Path& path) {
    const catalog::LimitInfo* limit = catalog::findLimit(name);
    if (limit == nullptr) return fault_.at(path, "is not a known limit");
    if (!limit->plan) return fault_.at(path, "can be set for a whole deployment only");
    if (!requirePositive(json, path)) return false;

    std::uint64_t& current = plan_.limits.*limit->field;
    const auto value = static_cast<std::uint64_t>(json.integer());
    if (value > current) {
      return fault_.at(path, concat({"is ", value, ", but a plan may only lower the deployment's ", current}));
    }
    current = value;
    plan_.ownLimits.emplace_back(name, json.integer());
    return true;
  }

  bool readSecret(const std::string& name, const json::Value& json, const Path& path) {
    if (!isSecretName(name)) {
      return fault_.at(path, "is not a secret's name: 1 to 64 characters A-Z, 0-9 and _, a letter first");
    }
    if (!requirePositive(json, path)) return false;
    plan_.secrets.emplace_back(name, json.integer());
    return true;
  }

  bool readSampling() {
    const json::Value* sampling = json_.get("sampling");
    if (sampling == nullptr) return true;
    const Path path = root_.member("sampling");
    return requireMembers(*sampling, path, fault_, {"trace", "journal"}) &&
           readShare(*sampling, path, "trace", plan_.sampling.trace) &&
           readShare(*sampling, path, "journal", plan_.sampling.journal);
  }

  bool readShare(const json::Value& json, const Path& path, std::string_view name, double& out) {
    const json::Value* share = json.get(name);
    if (share == nullptr) return true;
    if (share->isNumeric()) out = share->number();
    if (share->isNumeric() && out >= 0 && out <= 1) return true;
    return fault_.at(path.member(name), "must be a number from 0 to 1");
  }

  const json::Value& json_;
  const catalog::Limits& deployment_;
  Plan& plan_;
  Fault& fault_;
  Path root_;
  const catalog::Hook* hook_ = nullptr;
};

}  // namespace

bool readHead(const json::Value& json, const catalog::Limits& deployment, Plan& plan, Fault& fault) {
  return HeadReader(json, deployment, plan, fault).run();
}

}  // namespace sluice::plan
