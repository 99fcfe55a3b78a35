/** What a run of a script can reach, as the language service finds it. */
export interface Capabilities {
  readonly secrets: readonly string[];
  readonly settings: readonly string[];
  readonly hosts: readonly string[];
  readonly helpers: readonly string[];
  /** Fields of the context that are read, with all below them: "request.ip". */
  readonly context: readonly string[];
  /** Of these others may be reached, too: the script makes their names when it runs. */
  readonly unbounded: readonly ("secrets" | "settings" | "hosts" | "helpers" | "context")[];
}
