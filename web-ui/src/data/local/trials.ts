import {
  createControl,
  createEngine,
  type Deployment,
  type Engine,
  type EngineOptions,
  type Plan,
  type Replayed,
} from "sluice";
import { runCases, tryPlan, type CaseFile, type Tried } from "sluice/cases";

import type { CodeProblem, HandedSecrets, Recording, TrialTools, TriedCases } from "../workspace.ts";
import { checkCode } from "./check-code.ts";

type Rules = Pick<EngineOptions, "limits" | "fetchPolicy">;

/** What is tried as it would run in a deployment, on engines without a store: nothing of it is kept. */
export class Trials {
  readonly #of: string;
  readonly #rules: Rules;
  #last: { readonly env: string; readonly engine: Promise<Engine> } | undefined;

  /** Undefined: a deployment that has set nothing. */
  constructor(where: Deployment | undefined) {
    this.#of = JSON.stringify(where);
    this.#rules = where ? rulesOf(where) : {};
  }

  isOf(where: Deployment | undefined): boolean {
    return this.#of === JSON.stringify(where);
  }

  async replay({ journal, plan }: Recording, secrets: HandedSecrets): Promise<Replayed> {
    const engine = await createEngine(this.#rules);
    try {
      return await engine.replay(journal, { plan, secrets });
    } finally {
      await engine.close();
    }
  }

  async tryPlan(plan: Plan, context: object, { env = {}, ...tools }: TrialTools, signal: AbortSignal): Promise<Tried> {
    return tryPlan(plan, context, { ...tools, engine: await this.#engine(env), signal });
  }

  async runCases(file: CaseFile, plan: Plan, signal: AbortSignal): Promise<TriedCases> {
    const create = (own: EngineOptions): Promise<Engine> => createEngine({ ...own, ...this.#rules });
    const { results, coverage = [] } = await runCases(file, { createEngine: create, plan, signal, coverage: true });
    const verdicts = results.map(({ name, passed, findings, outcome, instructions, trace }) => {
      const status = trace?.status ?? (outcome && "success");
      return { name, passed, findings, instructions, ...(outcome && { outcome }), ...(status && { status }) };
    });
    return { verdicts, coverage };
  }

  checkCode(code: string): Promise<readonly CodeProblem[]> {
    return checkCode((options) => createControl({ ...options, ...this.#rules }), code);
  }

  /** Settings are an engine's: with other ones than last time there is another. */
  #engine(settings: Readonly<Record<string, string>>): Promise<Engine> {
    const env = JSON.stringify(settings);
    if (this.#last?.env === env) return this.#last.engine;
    this.close();
    this.#last = { env, engine: createEngine({ env: settings, ...this.#rules, onError: () => undefined }) };
    return this.#last.engine;
  }

  /** Ends the engine when what runs on it has ended. */
  close(): void {
    void this.#last?.engine.then((engine) => engine.close());
    this.#last = undefined;
  }
}

function rulesOf({ limits, ports, hosts }: Deployment): Rules {
  return { limits, fetchPolicy: { ports, ...(hosts && { hosts }) } };
}
