import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createControl, memoryStore, type Control } from "sluice";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FolderSync } from "../../edge-worker/cli/folder/sync.ts";
import { run, temporary } from "./program.ts";

let folder = temporary();
let control: Control;
let sync: FolderSync;
const file = (name: string): string => join(folder.path, "scripts", name);
const codeOf = async (id: string): Promise<string | undefined> => (await control.scripts.get(id))?.code;

beforeEach(async () => {
  folder = temporary();
  await run(["init"], { cwd: folder.path });
  control = createControl({ store: memoryStore(), actor: "folder" });
  sync = new FolderSync(folder.path, control);
  await sync.look();
});
afterEach(() => folder.remove());

describe("what sluice dev keeps the same", () => {
  test("where both sides were changed the file wins, and that is told", async () => {
    await control.scripts.save({
      id: "no-throwaway",
      name: "No throw-away addresses",
      code: "return {} -- saved in the UI",
    });
    writeFileSync(file("no-throwaway.lua"), "return {} -- saved in the file");
    expect(await sync.look()).toMatchObject({
      conflicts: ["scripts/no-throwaway.lua"],
      read: ["scripts/no-throwaway.lua"],
      written: [],
    });
    expect(await codeOf("no-throwaway")).toBe("return {} -- saved in the file");
    expect(readFileSync(file("no-throwaway.lua"), "utf8")).toBe("return {} -- saved in the file");
    expect(await sync.look()).toEqual({ read: [], written: [], conflicts: [] });
  });

  test("changes of different files on both sides are no conflict", async () => {
    await control.scripts.save({ id: "from-the-ui", code: "return {}" });
    writeFileSync(file("from-the-folder.lua"), "return {}");
    expect(await sync.look()).toEqual({
      read: ["scripts/from-the-folder.lua"],
      written: ["scripts/from-the-ui.lua"],
      conflicts: [],
    });
    expect([await codeOf("from-the-folder"), existsSync(file("from-the-ui.lua"))]).toEqual(["return {}", true]);
  });

  test("the same change on both sides is no conflict", async () => {
    await control.scripts.save({ id: "no-throwaway", code: "return {}" });
    writeFileSync(file("no-throwaway.lua"), "return {}");
    expect((await sync.look()).conflicts).toEqual([]);
  });

  test("a file that was deleted while it was saved in the UI is deleted", async () => {
    await control.scripts.save({ id: "unused", code: "return {}" });
    await sync.look();
    await control.scripts.save({ id: "unused", code: "return { allowed = true }" });
    rmSync(file("unused.lua"));
    expect((await sync.look()).conflicts).toEqual(["scripts/unused.lua"]);
    expect([await codeOf("unused"), existsSync(file("unused.lua"))]).toEqual([undefined, false]);
  });

  test("a folder that cannot be taken over is left as it is, and says why", async () => {
    writeFileSync(join(folder.path, "pipelines/before_signup.json"), "{");
    const { fault, read } = await sync.look();
    expect([read, fault]).toEqual([[], expect.stringContaining("pipelines/before_signup.json")]);
    expect(readFileSync(join(folder.path, "pipelines/before_signup.json"), "utf8")).toBe("{");
  });
});
