import { setTimeout as pause } from "node:timers/promises";
import { StartFault } from "./fault.mjs";

const request = { ip: "192.0.2.7", country: "NL", userAgent: "curl" };

const triggers = [
  {
    says: "An ordinary address signs up:",
    trigger: "before_signup",
    body: { context: { email: "ada@acme.example", request }, requestIp: request.ip },
  },
  {
    says: "An address of a throw-away mail service signs up:",
    trigger: "before_signup",
    body: { context: { email: "ada@mailinator.com", request }, requestIp: request.ip },
  },
  {
    says: "A token is built for an administrator:",
    trigger: "token_build",
    body: {
      context: { user: { id: "u1", email: "ada@acme.example", role: "admin" }, token: { sub: "u1" } },
      userId: "u1",
    },
  },
];

/** Prints requests to copy, each with what the worker answers it now. */
export async function showRequests(url, { triggerToken, readToken }) {
  let traceId;
  for (const { says, trigger, body } of triggers) {
    ({ traceId } = await show(says, { url: `${url}/v1/triggers/${trigger}`, token: triggerToken, body }));
  }
  // Absent where somebody has unpublished the example since.
  if (traceId) await show("The trace of that:", { url: `${url}/v1/traces/${traceId}`, token: readToken });
}

async function show(says, call) {
  const { status, text } = await send(call);
  console.log(`\n${says}\n\n${asCurl(call)}\n\n${text}`);
  if (status !== 200) throw new StartFault(`The worker answered ${status} to the request above`);
  return JSON.parse(text);
}

async function send(call) {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const response = await fetch(call.url, {
      headers: headersOf(call),
      ...(call.body && { method: "POST", body: JSON.stringify(call.body) }),
    });
    const text = await response.text();
    // A trace is saved after the outcome was answered.
    if (response.status !== 404 || Date.now() > deadline) return { status: response.status, text };
    await pause(100);
  }
}

function headersOf({ token, body }) {
  return { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) };
}

function asCurl(call) {
  const lines = [
    `curl -sS '${call.url}'`,
    ...Object.entries(headersOf(call)).map(([name, value]) => `-H '${name}: ${value}'`),
    ...(call.body ? [`-d '${JSON.stringify(call.body)}'`] : []),
  ];
  return lines.join(" \\\n  ");
}
