import { expect, test } from "vitest";
import { signatureOf } from "../../../src/hub/signature.ts";

test("a signature is the HMAC of RFC 4231's second test case", () => {
  expect(signatureOf(Buffer.from("what do ya want for nothing?"), "Jefe")).toBe(
    "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  );
});
