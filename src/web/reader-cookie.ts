import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { dayMs } from "../base/duration.ts";

/** Names a reader to us: `ID.HMAC`, signed with the store's secret, so that nobody becomes another by counting. */
const readerCookie = "wirefold-reader";

/** Browsers keep a cookie no longer than that (RFC 6265bis 5.5); each change of marks begins it anew. */
const maxAgeS = (400 * dayMs) / 1000;

/** The store, of which cookies need its secret alone. */
type SecretHolder = Readonly<{ secret(): Promise<string> }>;

/** Asked for once a process: it never changes. */
const secrets = new WeakMap<SecretHolder, Promise<string>>();

function secretOf(store: SecretHolder): Promise<string> {
  const known = secrets.get(store);
  if (known) return known;
  const asked = store.secret();
  secrets.set(store, asked);
  asked.catch(() => secrets.delete(store));
  return asked;
}

/**
 * The id of the reader that a request names; undefined where it names none, or what it names was not signed here. Asks the
 * store nothing where there is no such cookie. Whether that reader is still there is for the store to say.
 */
export async function readerIdIn(
  store: SecretHolder,
  { headers }: Pick<IncomingMessage, "headers">,
): Promise<number | undefined> {
  const [, id, signature] = pattern.exec(headers.cookie ?? "") ?? [];
  if (id === undefined || signature === undefined) return undefined;
  const expected = sign(await secretOf(store), id);
  return timingSafeEqual(Buffer.from(signature), Buffer.from(expected)) ? Number(id) : undefined;
}

/** An id that a number holds exactly, and 256 bits in base64url: anything longer or shorter is none of ours. */
const pattern = new RegExp(`(?:^|;\\s*)${readerCookie}=([1-9]\\d{0,14})\\.([\\w-]{43})(?:;|$)`);

const sign = (secret: string, id: string): string =>
  createHmac("sha256", secret).update(`reader ${id}`).digest("base64url");

type CookieOptions = Readonly<{ siteUrl?: string | undefined }>;

/** `Set-Cookie` for a reader. Scripts cannot read it; only over TLS where the site is reached so. */
export async function readerCookieFor(
  store: SecretHolder,
  readerId: number,
  options: CookieOptions,
): Promise<string> {
  const value = `${readerId}.${sign(await secretOf(store), String(readerId))}`;
  return writeCookie(value, maxAgeS, options);
}

/** `Set-Cookie` by which a browser forgets its reader. */
export const forgottenReader = (options: CookieOptions): string => writeCookie("", 0, options);

const writeCookie = (value: string, ageS: number, { siteUrl }: CookieOptions): string =>
  [
    `${readerCookie}=${value}`,
    "Path=/",
    `Max-Age=${ageS}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(siteUrl?.startsWith("https:") ? ["Secure"] : []),
  ].join("; ");
