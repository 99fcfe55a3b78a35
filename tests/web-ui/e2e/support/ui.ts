import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";

import { chromiumPath, launchChromium } from "../../../support/chromium.ts";
import { openPage, type OpenedPage, type OpenOptions } from "./page.ts";
import { serverIsMissing, startServer, tokens, type RunningServer } from "./server.ts";

/** What these tests need is not there. */
export const uiIsMissing = chromiumPath === undefined || serverIsMissing !== undefined;

/** What a file of tests has for itself: a browser, a server, and profiles that are gone after each test. */
export interface Ui {
  readonly server: RunningServer;
  /** Opens a path of the server in a fresh profile. Whatever goes wrong in it by the end of the test fails the test. */
  open(path: string, options?: OpenOptions): Promise<Page>;
  /** The same, signed in as an admin unless another token is given. */
  openAdmin(path: string, options?: OpenOptions): Promise<Page>;
}

/** Something that is ended after the last test of a file, the newest first. */
export type Keep = <T extends { stop(): Promise<void> }>(started: T) => T;

/** Sets up what the tests of a `describe` share. `start` begins what its server needs, then the server. */
export function useUi(start: (keep: Keep) => Promise<RunningServer> = () => startServer()): Ui {
  const kept: { stop(): Promise<void> }[] = [];
  const keep: Keep = (started) => {
    if (!kept.includes(started)) kept.push(started);
    return started;
  };
  let browser: Browser | undefined;
  let server: RunningServer | undefined;
  let opened: OpenedPage[] = [];

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), start(keep).then(keep)]);
  });
  afterEach(async () => {
    const all = opened;
    opened = [];
    await Promise.all(all.map(({ context }) => context.close()));
    expect(all.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    for (const { stop } of kept.reverse()) await stop();
  });

  const open = async (path: string, options: OpenOptions = {}): Promise<Page> => {
    if (!browser || !server) throw new Error("Pages are opened by tests only.");
    const page = await openPage(browser, server.url, options);
    opened.push(page);
    await page.page.goto(path);
    return page.page;
  };
  return {
    get server() {
      if (!server) throw new Error("The server has not been started yet.");
      return server;
    },
    open,
    openAdmin: (path, options) => open(path, { token: tokens.admin, ...options }),
  };
}
