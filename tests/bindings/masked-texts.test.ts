import { expect, test, vi } from "vitest";
import { maskTexts } from "../../bindings/js/masked-texts.ts";

const mask = vi.fn((texts: readonly string[]) => texts.map((text) => text.replace("secret", "***").replace("42", "**")));

test("names, texts and numbers are masked, and nothing else", () => {
  const value = JSON.parse('{"a secret":["secret",{"n":1422,"ok":true,"no":null}],"__proto__":"secret"}');
  const masked = maskTexts(value, mask);
  expect(masked.changed).toBe(true);
  expect(JSON.stringify(masked.value)).toBe('{"a ***":["***",{"n":"1**2","ok":true,"no":null}],"__proto__":"***"}');
});

test("a value without secrets stays as it is", () => {
  const value = { a: ["b", 1] };
  expect(maskTexts(value, mask)).toEqual({ value, changed: false });
});

test("each text is asked for once", () => {
  mask.mockClear();
  maskTexts(["x", "x", { x: "x" }], mask);
  expect(mask).toHaveBeenCalledExactlyOnceWith(["x"]);
});
