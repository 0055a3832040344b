import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { signatureCheck } from "../../../src/push/signed.ts";

const signed = (method: string, secret = "word") =>
  `${method}=${createHmac(method, secret).update("a body").digest("hex")}`;
const isGenuine = (header: string | undefined) => {
  const check = signatureCheck(header, "word");
  check?.update(Buffer.from("a "));
  check?.update(Buffer.from("body"));
  return check?.isGenuine();
};

test.each(["sha1", "sha256", "sha384", "sha512"])("a body signed by %s is the hub's", (method) => {
  expect(isGenuine(signed(method))).toBe(true);
  expect(isGenuine(signed(method).toUpperCase())).toBe(true);
});

test.each([signed("sha256", "other"), signed("sha256").slice(0, -2), `${signed("sha256")}00`, "sha256=0"])(
  "%s is not",
  (header) => {
    expect(isGenuine(header)).toBe(false);
  },
);

test.each([undefined, "", "sha256", "sha256=", signed("md5"), "sha256=xyz", `${signed("sha256")}, sha1=00`])(
  "%s is no signature",
  (header) => {
    expect(isGenuine(header)).toBeUndefined();
  },
);
