/** What of the Language Server Protocol 3.17 the editor uses. Lines and characters count from 0, in UTF-16. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Location {
  readonly uri: string;
  readonly range: Range;
}

export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

export interface WorkspaceEdit {
  readonly changes?: Readonly<Record<string, readonly TextEdit[]>>;
}

/** Markdown, unless it says `plaintext`; a text alone is Markdown too. */
export type Markup = string | { readonly kind: "markdown" | "plaintext"; readonly value: string };

export interface ServerDiagnostic {
  readonly range: Range;
  readonly severity?: number;
  readonly code?: string | number;
  readonly codeDescription?: { readonly href: string };
  readonly message: string;
  /** 1: unnecessary, 2: deprecated. */
  readonly tags?: readonly number[];
  readonly relatedInformation?: readonly { readonly location: Location; readonly message: string }[];
}

export interface CodeAction {
  readonly title: string;
  readonly kind?: string;
  readonly isPreferred?: boolean;
  readonly diagnostics?: readonly ServerDiagnostic[];
  readonly edit?: WorkspaceEdit;
  readonly disabled?: { readonly reason: string };
}

export interface CompletionItem {
  readonly label: string;
  readonly labelDetails?: { readonly detail?: string; readonly description?: string };
  readonly kind?: number;
  readonly detail?: string;
  readonly documentation?: Markup;
  readonly sortText?: string;
  readonly filterText?: string;
  readonly preselect?: boolean;
  readonly deprecated?: boolean;
  /** 1: deprecated. */
  readonly tags?: readonly number[];
  readonly insertText?: string;
  /** 1: plain, 2: a snippet. */
  readonly insertTextFormat?: number;
  readonly textEdit?: TextEdit;
  readonly additionalTextEdits?: readonly TextEdit[];
}

export interface CompletionList {
  readonly isIncomplete: boolean;
  readonly items: readonly CompletionItem[];
}

export interface Hover {
  readonly contents: Markup;
  readonly range?: Range;
}

export interface SignatureHelp {
  readonly signatures: readonly Signature[];
  readonly activeSignature?: number;
  readonly activeParameter?: number;
}

export interface Signature {
  readonly label: string;
  readonly documentation?: Markup;
  readonly parameters?: readonly {
    readonly label: string | readonly [number, number];
    readonly documentation?: Markup;
  }[];
  readonly activeParameter?: number;
}

export interface SemanticLegend {
  readonly tokenTypes: readonly string[];
  readonly tokenModifiers: readonly string[];
}

export interface InlayHint {
  readonly position: Position;
  readonly label: string | readonly { readonly value: string }[];
  readonly paddingLeft?: boolean;
  readonly paddingRight?: boolean;
}

export interface DocumentHighlight {
  readonly range: Range;
  /** 3: written. */
  readonly kind?: number;
}

export interface DocumentSymbol {
  readonly name: string;
  readonly detail?: string;
  readonly kind: number;
  readonly selectionRange: Range;
  readonly children?: readonly DocumentSymbol[];
}

export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
}

export interface SelectionRange {
  readonly range: Range;
  readonly parent?: SelectionRange;
}

export interface CodeLens {
  readonly range: Range;
  readonly command?: { readonly title: string; readonly command: string; readonly arguments?: readonly unknown[] };
}
