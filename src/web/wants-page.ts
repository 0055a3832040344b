import type { Request } from "express";

/** Whether a problem is told as a page. Whoever takes anything is no browser: those ask for HTML by name. */
export const wantsPage = (request: Pick<Request, "accepts">): boolean =>
  request.accepts(["text/plain", "text/html"]) === "text/html";
