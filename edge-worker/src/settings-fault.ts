import { SluiceError } from "sluice";

/** The variables that options of an engine come from, by the names of the options. */
const variables: Readonly<Record<string, string>> = {
  secretKeys: "SLUICE_SECRET_KEYS",
  namespace: "SLUICE_NAMESPACE",
  env: "SLUICE_ENV_…",
  fetchPolicy: "SLUICE_FETCH_HOSTS, SLUICE_FETCH_PORTS or SLUICE_OWN_ORIGINS",
  limits: "SLUICE_LIMITS",
  expect: "SLUICE_EXPECT",
  disabled: "SLUICE_DISABLED",
  pointerCacheMs: "SLUICE_POINTER_CACHE_MS",
};

/** Reads a variable; what it throws names the variable. */
export function readVariable<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new Error(`${name} does not fit: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** The same of what an engine or a control plane refuses: whoever sets variables knows nothing of options. */
export function asSettingsFault(error: unknown): unknown {
  if (!(error instanceof SluiceError) || error.code !== "invalid_options") return error;
  const option = /^options\.(\w+)/.exec(error.field ?? "")?.[1] ?? "";
  const variable = Object.hasOwn(variables, option) ? variables[option] : undefined;
  return variable === undefined ? error : new Error(`${variable} does not fit: ${error.message}`, { cause: error });
}
