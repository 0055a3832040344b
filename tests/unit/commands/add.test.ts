import { expect, test } from "vitest";
import { createStopRequest } from "../../../src/base/stop-request.ts";
import { add } from "../../../src/commands/add.ts";
import { importOpml } from "../../../src/commands/import.ts";

const stop = createStopRequest(process);

test.each([
  [[], {}, /^add: expected one address, found none\. See: node src\/main\.ts add --help$/],
  [["a.example", "b.example"], {}, /expected one address, found 2/],
  [["word"], {}, /expected an address such as .*, found "word"/],
  [["mailto:a@b.example"], {}, /expected an address/],
  [["https://u:secret@a.example/"], {}, /^(?!.*secret).*without a user name or password/],
  [["a.example"], { choose: "x" }, /--choose: expected the number of a feed .*, found "x"/],
  [["a.example"], { choose: "0" }, /--choose: expected the number/],
  [["a.example"], { name: " " }, /--name: expected a name, found an empty text/],
  [["a.example"], { category: "" }, /--category: expected a category, found an empty text/],
])("add %j %j is a wrong argument", async (operands, values, message) => {
  await expect(add.run({ operands, values, stop })).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(message) as string,
  });
});

test.each([[[]], [["a.opml", "b.opml"]]])("import %j is a wrong argument", async (operands) => {
  await expect(importOpml.run({ operands, values: {}, stop })).rejects.toMatchObject({ exitCode: 2 });
});
