import { count } from "../base/count.ts";
import { systemClock } from "../base/clock.ts";
import { writeDuration } from "../base/duration.ts";
import { loadSettings, readEnvironment } from "../config/load.ts";
import type { StorySettings } from "../model/settings.ts";
import { openStore } from "../store/open.ts";
import type { Store } from "../store/store.ts";
import { type RegroupParts, type Regrouped, regroup as decideAgain } from "../story/regroup.ts";
import type { Command, CommandInput } from "./command.ts";
import { describeRegroup } from "./describe-regroup.ts";
import { type ChangeTold, largestChanges } from "./largest-changes.ts";

export const regroup: Command = {
  name: "regroup",
  summary: "groups what is stored again, after a change of settings; shows first what would change",
  help: `
Usage: node src/main.ts regroup [--apply] [--json]

A change of stories.window, or of stories.granularity to or from copy, holds for new entries
only (event and topic group alike). regroup decides again on all entries that are stored, in the
order in which they came, and shows what would change: how many would get another story, which
stories would end, be split or be new, and the largest changes with their headlines. Nothing is
written without --apply.

Corrections made by hand hold: what was set apart stays apart, what was put together stays
together, and undo still takes it back. A story keeps its id where most of its entries go (of
equal parts, its oldest); the id of a story that ends leads on to there; no id is used again. No
story counts as updated, so that readers of the feeds are not shown old ones again; parts that are
split off are new items with their old dates.

The service may go on meanwhile. Stories are moved one after another, each as a whole: what was
interrupted is finished by doing it again.

Options:
  --apply     does it
  --json      what was found as one JSON object on stdout, instead of sentences
  -h, --help  this text

Exit code: 0 where all was decided, and with --apply done; 1 where it was interrupted, or where
others kept changing the same stories, or the config or the database cannot be used.
`,
  options: { apply: { type: "boolean" }, json: { type: "boolean" } },
  operands: "none",
  run: async ({ values, stop }) => {
    const { configPath, databaseUrl } = readEnvironment();
    const { stories: settings } = await loadSettings(configPath);
    const store = await openStore(databaseUrl);
    try {
      return await run(
        store,
        settings,
        { apply: values["apply"] === true, json: values["json"] === true },
        stop,
      );
    } finally {
      await store.close();
    }
  },
};

/** Changes that are shown. */
const mostShown = 10;

async function run(
  store: Store,
  settings: StorySettings,
  { apply, json }: Readonly<{ apply: boolean; json: boolean }>,
  stop: CommandInput["stop"],
): Promise<0 | 1> {
  const progress = createProgress();
  let largest: readonly ChangeTold[] = [];
  const onPlan: RegroupParts["onPlan"] = async (found) => {
    progress.clear();
    largest = await largestChanges(found.plan, store, mostShown);
    if (!json && found.plan.entries > 0) process.stdout.write(describeRegroup(found, { settings, largest }));
  };
  const result = await decideAgain({
    store,
    settings,
    clock: systemClock,
    apply,
    onPlan,
    onProgress: progress.show,
    isStopped: () => stop.came(),
  });
  progress.clear();
  if (json) process.stdout.write(`${JSON.stringify(asJson(result, { settings, largest }))}\n`);
  const sentence = conclude(result, apply);
  if (sentence !== "") (json ? process.stderr : process.stdout).write(`${sentence}\n`);
  return result.end === "planned" || result.end === "applied" ? 0 : 1;
}

/** What is said last. */
function conclude({ plan, before, end }: Regrouped, apply: boolean): string {
  if (plan.entries === 0 && end !== "stopped")
    return "There is nothing to regroup: no entry is in a story yet.";
  switch (end) {
    case "planned":
      if (plan.changes.length > 0) return "Nothing was written; regroup --apply does it.";
      return before === undefined ? "" : "regroup --apply notes that, and moves nothing.";
    case "applied":
      return plan.changes.length === 0 ? "" : `Done: ${count(plan.moved, "entry", "entries")} moved.`;
    case "stopped":
      return apply
        ? "Stopped early. What was moved stays so; regroup --apply goes on with the rest."
        : "Stopped early; nothing was written.";
    case "overtaken":
      return "Others kept changing some of the stories, and those were left as they are. regroup --apply goes on with them.";
  }
}

const asJson = (
  { plan, corrections, before, end }: Regrouped,
  { settings, largest }: Readonly<{ settings: StorySettings; largest: readonly ChangeTold[] }>,
) => {
  const { changes, ...counts } = plan;
  return {
    end,
    granularity: settings.granularity,
    window: writeDuration(settings.windowMs),
    ...(before !== undefined && { before }),
    corrections,
    changes: changes.length,
    ...counts,
    largest,
  };
};

/** One line on stderr that is written over, where somebody is looking. */
function createProgress(): { show: NonNullable<RegroupParts["onProgress"]>; clear: () => void } {
  if (!process.stderr.isTTY) return { show: () => {}, clear: () => {} };
  return {
    show: (progress) => {
      const text =
        "decided" in progress ? `${progress.decided} decided` : `${progress.moved} of ${progress.of} moved`;
      process.stderr.write(`\r${text} …`);
    },
    clear: () => void process.stderr.write("\r\u001b[K"),
  };
}
