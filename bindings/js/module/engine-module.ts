/**
 * The calls that a started engine.wasm answers: JSON text in, JSON text out. bindings/wasm/boundary.h says what each
 * takes and gives. A call that throws leaves the instance unusable.
 */
export interface EngineModule {
  version(): string;
  configure(optionsJson: string): string;
  compile(pipelineJson: string): string;
  load(planJson: string): string;
  unload(plan: number): void;
  /** Strings are well-formed, and empty where something is unknown; `now` is in whole ms. */
  start(
    plan: number,
    contextJson: string,
    traceId: string,
    seed: string,
    now: number,
    userId: string,
    requestIp: string,
    trace: boolean,
    hold: boolean,
    profile: boolean,
  ): string;
  advance(execution: number, repliesJson: string): string;
  cancel(execution: number): void;
  reveal(execution: number, requestJson: string): string;
  redact(execution: number, requestJson: string): string;
  seal(requestJson: string): string;
  sealJournal(traceId: string, journalJson: string): string;
  openJournal(traceId: string, recordJson: string): string;
  sign(pointerJson: string): string;
  verify(pointerJson: string): string;
  convertTrace(form: string, traceJson: string): string;
  digest(text: string): string;
  liveHandles(): string;
}

/**
 * What Emscripten's glue makes of engine.wasm: the texts of `start` and `advance` are in its memory, the rest is as in
 * EngineModule.
 */
export interface Glue extends Omit<EngineModule, "start" | "advance"> {
  /**
   * The address where `bytes` may be written for the next `start` or `advance`: how many bytes each text has, u32 each,
   * then the texts one after another.
   */
  roomFor(bytes: number): number;
  /**
   * Both answer where the text of the step lies until the next one: the address of its address and its bytes, u32 each.
   * `flags`: 1 trace, 2 hold, 4 profile. The texts: context, trace id, seed, user id, address of the request.
   */
  start(plan: number, now: number, flags: number): number;
  /** The text: replies. */
  advance(execution: number): number;
  /** Views of the memory; other ones after each growth. */
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
}
