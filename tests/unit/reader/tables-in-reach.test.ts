import { expect, test } from "vitest";
import type { SafeHtml } from "../../../src/model/entry.ts";
import { tablesInReach } from "../../../src/reader/tables-in-reach.ts";

test("tables of a text have a place in the order of the keys, and nothing else is changed", () => {
  const html =
    '<p title="&lt;table&gt;">&lt;table&gt;</p><table dir="rtl"><tr><td>1</td></tr></table><table></table>';
  expect(tablesInReach(html as SafeHtml)).toBe(
    '<p title="&lt;table&gt;">&lt;table&gt;</p><table tabindex="0" dir="rtl"><tr><td>1</td></tr></table><table tabindex="0"></table>',
  );
});
