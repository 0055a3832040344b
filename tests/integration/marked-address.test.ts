import { expect, test } from "vitest";
import { newsroomNow } from "../support/newsroom.ts";
import { startNewsroom } from "../support/newsroom-reader.ts";
import { visitorOf } from "../support/visitor.ts";

test("an address says that a list was marked to who marked it alone, and until it is undone", async () => {
  await using news = await startNewsroom();
  const [ann, bob] = [visitorOf(news.base), visitorOf(news.base)];
  const said = "What stood in this list is marked as read.";
  const asOf = newsroomNow.toISOString();
  const [, location] = await ann.led("/marks/all", { list: "/", asOf, back: "/" });
  const address = String(location);
  const page = await ann.page(address);
  expect(page).toContain(said);
  await bob.post("/marks", { story: "1", act: "star" });
  expect(await bob.page(address)).not.toContain(said);
  expect(await ann.page("/?marked=999")).not.toContain(said);

  const change = /class="undo"[\s\S]*?name="change" value="(\d+)"/.exec(page)![1]!;
  await ann.led("/marks/undo", { change, back: address });
  expect(await ann.page(address)).not.toContain(said);
});
