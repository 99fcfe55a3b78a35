import { expect, test } from "vitest";
import { fieldPath } from "../../../edge-worker/src/http/field-path.ts";
import { repeatedMember } from "../../../edge-worker/src/http/repeated-member.ts";

const found = (text: string): string | undefined => {
  JSON.parse(text);
  const path = repeatedMember(text);
  return path && fieldPath(path);
};

test.each([
  ['{"a":1,"a":1}', "a"],
  ['{"a":1,"\\u0061":2}', "a"],
  ['{"\\"":1,"\\"":2}', '"'],
  ['{"":1,"":2}', ""],
  ['{"__proto__":1,"__proto__":2}', "__proto__"],
  ['{ "a" : {"b": [ 0, {"c":[], "d":{}}, {"c":1,"x":[1,{}],"c":2} ]} }', "a.b[2].c"],
  ['{"a":{"b":1},"c":[{"b":1}],"a":{}}', "a"],
  ['[[],{"a":1},{"a":1,"a":2}]', "[2].a"],
  ['{"a":"}","b":"\\\\","b":1}', "b"],
])("%s has %s twice", (text, path) => {
  expect(found(text)).toBe(path);
});

test.each([
  "{}", "7", '"a"', "null", '["a","a"]', '{"a":"a","b":"a"}', '{"a":{"a":{"a":1}}}', '[{"a":1},{"a":1}]',
  '{"a":"{\\"a\\":1,\\"a\\":1}"}', '{"a":"\\\\","b":"a\\\\\\"a"}', '{"a":["a",{"b":1},"a"],"b":["a"]}', '{"A":1,"a":1}',
])("%s has nothing twice", (text) => {
  expect(found(text)).toBeUndefined();
});
