import { expect, test } from "vitest";

import { NotificationList } from "../../../web-ui/src/ui/toast/notifications.ts";

test("the list has the newest first, and tells who listens", () => {
  const list = new NotificationList();
  let told = 0;
  const stop = list.subscribe(() => told++);
  list.add({ title: "First" }, 1);
  list.add({ title: "Second" }, 2);
  stop();
  list.add({ title: "Third" }, 3);
  expect(list.items().map(({ title, at }) => [title, at])).toEqual([
    ["Third", 3],
    ["Second", 2],
    ["First", 1],
  ]);
  expect(told).toBe(2);
});

test("it keeps the 50 that are newest", () => {
  const list = new NotificationList();
  for (let n = 1; n <= 51; n++) list.add({ title: String(n) });
  expect(list.items()).toHaveLength(50);
  expect(list.items().at(-1)?.title).toBe("2");
});

test("all are read once somebody looked, and the list stays the same when nothing changes", () => {
  const list = new NotificationList();
  list.add({ title: "Published" });
  list.markRead();
  const before = list.items();
  expect(before[0]?.read).toBe(true);
  list.markRead();
  expect(list.items()).toBe(before);
});
