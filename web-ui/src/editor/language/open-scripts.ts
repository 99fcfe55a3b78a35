import { LSPPlugin, Workspace, type WorkspaceFile } from "@codemirror/lsp-client";
import type { ChangeSet, Text } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";

interface OpenScript extends WorkspaceFile {
  doc: Text;
  version: number;
  view: EditorView;
}

/** The scripts that stand in editors. Where one stands in two, the newer editor speaks for it. */
export class OpenScripts extends Workspace {
  files: OpenScript[] = [];
  /** Counts over all scripts, so that no version of one comes twice however often it is closed and opened. */
  #version = 0;

  syncFiles() {
    return this.files.flatMap((file) => {
      const plugin = LSPPlugin.get(file.view);
      if (!plugin || plugin.unsyncedChanges.empty) return [];
      const update: { file: OpenScript; prevDoc: Text; changes: ChangeSet } = {
        file,
        prevDoc: file.doc,
        changes: plugin.unsyncedChanges,
      };
      file.doc = file.view.state.doc;
      file.version = ++this.#version;
      plugin.clear();
      return [update];
    });
  }

  openFile(uri: string, languageId: string, view: EditorView): void {
    const older = this.getFile(uri);
    if (older) this.closeFile(uri, older.getView()!);
    const file = { uri, languageId, view, version: ++this.#version, doc: view.state.doc, getView: () => view };
    this.files.push(file);
    this.client.didOpen(file);
  }

  closeFile(uri: string, view: EditorView): void {
    const file = this.files.find((each) => each.uri === uri && each.view === view);
    if (!file) return;
    this.files = this.files.filter((each) => each !== file);
    this.client.didClose(uri);
  }
}
