import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { createServer, type ServerOptions } from "node:https";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { listening } from "./listening.ts";

/** A file of `fixtures/tls`, whose README says what each is for. */
export const tlsFile = (name: string): string =>
  readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url), "utf8");

/** For this whole process: the issuer of the fixtures' good certificates is known. */
export const trustTestRoot = (): void =>
  setDefaultCACertificates([...getCACertificates("default"), tlsFile("root.pem")]);

/** An https server on 127.0.0.1 with a certificate of the fixtures, or of several in a chain. */
export async function startTlsServer(
  certificates: string | readonly string[],
  {
    answer = (_request, response) => void response.end("secret"),
    ...options
  }: ServerOptions & { answer?: RequestListener } = {},
) {
  const cert = [certificates].flat().map(tlsFile).join("");
  const server = createServer({ key: tlsFile("key.pem"), cert, ...options }, answer);
  server.on("tlsClientError", () => {});
  return await listening(server);
}
