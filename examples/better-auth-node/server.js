// node server.js - serves http://127.0.0.1:3000/api/auth (PORT and DATA_FOLDER say otherwise), with keys of its own that
// are only good for trying it out.
import { createServer } from "node:http";

import { toNodeHandler } from "better-auth/node";

import { openAuth } from "./auth.js";

const server = createServer();
await new Promise((listening) => server.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", listening));
const baseURL = `http://127.0.0.1:${server.address().port}`;
const { auth } = await openAuth({
  folder: process.env.DATA_FOLDER ?? "data",
  baseURL,
  secret: process.env.BETTER_AUTH_SECRET ?? "only-for-trying-it-out-0123456789",
  sluiceKey: process.env.SLUICE_KEY ?? Buffer.from("only-for-trying-it-out-012345678").toString("base64"),
});
server.on("request", toNodeHandler(auth));
console.log(`${baseURL}/api/auth`);
