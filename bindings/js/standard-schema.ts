/**
 * The part of the Standard Schema interface (version 1) that Sluice reads: any schema of zod, Valibot, ArkType and
 * others fits. See standardschema.dev.
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/** Valid when there are no issues. */
export type SchemaResult<Output = unknown> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly SchemaIssue[] };

export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** The type a schema accepts. */
export type InputOf<S extends StandardSchema> = NonNullable<S["~standard"]["types"]>["input"];
