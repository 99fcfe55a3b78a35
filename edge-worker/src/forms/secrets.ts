import type { Rewrapped, SecretListing, SecretSummary, SecretUsers } from "sluice";
import * as z from "zod/mini";

import { count, listOf, optional, time, words } from "./common.ts";
import { named } from "./named.ts";

const summary = {
  name: words,
  version: count,
  hosts: z.array(words),
  kid: words,
  updatedAt: time,
  updatedBy: words,
};

export const secret = named("Secret", z.object(summary) satisfies z.ZodMiniType<SecretSummary>);

const users = z.object({ scripts: z.array(words), pipelines: z.array(words) }) satisfies z.ZodMiniType<SecretUsers>;

export const secretList = listOf(
  "SecretList",
  z.object({
    ...summary,
    state: z.enum(["ok", "unreadable"]),
    fault: optional(words),
    users,
  }) satisfies z.ZodMiniType<SecretListing>,
);

export const rewrapped = named(
  "Rewrapped",
  z.object({
    renewed: count,
    kept: count,
    failed: z.array(z.object({ target: words, fault: words })),
  }) satisfies z.ZodMiniType<Rewrapped>,
);
