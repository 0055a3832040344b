import type { PageAnswer } from "./answer.ts";
import { type ReaderParts, frameOf } from "./frame.ts";

export type AboutPage = Readonly<{
  /** Where people reach this service from outside; absent where the config does not say. */
  address?: string;
}>;

/** `/about`: how stories come about, and how to take them along. */
export async function about(parts: ReaderParts): Promise<PageAnswer> {
  const { url } = parts.site();
  return {
    kind: "page",
    status: 200,
    view: "about",
    frame: await frameOf(parts, { title: "About", path: "/about" }),
    page: { ...(url !== undefined && { address: url }) } satisfies AboutPage,
  };
}
