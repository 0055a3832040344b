import { loadSettings, readEnvironment } from "../config/load.ts";
import { writeOpml } from "../publish/opml.ts";
import type { Command } from "./command.ts";
import { exportPairs } from "./export-pairs.ts";

export const exportOpml: Command = {
  name: "export",
  summary: "writes the sources as OPML, for other readers; or what was corrected by hand, to measure by",
  help: `
Usage: node src/main.ts export > FILE.opml
       node src/main.ts export --pairs > FILE.jsonl

Writes the sources of feeds.config.json (or the file that WIREFOLD_CONFIG names) to stdout as
OPML 2.0: categories as folders, "News/World" as one within another, then the sources without
one. import reads it again into the same sources; other readers do not see a source's own interval. No database is touched; what
feeds say of themselves is in the list that the running service gives at /sources.opml.

With --pairs it reads the database (DATABASE_URL) instead of the config, and writes what people
decided about stories, as far as it is not undone: a JSON object a line,
  {"a", "b", "same"}
where a and b are articles as group reads them, and same says whether they are one story. Of
each side of a correction 20 entries at most are paired; the later of two corrections is right.

Exit code: 0 where all was written, 1 where the config or the database cannot be used.

Options:
  --pairs     what was corrected by hand, as labelled pairs of articles
  -h, --help  this text
`,
  options: { pairs: { type: "boolean" } },
  operands: "none",
  run: async ({ values }) => {
    const { configPath, databaseUrl } = readEnvironment();
    if (values["pairs"] === true) {
      await exportPairs(databaseUrl);
      return 0;
    }
    const { site, sources } = await loadSettings(configPath);
    process.stdout.write(
      writeOpml(
        site.title,
        sources.map((source) => ({ source })),
      ),
    );
    return 0;
  },
};
