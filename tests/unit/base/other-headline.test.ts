import { expect, test } from "vitest";
import { isOtherHeadline } from "../../../src/base/other-headline.ts";

test.each([
  ["Quake kills five in Lorne", "Rescuers search Lorne for survivors"],
  ["Pentagon official is forced out", "Former aide sues over dismissal"],
  ["東京で地震、けが人なし", "台風が九州に上陸、二人死亡"],
  ["Notre Dame was burning and the world could do was watch", "Centuries of history – in flames"],
])("“%s” and “%s” say something else", (before, after) => {
  expect(isOtherHeadline(before, after)).toBe(true);
  expect(isOtherHeadline(after, before)).toBe(true);
});

test.each([
  ["Quake kills five in Lorne", "Quake kills 50 in Lorne"],
  ["Goverment falls", "Government falls after vote"],
  ["“All clear” in Lorne", "ALL CLEAR IN LORNE!"],
  ["東京で地震、けが人なし", "東京で地震、五人けが"],
  ["Trump to put North Korea on terrorist list", "Trump just put North Korea back on the list"],
  ["", ""],
  ["…", "!"],
])("“%s” and “%s” say the same", (before, after) => expect(isOtherHeadline(before, after)).toBe(false));
