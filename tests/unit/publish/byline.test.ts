import { expect, test } from "vitest";
import { byline } from "../../../src/publish/byline.ts";

test("wire copy names the agency, and the outlet that prints it", () => {
  expect(byline({ agency: "Reuters", outlet: "BBC News" })).toBe("Reuters via BBC News");
});

test("an own report names the outlet alone", () => {
  expect(byline({ outlet: "BBC News" })).toBe("BBC News");
});

test.each(["Reuters", "Reuters: World", "REUTERS.com"])(
  "an agency's own outlet %s is named once",
  (outlet) => {
    expect(byline({ agency: "Reuters", outlet })).toBe(outlet);
  },
);

test("an agency is looked for in an outlet's name by whole words", () => {
  expect(byline({ agency: "AP", outlet: "Japan Times" })).toBe("AP via Japan Times");
  expect(byline({ agency: "AP", outlet: "AP News" })).toBe("AP News");
});

test("somebody speaks even where no name can be shown", () => {
  expect(byline({ outlet: " \u0000 " })).toBe("Unnamed outlet");
  expect(byline({ agency: "AFP", outlet: "" })).toBe("AFP");
  expect(byline({ agency: " ", outlet: "Le\u0007 Jour\n" })).toBe("Le Jour");
});
