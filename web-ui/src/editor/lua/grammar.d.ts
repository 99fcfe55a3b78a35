/** What @lezer/generator makes of *.grammar files when the UI is built or tested. */
declare module "*.grammar" {
  import type { LRParser } from "@lezer/lr";

  export const parser: LRParser;
}

declare module "*.grammar.terms" {
  export const LongString: number;
  export const LongComment: number;
}
