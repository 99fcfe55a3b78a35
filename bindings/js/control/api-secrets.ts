/** A secret without its value, which no call answers. */
export interface SecretSummary {
  readonly name: string;
  readonly version: number;
  /** Where it may be sent; empty = not bound. */
  readonly hosts: readonly string[];
  /** Id of the key it is sealed under. */
  readonly kid: string;
  /** ms since the epoch */
  readonly updatedAt: number;
  readonly updatedBy: string;
}

/** What uses a secret, as far as its name stands in source. */
export interface SecretUsers {
  /** Ids of scripts as they are edited. */
  readonly scripts: readonly string[];
  /** Triggers whose published plan does. */
  readonly pipelines: readonly string[];
}

export interface SecretListing extends SecretSummary {
  /** `unreadable`: scripts do not get it, because it was swapped, changed or cut, is an older one, or lacks its key. */
  readonly state: "ok" | "unreadable";
  /** Why it is unreadable. */
  readonly fault?: string;
  readonly users: SecretUsers;
}

export interface SecretOptions {
  /** Version the change was made to (0 = a new secret): if it is not the newest, the call is a `conflict`. */
  readonly version?: number;
  /** For the audit log; at most 1,000 characters. */
  readonly note?: string;
}

export interface SetSecretOptions extends SecretOptions {
  /** Default: those the secret has; none for a new one. */
  readonly hosts?: readonly string[];
}

export interface DeleteSecretOptions extends SecretOptions {
  /** Deletes it although scripts or published pipelines name it. */
  readonly force?: boolean;
}

/** How many records `rewrap` has looked at, and how many there are. */
export interface RewrapProgress {
  readonly done: number;
  readonly total: number;
}

/** What came of `rewrap`. */
export interface Rewrapped {
  /** Records that are under the first key now, and were not before. */
  readonly renewed: number;
  /** Records that were under it already. */
  readonly kept: number;
  /** Records that were left as they are, because nobody can tell that they are genuine. */
  readonly failed: readonly { readonly target: string; readonly fault: string }[];
}

export interface SecretControl {
  /** Seals a value of at least 8 bytes under a name of the form `^[A-Z][A-Z0-9_]{0,63}$`, as a new version. */
  set(name: string, value: string, options?: SetSecretOptions): Promise<SecretSummary>;
  /** Changes where a secret may be sent (to nowhere but `hosts`, or unbound when empty), as a new version. */
  bind(name: string, hosts: readonly string[], options?: SecretOptions): Promise<SecretSummary>;
  /** All secrets by name. */
  list(): Promise<SecretListing[]>;
  users(name: string): Promise<SecretUsers>;
  /** False: there was none. Rejects with `conflict`, and all users as `problems`, while something names it. */
  delete(name: string, options?: DeleteSecretOptions): Promise<boolean>;
  /**
   * Puts everything that was sealed or signed under an older key under the first one: secrets, pointers and published
   * versions. Afterwards, unless something failed, the older keys are not needed any longer.
   */
  rewrap(onProgress?: (progress: RewrapProgress) => void): Promise<Rewrapped>;
}
