import type { HookDescription } from "../../data/workspace.ts";
import type { Editing } from "../editing/editors.tsx";
import type { Pipeline } from "../model/draft.ts";
import type { StatusCounts } from "../model/lanes.ts";
import type { LaneFacts } from "../use-lane-facts.ts";
import type { PickWish } from "./use-canvas.ts";

export interface CanvasProps {
  readonly hook: HookDescription;
  readonly editing: Editing;
  readonly pipeline: Pipeline;
  readonly facts: LaneFacts;
  readonly runs: StatusCounts | undefined;
  readonly onPick: (wish: PickWish) => void;
  readonly onOpenScript: (scriptId: string, line?: number) => void;
  readonly onRun: () => void;
  readonly onLeave: () => void;
  /** Key of the card that was just added: it gets the focus. */
  readonly fresh: string | undefined;
}
