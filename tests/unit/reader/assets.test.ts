import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { assetAddresses, assetBody } from "../../../src/reader/assets.ts";

const folder = `${import.meta.dirname}/../../../views/assets`;
const files = readdirSync(folder);

describe("assets", () => {
  test("every file of views/assets has an address of its own, which its content decides", () => {
    const { scripts, ...alone } = assetAddresses;
    const addresses = [...Object.values(alone), ...scripts];
    expect(addresses.map((address) => /^\/assets\/([\w.]+)\?v=[\w-]{10}$/.exec(address)?.[1]).sort()).toEqual(
      files.toSorted(),
    );
  });

  test.each(files)("of %s comments stay here, and every other line is sent as it stands", (file) => {
    const sent = assetBody(file)?.toString().split("\n") ?? [];
    const kept = readFileSync(`${folder}/${file}`, "utf8").split("\n");
    expect(sent.filter((line) => /^\s*(?:\/\/|\/\*)/.test(line))).toEqual([]);
    let at = 0;
    const leftOut = kept.filter((line) => (line === sent[at] ? (at += 1) === 0 : true));
    expect(at).toBe(sent.length);
    expect(leftOut.filter((line) => /[{};,]$/.test(line) && !/^\s*(?:\/\/|\*)/.test(line))).toEqual([]);
  });

  test("there is nothing else to be had", () => {
    expect(assetBody("none.css")).toBeUndefined();
  });
});
