import { readPipeline, type Pipeline } from "../../../web-ui/src/pipelines/model/draft.ts";

export const limits = { layers: 10, scriptsPerLayer: 5 };

/** "a; b c; d" is a diamond: layers between semicolons, scripts between blanks. */
export function pipelineOf(text: string, trigger = "before_signup"): Pipeline {
  return readPipeline({ trigger, layers: layersOf(text) });
}

export function layersOf(text: string): string[][] {
  return text
    .split(";")
    .map((layer) => layer.split(" ").filter((id) => id !== ""))
    .filter(({ length }) => length > 0);
}

export function textOf({ layers }: Pipeline): string {
  return layers.map((layer) => layer.map(({ scriptId }) => scriptId).join(" ")).join("; ");
}
