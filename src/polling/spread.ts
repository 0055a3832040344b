import { createHash } from "node:crypto";

/**
 * A fraction from 0 up to 1 that looks like chance and is always the same for one text: what spreads feeds over time
 * without moving any of them about.
 */
export const spread = (text: string): number =>
  createHash("sha256").update(text).digest().readUInt32BE(0) / 2 ** 32;
