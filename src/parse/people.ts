import { cutText } from "../base/cut-text.ts";
import type { Person } from "../model/entry.ts";
import { type Field, type Fields, firstText } from "./fields.ts";
import { htmlToText } from "./text.ts";
import { resolveUrl } from "./url.ts";

const maxNameLength = 200;
const maxPeople = 20;
// Each part excludes the sign that ends it: no two ways to read one address.
const mail = /[^\s@<>()[\]"',;:]{1,64}@[^\s@.<>()[\]"',;:]{1,63}(?:\.[^\s@.<>()[\]"',;:]{1,63}){1,8}/;

/** "ada@a.example (Ada)", "Ada <ada@a.example>", "Ada (ada@a.example)", "Ada". Undefined where nobody is named. */
export function readPerson(text: string): Person | undefined {
  // Angle brackets around an address are no mark-up.
  const plain = htmlToText(text.slice(0, 2000).replace(/<(mailto:)?([^\s<>@]+@[^\s<>@]+)>/gi, "($2)"));
  const email = mail
    .exec(plain)?.[0]
    .replace(/^mailto:/i, "")
    .replace(/\.$/, "");
  const name = (email === undefined ? plain : plain.replace(email, " "))
    .replace(/mailto:/i, " ")
    .replace(/[([<]\s*[)\]>]/g, " ")
    .replace(/^\s*[([](.*)[)\]]\s*$/, "$1")
    .replace(/^[\s,;:"-]+|[\s,;:"-]+$/g, "")
    .replace(/\s+/g, " ");
  return person(name, email);
}

const person = (name: string | undefined, email?: string, url?: string): Person | undefined => {
  const known = {
    ...(name && { name: cutText(name, maxNameLength) }),
    ...(email && { email: cutText(email, maxNameLength) }),
    ...(url && { url }),
  };
  return known.name !== undefined || known.email !== undefined || known.url !== undefined ? known : undefined;
};

/** A person of Atom or of JSON Feed: name, mail and page apart. */
export function describedPerson(
  given: Readonly<{ name?: string | undefined; email?: string | undefined; url?: string | undefined }>,
): Person | undefined {
  const name = given.name === undefined ? undefined : htmlToText(given.name);
  const email = given.email === undefined ? undefined : mail.exec(given.email)?.[0];
  const inName = name !== undefined && email === undefined && mail.test(name) ? readPerson(name) : undefined;
  return person(inName ? inName.name : name, email ?? inName?.email, given.url);
}

/** Everybody under these names, each once, in the document's order. */
export function readPeople(fields: Fields, names: readonly string[], base: string | undefined): Person[] {
  const people = names.flatMap((name) => fields(name).map((field) => personOf(field, base)));
  return distinctPeople(people.filter((one) => one !== undefined));
}

function personOf(field: Field, base: string | undefined): Person | undefined {
  const { children } = field;
  const name = firstText(children, "name", "atom:name", "itunes:name", "foaf:name", "title");
  const email = firstText(children, "email", "atom:email", "itunes:email");
  const url = resolveUrl(
    firstText(children, "uri", "url", "homepage", "atom:uri", "href") ?? field.attribute("href"),
    field.attribute("xbase") ?? base,
  );
  // A guest of an episode did not write it (Podcast Namespace, podcast:person).
  if (!/^(?:host|co-?host|author|writer|reporter)?$/i.test(field.attribute("role") ?? "")) return undefined;
  return name === undefined && email === undefined
    ? describedPerson({ ...readPerson(field.text), ...(url !== undefined && { url }) })
    : describedPerson({ name, email, url });
}

/** Each once: RSS feeds give the same author as `author` with a mail and as `dc:creator` with a name. */
export function distinctPeople(people: readonly Person[]): Person[] {
  const known: Person[] = [];
  for (const one of people.slice(0, maxPeople)) {
    const at = known.findIndex((other) => same(one.name, other.name) || same(one.email, other.email));
    if (at < 0) known.push(one);
    else known[at] = { ...one, ...known[at] };
  }
  return known;
}

const same = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
