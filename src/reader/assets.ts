import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { RequestHandler } from "express";
import { createRepresentation, sendRepresentation } from "../web/conditional.ts";

const folder = `${import.meta.dirname}/../../views/assets`;

const css = readAsset("wirefold.css", "text/css; charset=utf-8");
const js = readAsset("wirefold.js", "text/javascript; charset=utf-8");
const icon = readAsset("icon.svg", "image/svg+xml");
/** What needs the service. None imports another: each is its own address, which changes with its content. */
const scripts = ["marks.js", "swipe.js", "keys.js"].map((name) =>
  readAsset(name, "text/javascript; charset=utf-8"),
);
const assets = [css, js, icon, ...scripts];

/** Where a page finds style, scripts and icon: the address changes with the content, so that it may be kept for good. */
export const assetAddresses = {
  css: css.address,
  js: js.address,
  icon: icon.address,
  scripts: scripts.map(({ address }) => address),
} as const;

/** `/assets/:name`: kept for a year where the version asked for is the present one, else asked for again each time. */
export const serveAsset: RequestHandler<{ name: string }> = async (request, response, next) => {
  const asset = assets.find(({ name }) => name === request.params.name);
  if (!asset) return next();
  const isCurrent = request.query["v"] === asset.version;
  response.set("Cache-Control", isCurrent ? "public, max-age=31536000, immutable" : "no-cache");
  await sendRepresentation(request, response, asset.representation);
};

/** The content of an asset; undefined where there is none of that name. */
export const assetBody = (name: string): Buffer | undefined =>
  assets.find((asset) => asset.name === name)?.representation.body;

function readAsset(name: string, contentType: string) {
  const body = withoutComments(readFileSync(`${folder}/${name}`, "utf8"));
  const version = createHash("sha256").update(body).digest("base64url").slice(0, 10);
  const address = `/assets/${name}?v=${version}`;
  return { name, version, address, representation: createRepresentation({ body, contentType }) };
}

/** What explains the files stays with us: a sixth of what pages would load. Comments stand on lines of their own there. */
function withoutComments(text: string): string {
  return text.replaceAll(/^[ \t]*(?:\/\/.*|\/\*[^]*?\*\/)\n/gm, "");
}
