import { describe, expect, test } from "vitest";
import { agencyNamed, agencyNamedPlainly } from "../../../src/parse/agencies.ts";

test.each([
  ["REUTERS", "Reuters"],
  ["Thomson Reuters", "Reuters"],
  ["The Associated Press", "AP"],
  ["Agence France-Presse", "AFP"],
  ["Рейтер", "Reuters"],
  ["新华社", "Xinhua"],
  ["時事通信", "Jiji"],
  ["연합뉴스", "Yonhap"],
  ["رويترز", "Reuters"],
  ["ТАСС", "TASS"],
])("%s is %s, in whatever letter case", (written, name) => expect(agencyNamed(written)).toBe(name));

describe("short forms", () => {
  test("count only as they are written", () => {
    expect(agencyNamed("AP")).toBe("AP");
    expect(agencyNamed("Ap")).toBeUndefined();
    expect(agencyNamed("dpa")).toBe("dpa");
    expect(agencyNamed("Ansa")).toBe("ANSA");
  });

  test("that may be somebody's initials do not count among authors", () => {
    expect(agencyNamed("PA")).toBe("PA Media");
    expect(agencyNamedPlainly("PA")).toBeUndefined();
    expect(agencyNamedPlainly("TT")).toBeUndefined();
    expect(agencyNamedPlainly("AFP")).toBe("AFP");
  });
});

test("an agency's name within other words is none", () => {
  for (const words of ["Reuters Institute", "Kyodo Street", "Ansari", "", "__proto__"])
    expect(agencyNamed(words)).toBeUndefined();
});
