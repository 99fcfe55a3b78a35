import { execFileSync } from "node:child_process";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";

/** A key and a certificate for it, both PEM. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** A service over HTTPS on loopback. */
export interface HttpsService {
  readonly port: number;
  /** Ends its connections too. */
  close(): Promise<void>;
}

/** A certificate for `names`, signed by nobody but itself, made for this process. */
export function newIdentity(...names: string[]): Identity {
  const subject = [
    "-subj",
    `/CN=${names[0]}`,
    "-addext",
    `subjectAltName=${names.map((name) => `DNS:${name}`).join(",")}`,
  ];
  const options = "-x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout -";
  const stdio = ["ignore", "pipe", "ignore"] as const;
  const pem = execFileSync("openssl", ["req", ...options.split(" "), ...subject], {
    encoding: "utf8",
    stdio: [...stdio],
  });
  const [, key = ""] = /(-----BEGIN PRIVATE KEY-----[^]*?-----END PRIVATE KEY-----)/.exec(pem) ?? [];
  const [, cert = ""] = /(-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----)/.exec(pem) ?? [];
  return { key, cert };
}

/** Starts a service that answers with `listener`. */
export async function startHttpsService(identity: Identity, listener: RequestListener): Promise<HttpsService> {
  const server = createServer({ ...identity, keepAliveTimeout: 60_000 }, listener);
  // Clients that go away in the middle of an answer are what the tests are about.
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
