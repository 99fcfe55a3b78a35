import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import type { Browser, BrowserContext, ConsoleMessage, Page } from "playwright-core";
import { expect } from "vitest";

declare global {
  interface Window {
    /** There once a page has been looked at. */
    readonly axe: typeof axe;
  }
}

type Theme = "light" | "dark";
const themes: readonly Theme[] = ["light", "dark"];

/** Sizes that every screen has to look right at. */
const viewports = {
  wide: { width: 1440, height: 900 },
  middle: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
} as const;
export type Viewport = keyof typeof viewports;
export const sizes = Object.keys(viewports) as Viewport[];

export interface OpenOptions {
  readonly theme?: Theme;
  readonly viewport?: Viewport;
  /** Signed in to the admin home with this token. */
  readonly token?: string;
  readonly reducedMotion?: boolean;
  /** Lets the app keep its files for use without a network; requests go past `page.route` then. Default: false. */
  readonly serviceWorker?: boolean;
  /** What it may complain about, because the test provokes it. */
  readonly expected?: RegExp;
}

export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What its pages and workers reported that they should not have: violations of the policy, exceptions, errors. */
  readonly complaints: string[];
}

/** Makes a page in a fresh profile for a site, and listens to everything that goes wrong in it. */
export async function openPage(browser: Browser, site: string, options: OpenOptions = {}): Promise<OpenedPage> {
  const { theme = "light", viewport = "wide", token, reducedMotion = true, serviceWorker = false } = options;
  const context = await browser.newContext({
    baseURL: site,
    viewport: viewports[viewport],
    colorScheme: theme,
    reducedMotion: reducedMotion ? "reduce" : "no-preference",
    ...(viewport === "phone" && { hasTouch: true, isMobile: true }),
    serviceWorkers: serviceWorker ? "allow" : "block",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const complaints = listen(context, options.expected);
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      console.error(`policy: ${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  if (token !== undefined) await signIn(context, token);
  return { page: await context.newPage(), context, complaints };
}

/** What the sign-in form leaves when it is asked to keep the token until the tab is closed. */
async function signIn(context: BrowserContext, token: string): Promise<void> {
  await context.addInitScript((kept) => {
    if (location.protocol === "about:") return;
    sessionStorage.setItem("sluice:admin:credentials", JSON.stringify({ token: kept }));
  }, token);
}

/** Of all pages of a profile and their workers, the service worker among them. */
function listen(context: BrowserContext, expected: RegExp | undefined): string[] {
  const complaints: string[] = [];
  const heard = (text: string): void => {
    if (!expected?.test(text)) complaints.push(text);
  };
  const onConsole = (message: ConsoleMessage): void => {
    const text = message.text();
    // The browser itself says so of every answer that is an error; what the page makes of it is the tests' business.
    if (message.type() === "error" && !/^Failed to load resource/.test(text)) heard(text);
  };
  context.on("weberror", (error) => heard(error.error().message));
  context.on("console", onConsole);
  context.on("serviceworker", (worker) => worker.on("console", onConsole));
  return complaints;
}

/** Expects that axe finds nothing wrong with what is shown. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoViolations(page, {});
}

/** Expects the same in both themes, and puts a picture of each into docs/screenshots: "guide-dark-phone". */
export async function lookAt(page: Page, name?: string, viewport?: Viewport): Promise<void> {
  await inBothThemes(page, async (theme) => {
    await expectAccessible(page);
    const parts = [name, theme, viewport].filter((part) => part !== undefined);
    if (name !== undefined) await screenshot(page, parts.join("-"));
  });
}

/** Looks at one page twice, since opening it costs more than looking does. It is light again afterwards. */
export async function inBothThemes(page: Page, look: (theme: Theme) => Promise<void>): Promise<void> {
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate(untilStill);
    await look(theme);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

/** Runs in the page: waits for colours that are on their way. */
async function untilStill(): Promise<void> {
  const ends = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ends.map(({ finished }) => finished));
}

/** The same of what lies over the page, by itself: the page behind it is hidden from assistive technology meanwhile. */
export async function expectPopupAccessible(page: Page, selector: string): Promise<void> {
  // A popup belongs to what opened it and to no landmark; focus guards send the focus on and are never read out.
  await expectNoViolations(page, { include: selector, exclude: "[data-base-ui-focus-guard]", except: ["region"] });
}

interface Looked {
  readonly include?: string;
  readonly exclude?: string;
  /** Rules that don't apply. */
  readonly except?: readonly string[];
}

/**
 * Runs axe in the page itself. The runner of @axe-core/playwright opens a second page each time to join what it found
 * in frames, which costs more than looking does; there are no frames here, and this makes sure of it.
 */
async function expectNoViolations(page: Page, looked: Looked): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async ({ include, exclude, except = [] }) => {
    if (document.querySelector("iframe, frame")) throw new Error("Frames are not looked into.");
    const { violations } = await window.axe.run(
      { include: [include ?? "html"], ...(exclude !== undefined && { exclude: [exclude] }) },
      { resultTypes: ["violations"], rules: Object.fromEntries(except.map((rule) => [rule, { enabled: false }])) },
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n  ")}`);
  }, looked);
  expect(found).toEqual([]);
}

const screenshots = fileURLToPath(new URL("../../../../docs/screenshots/", import.meta.url));

/** Puts a picture of the page into docs/screenshots: "components-light-phone". */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}${name}.png`, animations: "disabled", caret: "hide" });
}
