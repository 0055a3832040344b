import { describe, expect, test } from "vitest";
import { agencyOf, type AgencySigns } from "../../../src/parse/agency.ts";

const paragraph =
  "The ferry was freed at high tide, and nobody was hurt, the coastguards of Lorne said on Tuesday.";
const agency = (signs: Partial<AgencySigns>) =>
  agencyOf({ authors: [], above: [], text: [paragraph, paragraph], below: [], ...signs });
const by = (name: string) => [{ name }];

describe("an agency wrote what bears its name", () => {
  test.each<[string, Partial<AgencySigns>, string]>([
    ["as its author", { authors: by("Reuters") }, "Reuters"],
    ["beside its author", { authors: by("Ada Hill, Associated Press") }, "AP"],
    ["as one of several authors", { authors: [{ name: "Ada Hill" }, { name: "AFP" }] }, "AFP"],
    ["as the source it was taken from", { originTitle: "Agencia EFE" }, "EFE"],
    ["in a by-line above the text", { above: ["By Ada Hill, The Associated Press"] }, "AP"],
    ["in a by-line that opens the text", { text: ["Von dpa", paragraph] }, "dpa"],
    ["in its dateline", { text: [`LORNE, Nov 24 (Reuters) - ${paragraph}`] }, "Reuters"],
    ["in the dateline below a heading", { text: ["Freed", `PARIS (AFP) - ${paragraph}`] }, "AFP"],
    ["at its end", { text: [paragraph, `${paragraph} (ANSA)`] }, "ANSA"],
    ["below its end", { below: ["© 2026 AFP"] }, "AFP"],
    ["as its source, below its end", { below: ["Quelle: dpa"] }, "dpa"],
    ["in the mark of its service", { below: ["© dpa-infocom, dpa:261124-99-123456/2"] }, "dpa"],
    ["in its copyright", { rights: "Copyright 2026 The Associated Press. All rights reserved." }, "AP"],
    ["as a credit above the text", { above: ["The ferry at dawn.", "Reuters"] }, "Reuters"],
    [
      "in the words that close every story of its own",
      { below: ["(Reporting by Ada Hill; Editing by Bo Lund)"] },
      "Reuters",
    ],
  ])("%s", (_, signs, name) => expect(agency(signs)).toBe(name));
});

describe("an agency did not write", () => {
  test.each<[string, Partial<AgencySigns>]>([
    ["what nobody signed", {}],
    [
      "what only speaks of it",
      { text: ["Reuters has named an editor for the north, the agency said.", paragraph] },
    ],
    [
      "what quotes it",
      { text: [paragraph, "“The tide did it,” the captain told AFP by telephone on Tuesday."] },
    ],
    [
      "what a reporter of the house signed, beside its picture",
      { authors: by("Ada Hill"), above: ["Reuters"] },
    ],
    ["what a reporter signed whose initials are its letters", { authors: by("AA") }],
    ["what bears the copyright of the house", { rights: "© 2026 Coast Daily" }],
    ["what bears the copyright of a house with its letters in it", { rights: "© 2026 Sandpaper Weekly" }],
    ["what ends with the name of a club in brackets", { text: [paragraph, `${paragraph} (Lorne FC)`] }],
  ])("%s", (_, signs) => expect(agency(signs)).toBeUndefined());
});

describe("TT is an agency where the text is Swedish, also if nobody says so", () => {
  const swedish = "Två färjor går igen i maj.";
  test.each<[string, Partial<AgencySigns>]>([
    ["as its author", { authors: by("TT"), text: [swedish] }],
    ["in its dateline", { text: [`STOCKHOLM (TT) ${swedish}`] }],
    ["in its dateline, before a dash", { text: [`Stockholm (TT) – ${swedish}`] }],
  ])("%s", (_, signs) => expect(agency(signs)).toBe("TT"));

  test.each<[string, Partial<AgencySigns>]>([
    ["initials of a reporter", { authors: by("TT"), text: ["Two ferries sail again."] }],
    ["initials, in a text declared to be English", { authors: by("TT"), text: [swedish], language: "en" }],
    ["a country", { text: ["PORT OF SPAIN (TT) - Two ferries sail again."] }],
  ])("but not %s", (_, signs) => expect(agency(signs)).toBeUndefined());
});
