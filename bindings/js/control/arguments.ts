import * as z from "zod/mini";

import { triggerForm } from "../hook-registry.ts";

const named = (form: RegExp, characters: string) => {
  const message = `must be 1 to 64 of ${characters}`;
  return z.string(message).check(z.regex(form, message));
};

/** Forms of arguments that several calls of the control plane take. */
export const scriptId = named(/^[a-z0-9][a-z0-9_-]{0,63}$/, "a-z 0-9 _ -, a letter or digit first");
export const secretName = named(/^[A-Z][A-Z0-9_]{0,63}$/, "A-Z 0-9 _, a letter first");
export const triggerName = named(triggerForm, "a-z 0-9 _, a letter first");
export const traceId = z.string("must be a string").check(z.regex(/^[0-9a-f]{32}$/, "must be 32 hex digits"));
export const text = (most: number, least = 0) => {
  const message = `must be a text of ${least} to ${most} characters`;
  return z.string(message).check(z.minLength(least, message), z.maxLength(most, message));
};
export const changeOptions = z.looseObject({ note: z.optional(text(1_000)) }, "must be an object");
