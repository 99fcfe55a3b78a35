import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The web UI in the package, beside the folder of this program; undefined when the package was built without. */
export function packagedUi(): string | undefined {
  const folder = fileURLToPath(new URL("../web-ui", import.meta.url));
  return existsSync(join(folder, "index.html")) ? folder : undefined;
}
