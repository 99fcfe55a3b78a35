import type { ErrorCode } from "../generated/catalog.ts";

/** A request that a script wants sent. */
export interface FetchEffect {
  readonly id: number;
  readonly kind: "fetch";
  readonly scriptId: string;
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A secret that a script wants to know. */
export interface SecretEffect {
  readonly id: number;
  readonly kind: "secret";
  readonly scriptId: string;
  readonly name: string;
  readonly minVersion: number;
}

/** An event that a script wants counted. */
export interface RateLimitEffect {
  readonly id: number;
  readonly kind: "rateLimit";
  readonly scriptId: string;
  readonly key: string;
  readonly limit: number;
  /** ms */
  readonly window: number;
}

/** What only the host can do; bindings/wasm/boundary.h has the other side. */
export type Effect = FetchEffect | SecretEffect | RateLimitEffect;

/** What became of an effect. */
export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode; readonly message: string };

/** Why an effect could not be performed; becomes an error in the script. The message names no secret value. */
export class EffectError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EffectError";
    this.code = code;
  }
}
