import { createHash } from "node:crypto";

/** What becomes a file: a page of the reader, its further pages by number, or a document at an address with an extension. */
export type Target = Readonly<{ path: string; number: number }>;

export type FileNames = Readonly<{ of(target: Target): string }>;

/** Longest name in bytes that is left as it is: with ".page-12.html" every file system takes it. */
const longest = 100;
const documents = /\.(?:rss|atom|json|opml)$/;

/**
 * Names files by addresses: `/stories/12` is `stories/12.html`, the second page of `/` is `page-2.html`. What a file
 * system or a server might read otherwise is replaced, and such a name ends with a hash; so do names of which another
 * target has the like, letter case aside.
 */
export function createFileNames(): FileNames {
  const taken = new Map<string, string>();
  return {
    of: (target) => {
      const key = `${target.path} ${target.number}`;
      const plain = nameOf(target);
      const owner = taken.get(plain.toLowerCase());
      const name = owner === undefined || owner === key ? plain : nameOf(target, hashOf(key));
      taken.set(name.toLowerCase(), key);
      return name;
    },
  };
}

function nameOf({ path, number }: Target, mark?: string): string {
  const isFile = path.startsWith("/assets/") || documents.test(path);
  const extension = isFile ? (/\.\w+$/.exec(path)?.[0] ?? "") : ".html";
  const parts = (isFile ? path.slice(0, -extension.length) : path).split("/").filter((part) => part !== "");
  const base = parts.map(safePart).join("/");
  const page = number === 1 ? [] : [`page-${number}`];
  const ending = [...page, ...(mark === undefined ? [] : [mark])];
  const name = [...(base === "" ? [] : [base]), ...ending].join(".");
  return `${name === "" ? "index" : name}${extension}`;
}

/** A part of a path as a name: what is none by itself gets a hash of what it was. */
function safePart(part: string): string {
  const plain = decodeURIComponent(part);
  const safe = plain
    .normalize("NFC")
    .replaceAll(/[^\p{L}\p{M}\p{N} _.-]+/gu, "-")
    .replaceAll(/^[. -]+|[. -]+$/g, "");
  if (safe === plain && Buffer.byteLength(safe) <= longest) return safe;
  return `${safe.slice(0, 30).toWellFormed()}-${hashOf(plain)}`;
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);

/** How a page in one file leads to another file: works in any folder, and without a server. */
export function relativeHref(from: string, to: string): string {
  const folders = from.split("/").slice(0, -1);
  const parts = to.split("/");
  let shared = 0;
  while (shared < folders.length && folders[shared] === parts[shared]) shared++;
  return [...folders.slice(shared).map(() => ".."), ...parts.slice(shared).map(encodeURIComponent)].join("/");
}

/** A file's address below a base. */
export const absoluteHref = (base: string, file: string): string =>
  `${base}/${file === "index.html" ? "" : file.split("/").map(encodeURIComponent).join("/")}`;
