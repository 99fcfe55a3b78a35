// start.mjs [--port N] [--state FOLDER] - a local worker on http://127.0.0.1:8787 with the example pipelines.
//
// Expects what `npm run build` makes. The first run writes random tokens and a key to edge-worker/.dev.vars and
// publishes examples/pipelines into the local store; later runs keep both. Then it prints requests to copy, with what
// the worker has just answered them, and goes on until it is interrupted.
//   --port N         another port (default: the environment's PORT, else 8787)
//   --state FOLDER   keeps tokens, key and store in FOLDER instead of edge-worker
import { publishExamples } from "./start/examples.mjs";
import { StartFault } from "./start/fault.mjs";
import { parseOptions, usage } from "./start/options.mjs";
import { requireBuild, requireFreePort } from "./start/preconditions.mjs";
import { readOrWriteSecrets } from "./start/secrets.mjs";
import { showRequests } from "./start/requests.mjs";
import { startWorker } from "./start/worker.mjs";

async function main() {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (options.help) return console.log(usage);
  requireBuild();
  await requireFreePort(options.port);
  const secrets = readOrWriteSecrets(options.secretsFile);
  if (secrets.written) console.log(`Wrote new tokens and a key to ${options.secretsFile}`);
  await publishExamples(options, secrets);

  console.log("Starting the worker");
  const worker = startWorker(options);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, worker.stop);
  try {
    await worker.untilReady();
    await showRequests(worker.url, secrets);
    worker.showOutput();
    console.log(`\nPlayground  ${worker.url}/playground`);
    console.log(
      `Pipelines   ${worker.url}/admin/pipelines  (sign in with SLUICE_ADMIN_TOKEN of ${options.secretsFile})`,
    );
    console.log(`\nThe worker runs on ${worker.url}; Ctrl-C stops it.`);
    await worker.untilEnded();
  } catch (error) {
    if (!worker.isStopped()) throw error;
  } finally {
    await worker.stop();
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StartFault)) throw error;
  console.error(`start: ${error.message}`);
  for (const line of error.advice) console.error(`       ${line}`);
  process.exitCode = 1;
}
