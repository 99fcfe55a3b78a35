// The whole surface between the core and its host: coarse calls that take and return JSON text (UTF-8) and integer
// handles. No embind in here, so that all of it is tested natively; bindings.cpp only registers it.
//
// Every call that returns text answers {"ok": true, …} or {"ok": false, "error": {"code", "message", "field"?}}, and
// never throws. Handles are small positive integers; a handle that is not alive is a caller's bug and answers
// code "invalid_plan" with field "handle".
//
// One execution, seen from the host:
//
//   load(plan) ─► handle
//   start(handle, context, …) ─► step ────────┬─► done: outcome, trace, metrics       (the execution is gone, unless
// held)
//                                             └─► effects, to be performed by the host, several at a time
//   advance(execution, {now, replies}) ─► step, as above; with as many replies as have arrived
//
// Steps:
//   {"ok": true, "done": false, "execution": 7, "waitMs": 9000, "effects": [effect…]}
//     `effects` are the new ones only; those handed out before and not yet answered stay due.
//     `waitMs`: call advance with "expired": true when nothing was supplied for this long.
//   {"ok": true, "done": true, "outcome": {…}, "metrics": [{kind, name, value, tags}],
//    "profile": [{scriptId, layerIndex, parallelIndex, lines: [{line, instructions, bytes}]}]?, "trace": {…}?}
//     The trace stands last and on a line of its own, so that a host can leave it unread; no other line break is there.
//
// Effects: {"id": n, "kind": …, "scriptId": …} and
//   fetch      url, method, headers: {name: value}, body?: text
//   secret     name, minVersion
//   rateLimit  key, limit, window (ms)
//
// Replies: {"id": n, "ok": true, "value": …} or {"id": n, "ok": false, "code": error code, "message": text}, value by
// kind:
//   fetch      {"status", "headers": {lower-case name: value}, "body": text}
//   secret     null (no such secret), {"plain": text, "hosts"?: […]} or {"record": sealed record}
//   rateLimit  {"allowed", "remaining", "resetAt"}
#pragma once

#include <string>
#include <string_view>

namespace sluice::boundary {

// {"ok", "sluice", "lua", "sodium"}: versions.
std::string version();

// Once per instance, before any other call but version():
// {namespace?: text, secretKeys?: [{id, key}], limits?: {name: n}, env?: {NAME: text}, engineHash?: text,
//  clock?: "live"|"frozen"} → {ok}. Errors: invalid_options.
std::string configure(const std::string& optionsJson);

// Pipeline (plan/compile.h) → {ok, problems: [{kind, message, nodes}], plan?: {…}, hash?: text}; plan and hash only
// without problems. Syntax errors of scripts are problems too.
std::string compile(const std::string& pipelineJson);

// Plan (plan/plan.h) → {ok, plan: handle, hash, trigger, mode, onError, failureText, widest: scripts of the widest
// layer, sampling?: {trace, journal} where it is not {1, 0}, limits: {name: n}, all that are in force for it}.
std::string load(const std::string& planJson);
void unload(int plan);

// How an execution starts. No JSON text: reading one would take as long as running a small script.
struct Start {
  std::string traceId = {};    // 32 lower-case hex digits
  std::string seed = {};       // 16 lower-case hex digits
  double now = 0;              // whole ms since the epoch
  std::string userId = {};     // empty = unknown
  std::string requestIp = {};  // empty = unknown
  bool trace = true;           // whether anything is recorded
  bool hold = false;           // once it has waited for the host it stays when done, for redact(), until cancel()
  bool profile = false;        // whether the last step has a profile
};

// Starts an execution and advances it as far as it goes without the host. → step
// Errors: invalid_context (the context is no JSON object, too large, too deep), invalid_options.
std::string start(int plan, std::string_view contextJson, const Start& options);

// {now: ms, replies: [reply…], expired?: boolean} → step. Unknown or already answered reply ids are ignored.
std::string advance(int execution, std::string_view repliesJson);

// Drops an execution whose answer nobody waits for, or that was held. Idempotent.
void cancel(int execution);

// {host: name, texts: [{text, form}…]} → {ok, texts: [text or null…]}: what may be sent to that host, with the
// placeholders of secrets bound to it replaced. Null stands for a text that may not: it holds a secret of other hosts.
//   form  plain    values as they are
//         percent  values percent-encoded: URLs and forms
//         json     values escaped for the inside of JSON strings
//         carried  nothing replaced, and null for a text with any secret in it: what a redirect takes to a new origin
std::string reveal(int execution, const std::string& requestJson);

// {texts: […]} → {ok, texts: […]} with the values of the secrets the execution has read so far masked, as in its trace.
std::string redact(int execution, const std::string& requestJson);

// {name, version, value, hosts?} → {ok, record}. Errors: invalid_options without keys, else by field.
// {name, version, record, minVersion?, hosts?}: the same with the value of a sealed record of that name. Errors also:
// store_unavailable when it does not open or is older than minVersion.
std::string seal(const std::string& requestJson);

// The journal of a trace, as JSON → {ok, record}, and back → {ok, journal}. Errors: invalid_options without keys, or
// when the record is no JSON; store_unavailable when it does not open.
std::string sealJournal(const std::string& traceId, const std::string& journalJson);
std::string openJournal(const std::string& traceId, const std::string& recordJson);

// {trigger, planHash, revision} → {ok, kid, mac}; with kid and mac added → {ok, valid}.
std::string sign(const std::string& pointerJson);
std::string verify(const std::string& pointerJson);

// form: "otlp" | "canonical" → {ok, trace}.
std::string convertTrace(const std::string& form, const std::string& traceJson);

// The SHA-256 of the text's UTF-8 form in hex: {ok, sha256}.
std::string digest(const std::string& text);

// How many plans and executions are alive: {ok, plans, executions}. For leak tests and engine.stats().
std::string liveHandles();

}  // namespace sluice::boundary
