import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";

import { tokens } from "./server.ts";

export type Theme = "light" | "dark";

/** Sizes that every screen has to look right at. */
export const viewports = {
  wide: { width: 1440, height: 900 },
  middle: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
} as const;
export type Viewport = keyof typeof viewports;

export interface OpenOptions {
  readonly theme?: Theme;
  readonly viewport?: Viewport;
  /** Signed in to the admin home with this token. */
  readonly token?: string;
  readonly reducedMotion?: boolean;
  /** Lets the app keep its files for use without a network; requests go past `page.route` then. Default: false. */
  readonly serviceWorker?: boolean;
}

export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page reported that it should not have: violations of its policy, exceptions, errors of the console. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** Opens an address in a fresh profile and listens to everything that goes wrong in it. */
export async function openPage(browser: Browser, url: string, options: OpenOptions = {}): Promise<OpenPage> {
  const { theme = "light", viewport = "wide", token, reducedMotion = true, serviceWorker = false } = options;
  const context = await browser.newContext({
    viewport: viewports[viewport],
    colorScheme: theme,
    reducedMotion: reducedMotion ? "reduce" : "no-preference",
    ...(viewport === "phone" && { hasTouch: true, isMobile: true }),
    serviceWorkers: serviceWorker ? "allow" : "block",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  const complaints = listen(page);
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      console.error(`policy: ${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  if (token !== undefined) await signIn(context, token);
  await page.goto(url);
  return { page, context, complaints, close: () => context.close() };
}

/** What the sign-in form leaves when it is asked to keep the token until the tab is closed. */
async function signIn(context: BrowserContext, token: string): Promise<void> {
  await context.addInitScript((kept) => {
    sessionStorage.setItem("sluice:admin:credentials", JSON.stringify({ token: kept }));
  }, token);
}

/** The page of a signed-in admin. */
export function openAdmin(browser: Browser, url: string, options: OpenOptions = {}): Promise<OpenPage> {
  return openPage(browser, url, { token: tokens.admin, ...options });
}

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // The browser itself says so of every answer that is an error; what the page makes of it is the tests' business.
    if (message.type() === "error" && !/^Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  return complaints;
}

/** Expects that axe finds nothing wrong with what is shown. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n  ")}`);
  expect(found).toEqual([]);
}

/** The same of what lies over the page, by itself: the page behind it is hidden from assistive technology meanwhile. */
export async function expectPopupAccessible(page: Page, selector: string): Promise<void> {
  const axe = new AxeBuilder({ page }).include(selector);
  // A popup belongs to what opened it and to no landmark; focus guards send the focus on and are never read out.
  const { violations } = await axe.disableRules(["region"]).exclude("[data-base-ui-focus-guard]").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n  ")}`)).toEqual([]);
}

const screenshots = fileURLToPath(new URL("../../../../docs/screenshots/", import.meta.url));

/** Puts a picture of the page into docs/screenshots: "components-light-phone". */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}${name}.png`, animations: "disabled", caret: "hide" });
}
