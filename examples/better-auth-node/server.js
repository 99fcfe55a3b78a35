// node server.js - serves http://127.0.0.1:3000/api/auth (PORT and DATA_FOLDER say otherwise). Without BETTER_AUTH_SECRET
// and SLUICE_SECRET_KEYS (id:base64,…, as a worker has it) it takes ones that are only good for trying it out.
import { createServer } from "node:http";

import { toNodeHandler } from "better-auth/node";

import { openAuth } from "./auth.js";

/** @param {string} text */
function keysOf(text) {
  return text.split(",").map((item) => {
    const [id, key] = item.split(":");
    return { id, key };
  });
}

const server = createServer();
await new Promise((listening) => server.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", listening));
const baseURL = `http://127.0.0.1:${server.address().port}`;
const { auth } = await openAuth({
  folder: process.env.DATA_FOLDER ?? "data",
  baseURL,
  secret: process.env.BETTER_AUTH_SECRET ?? "only-for-trying-it-out-0123456789",
  secretKeys: keysOf(process.env.SLUICE_SECRET_KEYS ?? `k1:${btoa("only-for-trying-it-out-012345678")}`),
});
server.on("request", toNodeHandler(auth));
console.log(`${baseURL}/api/auth`);
