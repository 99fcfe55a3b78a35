import type { Control } from "sluice";
import type * as z from "zod/mini";

import type { Env } from "../env.ts";
import type { Service } from "../service.ts";
import type { Role } from "../tokens.ts";

type Form = z.ZodMiniType;
type Shape = Readonly<Record<string, Form>>;

/** What a form makes of its input. JSON and addresses have no `undefined`: what is optional is absent. */
export type Taken<F extends Form> = Present<z.output<F>>;
type Present<T> = [keyof T] extends [never]
  ? T
  : T extends readonly (infer Item)[]
    ? Present<Item>[]
    : T extends object
      ? { [Key in keyof T]: Present<Exclude<T[Key], undefined>> }
      : T;
type Members<S extends Shape> = Present<z.output<z.ZodMiniObject<S>>>;

/** Who sent a request, by its token. */
export interface Caller {
  /** What the audit log calls them. Throws `invalid_header`. */
  readonly actor: () => string;
  readonly roles: readonly Role[];
  /** The control plane in their hands. */
  readonly control: () => Control;
}

/** A request that was let in and understood. */
export interface Call<P extends Shape = Shape, Q extends Shape = Shape, B extends Form = Form> {
  readonly params: Members<P>;
  readonly query: Members<Q>;
  readonly body: Taken<B>;
  /** The version that the caller's change was made to, from `If-Match`; 0 for `If-None-Match: *`. */
  readonly seen: number | undefined;
  readonly header: (name: string) => string | undefined;
  readonly env: Env;
  /** Rejects with `not_configured` when the settings do not fit. */
  readonly open: () => Promise<Service>;
  /** Only where the route has a role, and so with the control plane. */
  readonly caller: Caller;
  /** The control plane in the hands of the caller. */
  readonly control: Control;
  readonly waitUntil: (work: Promise<unknown>) => void;
}

/** What a route answers: JSON, true = done and nothing to say (204), null or false = there is none (404). */
export type Answer = object | boolean | null;

/** What clients may count on in an answer. */
export interface AnswerForm {
  readonly description: string;
  /** Absent: 204, without a body, or, of a refusal, a problem document. */
  readonly form?: Form;
  /** The member that says which version it is; it is sent as `ETag`. */
  readonly etag?: "version" | "revision";
}

/**
 * One method of one address: what it takes, who may, and what it does. The API and its document both come from these.
 */
export interface RouteOf<P extends Shape, Q extends Shape, B extends Form> {
  /** Name of the operation: a verb first, `^[a-z][A-Za-z]*$`. */
  readonly id: string;
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  /** As in `/v1/scripts/{id}`. */
  readonly path: string;
  /** null: anybody. */
  readonly role: Role | null;
  /** What the operation is about, as lists of them are grouped. */
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Default 256 KB. */
  readonly maxBodyBytes?: number;
  /** Takes `If-Match` and `If-None-Match: *`; says of what. */
  readonly matches?: string;
  readonly answer: AnswerForm;
  /** Statuses, besides those that follow from the rest. */
  readonly alsoAnswers?: Readonly<Record<number, AnswerForm>>;
  readonly handle: (call: Call<P, Q, B>) => Promise<Answer | Response>;
}

/** Any route. */
export type Route = RouteOf<Shape, Shape, Form>;

/** Makes `handle` know the types of what the route takes. */
export function route<P extends Shape = Shape, Q extends Shape = Shape, B extends Form = Form>(
  definition: RouteOf<P, Q, B>,
): Route {
  // A route is only ever called with what its own forms have let through.
  return definition as unknown as Route;
}
