// Generated from core/catalog by scripts/generate.mjs; do not edit.
#pragma once

#include <cstdint>

namespace sluice::catalog {

// See errors.json for meanings.
enum class ErrorCode : std::uint8_t {
  SyntaxError,
  RuntimeError,
  InvalidResult,
  LimitSize,
  LimitInstructions,
  LimitMemory,
  LimitTime,
  LimitOutput,
  LimitFetch,
  FetchDenied,
  FetchFailed,
  SecretBound,
  HelperError,
  ScriptMissing,
  EngineCrash,
  PlanInvalid,
  StoreUnavailable,
  QueueTimeout,
  EngineBusy,
  UnknownTrigger,
  InvalidContext,
  InvalidPlan,
  InvalidOptions,
  NoStore,
  NotFound,
  Conflict,
  DryRunFailed,
  NotReplayable,
};

// See limits.json for what each one bounds; the defaults are those of a deployment that sets none.
struct Limits {
  std::uint64_t scriptBytes = 5120;           // bytes, per script
  std::uint64_t instructions = 50000;         // instructions, per script
  std::uint64_t memoryBytes = 4194304;        // bytes, per script
  std::uint64_t totalMemoryBytes = 83886080;  // bytes, per engine
  std::uint64_t scriptMs = 10000;             // ms, per script
  std::uint64_t executionMs = 10000;          // ms, per execution
  std::uint64_t fetchMs = 3000;               // ms, per fetch
  std::uint64_t fetchBytes = 1048576;         // bytes, per fetch
  std::uint64_t fetchRedirects = 3;           // count, per fetch
  std::uint64_t fetchesPerScript = 10;        // count, per script
  std::uint64_t fetchesPerExecution = 20;     // count, per execution
  std::uint64_t fetchesInFlight = 6;          // count, per execution
  std::uint64_t layers = 10;                  // count, per plan
  std::uint64_t scriptsPerLayer = 5;          // count, per plan
  std::uint64_t concurrentVms = 20;           // count, per engine
  std::uint64_t queueLength = 200;            // count, per engine
  std::uint64_t queueMs = 2000;               // ms, per engine
  std::uint64_t contextBytes = 65536;         // bytes, per execution
  std::uint64_t contextDepth = 16;            // levels, per execution
  std::uint64_t resultBytes = 65536;          // bytes, per script
  std::uint64_t resultDepth = 16;             // levels, per script
  std::uint64_t resultNodes = 5000;           // count, per script
  std::uint64_t logLinesPerScript = 100;      // lines, per script
  std::uint64_t logBytesPerScript = 16384;    // bytes, per script
  std::uint64_t logLinesPerExecution = 500;   // lines, per execution
  std::uint64_t spanDepth = 2;                // levels, per script
  std::uint64_t spansPerScript = 100;         // count, per script
  std::uint64_t spanAttributeBytes = 1024;    // bytes, per span
  std::uint64_t snapshotBytes = 32768;        // bytes, per trace
  std::uint64_t traceBytes = 524288;          // bytes, per trace
  std::uint64_t errorTextBytes = 1024;        // bytes, per script
};

}  // namespace sluice::catalog
