import {
  continuedIndent,
  delimitedIndent,
  foldInside,
  foldNodeProp,
  indentNodeProp,
  LRLanguage,
  type TreeIndentContext,
} from "@codemirror/language";
import { NodeProp, type SyntaxNode } from "@lezer/common";
import { styleTags, tags } from "@lezer/highlight";

import { parser } from "./lua.grammar";

const highlighting = styleTags({
  "and or not": tags.operatorKeyword,
  "break do else elseif end for goto if in repeat return then until while": tags.controlKeyword,
  "function local": tags.definitionKeyword,
  Nil: tags.null,
  Boolean: tags.bool,
  Number: tags.number,
  "QuotedString LongString": tags.string,
  LineComment: tags.lineComment,
  LongComment: tags.blockComment,
  Given: tags.special(tags.variableName),
  VariableName: tags.variableName,
  Definition: tags.definition(tags.variableName),
  Parameter: tags.local(tags.variableName),
  "Call/VariableName FunctionName/VariableName LocalFunction/Definition": tags.function(tags.variableName),
  PropertyName: tags.propertyName,
  "Call/Member/PropertyName MethodCall/PropertyName FunctionName/PropertyName": tags.function(tags.propertyName),
  LabelName: tags.labelName,
  AttributeName: tags.modifier,
  Vararg: tags.local(tags.variableName),
  ArithmeticOperator: tags.arithmeticOperator,
  CompareOperator: tags.compareOperator,
  "( )": tags.paren,
  "[ ]": tags.squareBracket,
  "{ }": tags.brace,
});

const blocks = "Do While Repeat If For FunctionDeclaration LocalFunction FunctionExpression";
const closing = /^\s*(?:end|else|elseif|until)\b/u;

/** The words that close a block, or begin its next part, stand as deep as the line that opened it. */
function blockIndent(context: TreeIndentContext): number {
  return context.baseIndent + (closing.test(context.textAfter) ? 0 : context.unit);
}

/** What stands between the word that opens the first block and the one that ends it. */
function blockFold(node: SyntaxNode): { from: number; to: number } | null {
  const block = node.getChild("Block");
  const [before, after] = [block?.prevSibling, block?.nextSibling];
  return before && after ? { from: before.to, to: after.from } : null;
}

/** Lua 5.4: colours, indentation, folding and pairs, from a tree that is kept up to date while a person types. */
export const luaLanguage = LRLanguage.define({
  name: "lua",
  parser: parser.configure({
    props: [
      highlighting,
      indentNodeProp.add({
        [blocks]: blockIndent,
        Table: delimitedIndent({ closing: "}" }),
        "Arguments Parameters Parenthesized": delimitedIndent({ closing: ")" }),
        "Local Assignment": continuedIndent(),
      }),
      foldNodeProp.add({ [blocks]: blockFold, Table: foldInside, LongComment: foldComment }),
      NodeProp.closedBy.add({ "if do function": ["end"], repeat: ["until"] }),
      NodeProp.openedBy.add({ end: ["if", "do", "function"], until: ["repeat"] }),
    ],
  }),
  languageData: {
    commentTokens: { line: "--", block: { open: "--[[", close: "]]" } },
    closeBrackets: { brackets: ["(", "[", "{", '"', "'"] },
    indentOnInput: /^\s*(?:end|else|elseif|until|\}|\))$/u,
  },
});

function foldComment(node: SyntaxNode): { from: number; to: number } {
  return { from: node.from + "--[[".length, to: node.to };
}
