/** Where tabs of the playground, and their Workers, hear that something was changed. */
export const changesChannel = "sluice-playground";

/** "reset": everything was deleted. */
export type Change = "changed" | "reset";

/** Tells of changes that were made in any tab, this one included. */
export function onChange(listener: (change: Change) => void): () => void {
  const channel = new BroadcastChannel(changesChannel);
  channel.addEventListener("message", ({ data }: MessageEvent<Change>) => listener(data));
  return () => channel.close();
}
