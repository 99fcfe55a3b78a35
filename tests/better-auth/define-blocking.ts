import { expect, test } from "vitest";
import type { TriggerName } from "sluice";
import type { Answer } from "./browser.ts";
import { allow, deny, fail, setUp, type OpenDatabase, type SetUpOptions, type World } from "./set-up.ts";

/** What a blocking hook stands in front of. */
export interface Blocked {
  readonly trigger: TriggerName;
  readonly options?: SetUpOptions;
  /** Does what the hook allows or not; everything before it is done by the time it resolves to the last step. */
  readonly prepare: (world: World) => Promise<() => Promise<Answer>>;
  /** Whether what the hook stands in front of has happened. */
  readonly happened: (world: World, answer: Answer) => boolean | Promise<boolean>;
  /** What the caller is told of a refusal. */
  readonly refused: (code: string, message: string) => object;
  /** The user a trace is joined to; default: the one there is. */
  readonly userOf?: (world: World) => Promise<unknown>;
  readonly failureText: string;
  /** Whether the failure itself shows: 403 with a code by default. */
  readonly failed?: (message: string) => object;
}

/** Allow, deny and a script that fails under both values of `onError`, each with its trace. */
export function defineBlocking(open: OpenDatabase, blocked: Blocked): void {
  const { trigger, prepare, happened, refused, failureText } = blocked;
  const userOf = blocked.userOf ?? (async (world: World) => (await world.rows("user"))[0]?.id);
  const failed = blocked.failed ?? ((message: string) => refused("PIPELINE_FAILED", message));

  const run = async (code: string, onError: "block" | "allow" = "block") => {
    const world = await setUp(await open(), blocked.options);
    const act = await prepare(world);
    world.asked.length = 0;
    await world.publish(trigger, code, { onError });
    const answer = await act();
    return { world, answer, asked: await world.contexts(trigger), traces: await world.traces(trigger) };
  };

  test(`${trigger} allows, once, with a trace of the user`, async () => {
    const { world, answer, asked, traces } = await run(allow);
    expect(await happened(world, answer)).toBe(true);
    expect(asked).toHaveLength(1);
    expect(traces).toEqual([expect.objectContaining({ status: "success", requestIp: "203.0.113.7" })]);
    expect(traces[0]?.userId).toEqual(await userOf(world));
  });

  test(`${trigger} denies in the script's words, and what it stands in front of has not happened`, async () => {
    const { world, answer, traces } = await run(deny);
    expect(answer).toMatchObject(refused("not_today", "Not today."));
    expect(await happened(world, answer)).toBe(false);
    expect(traces).toEqual([expect.objectContaining({ status: "blocked" })]);
  });

  test(`${trigger} denies under onError "block" when a script fails, without saying why`, async () => {
    const { world, answer, traces } = await run(fail);
    expect(answer).toMatchObject(failed(failureText));
    expect(JSON.stringify(answer.body)).not.toContain("broken");
    expect(await happened(world, answer)).toBe(false);
    expect(traces).toEqual([expect.objectContaining({ status: "error" })]);
  });

  test(`${trigger} goes on under onError "allow" when a script fails`, async () => {
    const { world, answer } = await run(fail, "allow");
    expect(await happened(world, answer)).toBe(true);
  });
}

/** 403 `{code, message}`. */
export const forbidden = (code: string, message: string) => ({ status: 403, body: { code, message } });

/** 403 `{error, error_description}`. */
export const oauthForbidden = (code: string, message: string) => ({
  status: 403,
  body: { error: code === "PIPELINE_FAILED" ? "server_error" : "access_denied", error_description: message },
});
