import type { MessageStatus } from "../icons/status-mark.tsx";

/** What came of something a person started and can't see in place. Saves are not among it. */
export interface Notice {
  readonly title: string;
  readonly text?: string | undefined;
  readonly status?: MessageStatus | undefined;
  /** The one thing to do about it: Roll back, Retry, Undo. */
  readonly action?: NoticeAction | undefined;
}

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

/** A notice that was given, as the list of notifications keeps it. */
export interface Notification extends Notice {
  readonly id: number;
  /** ms since the epoch. */
  readonly at: number;
  readonly read: boolean;
}

const kept = 50;

/** The notices of this visit, newest first. */
export class NotificationList {
  #items: readonly Notification[] = [];
  #nextId = 1;
  readonly #listeners = new Set<() => void>();

  readonly items = (): readonly Notification[] => this.#items;

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  add(notice: Notice, at = Date.now()): Notification {
    const notification = { ...notice, id: this.#nextId++, at, read: false };
    this.#set([notification, ...this.#items].slice(0, kept));
    return notification;
  }

  /** Somebody looked at the list. */
  markRead(): void {
    if (this.#items.some(({ read }) => !read)) this.#set(this.#items.map((item) => ({ ...item, read: true })));
  }

  clear(): void {
    this.#set([]);
  }

  #set(items: readonly Notification[]): void {
    this.#items = items;
    for (const changed of this.#listeners) changed();
  }
}
