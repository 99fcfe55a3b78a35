// One run of one script: a coroutine in a VM of its own that runs until it ends, fails or waits for the host.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "catalog/catalog.h"
#include "sandbox/chunk.h"
#include "sandbox/run_error.h"
#include "sandbox/script_result.h"
#include "sandbox/shared_context.h"
#include "sandbox/vm_pool.h"

namespace sluice::sandbox {

// What a run needs from its owner.
class RunOwner : public VmClient {
 public:
  // The seed of the run's randomness, and the next one at each call.
  virtual std::uint64_t nextSeed() = 0;
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

  // Takes a slot and prepares it; a chunk that did not compile fails with its error. `limits`, `pool`, `owner`,
  // `secrets` and `profile`, which is null when nobody asks what lines cost, must outlive the run. `shared`, if not
  // null, is that of the scripts for which pushContext() pushes the same.
  ScriptRun(const Chunk& chunk, const catalog::Limits& limits, VmPool& pool, RunOwner& owner,
            const SecretFinder& secrets, Profile* profile, SharedContext* shared);
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
  bool prepare(const std::string& bytecode, SharedContext* shared);
  bool makeContext(SharedContext* shared);
  State afterResume(int status, int results);
  void count();
  void countMessage();
  State end(State state);
  RunError classify(int status) const;
  RunError memoryError() const;
  void readResultOf(int results);

  const catalog::Limits& limits_;
  RunOwner& owner_;
  const SecretFinder& secrets_;
  Profile* profile_;
  VmLease vm_;
  State state_ = State::Waiting;
  ScriptResult result_;
  std::optional<RunError> error_;
  std::uint64_t instructions_ = 0;
  std::uint64_t memoryPeak_ = 0;
};

}  // namespace sluice::sandbox
