import { holdsWords } from "../base/whole-words.ts";
import type { Entry } from "../model/entry.ts";
import { cleanLine } from "./clean.ts";

/**
 * Who speaks: "Reuters via BBC News"; the outlet alone where it wrote the text, or is the agency itself. Readers show an
 * item's author beside the feed's name, which for a merged feed says nothing, so the outlet must stand here.
 */
export function byline(entry: Pick<Entry, "agency" | "outlet">): string {
  const outlet = cleanLine(entry.outlet);
  const agency = cleanLine(entry.agency ?? "");
  if (outlet === "") return agency === "" ? "Unnamed outlet" : agency;
  return agency === "" || holdsWords(outlet, agency) ? outlet : `${agency} via ${outlet}`;
}
