import type { Page, PageOptions } from "./api-common.ts";

export type AuditAction =
  | "script.save"
  | "script.restore"
  | "script.delete"
  | "draft.save"
  | "draft.discard"
  | "cases.save"
  | "cases.delete"
  | "pipeline.publish"
  | "pipeline.unpublish"
  | "pipeline.rollback"
  | "pipeline.enable"
  | "pipeline.disable"
  | "secret.set"
  | "secret.bind"
  | "secret.delete"
  | "keys.rewrap"
  | "user.erase"
  | "journal.read";

/**
 * A change somebody made, or a journal that somebody read. The entry is written before the change, so that none goes
 * without: one that broke off in between, and then only, has an entry and did not happen. It never has the value of a
 * secret.
 */
export interface AuditEntry {
  readonly id: string;
  /** ms since the epoch */
  readonly at: number;
  readonly actor: string;
  readonly action: AuditAction;
  /**
   * As in `script:geo-block`, `pipeline:before_signup`, `cases:signup`, `secret:GEO_KEY`, `keys`, `trace:` and its id,
   * `user:` and 16 digits of the id's SHA-256.
   */
  readonly target: string;
  /** Version of the script or secret, revision of the draft, cases or pointer before the change; 0 = there was none. */
  readonly from?: number;
  readonly to?: number;
  /** What the trigger runs after the change; "" = nothing. */
  readonly planHash?: string;
  readonly note?: string;
  /** A safeguard was set aside: a dry run, cases that fail, or that nothing uses a secret. */
  readonly override?: true;
  /** The change did not happen, by this error code; `store_unavailable`: it may have. */
  readonly failed?: string;
}

export interface AuditQuery extends PageOptions {
  /** Only changes of this. */
  readonly target?: string;
}

export interface AuditControl {
  /** Newest first. Default 50 of them, at most 200. A page may hold fewer and still not be the last. */
  list(query?: AuditQuery): Promise<Page<AuditEntry>>;
}
