import { expect, test } from "vitest";
import { toFetchFault } from "../../../src/fetch/fetch-fault.ts";
import { FetchFault } from "../../../src/fetch/outcome.ts";

const withCode = (code: string, message = code) => Object.assign(new Error(message), { code });
const describe = (error: unknown, phase: "asking" | "reading" = "asking") => {
  const { kind, message } = toFetchFault(error, { host: "a.example", phase, waitedMs: 10_004 });
  return `${kind}: ${message}`;
};

/** Those that no server of a test can bring about; the rest is in tests/integration/fetch-faults, fetch-tls and fetch-proxy. */
test.each([
  [
    "EAI_AGAIN",
    "offline: no name server answered for a.example: this machine has no network, or its name server is down",
  ],
  ["EAI_FAIL", "dns: the name server failed to resolve a.example: its zone is broken"],
  ["ENETUNREACH", "offline: this machine has no network that leads to a.example"],
  ["ENETDOWN", "offline: the network of this machine is down"],
  [
    "EPERM",
    "offline: this machine does not let the program connect to a.example: a firewall or sandbox forbids it",
  ],
  [
    "EMFILE",
    "offline: this machine has no file descriptor left for a connection: raise its limit (ulimit -n)",
  ],
  ["EHOSTUNREACH", "connection: a.example cannot be reached: it is switched off, or its network is"],
  ["CERT_REVOKED", "tls: the certificate of a.example was revoked: its operator must replace it"],
  [
    "EE_KEY_TOO_SMALL",
    "tls: the encryption of a.example is too weak to be trusted (EE_KEY_TOO_SMALL): its operator must renew it",
  ],
  [
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "tls: the certificate of a.example is made out to other names only: check the address, or tell its operator",
  ],
  ["UND_ERR_CONNECT_TIMEOUT", "timeout: a.example did not take the connection within 10 s"],
  ["UND_ERR_HEADERS_TIMEOUT", "timeout: a.example took the request and did not answer within 10 s"],
  ["UND_ERR_SOCKET", "connection: a.example closed the connection before it answered"],
])("%s is said in words", (code, words) => {
  expect(describe(withCode(code))).toBe(words);
});

test("a server that stops half-way is told from one that never began", () => {
  expect(describe(withCode("ECONNRESET"), "reading")).toBe(
    "connection: a.example closed the connection in the middle of its answer",
  );
});

test("the cause counts, also within an error of all addresses", () => {
  const all = new AggregateError([withCode("ECONNREFUSED"), withCode("ENETUNREACH")], "");
  expect(describe(new Error("failed", { cause: all }))).toContain("refused the connection");
});

test("of several addresses what a host said counts, not that this machine has no way to the others", () => {
  const all = new AggregateError([withCode("ENETUNREACH"), withCode("ECONNREFUSED")], "");
  expect(describe(all)).toBe("connection: a.example refused the connection");
});

test("what the guard said is handed on as it is", () => {
  const fault = new FetchFault("address", "10.0.0.1 is a private address");
  expect(
    toFetchFault(new Error("connect", { cause: fault }), { host: "x", phase: "asking", waitedMs: 0 }),
  ).toBe(fault);
});

test("what nobody knows keeps its own message", () => {
  expect(describe(new Error("out of cheese"))).toBe(
    "connection: the request to a.example failed: out of cheese",
  );
});
