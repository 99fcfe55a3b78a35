// What Lighthouse says of the built web UI, on a server that runs: accessibility and best practices of each screen.
//
//   bash benchmarks/lighthouse/run.sh           all screens; prints a table, fails below the budgets
//   bash benchmarks/lighthouse/run.sh traces    those whose address has it
//
// The pages are loaded as they are served, signed in where they have to be.
import { navigation } from "lighthouse";
import puppeteer from "puppeteer-core";

import { chromiumPath } from "../../tests/support/chromium.ts";
import { startServer, tokens } from "../../tests/web-ui/e2e/support/server.ts";
import { seedStory } from "../../tests/web-ui/e2e/support/story.ts";

const budgets = { accessibility: 100, "best-practices": 95 };
const categories = Object.keys(budgets);
const settings = { ...forDesktop(), onlyCategories: categories, disableStorageReset: true };

function forDesktop() {
  const screenEmulation = { mobile: false, width: 1440, height: 900, deviceScaleFactor: 1, disabled: false };
  return { formFactor: "desktop", screenEmulation, throttlingMethod: "provided" };
}

/** The addresses to look at; one of them is a trace of a sign-up. */
async function addresses(server) {
  const { traceId } = await server.run("before_signup", { email: "ada@acme.example", request: { ip: "192.0.2.7" } });
  const admin = ["/before_signup", "/before_signup/graph", "/scripts", "/scripts/geo_risk", "/secrets", "/traces"];
  return [
    "/playground",
    "/admin/pipelines",
    ...[...admin, `/traces/${traceId}`].map((path) => `/admin/pipelines${path}`),
    "/admin/guide",
    "/components",
  ];
}

async function measure(browser, url) {
  const page = await browser.newPage();
  try {
    await page.evaluateOnNewDocument((token) => {
      sessionStorage.setItem("sluice:admin:credentials", JSON.stringify({ token }));
    }, tokens.admin);
    const result = await navigation(page, url, { config: { extends: "lighthouse:default", settings } });
    return result.lhr;
  } finally {
    await page.close();
  }
}

/** What keeps a category from 100, in Lighthouse's words. */
function faultsOf({ categories: found, audits }) {
  return Object.values(found)
    .flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => `${id}: ${JSON.stringify(audits[id].details?.items ?? []).slice(0, 600)}`);
}

const [wanted = ""] = process.argv.slice(2);
const server = await startServer();
const browser = await puppeteer.launch({ executablePath: chromiumPath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  await seedStory(server);
  console.log(`| screen | ${categories.join(" | ")} |\n| --- | ${categories.map(() => "---:").join(" | ")} |`);
  for (const address of (await addresses(server)).filter((path) => path.includes(wanted))) {
    const report = await measure(browser, server.url + address);
    const scores = categories.map((category) => Math.round((report.categories[category].score ?? 0) * 100));
    console.log(`| \`${address.replace(/[0-9a-f]{32}/, ":id")}\` | ${scores.join(" | ")} |`);
    for (const fault of faultsOf(report)) console.error(`  ${fault}`);
    if (scores.some((score, index) => score < budgets[categories[index]])) process.exitCode = 1;
  }
} finally {
  await browser.close();
  await server.stop();
}
