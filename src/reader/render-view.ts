import { readFileSync, readdirSync } from "node:fs";
import ejs from "ejs";

const folder = `${import.meta.dirname}/../../views`;

/** Every view and every part of one, compiled once at start: a fault in one shows there. In a view everything stands in `page`. */
const views: ReadonlyMap<string, ejs.TemplateFunction> = new Map(
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ejs"))
    .map((file) => [file.slice(0, -".ejs".length), compile(`${folder}/${file}`)]),
);

function compile(filename: string): ejs.TemplateFunction {
  const text = readFileSync(filename, "utf8").replaceAll("<%- include(", "<%- page.include(");
  return ejs.compile(text, { filename, strict: true, localsName: "page", rmWhitespace: true });
}

/**
 * A part of a view, by its name within `views/` or `views/partials/`, with what the view has and what is given besides. EJS
 * itself looks on the disk whether a part is there, each time: a list of fifty stories has hundreds.
 */
function include(this: object, part: string, given: object = {}): string {
  return viewOf(part.startsWith("partials/") ? part : `partials/${part}`)({ ...this, ...given });
}

/** The HTML of a view, with or without a frame. */
export const renderView = (view: string, page: object): string => viewOf(view)({ ...page, include });

function viewOf(name: string): ejs.TemplateFunction {
  const view = views.get(name);
  if (!view) throw new Error(`There is no views/${name}.ejs`);
  return view;
}
