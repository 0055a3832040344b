import type { SourceAccess } from "../model/source-access.ts";

/**
 * The headers of a source's own that go with a request to `at`. Secrets are its own server's: a redirect to another host,
 * port or scheme, or an address that was adopted from one, is sent none (RFC 9110 15.4).
 */
export function ownHeaders(access: SourceAccess | undefined, at: URL): Readonly<Record<string, string>> {
  if (!access) return {};
  return {
    ...(access.userAgent !== undefined && { "user-agent": access.userAgent }),
    ...(at.origin === access.origin && access.headers),
  };
}

/** What to say, after "the server answered 401 Unauthorized", of the login that was or was not sent to `at`. */
export function loginHint(access: SourceAccess | undefined, at: URL, status: number): string {
  const names = Object.keys(access?.headers ?? {});
  if (access && names.length > 0 && (status === 401 || status === 403))
    return at.origin === access.origin
      ? ` to the ${names.join(", ")} that the config gives this source. Check what it says`
      : `. The login and headers of this source are sent to ${access.origin} only: if ${at.origin} is the same publisher's, put its address into the config`;
  return status === 401
    ? ". It wants a login: the source's url (https://user:password@…) or headers in the config can give one"
    : "";
}

/** Shorter ones stand in ordinary words too. */
const leastSecret = 6;

/** A text without what the headers of a source say, should its server send them back: they are never shown. */
export function withoutSecrets(access: SourceAccess | undefined, text: string): string {
  const told = Object.values(access?.headers ?? {}).flatMap((value) => [
    value,
    value.split(" ").at(-1) ?? "",
  ]);
  return told
    .filter((secret) => secret.length >= leastSecret)
    .reduce((left, secret) => left.replaceAll(secret, "…"), text);
}
