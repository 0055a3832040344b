import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";

const folder = resolve(import.meta.dirname, "../../../views");
const views = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".ejs"),
);
const text = (view: string) => readFileSync(resolve(folder, view), "utf8");
const code = (view: string) => [...text(view).matchAll(/<%([\s\S]*?)%>/g)].map((match) => match[1] ?? "");

describe("views", () => {
  test.each(views)("%s prints unescaped only other views and the safe HTML of an entry", (view) => {
    const unescaped = code(view).filter((each) => each.startsWith("-"));
    const allowed = /^-\s*(?:include\("[\w/-]+"|\w+(?:\.\w+)?\.contentHtml\s*$)/;
    expect(unescaped.filter((each) => !allowed.test(each))).toEqual([]);
  });

  test.each(views)("%s has no inline script, style or handler, which the policy would refuse", (view) => {
    expect(text(view)).not.toMatch(/<style|<script(?! src)|\sstyle=|\son\w+=|javascript:/i);
  });

  test.each(views)("%s neither waits nor computes", (view) => {
    const thinking = /\bawait\b|\basync\b|\.then\(|\bnew \w+\(|\.(?:map|filter|sort|reduce|replace)\(/;
    expect(code(view).filter((each) => thinking.test(each))).toEqual([]);
  });
});
