import type { FetchMock, JsonObject, OnError } from "sluice";

/** A context to try an example with. */
export interface ExampleSample {
  readonly name: string;
  readonly context: JsonObject;
}

export interface ExampleScript {
  readonly id: string;
  readonly name: string;
  readonly code: string;
}

export interface ExampleSecret {
  readonly name: string;
  readonly value: string;
  readonly hosts: readonly string[];
}

/** A pipeline to learn from, with all it needs to run at once. */
export interface Example {
  readonly id: string;
  readonly title: string;
  /** What it shows, in a few words. */
  readonly shows: string;
  readonly trigger: string;
  readonly layers: readonly (readonly string[])[];
  readonly onError?: OnError;
  readonly scripts: readonly ExampleScript[];
  readonly mocks: readonly FetchMock[];
  readonly secrets: readonly ExampleSecret[];
  /** The first one is allowed, so that the example can be published. */
  readonly samples: readonly [ExampleSample, ...ExampleSample[]];
}
