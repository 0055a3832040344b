import { expect, test } from "vitest";
import { type ProfileTerm, joinProfiles, pack, unpack } from "../../../src/story/topic-profile.ts";

const term = (stem: string, given: Partial<ProfileTerm> = {}): ProfileTerm => ({
  stem,
  count: 2.4,
  naming: "no",
  beside: new Set(),
  ...given,
});
const evenly = () => 1;

test("a profile survives its packing", () => {
  const profile = [
    term("port", { naming: "yes", beside: new Set(["saline"]) }),
    term("saline", { naming: "unknown", beside: new Set(["port"]), count: 7.1 }),
  ];
  expect(unpack(pack(profile))).toEqual(profile);
});

test("a neighbour that is not in the profile is left out", () =>
  expect(unpack(pack([term("port", { beside: new Set(["saline"]) })]))).toEqual([term("port")]));

test("two profiles add up, and the twelve strongest words stay", () => {
  const many = Array.from({ length: 14 }, (_, i) => term(`word${i}`, { count: 1 + i / 10 }));
  const joined = joinProfiles(many, [term("word0", { count: 5, naming: "yes" })], evenly);
  expect(joined).toHaveLength(12);
  expect(joined[0]).toEqual(term("word0", { count: 6, naming: "no" }));
});
