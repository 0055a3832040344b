import { cleanUrl } from "./clean.ts";

/** Parameters that only say where a click came from, whatever the site: none of them selects what is shown. */
const tracking = new RegExp(
  `^(?:${[
    String.raw`(?:utm|mtm|matomo|pk|piwik|hsa|guce)_\w+|wt\.\w+`,
    String.raw`at_(?:medium|campaign\w*|custom\d*|link\w*|format|bbc_team|ptr_name)`,
    "ns_(?:mchannel|source|campaign|linkname|fee)|_hs(?:enc|mi)|mc_[ce]id|mkt_tok|oly_(?:enc|anon)_id",
    "fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igshid|_openstat|vero_id",
    "rb_clickid|s_cid|ref_src|ref_url|ftag|ocid|smid|cmpid|ncid|xtor|guccounter",
  ].join("|")})$`,
  "i",
);

/**
 * The address of an article as its publisher means it, without what counts clicks; the rest stays as it is written.
 * Undefined where `address` is no http(s) address.
 */
export function withoutTracking(address: string | undefined): string | undefined {
  const url = cleanUrl(address);
  if (url === undefined) return undefined;
  const [, page = "", query, fragment = ""] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(url) ?? [];
  const kept =
    query?.split("&").filter((parameter) => !tracking.test(parameter.split("=", 1)[0] ?? "")) ?? [];
  const place = tracking.test(fragment.slice(1).split("=", 1)[0] ?? "") ? "" : fragment;
  return `${page}${kept.length > 0 ? `?${kept.join("&")}` : ""}${place}`;
}
