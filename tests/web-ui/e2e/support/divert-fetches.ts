import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";

/**
 * Loaded into a server before it starts, with `--import`: what it would send to a service goes to SLUICE_TEST_SERVICE
 * instead. Everything before the connection, the fetch policy and where a secret may go among it, is as ever.
 */
const service = process.env["SLUICE_TEST_SERVICE"];

function request(target: string | URL, options: http.RequestOptions): http.ClientRequest {
  const { host, pathname, search } = new URL(target);
  const { agent: _, ...rest } = options;
  return http.request(new URL(pathname + search, service), { ...rest, headers: { ...rest.headers, host } });
}

https.request = request as typeof https.request;
syncBuiltinESMExports();
