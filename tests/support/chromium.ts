import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const candidates = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The machine's Chromium, if it has one. */
export const chromiumPath = candidates.find((path) => path !== undefined && path !== "" && existsSync(path));

/** Starts it without a window, with a profile of its own that is gone when it is closed. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}
