import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The methods of WebSub 7.1.1. SHA-1 too: as an HMAC nobody can forge it, large hubs know no other, and the most that a
 * forger could gain is one conditional GET.
 */
const methods = ["sha1", "sha256", "sha384", "sha512"] as const;

/** Counts a body as it comes, and says at its end whether it was signed so with the secret. */
export type SignatureCheck = Readonly<{ update(chunk: Uint8Array): void; isGenuine(): boolean }>;

/** For the value of `X-Hub-Signature`; undefined where it is absent, or no signature by a method that is known. */
export function signatureCheck(header: string | undefined, secret: string): SignatureCheck | undefined {
  const [, name = "", digits = ""] = /^(sha\d+)=([0-9a-f]+)$/i.exec(header?.trim() ?? "") ?? [];
  const method = methods.find((each) => each === name.toLowerCase());
  if (!method) return undefined;
  const hmac = createHmac(method, secret);
  const given = Buffer.from(digits, "hex");
  return {
    update: (chunk) => void hmac.update(chunk),
    isGenuine: () => {
      const expected = hmac.digest();
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
