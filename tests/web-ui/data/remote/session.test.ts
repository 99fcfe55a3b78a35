import { expect, test, vi } from "vitest";

import { isActor, isToken, Session } from "../../../../web-ui/src/data/remote/session.ts";
import { keptTexts } from "../kept-texts.ts";

const token = "t".repeat(32);

test("a token is kept in memory, and in the tab only if that is wanted", () => {
  const texts = keptTexts();
  const session = new Session(texts);
  session.signIn({ token, actor: "ada" });
  expect([session.credentials(), new Session(texts).credentials()]).toEqual([{ token, actor: "ada" }, undefined]);
  session.signIn({ token }, { remember: true });
  expect(new Session(texts).credentials()).toEqual({ token });
});

test("signing out forgets it everywhere, and tells", () => {
  const texts = keptTexts();
  const session = new Session(texts);
  const changed = vi.fn();
  session.signIn({ token }, { remember: true });
  session.subscribe(changed);
  session.signOut();
  expect([session.credentials(), texts.size, changed.mock.calls.length]).toEqual([undefined, 0, 1]);
});

test.each(["no JSON", "{}", '{"token": "with space"}', '{"token": 5}'])(
  "what is kept is not believed as it is: %s",
  (text) => {
    const texts = keptTexts([["sluice:admin:credentials", text]]);
    expect(new Session(texts).credentials()).toBeUndefined();
  },
);

test("tokens and names are what a header can carry", () => {
  expect([isToken(token), isToken(""), isToken("a\nb")]).toEqual([true, false, false]);
  expect([isActor("ada@acme.example"), isActor("Jürgen"), isActor("")]).toEqual([true, false, false]);
});
