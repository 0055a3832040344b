import { isTracking } from "../base/tracking.ts";
import { cleanUrl } from "./clean.ts";

/**
 * The address of an article as its publisher means it, without what counts clicks; the rest stays as it is written.
 * Undefined where `address` is no http(s) address.
 */
export function withoutTracking(address: string | undefined): string | undefined {
  const url = cleanUrl(address);
  if (url === undefined) return undefined;
  const [, page = "", query, fragment = ""] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(url) ?? [];
  const kept = query?.split("&").filter((parameter) => !isTracking(parameter.split("=", 1)[0] ?? "")) ?? [];
  const place =
    fragment.includes("=") && isTracking(fragment.slice(1).split("=", 1)[0] ?? "") ? "" : fragment;
  return `${page}${kept.length > 0 ? `?${kept.join("&")}` : ""}${place}`;
}
