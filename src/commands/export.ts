import { loadSettings, readEnvironment } from "../config/load.ts";
import { writeOpml } from "../publish/opml.ts";
import type { Command } from "./command.ts";

export const exportOpml: Command = {
  name: "export",
  summary: "writes the sources of the config as OPML, for other readers",
  help: `
Usage: node src/main.ts export > FILE.opml

Writes the sources of feeds.config.json (or the file that WIREFOLD_CONFIG names) to stdout as
OPML 2.0: categories as folders, "News/World" as one within another, then the sources without
one. import reads it again into the same sources; other readers do not see a source's own interval. No database is touched; what
feeds say of themselves is in the list that the running service gives at /sources.opml.

Exit code: 0 where the list was written, 1 where the config cannot be used.

Options:
  -h, --help  this text
`,
  options: {},
  operands: "none",
  run: async () => {
    const { site, sources } = await loadSettings(readEnvironment().configPath);
    process.stdout.write(
      writeOpml(
        site.title,
        sources.map((source) => ({ source })),
      ),
    );
    return 0;
  },
};
