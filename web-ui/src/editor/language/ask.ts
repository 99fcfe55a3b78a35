import { LSPPlugin } from "@codemirror/lsp-client";
import type { EditorView } from "@codemirror/view";

/**
 * Asks the server about the script of an editor, as it stands now. Undefined: the editor has no server. Rejects with what
 * the server says where it refuses.
 */
export async function ask<Result>(view: EditorView, method: string, params: object = {}): Promise<Result | undefined> {
  const plugin = LSPPlugin.get(view);
  if (!plugin) return undefined;
  plugin.client.sync();
  const textDocument = { uri: plugin.uri };
  return await plugin.client.request<object, Result>(method, { textDocument, ...params });
}

/** The same for what is shown by itself: nothing when it could not be had, or when the text is another by then. */
export async function askQuietly<Result>(view: EditorView, method: string, params?: object) {
  const { doc } = view.state;
  try {
    const result = await ask<Result | null>(view, method, params);
    return view.state.doc === doc ? (result ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}

/** Why the server refused, in its own words. */
export function refusalOf(error: unknown): string {
  const { message } = (error ?? {}) as { readonly message?: unknown };
  return typeof message === "string" ? message : String(error);
}
