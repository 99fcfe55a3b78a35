import { TextArea } from "../../ui/field.tsx";
import { MocksPanel } from "../../trial/mocks-panel.tsx";
import type { Sample } from "./use-sample.ts";

/** What a pipeline is tried with before it is published. */
export function SampleFields({ sample }: { readonly sample: Sample }) {
  return (
    <div className="grid gap-3">
      <TextArea
        label="Context"
        mono
        rows={8}
        value={sample.text}
        onChangeText={sample.setText}
        error={sample.fault}
        hint="What the application hands in. Nothing is sent, counted or saved."
      />
      <div className="rounded-4 border border-line-2">
        <MocksPanel mocks={sample.mocks} onChange={sample.setMocks} />
      </div>
    </div>
  );
}
