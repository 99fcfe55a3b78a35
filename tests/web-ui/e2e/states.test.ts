import { describe, test } from "vitest";

import { lookAt } from "./support/page.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

/** The words of each screen while it has nothing, and when it cannot be had. */
const screens = [
  { name: "pipelines", path: "/pipelines", adminPath: "", empty: "no scripts", fault: "Pipelines couldn't be loaded" },
  {
    name: "scripts",
    path: "/scripts",
    adminPath: "/scripts",
    empty: "There is no script yet",
    fault: "Scripts couldn't be loaded",
  },
  {
    name: "secrets",
    path: "/secrets",
    adminPath: "/secrets",
    empty: "No secrets yet",
    fault: "Secrets couldn't be loaded",
  },
  {
    name: "traces",
    path: "/traces",
    adminPath: "/traces",
    empty: "No executions yet",
    fault: "Traces couldn't be loaded",
  },
] as const;

describe.skipIf(uiIsMissing)("screens without anything to show", () => {
  const ui = useUi();

  test.each(screens)("$name before there are any", async ({ name, path, empty }) => {
    const page = await ui.open(`/playground${path}`);
    await page.getByText(empty).first().waitFor();
    await lookAt(page, `${name}-empty`);
  });

  test.each(screens)("$name of a worker that does not answer", async ({ name, adminPath, fault }) => {
    const page = await ui.openAdmin(`/components`);
    await page.route(/\/v1\/(pipelines|scripts|secrets|traces)\b/, (route) =>
      route.fulfill({ status: 503, contentType: "application/problem+json", body: '{"code":"store_unavailable"}' }),
    );
    await page.goto(`/admin/pipelines${adminPath}`);
    await page.getByText(fault).first().waitFor();
    await lookAt(page, `${name}-fault`);
  });
});
