import { createHmac } from "node:crypto";

/** `X-Hub-Signature` of a body (WebSub 7.1): `sha256=` and the HMAC in hexadecimal digits. */
export const signatureOf = (body: Uint8Array, secret: string): string =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
