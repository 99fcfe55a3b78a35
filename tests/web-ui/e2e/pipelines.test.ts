import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { launch } from "./support/browser.ts";
import { expectAccessible, openAdmin, openPage, screenshot, type OpenPage } from "./support/page.ts";
import { startServer, type RunningServer } from "./support/server.ts";
