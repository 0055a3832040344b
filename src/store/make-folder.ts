import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it; answers what was made, the outermost first. One by one: with `recursive`, Node 24 never
 * comes back where a file system answers ENOENT for ever, as /proc does.
 */
export function makeFolder(path: string): readonly string[] {
  if (existsSync(path)) return [];
  const above = makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (!existsSync(path)) throw error;
    return above; // another process was quicker
  }
  return [...above, path];
}
