import { expect, test } from "vitest";

import { record, redo, redoLabel, startHistory, undo, undoLabel } from "../../../web-ui/src/pipelines/model/history.ts";

test("undo brings back what was there before each edit, redo what came of it", () => {
  let history = startHistory("a");
  history = record(history, "b", { edit: "first", at: 0 });
  history = record(history, "c", { edit: "second", at: 1 });
  expect([undoLabel(history), redoLabel(history)]).toEqual(["second", undefined]);
  history = undo(history);
  expect([history.present, undoLabel(history), redoLabel(history)]).toEqual(["b", "first", "second"]);
  history = undo(undo(history));
  expect([history.present, undoLabel(history)]).toEqual(["a", undefined]);
  history = redo(redo(redo(history)));
  expect(history.present).toBe("c");
});

test("an edit after undo forgets what could have been redone", () => {
  const history = record(undo(record(startHistory(1), 2, { edit: "a", at: 0 })), 3, { edit: "b", at: 1 });
  expect(redo(history).present).toBe(3);
  expect(undo(history).present).toBe(1);
});

test("edits of one kind in quick succession are one step, with a pause or of another kind two", () => {
  let history = startHistory("");
  for (const [at, text] of ["N", "No", "No."].entries()) {
    history = record(history, text, { edit: "failure text", join: "failureText", at: at * 900 });
  }
  expect(undo(history).present).toBe("");
  history = record(history, "No!", { edit: "failure text", join: "failureText", at: 10_000 });
  expect(undo(history).present).toBe("No.");
  history = record(history, "x", { edit: "other", join: "other", at: 10_001 });
  expect(undo(history).present).toBe("No!");
});

test("typing after undo is a new step", () => {
  const typed = record(startHistory("a"), "b", { edit: "t", join: "t", at: 0 });
  expect(undo(record(undo(typed), "c", { edit: "t", join: "t", at: 1 })).present).toBe("a");
});

test("an edit that changes nothing is no step", () => {
  const history = startHistory("a");
  expect(record(history, "a", { edit: "none", at: 0 })).toBe(history);
});
