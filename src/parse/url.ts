/** Parameters that say where a click came from, and session ids: none of them selects what is shown. Lower case. */
const trackingNames: ReadonlySet<string> = new Set(
  `fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid igshid igsh li_fat_id mkt_tok mc_cid mc_eid
  _hsenc _hsmi _openstat oly_enc_id oly_anon_id vero_id wickedid rb_clickid s_cid s_kwcid icid ncid cmpid campaign_id
  ref_src ref_url referrer ftag ocid smid smtyp emc xtor xtref xtcr wt_mc wt_zmc wtmc wt_cc1 spm guccounter guce_referrer
  guce_referrer_sig soc_src soc_trk traffic_source echobox __twitter_impression share_id cid_source ns_mchannel ns_source
  ns_campaign ns_linkname ns_fee phpsessid jsessionid sessionid session_id aspsessionid zenid oscsid`.split(
    /\s+/,
  ),
);
const trackingPrefix =
  /^(?:utm_|at_(?:medium|campaign|custom|link|format|bbc|ptr)|mtm_|matomo_|pk_|piwik_|hsa_|aspsessionid|wt\.)/;
/** `?ref=rss`, `?partner=feed`: a parameter that only names the feed. */
const feedValue = /^(?:rss|rss2|rssfeed|rss-feed|rss_feed|atom|feed|feeds|xml|webfeed)$/i;
const feedParameter = /^(?:ref|from|source|src|partner|via|feed|medium|origin|cmp|mode|output)$/;

/**
 * A link as a document writes it, absolute: http(s) only, undefined for every other scheme and for what is no link. An
 * address that is absolute already stays as it is written.
 */
export function resolveUrl(text: string | undefined, base?: string): string | undefined {
  const trimmed = text?.replace(/^[\u0000-\u0020\u00A0]+|[\u0000-\u0020\u00A0]+$/g, "") ?? ""; // oxlint-disable-line no-control-regex
  if (trimmed === "" || trimmed.length > 8000) return undefined;
  if (/^https?:\/\/[\w-][^\s"'<>\\^`{|}]*$/i.test(trimmed) && URL.canParse(trimmed)) return trimmed;
  // A quote or an angle bracket ends an address: what follows is mark-up that ran into it.
  const written = trimmed
    .replace(/["<>].*$/s, "")
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, "")
    .replace(/^feed:\/\//i, "http://");
  // A host without its scheme is the commonest slip; resolved as a path it would lead nowhere.
  const repaired = /^www\.[\w-]+\.[a-z]/i.test(written) ? `http://${written}` : written;
  const url = parse(repaired, base);
  return url && isWeb(url) ? url.href : undefined;
}

/** As `resolveUrl`, for links inside a text, which may also write a mail or dial a number. */
export function resolveLink(text: string, base: string | undefined): string | undefined {
  const bare = text.trim();
  if (/^(?:mailto|tel):/i.test(bare)) return URL.canParse(bare) ? new URL(bare).href : undefined;
  return resolveUrl(text, base);
}

function parse(text: string, base: string | undefined): URL | undefined {
  if (base !== undefined && URL.canParse(text, base)) return new URL(text, base);
  if (text.startsWith("//") && URL.canParse(`https:${text}`)) return new URL(`https:${text}`);
  return URL.canParse(text) ? new URL(text) : undefined;
}

const isWeb = (url: URL): boolean =>
  (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "";

/**
 * One form for all addresses of one article, for identity only: without scheme, `www.`, default port, trailing slash,
 * tracking parameters and session ids; the rest of the parameters sorted. A fragment stays unless it is a tracking one:
 * change logs link each entry to a place on one page. Parameters that may select content always stay.
 */
export function canonicalUrl(address: string): string {
  if (!URL.canParse(address)) return address.trim();
  const url = new URL(address);
  const parameters = [...url.searchParams]
    .filter(([name, value]) => !isTracking(name, value))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort();
  const path = unescapedPath(url.pathname)
    .replace(/;(?:jsessionid|phpsessid|sid)=[^/;]*/i, "")
    .replace(/\/(?:index\.(?:html?|php))?$/, "");
  const fragment =
    /[=:]|^#(?:rss|feed|atom|ref|from)?$/i.test(url.hash) && !/^#[!/]/.test(url.hash) ? "" : url.hash;
  const query = parameters.length > 0 ? `?${parameters.join("&")}` : "";
  return `${url.host.replace(/^www\d?\.|^(?:m|mobile|amp)\.(?=[\w-]+\.[\w-])/, "")}${path}${query}${fragment}`;
}

const isTracking = (name: string, value: string): boolean => {
  const lower = name.toLowerCase();
  return (
    trackingNames.has(lower) ||
    trackingPrefix.test(lower) ||
    (feedParameter.test(lower) && feedValue.test(value))
  );
};

/** "%7E" and "~" are one address (RFC 3986 6.2.2.2). */
function unescapedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
