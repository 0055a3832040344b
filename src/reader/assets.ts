import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { RequestHandler } from "express";

const folder = `${import.meta.dirname}/../../views/assets`;

const files = {
  css: { name: "wirefold.css", type: "text/css" },
  js: { name: "wirefold.js", type: "text/javascript" },
  icon: { name: "icon.svg", type: "image/svg+xml" },
} as const;

type Asset = Readonly<{ name: string; type: string; body: Buffer; version: string }>;

const assets: readonly Asset[] = Object.values(files).map(({ name, type }) => {
  const body = readFileSync(`${folder}/${name}`);
  return { name, type, body, version: createHash("sha256").update(body).digest("base64url").slice(0, 10) };
});

const addressOf = (name: string): string =>
  `/assets/${name}?v=${assets.find((asset) => asset.name === name)?.version ?? ""}`;

/** Where a page finds style, script and icon: the address changes with the content, so that it may be kept for good. */
export const assetAddresses = {
  css: addressOf(files.css.name),
  js: addressOf(files.js.name),
  icon: addressOf(files.icon.name),
} as const;

/** `/assets/:name`: kept for a year where the version asked for is the present one, else asked for again each time. */
export const serveAsset: RequestHandler<{ name: string }> = (request, response, next) => {
  const asset = assets.find(({ name }) => name === request.params.name);
  if (!asset) return next();
  const isCurrent = request.query["v"] === asset.version;
  response.set({
    "Cache-Control": isCurrent ? "public, max-age=31536000, immutable" : "no-cache",
    ETag: `W/"${asset.version}"`,
  });
  response.type(asset.type).send(asset.body);
};
