import type { OpenDatabase } from "./set-up.ts";
export function defineSignInWays(_open: OpenDatabase): void {}
