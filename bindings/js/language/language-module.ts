/** What a started language.wasm exports; bindings/language/module.cpp tells each. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  room(bytes: number): number;
  announce(): void;
  receive(): number;
  idle(): number;
  answer(): number;
  hasWork(): number;
  exitCode(): number;
  _initialize(): void;
}

/** The language server of one instance of language.wasm. A call that throws leaves it unusable. */
export interface LanguageModule {
  /** Says that a message waits and will be received later: a request that it cancels is then not looked into. */
  announce(message: string): void;
  /** Takes one JSON-RPC message and answers what the server says to it. */
  receive(message: string): string[];
  /** Does one piece of the work that was put off and answers what comes of it. */
  idle(): string[];
  hasWork(): boolean;
  /** What the process is to end with; undefined until the client has said `exit`. */
  exitCode(): number | undefined;
  /** How large its memory is. */
  memoryBytes(): number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Starts an instance of a compiled language.wasm. Rejects when it cannot be instantiated. */
export async function startLanguageModule(compiled: WebAssembly.Module): Promise<LanguageModule> {
  const instance = await WebAssembly.instantiate(compiled, idleImports(compiled));
  const exports = instance.exports as unknown as Exports;
  exports._initialize();
  const messagesOf = (bytes: number): string[] => {
    if (bytes === 0) return [];
    const at = exports.answer();
    return decoder.decode(new Uint8Array(exports.memory.buffer, at, bytes - 1)).split("\n");
  };
  const put = (message: string): void => {
    const bytes = encoder.encode(message);
    const at = exports.room(bytes.length);
    new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
  };
  return {
    announce(message) {
      put(message);
      exports.announce();
    },
    receive(message) {
      put(message);
      return messagesOf(exports.receive());
    },
    idle: () => messagesOf(exports.idle()),
    hasWork: () => exports.hasWork() !== 0,
    exitCode: () => {
      const code = exports.exitCode();
      return code < 0 ? undefined : code;
    },
    memoryBytes: () => exports.memory.buffer.byteLength,
  };
}

/** The C library names functions of the system that are only reached on the way to an abort. */
function idleImports(compiled: WebAssembly.Module): WebAssembly.Imports {
  const imports: Record<string, Record<string, () => number>> = {};
  for (const { module, name, kind } of WebAssembly.Module.imports(compiled)) {
    if (kind === "function") (imports[module] ??= {})[name] = () => 0;
  }
  return imports;
}
