// One run of one script: a coroutine in a VM of its own that runs until it ends, fails or waits for the host.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "catalog/catalog.h"
#include "sandbox/run_error.h"
#include "sandbox/script_result.h"
#include "sandbox/vm.h"

namespace sluice::sandbox {

// What a run needs from its owner.
class RunOwner : public VmClient {
 public:
  // Leaves the script's read-only `context` table on the stack. Called inside a protected call: may raise.
  virtual void pushContext(lua_State* L) = 0;
  // The code of the error that a helper raised last, when `message` is its text, up to kKeptErrorBytes; else nullopt.
  // Must not touch the VM.
  virtual std::optional<catalog::ErrorCode> codeOfHelperError(std::string_view message) const = 0;

 protected:
  ~RunOwner() = default;
};

class ScriptRun {
 public:
  enum class State : std::uint8_t { Waiting, Finished, Failed };

  // Checks the size of `code` and prepares the VM. `owner`, `limits` and `secrets` must outlive the run.
  ScriptRun(std::string_view scriptId, std::string_view code, const catalog::Limits& limits, RunOwner& owner,
            const SecretFinder& secrets);
  ScriptRun(const ScriptRun&) = delete;
  ScriptRun& operator=(const ScriptRun&) = delete;

  // Runs from the beginning, or goes on after the owner has the host's answer, until the next state.
  // Precondition: not finished or failed.
  State resume();
  // Ends the run from outside (a time limit). Precondition: Waiting.
  void fail(RunError error);

  State state() const { return state_; }
  const ScriptResult& result() const { return result_; }  // Finished
  const RunError& error() const { return *error_; }       // Failed
  std::uint64_t instructions() const { return instructions_; }
  std::uint64_t memoryPeak() const { return memoryPeak_; }  // bytes
  // Line the script is at; 0 when it is not inside a helper. For logs.
  static int currentLine(lua_State* L);

 private:
  bool prepare(std::string_view scriptId, std::string_view code);
  State afterResume(int status, int results);
  State end(State state);
  RunError classify(int status) const;
  RunError memoryError() const;
  void readResultOf(int results);

  const catalog::Limits& limits_;
  RunOwner& owner_;
  const SecretFinder& secrets_;
  std::optional<Vm> vm_;
  State state_ = State::Waiting;
  ScriptResult result_;
  std::optional<RunError> error_;
  std::uint64_t instructions_ = 0;
  std::uint64_t memoryPeak_ = 0;
};

// Whether `code` is a script that can run at all: nullopt, or limit_size, syntax_error or limit_memory.
std::optional<RunError> checkSyntax(std::string_view scriptId, std::string_view code, const catalog::Limits& limits);

}  // namespace sluice::sandbox
