import type { HookDescription } from "../../data/workspace.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import type { Pipeline } from "../model/draft.ts";
import { SampleFields } from "./sample-fields.tsx";
import { SampleResult } from "./sample-result.tsx";
import { useSample, useSampleRun } from "./use-sample.ts";

export interface RunDialogProps {
  readonly hook: HookDescription;
  readonly pipeline: Pipeline;
  readonly onClose: () => void;
}

/** Tries the draft as it is on the screen. It runs again with each edit of the sample. */
export function RunDialog({ hook, pipeline, onClose }: RunDialogProps) {
  const sample = useSample(hook);
  const run = useSampleRun(pipeline, sample, true);
  return (
    <Dialog
      open
      onClose={onClose}
      size="lg"
      title={
        <>
          Run <span className="code">{hook.name}</span> with a sample
        </>
      }
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className="grid gap-5 md:grid-cols-2">
        <SampleFields sample={sample} />
        <div>
          <h3 className="mb-2 text-12 font-semibold">Result</h3>
          <SampleResult run={run} detailed />
        </div>
      </div>
    </Dialog>
  );
}
