/**
 * Parameters of addresses that say where a click came from, and session ids, whatever the site: none of them selects what
 * is shown. In small letters. A name is taken in only where no site is known to choose content by it.
 */
const names: ReadonlySet<string> = new Set(
  [
    // Advertising networks and their click ids
    "fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid msclkid yclid ysclid _openstat twclid ttclid",
    "tblci rdt_cid li_fat_id epik irclickid cjevent rb_clickid wickedid ef_id s_kwcid obclid obOrigUrl vgo_ee",
    // Social networks and shares
    "igshid igsh mibextid fb_action_ids fb_action_types fb_source fb_ref __twitter_impression ref_src ref_url sr_share",
    "soc_src soc_trk guccounter guce_referrer guce_referrer_sig echobox wprov trk spm",
    // Newsletters
    "mkt_tok mc_cid mc_eid _hsenc _hsmi __hstc __hsfp __hssc hsctatracking oly_enc_id oly_anon_id vero_id ck_subscriber_id",
    "dm_i nr_email_referer xnpe_tifc emc smid smtyp",
    // Measuring systems of publishers
    "_ga _gl s_cid sc_cid icid ncid cmpid ftag ocid ito xtor xtref xtcr wtmc wt_cc1 ss_source traffic_source",
    "cid_source ns_mchannel ns_source ns_campaign ns_linkname ns_fee referrer _branch_match_id",
    // Sessions
    "phpsessid jsessionid zenid oscsid",
  ]
    .join(" ")
    .toLowerCase()
    .split(" "),
);
const families =
  /^(?:(?:utm|mtm|matomo|pk|piwik|hsa|bsft|sfmc)_[\w.-]+|wt\.[\w.-]+|wt_z?mc|elq(?:track(?:id)?|at?|aid|campaignid|ct)|at_(?:medium|campaign\w*|custom\d*|link\w*|format|bbc_team|ptr_name)|aspsessionid\w*)$/;

/** Whether a parameter says how a reader came, or which visit it is, and never what is read. */
export function isTracking(name: string): boolean {
  const lower = name.toLowerCase();
  return names.has(lower) || families.test(lower);
}

const feedParameter = /^(?:ref|from|source|src|partner|via|feed|medium|origin|cmp|mode|output)$/i;
const feedValue = /^(?:rss|rss2|rssfeed|rss-feed|rss_feed|atom|feed|feeds|xml|webfeed)$/i;

/** `?ref=rss`, `?partner=feed`: a parameter that on an article's address only names the feed which led there. */
export const namesFeed = (name: string, value: string): boolean =>
  feedParameter.test(name) && feedValue.test(value);

/** `?amp=1`, `?outputType=amp`: the same page in another dress. */
export const choosesDress = (name: string, value: string): boolean =>
  /^amp$/i.test(name) || (/^output(?:type)?$/i.test(name) && /^amp$/i.test(value));

/** Services that count a click and lead on to the address that stands in theirs: host, and where it stands. */
const redirectors: readonly (readonly [host: RegExp, path: RegExp, parameter: string])[] = [
  [/^(?:www\.)?google\.[a-z.]{2,6}$/, /^\/url$/, "url"],
  [/^(?:www\.)?google\.[a-z.]{2,6}$/, /^\/url$/, "q"],
  [/^l\.(?:facebook|instagram|messenger)\.com$/, /^\/(?:l\.php)?$/, "u"],
  [/^(?:www\.)?facebook\.com$/, /^\/l\.php$/, "u"],
  [/^(?:www\.)?youtube\.com$/, /^\/redirect$/, "q"],
  [/^out\.reddit\.com$/, /^\//, "url"],
  [/^t\.umblr\.com$/, /^\/redirect$/, "z"],
  [/^(?:www\.)?bing\.com$/, /^\/news\/apiclick\.aspx$/, "url"],
  [/^(?:www\.)?linkedin\.com$/, /^\/redir\/redirect$/, "url"],
  [/^(?:www\.)?steamcommunity\.com$/, /^\/linkfilter\/?$/, "url"],
  [/^(?:redirect\.viglink\.com|go\.skimresources\.com|go\.redirectingat\.com)$/, /^\//, "url"],
  [/^redirect\.viglink\.com$/, /^\//, "u"],
];

/** `go.theregister.com/feed/HOST/PATH`, Google's and the AMP project's caches: the address is the path of theirs. */
const prefixes: readonly (readonly [host: RegExp, path: RegExp])[] = [
  [/^go\.theregister\.(?:com|co\.uk)$/, /^\/feed\/(?=[\w-]+\.[\w.-]+\/)/],
  [/^(?:www\.)?google\.[a-z.]{2,6}$/, /^\/amp\/(?:s\/)?(?=[\w-]+\.[\w.-]+\/)/],
  [/^[\w-]+\.cdn\.ampproject\.org$/, /^\/[acv]\/(?:s\/)?(?=[\w-]+\.[\w.-]+\/)/],
];

/** Where an address of a counting service leads, without asking the service; undefined for every other address. */
export function destinationOf(url: URL): URL | undefined {
  for (const [host, path, parameter] of redirectors) {
    if (!host.test(url.hostname) || !path.test(url.pathname)) continue;
    const target = URL.parse(url.searchParams.get(parameter) ?? "");
    if (target && /^https?:$/.test(target.protocol)) return target;
  }
  for (const [host, path] of prefixes) {
    const found = host.test(url.hostname) ? path.exec(url.pathname) : null;
    if (found)
      return URL.parse(`https://${url.pathname.slice(found[0].length)}${url.search}${url.hash}`) ?? undefined;
  }
  return undefined;
}
