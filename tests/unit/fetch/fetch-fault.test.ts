import { expect, test } from "vitest";
import { toFetchFault } from "../../../src/fetch/fetch-fault.ts";
import { FetchFault } from "../../../src/fetch/outcome.ts";

const withCode = (code: string, message = code) => Object.assign(new Error(message), { code });
const describe = (error: unknown, phase: "asking" | "reading" = "asking") => {
  const { kind, message } = toFetchFault(error, { host: "a.example", phase, waitedMs: 10_004 });
  return `${kind}: ${message}`;
};

test.each([
  ["ENOTFOUND", "dns: the host name a.example does not resolve"],
  ["EAI_AGAIN", "offline: the name server gave no answer for a.example"],
  ["ECONNREFUSED", "connection: a.example refused the connection"],
  ["CERT_HAS_EXPIRED", "tls: the certificate of a.example has expired"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls: the certificate of a.example is self-signed"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "tls: the certificate is made out to other names than a.example"],
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
