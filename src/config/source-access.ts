import type { SourceAccess } from "../model/source-access.ts";
import { type Path, valueAt, writePath } from "./describe-fault.ts";
import { whyReserved } from "./reserved-headers.ts";
import { fillIn, type LookUp, namesVariables } from "./variables.ts";

/** A source as the file has it, as far as it says how to ask its server. */
export type WrittenAccess = Readonly<{
  url: string;
  headers?: Readonly<Record<string, string>> | undefined;
  userAgent?: string | undefined;
}>;

/** What is wrong, at which place within the source. No fault ever holds a value: it may be a secret. */
type Fault = Readonly<{ at: Path; what: string }>;

/** `access` is absent where the source says nothing of it, or not all of it can be read. */
export type AccessReading = Readonly<{ access?: SourceAccess; faults: readonly Fault[] }>;

/** Longer requests than 8 kB are refused by many servers. */
const longestValue = 4096;
const mostHeaders = 20;

/**
 * The one spelling of an address that a source is known by: host in small letters, without a login, a default port, a
 * fragment (which is never sent), a bare "?", or the dot at the end of a name that has others (certificates and servers
 * know it without).
 */
export function sourceAddress(url: string): string {
  const address = new URL(url);
  // Most have nothing to take away, and each part that is set has the whole written anew.
  if (address.username + address.password !== "") address.username = address.password = "";
  if (address.href.includes("#")) address.hash = "";
  if (address.search === "" && address.href.includes("?")) address.search = "";
  if (/\..*\.$/.test(address.hostname)) address.hostname = address.hostname.slice(0, -1);
  return address.href;
}

/** How a source's server is to be asked: its headers and the login in its address, with the environment filled in. */
export function readAccess({ url, headers = {}, userAgent }: WrittenAccess, lookUp: LookUp): AccessReading {
  const login = readLogin(url, lookUp);
  const read = Object.entries(headers).map(([name, value]) => readHeader(name, value, lookUp));
  const faults = [login, ...read].flatMap((each) => (each && "at" in each ? [each] : []));
  const sent = read.flatMap((each) => ("at" in each ? [] : [each]));
  faults.push(...doubled(Object.keys(headers), login !== undefined));
  if (sent.length > mostHeaders) faults.push({ at: ["headers"], what: `expected at most ${mostHeaders}` });
  if (login && "name" in login) sent.push(login);
  if (faults.length > 0 || (sent.length === 0 && userAgent === undefined)) return { faults };
  return {
    faults,
    access: {
      origin: new URL(sourceAddress(url)).origin,
      headers: Object.fromEntries(sent.map(({ name, value }) => [name.toLowerCase(), value])),
      ...(userAgent !== undefined && { userAgent }),
      plainSecrets: sent.filter(({ isPlainSecret }) => isPlainSecret).map(({ name }) => name),
    },
  };
}

/**
 * The faults of all sources of a file, by their paths; reads the file as it is, since other parts of it may be at fault.
 * Sources with one address are one feed, which is asked in one way.
 */
export function checkAccess(root: unknown, lookUp: LookUp): string[] {
  const sources = valueAt(root, ["sources"]);
  const known = new Map<string, Readonly<{ index: number; access: string }>>();
  return (Array.isArray(sources) ? sources : []).flatMap((_, index) => {
    const written = writtenAt(root, index);
    if (!written) return [];
    const { access, faults } = readAccess(written, lookUp);
    const write = ({ at, what }: Fault) => `${writePath(["sources", index, ...at])}: ${what}`;
    if (faults.length > 0) return faults.map(write);
    const [address, told] = [sourceAddress(written.url), JSON.stringify(access)];
    const first = known.get(address);
    if (!first) known.set(address, { index, access: told });
    else if (first.access !== told)
      return [
        write({
          at: ["url"],
          what: `sources[${first.index}] is the same feed, asked in another way. ${remedy}`,
        }),
      ];
    return [];
  });
}

const remedy = "Leave one of them out, or give both the same login, headers and userAgent";

function writtenAt(root: unknown, index: number): WrittenAccess | undefined {
  const [url, headers, userAgent] = ["url", "headers", "userAgent"].map((key) =>
    valueAt(root, ["sources", index, key]),
  );
  if (typeof url !== "string" || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    return undefined;
  const isRecord = typeof headers === "object" && headers !== null && !Array.isArray(headers);
  const texts = isRecord ? Object.entries(headers).filter(([, value]) => typeof value === "string") : [];
  return {
    url,
    headers: Object.fromEntries(texts as [string, string][]),
    userAgent: typeof userAgent === "string" ? userAgent : undefined,
  };
}

type Header = Readonly<{ name: string; value: string; isPlainSecret: boolean }>;

function readHeader(name: string, written: string, lookUp: LookUp): Header | Fault {
  const fault = (what: string): Fault => ({ at: ["headers", name], what });
  // RFC 9110 5.6.2
  if (!/^[\w!#$%&'*+.^`|~-]{1,100}$/.test(name))
    return fault('expected the name of a header, such as "Authorization"');
  const reason = whyReserved(name);
  if (reason !== undefined) return fault(`this header ${reason}. Leave it out`);
  const filled = fillIn(written, lookUp);
  if ("fault" in filled) return fault(filled.fault);
  const value = filled.text.trim();
  // RFC 9110 5.5
  if (value === "" || value.length > longestValue || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
    return fault(
      `expected a text of one line and at most ${longestValue} characters of ISO 8859-1${filled.names.length > 0 ? ` from ${filled.names.join(", ")}` : ""}`,
    );
  return { name, value, isPlainSecret: filled.names.length === 0 && soundsSecret.test(name) };
}

const soundsSecret = /auth|cookie|key|token|secret|pass|session|signature/i;

/** User name and password of an address as Basic Authorization (RFC 7617, in UTF-8). */
function readLogin(url: string, lookUp: LookUp): Header | Fault | undefined {
  const fault = (what: string): Fault => ({ at: ["url"], what });
  const { username, password } = new URL(url);
  if (/[$%]/.test(url) && namesVariables(decoded(sourceAddress(url))))
    return fault(
      "${…} may stand in the user name and the password alone: the rest of an address is stored and shown",
    );
  if (username + password === "") return undefined;
  const [user, secret] = [fillIn(decoded(username), lookUp), fillIn(decoded(password), lookUp)];
  if ("fault" in user) return fault(user.fault);
  if ("fault" in secret) return fault(secret.fault);
  if (user.text.includes(":"))
    return fault("the user name holds a colon, which Basic authentication has no way to say");
  return {
    name: "Authorization",
    value: `Basic ${Buffer.from(`${user.text}:${secret.text}`).toString("base64")}`,
    isPlainSecret: user.names.length + secret.names.length === 0,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Headers said twice: in other letters, or by the login of the address. */
function doubled(names: readonly string[], hasLogin: boolean): Fault[] {
  const seen = new Set<string>();
  return names.flatMap((name): Fault[] => {
    const lower = name.toLowerCase();
    if (seen.has(lower)) return [{ at: ["headers", name], what: "this header stands here twice" }];
    seen.add(lower);
    return hasLogin && lower === "authorization"
      ? [{ at: ["headers", name], what: "the user name and password in the url say it already" }]
      : [];
  });
}
