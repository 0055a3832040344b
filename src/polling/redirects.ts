import type { Feed, FeedPolling } from "../model/source.ts";

type Redirect = NonNullable<FeedPolling["redirect"]>;

/** A redirect that is called permanent moves us after so many polls in a row that say the same; a slip does not last. */
const answersToAdopt = 3;
/** An address that was adopted and fails so often is given up for the one in the config. */
const failuresToReturn = 3;

/**
 * The address to ask now. A permanent redirect is remembered like a cached answer (RFC 9110 15.4.2): every second poll
 * goes straight to where it led, the others ask the old address again, until it is adopted.
 */
export function addressToAsk({ fetchUrl, polling: { redirect } }: Feed): string {
  return redirect && !redirect.direct ? redirect.url : fetchUrl;
}

type Address = Readonly<{ fetchUrl: string; redirect?: Redirect }>;

/** What is remembered of addresses after a feed (or 304) came from `finalUrl`. */
export function afterGoodAnswer({
  feed,
  finalUrl,
  permanentRedirect,
  now,
}: Readonly<{ feed: Feed; finalUrl: string; permanentRedirect?: string; now: Date }>): Address {
  const { fetchUrl, polling } = feed;
  const known = polling.redirect;
  if (known && !known.direct)
    // Straight to the new address: it is still the one, or it leads on and the old one has to be asked.
    return finalUrl === known.url ? { fetchUrl, redirect: { ...known, direct: true } } : { fetchUrl };

  if (permanentRedirect === undefined || permanentRedirect === fetchUrl) return { fetchUrl };
  const again = known?.url === permanentRedirect;
  const count = again ? known.count + 1 : 1;
  if (count >= answersToAdopt) return { fetchUrl: permanentRedirect };
  return { fetchUrl, redirect: { url: permanentRedirect, count, since: again ? known.since : now } };
}

/** After an error: consistent answers are counted anew, and an adopted address that is dead is given up. */
export function afterError({
  feed,
  failures,
  isGone,
}: Readonly<{ feed: Feed; failures: number; isGone: boolean }>): Address {
  const adopted = feed.fetchUrl !== feed.source.url;
  return { fetchUrl: adopted && (isGone || failures >= failuresToReturn) ? feed.source.url : feed.fetchUrl };
}
