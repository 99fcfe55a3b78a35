import { waitUntil } from "cloudflare:workers";

import { openAuth } from "./auth.js";

/** The first request makes it, because only requests have bindings; what fails is tried again by the next. */
let opening;

export default {
  async fetch(request, env) {
    opening ??= openAuth(env, waitUntil).catch((error) => {
      opening = undefined;
      throw error;
    });
    const { auth } = await opening;
    return auth.handler(request);
  },
};
