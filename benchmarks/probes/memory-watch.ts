/**
 * Import this before anything that uses WebAssembly: it learns of every memory, because no library tells how much it
 * uses. Nothing else about WebAssembly changes.
 */
const memories = new Set<WebAssembly.Memory>();
const { instantiate, Memory } = WebAssembly;

function note(instance: WebAssembly.Instance): WebAssembly.Instance {
  for (const value of Object.values(instance.exports)) if (value instanceof Memory) memories.add(value);
  return instance;
}

const watchedInstantiate = async (
  source: WebAssembly.Module | BufferSource,
  imports?: WebAssembly.Imports,
): Promise<WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource> => {
  if (source instanceof WebAssembly.Module) return note(await instantiate(source, imports));
  const both = await instantiate(source, imports);
  note(both.instance);
  return both;
};

class WatchedMemory extends Memory {
  constructor(descriptor: WebAssembly.MemoryDescriptor) {
    super(descriptor);
    memories.add(this);
  }
}

Object.assign(WebAssembly, { instantiate: watchedInstantiate, Memory: WatchedMemory });

/** Bytes used by this process. */
export interface MemoryUse {
  /** All linear memories together. */
  readonly wasm: number;
  /** Their pages of 4 KiB that are not all zero: what of them the system has to back. */
  readonly touched: number;
  readonly heap: number;
  readonly rss: number;
}

const pageBytes = 4096;
const wordsPerPage = pageBytes / 4;

function touchedBytes({ buffer }: WebAssembly.Memory): number {
  const words = new Uint32Array(buffer);
  let pages = 0;
  for (let start = 0; start < words.length; start += wordsPerPage) {
    let word = start;
    const end = start + wordsPerPage;
    while (word < end && words[word] === 0) word++;
    if (word < end) pages++;
  }
  return pages * pageBytes;
}

/** Needs --expose-gc: what could be collected does not count. */
export function memoryUse(): MemoryUse {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const sum = (of: (memory: WebAssembly.Memory) => number): number =>
    [...memories].reduce((total, memory) => total + of(memory), 0);
  return { wasm: sum(({ buffer }) => buffer.byteLength), touched: sum(touchedBytes), heap: heapUsed, rss };
}
