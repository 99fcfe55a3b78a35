import { Checkbox } from "../../ui/checkbox.tsx";
import { TextArea } from "../../ui/field.tsx";
import { SampleFields } from "../run/sample-fields.tsx";
import { SampleResult } from "../run/sample-result.tsx";
import type { Sample, SampleRun } from "../run/use-sample.ts";
import { SectionTitle } from "./section-title.tsx";

export interface SampleSectionProps {
  readonly sample: Sample;
  readonly run: SampleRun;
  readonly isOverridden: boolean;
  readonly reason: string;
  readonly onOverride: (overridden: boolean) => void;
  readonly onReason: (reason: string) => void;
}

/** A pipeline that can lock everybody out has to allow somebody first. */
export function SampleSection({ sample, run, isOverridden, reason, onOverride, onReason }: SampleSectionProps) {
  return (
    <section className="grid gap-2">
      <SectionTitle>Dry run with a sample it has to allow</SectionTitle>
      {!isOverridden && (
        <>
          <SampleResult run={run} />
          <details>
            <summary className="cursor-default text-12 font-medium">Edit the sample</summary>
            <div className="pt-2">
              <SampleFields sample={sample} />
            </div>
          </details>
        </>
      )}
      <Checkbox
        className="text-13"
        label="Publish without a dry run; the audit log says so"
        checked={isOverridden}
        onChange={onOverride}
      />
      {isOverridden && (
        <TextArea label="Why" rows={2} value={reason} onChangeText={onReason} hint="Goes into the note." />
      )}
    </section>
  );
}
