import { readFileSync, readdirSync } from "node:fs";
import ejs from "ejs";

const folder = `${import.meta.dirname}/../../views`;

/** Every view, compiled once at start: a fault in one shows there. In a view everything stands in `page`. */
const views: ReadonlyMap<string, ejs.TemplateFunction> = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith(".ejs"))
    .map((file) => {
      const filename = `${folder}/${file}`;
      const options = { filename, cache: true, strict: true, localsName: "page", rmWhitespace: true };
      return [file.slice(0, -".ejs".length), ejs.compile(readFileSync(filename, "utf8"), options)];
    }),
);

/** The HTML of a view, with or without a frame. */
export function renderView(view: string, page: object): string {
  const template = views.get(view);
  if (!template) throw new Error(`There is no views/${view}.ejs`);
  return template(page);
}
