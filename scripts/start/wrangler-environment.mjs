import { join } from "node:path";

/** What keeps wrangler quiet, offline and within `stateFolder`. */
export function wranglerEnvironment(stateFolder) {
  return {
    CI: "1",
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    ...(!process.stdout.isTTY && { NO_COLOR: "1" }),
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_SEND_ERROR_REPORTS: "false",
    WRANGLER_SEND_METRICS: "false",
    XDG_CONFIG_HOME: join(stateFolder, "config"),
  };
}
