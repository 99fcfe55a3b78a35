import { lstatSync, readdirSync, readFileSync, type Stats } from "node:fs";
import { join } from "node:path";

import { Fault } from "../command.ts";

/**
 * Throws a Fault where `path`, or a folder on the way to it, is a link, or no file. Whoever has made the folder, as the
 * author of a repository that was cloned, would choose by links which other files of this machine a worker is sent, and
 * which of them are written over with what a worker says.
 */
export function requireOwnFile(root: string, path: string): void {
  path.split("/").reduce((folder, name) => {
    requireOwn(root, folder, (found) => found.isDirectory());
    return `${folder}/${name}`;
  });
  requireOwn(root, path, (found) => found.isFile());
}

/** The text of a file; undefined where there is none. Throws as `requireOwnFile` does. */
export function ownText(root: string, path: string): string | undefined {
  requireOwnFile(root, path);
  return statsOf(root, path) && readFileSync(join(root, path), "utf8");
}

/**
 * What a folder in it holds, in order; nothing where there is none. Throws a Fault where it is a link, or no folder.
 */
export function ownNames(root: string, folder: string): string[] {
  requireOwn(root, folder, (found) => found.isDirectory());
  return statsOf(root, folder) ? readdirSync(join(root, folder)).toSorted() : [];
}

function requireOwn(root: string, path: string, isRight: (found: Stats) => boolean): void {
  const found = statsOf(root, path);
  if (!found || isRight(found)) return;
  const what = found.isSymbolicLink() ? "a link" : found.isDirectory() ? "a folder" : "of another kind";
  throw new Fault(`${path} is ${what}: commands read and write nothing but the folder's own files`);
}

function statsOf(root: string, path: string): Stats | undefined {
  return lstatSync(join(root, path), { throwIfNoEntry: false });
}
