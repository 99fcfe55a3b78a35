import * as z from "zod/mini";

/** The forms that the API's document has under `components`, by their names there. */
export const namedForms = z.registry<{ readonly id: string }>();

/** Gives a form its name in the API's document. Names are unique. */
export function named<Form extends z.ZodMiniType>(id: string, form: Form): Form {
  namedForms.add(form, { id });
  return form;
}
