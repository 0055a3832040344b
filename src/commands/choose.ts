import { createInterface } from "node:readline";
import type { FoundFeed } from "./find-feeds.ts";

/** The feeds that a person would choose from: without comments, and each once whatever its formats. Positions from 0. */
export function mainFeeds(found: readonly FoundFeed[]): readonly number[] {
  const positions = [...found.keys()];
  const main = positions.filter((at) => !found[at]?.comments && found[at]?.sameAs === undefined);
  return main.length > 0 ? main : positions.filter((at) => found[at]?.sameAs === undefined);
}

export type Terminal = Readonly<{ input: NodeJS.ReadableStream; output: NodeJS.WritableStream }>;

/**
 * Asks which of `count` things is meant, from 1; an empty answer means `standard`. Asks again after an answer that is
 * none of them. Undefined where the person gives up: "q", the end of the input, Ctrl-C.
 */
export async function askNumber(
  { input, output }: Terminal,
  { count, standard }: Readonly<{ count: number; standard: number }>,
): Promise<number | undefined> {
  const prompt = `Which one? 1 to ${count}, q for none [${standard}] `;
  const lines = createInterface({ input, output, prompt });
  let ended = false;
  lines.once("SIGINT", () => lines.close()).once("close", () => (ended = true));
  // After the end of the input there may still be lines to come; readline refuses to prompt for them.
  const ask = () => (ended ? void output.write(prompt) : lines.prompt());
  ask();
  try {
    for await (const line of lines) {
      const answer = line.trim();
      if (answer === "") return standard;
      if (/^(?:q|quit|n|no|none)$/i.test(answer)) return undefined;
      const number = /^\d{1,4}$/.test(answer) ? Number(answer) : 0;
      if (number >= 1 && number <= count) return number;
      ask();
    }
  } finally {
    lines.close(); // an open one keeps the process waiting for more
  }
  output.write("\n"); // the input has ended in the middle of the line
  return undefined;
}
