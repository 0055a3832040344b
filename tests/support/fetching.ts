import type { LookupAddress } from "node:dns";
import type { Resolve } from "../../src/fetch/address-guard.ts";
import { fetchFeed, type FetchRequest } from "../../src/fetch/fetch-feed.ts";
import { createHttpClient } from "../../src/fetch/http-client.ts";
import type { ProxySettings } from "../../src/model/proxies.ts";
import type { FetchSettings } from "../../src/model/settings.ts";
import { testClock } from "./test-clock.ts";

/** The real client, allowed to reach 127.0.0.1 only; a test names only what it is about. */
export function httpClient({
  resolve,
  proxies,
  ...given
}: Partial<FetchSettings> & { resolve?: Resolve; proxies?: ProxySettings } = {}) {
  // Longer than a busy machine stands still: what is about a time limit names its own.
  const settings = { timeoutMs: 20_000, maxBodyBytes: 100_000, allow: ["127.0.0.1/32"], ...given };
  const http = createHttpClient({
    settings: () => settings,
    version: "9.9.9",
    ...(resolve && { resolve }),
    ...(proxies && { proxies }),
  });
  return { ...http, [Symbol.asyncDispose]: () => http.close() };
}

/** One fetch with a client of its own. */
export async function fetchOnce(
  url: string,
  {
    validators = {},
    validatorsFrom,
    access,
    ...given
  }: Omit<NonNullable<Parameters<typeof httpClient>[0]>, "access"> &
    Partial<Pick<FetchRequest, "validators" | "validatorsFrom" | "access">> = {},
) {
  await using http = httpClient(given);
  const asked = { validators, ...(validatorsFrom !== undefined && { validatorsFrom }) };
  return await fetchFeed({ http, url, ...asked, ...(access && { access }), clock: testClock() });
}

/** A name server that knows these names (`*`: any other), each with the addresses of one answer after the other, the last for ever. */
export function nameServer(names: Readonly<Record<string, readonly (readonly string[])[]>>): Resolve {
  const asked = new Map<string, number>();
  return (hostname, done) => {
    const answers = names[hostname.replace(/\.$/, "")] ?? names["*"];
    if (!answers) return done(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }), []);
    const time = asked.get(hostname) ?? 0;
    asked.set(hostname, time + 1);
    const addresses = answers[Math.min(time, answers.length - 1)] ?? [];
    done(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
}
