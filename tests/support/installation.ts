import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

/** A folder with a config that has no sources, and the environment that leads to it. */
export async function installation(logLevel: "error" | "info" = "error") {
  const folder = await temporaryFolder();
  const config = join(folder.path, "feeds.config.json");
  await writeFile(config, `{"sources": []}`);
  const env = {
    WIREFOLD_CONFIG: config,
    DATABASE_URL: `sqlite:${join(folder.path, "wirefold.db")}`,
    PORT: "0",
    LOG_LEVEL: logLevel,
  };
  return { path: folder.path, config, env, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}
