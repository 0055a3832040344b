import compression from "compression";
import type { RequestHandler } from "express";

/**
 * Compresses answers on their way. What has a strong tag stays as it is: it has been coded already if it is to be, and that
 * tag is of these very bytes (RFC 9110 8.8.1).
 */
export function compressing(): RequestHandler {
  return compression({
    filter: (request, response) =>
      !String(response.getHeader("ETag") ?? "").startsWith('"') && compression.filter(request, response),
  });
}
