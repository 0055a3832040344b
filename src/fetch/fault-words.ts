import type { FetchFaultKind } from "./outcome.ts";

/** What a sentence on a fault may tell. */
export type Fault = Readonly<{
  /** Who was talked to: `outlet.example`, or `the proxy http://proxy:3128 (HTTPS_PROXY)`. */
  who: string;
  /** Its host name alone. */
  host: string;
  /** How long it was waited for: `10 s`. */
  waited: string;
  error: Error;
}>;

type Words = readonly [FetchFaultKind, (fault: Fault) => string];

const noWay: Words = ["offline", ({ host }) => `this machine has no network that leads to ${host}`];
const forbidden: Words = [
  "offline",
  ({ who }) => `this machine does not let the program connect to ${who}: a firewall or sandbox forbids it`,
];
const noDescriptor: Words = [
  "offline",
  () => "this machine has no file descriptor left for a connection: raise its limit (ulimit -n)",
];
const noConnection: Words = [
  "timeout",
  ({ who, waited }) => `${who} did not take the connection within ${waited}`,
];

const trustIt = "where you trust it, start Wirefold with NODE_EXTRA_CA_CERTS set to a file that holds";
const unknownIssuer: Words = [
  "tls",
  ({ who }) =>
    `the certificate of ${who} comes from an issuer that is unknown here: ${trustIt} the issuer's certificate`,
];
const noTls: Words = [
  "tls",
  ({ who }) => `${who} does not speak TLS on this port: its address may begin with http://, not https://`,
];
const oldTls: Words = [
  "tls",
  ({ who }) => `${who} offers only versions of TLS that are not safe any more: its operator must offer 1.2`,
];
const notShared: Words = [
  "tls",
  ({ who }) =>
    `${who} refused the TLS handshake: it serves no site of this name, wants a client's certificate, or has no cipher in common with us`,
];
const weak: Words = [
  "tls",
  ({ who, error }) =>
    `the encryption of ${who} is too weak to be trusted (${error.message.slice(0, 100)}): its operator must renew it`,
];

/** What Node, undici and OpenSSL call the usual faults, and what to say of them. */
export const faultWords: Readonly<Record<string, Words>> = {
  ENOTFOUND: [
    "dns",
    ({ host }) =>
      `the host name ${host} does not resolve: check how it is spelt, and whether the site still exists`,
  ],
  EAI_AGAIN: [
    "offline",
    ({ host }) =>
      `no name server answered for ${host}: this machine has no network, or its name server is down`,
  ],
  EAI_FAIL: ["dns", ({ host }) => `the name server failed to resolve ${host}: its zone is broken`],
  NAME_TIMEOUT: ["offline", ({ host, waited }) => `no name server answered for ${host} within ${waited}`],
  ENETUNREACH: noWay,
  EADDRNOTAVAIL: noWay,
  ENETDOWN: ["offline", () => "the network of this machine is down"],
  EACCES: forbidden,
  EPERM: forbidden,
  EMFILE: noDescriptor,
  ENFILE: noDescriptor,
  ECONNREFUSED: ["connection", ({ who }) => `${who} refused the connection`],
  EHOSTUNREACH: [
    "connection",
    ({ who }) => `${who} cannot be reached: it is switched off, or its network is`,
  ],
  EHOSTDOWN: ["connection", ({ who }) => `${who} cannot be reached: it is switched off`],

  ETIMEDOUT: noConnection,
  UND_ERR_CONNECT_TIMEOUT: noConnection,
  TLS_TIMEOUT: [
    "timeout",
    ({ who, waited }) => `${who} took the connection and did not finish the TLS handshake within ${waited}`,
  ],
  UND_ERR_HEADERS_TIMEOUT: [
    "timeout",
    ({ who, waited }) => `${who} took the request and did not answer within ${waited}`,
  ],
  UND_ERR_BODY_TIMEOUT: [
    "timeout",
    ({ who, waited }) => `${who} fell silent in the middle of its answer, after ${waited}`,
  ],
  UND_ERR_HEADERS_OVERFLOW: ["too-large", ({ who }) => `the headers of ${who} are larger than is read`],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ["protocol", () => "its body is not as long as Content-Length says"],

  CERT_HAS_EXPIRED: [
    "tls",
    ({ who }) => `the certificate of ${who} has expired: its operator must renew it, or this clock is wrong`,
  ],
  CERT_NOT_YET_VALID: [
    "tls",
    ({ who }) => `the certificate of ${who} is not valid yet: the clock of this machine may be wrong`,
  ],
  CERT_REVOKED: ["tls", ({ who }) => `the certificate of ${who} was revoked: its operator must replace it`],
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    "tls",
    ({ who }) => `the certificate of ${who} is self-signed: ${trustIt} it`,
  ],
  SELF_SIGNED_CERT_IN_CHAIN: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    "tls",
    ({ who }) =>
      `${who} sends its certificate without the issuer's, which is unknown here: its operator must send the whole chain, or, ${trustIt} the issuer's certificate`,
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    "tls",
    ({ who, error }) =>
      `the certificate of ${who} is made out to ${namesOn(error)} only: check the address, or tell its operator`,
  ],
  CA_MD_TOO_WEAK: weak,
  CA_KEY_TOO_SMALL: weak,
  EE_KEY_TOO_SMALL: weak,
  ERR_SSL_EE_KEY_TOO_SMALL: weak,
  ERR_SSL_DH_KEY_TOO_SMALL: weak,
  ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED: weak,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ERR_SSL_UNSUPPORTED_PROTOCOL: oldTls,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: oldTls,
  "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE": notShared,
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: notShared,
  ERR_SSL_TLSV1_UNRECOGNIZED_NAME: notShared,
  ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR: notShared, // what Cloudflare and Go send for a name that they do not serve
  ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL: [
    "tls",
    ({ who }) => `${who} does not speak HTTP/1.1 over TLS: its operator must offer it beside HTTP/2`,
  ],
};

/** The names of a certificate, three at most: `DNS:a.example, IP Address:127.0.0.1` as people read it. */
function namesOn(error: Error): string {
  const { cert } = error as { cert?: { subjectaltname?: string } };
  const names = (cert?.subjectaltname ?? "").split(", ").map((name) => name.replace(/^[^:]*:/, ""));
  const shown = names.filter(Boolean).slice(0, 3);
  if (shown.length === 0) return "other names";
  return shown.join(", ") + (names.length > shown.length ? ` and ${names.length - shown.length} more` : "");
}
