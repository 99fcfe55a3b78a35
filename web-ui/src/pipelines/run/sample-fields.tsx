import { TextArea } from "../../ui/field.tsx";
import { Button } from "../../ui/button.tsx";
import type { Sample } from "./use-sample.ts";

/** What a pipeline is tried with. */
export function SampleFields({ sample }: { readonly sample: Sample }) {
  return (
    <div className="grid gap-3">
      <TextArea
        label="Context"
        mono
        rows={8}
        value={sample.contextText}
        onChangeText={sample.setContext}
        error={sample.context.fault}
        hint="What the application hands in. Nothing is sent, counted or saved."
      />
      <details>
        <summary className="cursor-default text-12 font-medium">
          Answers of services <span className="font-normal text-fg-3">{mockCount(sample)}</span>
        </summary>
        <TextArea
          className="mt-2"
          label="Answers of services, as a list"
          hideLabel
          mono
          rows={4}
          value={sample.mocksText}
          onChangeText={sample.setMocks}
          error={sample.mocks.fault}
          hint='A request that none of them fits is not sent, e.g. [{"url": "https://geo.example/*", "json": {}}]'
        />
      </details>
      <Button size="sm" variant="quiet" className="justify-self-start" onClick={sample.reset}>
        Restore the sample
      </Button>
    </div>
  );
}

function mockCount({ mocks }: Sample): string {
  const count = mocks.value?.length ?? 0;
  return count === 0 ? "none" : String(count);
}
