import type { ServerResponse } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import corpus from "../../corpus/urls.json" with { type: "json" };
import type { FetchEffect } from "../../../bindings/js/host/effect.ts";
import { Ending } from "../../../bindings/js/host/ending.ts";
import { performFetch } from "../../../bindings/js/host/fetch.ts";
import { nodeFetch } from "../../../bindings/js/host/node-fetch.ts";
import { newIdentity, startHttpsService } from "../../support/https-service.ts";
import { FakeNames, loopbackNetwork } from "./loopback-network.ts";

/** What the service of an entry does with the first request; it answers others with 200. */
interface Behaviour {
  readonly answersAfterMs?: number;
  readonly status?: number;
  readonly location?: string;
  /** Of the request; default GET. */
  readonly method?: string;
  readonly declaredBytes?: number;
  readonly headerLines?: number;
}

interface Entry {
  readonly url: string;
  readonly verdict: string;
  readonly about: string;
  readonly service: Behaviour;
}

const identity = newIdentity("redirect.test.example.com", "example.org");
const names = { "redirect.test.example.com": ["93.184.216.34"], "example.org": ["93.184.216.35"] };
const entries = (corpus as readonly Partial<Entry>[]).filter((entry): entry is Entry => entry.service !== undefined);

afterEach(() => void vi.useRealTimers());

function behave(behaviour: Behaviour, response: ServerResponse): void {
  const { status = 200, location, declaredBytes, headerLines } = behaviour;
  if (behaviour.answersAfterMs !== undefined) {
    vi.advanceTimersByTime(Math.min(behaviour.answersAfterMs, 3_000));
  } else if (headerLines !== undefined) {
    response.socket?.end(`HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(headerLines)}\r\n`);
  } else {
    response.writeHead(status, {
      ...(location !== undefined && { location }),
      ...(declaredBytes !== undefined && { "content-length": declaredBytes }),
    });
    if (declaredBytes === undefined) response.end();
    else response.flushHeaders();
  }
}

test.each(entries)("$about: $verdict", async ({ url, verdict, service: behaviour }) => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const received: {
    readonly host: string | undefined;
    readonly authorization: string | undefined;
    readonly key: unknown;
  }[] = [];
  const service = await startHttpsService(identity, ({ headers }, response) => {
    received.push({ host: headers.host, authorization: headers.authorization, key: headers["x-key"] });
    if (received.length === 1) behave(behaviour, response);
    else response.end("arrived");
  });
  // The port of the service in place of the usual one, in the URL and where the service sends on to.
  const network = nodeFetch({ lookup: loopbackNetwork(new FakeNames(names).lookup), ca: identity.cert });
  const onService = (href: string): string => Object.assign(new URL(href), { port: String(service.port) }).href;
  const { method = "GET" } = behaviour;
  const effect: FetchEffect = {
    id: 1,
    kind: "fetch",
    scriptId: "s",
    url,
    method,
    headers: { authorization: "Bearer t", "x-key": "a secret value" },
    ...(method === "POST" && { body: "body" }),
  };
  const fetching = performFetch(effect, {
    fetch: (href, init) => network(onService(href), init),
    policy: undefined,
    depth: 0,
    limits: { fetchMs: 3_000, fetchBytes: 1_048_576, fetchRedirects: 3 },
    reveal: async (_, texts) =>
      texts.map(({ form, text }) => (form === "carried" && text.includes("secret value") ? null : text)),
    ending: new Ending(),
  });
  try {
    if (verdict === "denied") {
      await expect(fetching).rejects.toMatchObject({ code: expect.stringMatching(/^fetch_(denied|failed)$/) });
      expect(received).toHaveLength(1);
    } else {
      await expect(fetching).resolves.toMatchObject({ status: 200, body: "arrived" });
      const sameHost = behaviour.location?.startsWith("/");
      expect(received[1]).toMatchObject(
        sameHost ? { authorization: "Bearer t", key: "a secret value" } : { authorization: undefined, key: undefined },
      );
    }
  } finally {
    await service.close();
  }
});
