import { loadSettings, readEnvironment } from "../config/load.ts";
import { describeEvery, doubledSources } from "../config/validate.ts";
import type { Settings } from "../model/settings.ts";
import type { Command } from "./command.ts";

export const check: Command = {
  name: "check",
  summary: "reads the config and says every fault by its path; polls nothing",
  help: `
Usage: node src/main.ts check

Reads feeds.config.json (or the file that WIREFOLD_CONFIG names) and says every fault at
once, each by its path. Nothing is polled and no database is touched.

Exit code: 0 where the config can be used, 1 where it has faults.

Options:
  -h, --help  this text
`,
  options: {},
  operands: "none",
  run: async () => {
    const { configPath } = readEnvironment();
    const settings = await loadSettings(configPath); // its UserError holds every fault
    process.stdout.write(`${describeSettings(configPath, settings).join("\n")}\n`);
    return 0;
  },
};

function describeSettings(path: string, settings: Settings): string[] {
  const { sources, views, polling } = settings;
  const categories = new Set(sources.map(({ category }) => category).filter(Boolean));
  const own = sources.filter(({ every }) => every !== undefined).length;
  return [
    `${path} is fine.`,
    `  ${sources.length} sources in ${categories.size} categories, ${views.length} views`,
    `  polled ${describeEvery(polling.every)}${own > 0 ? `, ${own} of them at times of their own` : ""}`,
    ...(sources.length === 0 ? ["  Note: there is nothing to poll yet; add a source."] : []),
    ...doubledSources(settings).map((url) => `  Note: ${url} is listed twice; it is polled once.`),
  ];
}
