/**
 * Instruction-capped Lua pipelines for the decisive moments of a login system.
 *
 * Every platform has an entry of its own, chosen by the conditions in package.json, with these exports.
 *
 * @module
 */
export * from "./index.browser.ts";
