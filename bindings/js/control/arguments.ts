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
/** Names of files of cases, without what all of them end with. */
export const casesName = scriptId;
export const traceId = z.string("must be a string").check(z.regex(/^[0-9a-f]{32}$/, "must be 32 hex digits"));
export const text = (most: number, least = 0) => {
  const message = `must be a string of ${least} to ${most} characters`;
  return z.string(message).check(z.minLength(least, message), z.maxLength(most, message));
};
export const flag = z.boolean("must be true or false");

const wholeNumber = (least: number, most: number, message: string) => {
  return z.int(message).check(z.minimum(least, message), z.maximum(most, message));
};

/** A version or revision that may be 0, for what is not there yet. */
export const seenVersion = wholeNumber(0, Number.MAX_SAFE_INTEGER, "must be a whole number, at least 0");
/** A version that exists. */
export const version = wholeNumber(1, 9_999_999_999, "must be a whole number, at least 1");

export const note = text(1_000);
export const changeOptions = z.looseObject({ note: z.optional(note) }, "must be an object");
export const versionedChange = z.extend(changeOptions, { version: z.optional(seenVersion) });
export const revisedChange = z.extend(changeOptions, { revision: z.optional(seenVersion) });

export const limitUpTo = (most: number) => wholeNumber(1, most, `must be a whole number from 1 to ${most}`);

/** The options of a list whose newest items have the highest version. */
export const versionPage = z.looseObject(
  {
    cursor: z.optional(z.string("must be a string").check(z.regex(/^[1-9]\d{0,9}$/, "must be that of a page before"))),
    limit: z.optional(limitUpTo(100)),
  },
  "must be an object",
);
