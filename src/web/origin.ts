import type { Request } from "express";

/** How we were reached, where the config does not say where we are reached. */
export const originOf = (request: Request): string =>
  URL.parse(`${request.protocol}://${request.host}`)?.origin ?? "http://localhost";
