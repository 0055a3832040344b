import { hash } from "node:crypto";

/**
 * A fraction from 0 up to 1 that looks like chance and is always the same for one text: what spreads feeds over time
 * without moving any of them about.
 */
export const spread = (text: string): number =>
  Number.parseInt(hash("sha256", text).slice(0, 8), 16) / 2 ** 32;
