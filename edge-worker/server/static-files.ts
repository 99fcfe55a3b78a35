import { readFile, stat } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * Answers with the files of a folder. An address that names none is the page's own business where a browser goes there
 * (index.html), and undefined for everything else. Nothing outside the folder, and nothing hidden, is ever answered.
 */
export function staticFiles(folder: string): (request: Request) => Promise<Response | undefined> {
  const root = resolve(folder);
  return async (request) => {
    const path = fileOf(root, new URL(request.url).pathname);
    const file = path === undefined ? undefined : await fileResponse(path);
    if (file || !request.headers.get("Accept")?.includes("text/html")) return file;
    return fileResponse(join(root, "index.html"));
  };
}

function fileOf(root: string, pathname: string): string | undefined {
  const decoded = decodedPath(pathname);
  if (decoded === undefined || decoded.includes("\0") || /(^|[\\/])\./.test(decoded)) return undefined;
  const path = resolve(join(root, decoded.endsWith("/") ? `${decoded}index.html` : decoded));
  return path.startsWith(root + sep) ? path : undefined;
}

function decodedPath(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

async function fileResponse(path: string): Promise<Response | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const headers = { "Content-Type": types[extname(path)] ?? "application/octet-stream" };
  return new Response(new Uint8Array(await readFile(path)), { headers });
}
