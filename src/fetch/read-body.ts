import { promisify } from "node:util";
import { brotliDecompress, constants, gunzip, inflate, inflateRaw, zstdDecompress } from "node:zlib";
import { largeBytes } from "./large-bodies.ts";
import { FetchFault } from "./outcome.ts";

type Received = Readonly<{
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  body: AsyncIterable<Uint8Array>;
}>;

/** Offered in Accept-Encoding; deflate is understood too, but not asked for: servers mean two things by it. */
export const acceptedCodings = "gzip, br, zstd";

/** Honest servers use one; two come from a proxy that codes again what was coded. */
const mostCodings = 2;

/**
 * Reads a body to its end and undoes its codings. Throws a FetchFault as soon as it passes `maxBytes`, as received or
 * after any one coding: a bomb stops at the limit. `onBytes` hears how much has come so far.
 */
export async function readBody(
  { headers, body }: Received,
  { maxBytes, codings: more = [], onBytes, beforeLarge }: ReadOptions,
): Promise<Uint8Array> {
  const codings = readCodings([headers["content-encoding"] ?? [], more].flat().join());
  const announced = Number(headers["content-length"]);
  if (announced > maxBytes)
    throw new FetchFault(
      "too-large",
      `it announces ${megabytes(announced)}; at most ${megabytes(maxBytes)} are read`,
    );

  let isLarge = false;
  const large = async () => {
    if (!isLarge) await beforeLarge?.();
    isLarge = true;
  };
  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of body) {
    received += chunk.length;
    if (received > maxBytes)
      throw new FetchFault("too-large", `its body is larger than ${megabytes(maxBytes)}`);
    chunks.push(chunk);
    onBytes?.(received);
    if (received > largeBytes) await large();
  }
  let bytes: Uint8Array = Buffer.concat(chunks, received);
  // The last was put on last.
  for (const coding of codings.toReversed()) bytes = await decode(coding, bytes, { maxBytes, large });
  return bytes;
}

type ReadOptions = Readonly<{
  maxBytes: number;
  /** Put on after those that Content-Encoding names, in this order. */
  codings?: readonly string[];
  onBytes?: (received: number) => void;
  /** Awaited once, before more than `largeBytes` are held. */
  beforeLarge?: () => Promise<void>;
}>;

function readCodings(header: string): Coding[] {
  const names = header
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "" && name !== "identity");
  if (names.length > mostCodings)
    throw new FetchFault(
      "coding",
      `its body is coded ${names.length} times; at most ${mostCodings} are undone`,
    );
  return names.map((name) => {
    const coding = codings[name];
    if (!coding)
      throw new FetchFault("coding", `its body is coded as "${name.slice(0, 40)}", which was not asked for`);
    return coding;
  });
}

type Coding = Readonly<{
  name: string;
  undo(bytes: Uint8Array, maxOutputLength: number): Promise<Uint8Array>;
}>;

const gzip: Coding = {
  name: "gzip",
  // Some servers say gzip and send plain text: the two magic bytes tell.
  undo: async (bytes, maxOutputLength) =>
    bytes[0] === 0x1f && bytes[1] === 0x8b ? promisify(gunzip)(bytes, { maxOutputLength }) : bytes,
};
const codings: Readonly<Record<string, Coding | undefined>> = {
  __proto__: null as never,
  gzip,
  "x-gzip": gzip,
  br: {
    name: "br",
    undo: (bytes, maxOutputLength) => promisify(brotliDecompress)(bytes, { maxOutputLength }),
  },
  zstd: {
    name: "zstd",
    // RFC 9659: no HTTP body needs a window of more than 8 MB.
    undo: (bytes, maxOutputLength) =>
      promisify(zstdDecompress)(bytes, {
        maxOutputLength,
        params: { [constants.ZSTD_d_windowLogMax]: 23 },
      }),
  },
  deflate: {
    name: "deflate",
    // RFC 9110 8.4.1.2: in the zlib format; some send it bare. The zlib header is a multiple of 31.
    undo: (bytes, maxOutputLength) => {
      const hasHeader =
        ((bytes[0] ?? 0) & 0x0f) === 8 && (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) % 31 === 0;
      return promisify(hasHeader ? inflate : inflateRaw)(bytes, { maxOutputLength });
    },
  },
};

/** What stays small is done with the first try; what does not is tried again once there is room for it. */
async function decode(
  coding: Coding,
  bytes: Uint8Array,
  { maxBytes, large }: Readonly<{ maxBytes: number; large: () => Promise<void> }>,
): Promise<Uint8Array> {
  if (bytes.length === 0) return bytes;
  const atOnce = await undo(coding, bytes, Math.min(largeBytes, maxBytes));
  if (atOnce) return atOnce;
  if (maxBytes > largeBytes) await large();
  const all = maxBytes > largeBytes ? await undo(coding, bytes, maxBytes) : undefined;
  if (all) return all;
  throw new FetchFault(
    "too-large",
    `its body is larger than ${megabytes(maxBytes)} once its ${coding.name} is undone`,
  );
}

/** Undefined where it comes to more than `maxBytes`. */
async function undo(coding: Coding, bytes: Uint8Array, maxBytes: number): Promise<Uint8Array | undefined> {
  try {
    return await coding.undo(bytes, maxBytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") return undefined;
    throw new FetchFault("coding", `its ${coding.name} body is damaged`, { cause: error });
  }
}

const megabytes = (bytes: number): string =>
  bytes >= 1e12
    ? `${(bytes / 1e12).toFixed(1)} TB`
    : bytes >= 1e6
      ? `${+(bytes / 1e6).toFixed(1)} MB`
      : `${+(bytes / 1e3).toFixed(1)} kB`;
