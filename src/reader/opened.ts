import type { IncomingMessage } from "node:http";
import type { Request } from "express";
import type { ReaderParts } from "./frame.ts";
import { parameter } from "./list.ts";

/**
 * Whether somebody opens a page with this request: browsers say in Sec-Fetch-Dest what they ask for it as. Where that is
 * absent (plain http in a network at home), Upgrade-Insecure-Requests goes with the opening of pages alone. What is asked for
 * ahead is not opened yet.
 */
function isOpening({ method, headers }: Pick<IncomingMessage, "method" | "headers">): boolean {
  if (method !== "GET" || headers["sec-purpose"] !== undefined || headers["purpose"] !== undefined)
    return false;
  const asWhat = headers["sec-fetch-dest"];
  return asWhat === undefined ? headers["upgrade-insecure-requests"] === "1" : asWhat === "document";
}

/** Opening a story reads it. Not so where its reader has just said that it is to stay unread (`?left=unread`). */
export async function noteOpened(
  { store, clock, reader }: ReaderParts,
  request: Request<{ id: string }>,
): Promise<void> {
  if (!reader || !isOpening(request) || parameter(request, "left") === "unread") return;
  const storyId = Number(request.params.id);
  const marks = await store.marksOf(reader.id, [storyId]);
  if (marks.get(storyId)?.isRead) return;
  await store.mark({ readerId: reader.id, storyIds: [storyId], act: "read", at: clock.now() });
}
