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
  start(plan: number, contextJson: string, optionsJson: string): string;
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
