import type { ServerResponse } from "node:http";
import type { RequestHandler } from "express";
import helmet from "helmet";
import type { HeadLines } from "./conditional.ts";

/**
 * What every answer forbids the browser, whatever a publisher smuggled past the sanitiser: no script, style, frame or
 * form target but our own, no reading of the page by others, no MIME sniffing.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'"],
        // Marks, news and help are asked for by our own scripts.
        connectSrc: ["'self'"],
        // Publishers' pictures and players stay where they are; many are still served over http.
        imgSrc: ["'self'", "data:", "http:", "https:"],
        mediaSrc: ["http:", "https:"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
      },
    },
    // For browsers that know no frame-ancestors.
    xFrameOptions: { action: "deny" },
    // Publishers do not learn what is read here; our own forms still name their origin.
    referrerPolicy: { policy: "same-origin" },
    // Whether the whole host speaks TLS is for the proxy in front to say, which knows.
    strictTransportSecurity: false,
  });
}

/** The same as they go over the wire: they are equal in every answer. */
export function securityHeaderLines(): HeadLines {
  const lines: string[] = [];
  // All that helmet knows of an answer.
  const answer = {
    setHeader: (name: string, value: string) => lines.push(name, value),
    removeHeader: () => {},
  };
  securityHeaders()({} as never, answer as never, () => {});
  return lines;
}

/** For who wants no pictures of publishers: on this answer none but our own is loaded, whatever stands on the page. */
export function forbidForeignPictures(response: ServerResponse): void {
  const policy = response.getHeader("Content-Security-Policy");
  if (typeof policy === "string")
    response.setHeader("Content-Security-Policy", policy.replace(/\bimg-src [^;]*/, "img-src 'self' data:"));
}
