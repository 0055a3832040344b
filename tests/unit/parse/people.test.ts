import { describe, expect, test } from "vitest";
import { describedPerson, distinctPeople, readPeople, readPerson } from "../../../src/parse/people.ts";
import { atom, entryOf, fieldsIn, parsed, rss } from "../../support/parsed.ts";

describe("a person in one line", () => {
  test.each([
    ["ada@a.example (Ada Hill)", { name: "Ada Hill", email: "ada@a.example" }],
    ["Ada Hill <ada@a.example>", { name: "Ada Hill", email: "ada@a.example" }],
    ["Ada Hill (ada@a.example)", { name: "Ada Hill", email: "ada@a.example" }],
    ["Ada Hill, mailto:ada@a.example", { name: "Ada Hill", email: "ada@a.example" }],
    ["ada@a.example", { email: "ada@a.example" }],
    ["Ada Hill", { name: "Ada Hill" }],
    ["<a href='/ada'>Ada &amp; Bo</a>", { name: "Ada & Bo" }],
    ["@ada", { name: "@ada" }],
    ["", undefined],
    ["()", undefined],
  ])("%s", (text, person) => expect(readPerson(text)).toEqual(person));

  test("is read in time, however many signs of an address it holds", () => {
    const started = performance.now();
    readPerson("a@".repeat(100_000));
    readPerson("a.".repeat(100_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});

test("a person in parts keeps name, mail and page apart, also where the name holds the mail", () => {
  expect(describedPerson({ name: "Ada", email: "ada@a.example", url: "https://a.example/" })).toEqual({
    name: "Ada",
    email: "ada@a.example",
    url: "https://a.example/",
  });
  expect(describedPerson({ name: "Ada (ada@a.example)" })).toEqual({ name: "Ada", email: "ada@a.example" });
  expect(describedPerson({})).toBeUndefined();
});

test("the same person by name or by mail is one, with all that is known", () => {
  expect(
    distinctPeople([
      { name: "Ada", email: "ada@a.example" },
      { name: "ADA" },
      { name: "Bo" },
      { email: "ada@a.example" },
    ]),
  ).toEqual([{ name: "Ada", email: "ada@a.example" }, { name: "Bo" }]);
  expect(distinctPeople([{ name: "Ada" }, { name: "Ada", url: "https://a.example/" }])).toEqual([
    { name: "Ada", url: "https://a.example/" },
  ]);
});

describe("the authors of an item", () => {
  test("are all of its authors, in RSS as author and as dc:creator", async () => {
    const { item } = await fieldsIn(
      rss(
        "<item><dc:creator>Ada</dc:creator><author>ada@a.example (Ada)</author><dc:creator>Bo</dc:creator></item>",
      ),
    );
    expect(readPeople(item, ["author", "dc:creator"], undefined)).toEqual([
      { name: "Ada", email: "ada@a.example" },
      { name: "Bo" },
    ]);
  });

  test("are in Atom persons with a page of their own (RFC 4287 3.2)", async () => {
    const { item } = await fieldsIn(
      atom(
        "<entry><author><name>Ada</name><uri>/ada</uri><email>ada@a.example</email></author><id>x</id></entry>",
      ),
    );
    expect(readPeople(item, ["author"], "https://a.example/feed")).toEqual([
      { name: "Ada", url: "https://a.example/ada", email: "ada@a.example" },
    ]);
  });

  test("are in RSS also Atom's persons, whatever their prefix, of an item and of the channel", async () => {
    const person = (name: string) => `<a:author><a:name>${name}</a:name><a:uri>/${name}</a:uri></a:author>`;
    const { head, entries } = await parsed(
      `<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel>${person("Bo")}
        <item><title>One</title>${person("Ada")}</item></channel></rss>`,
    );
    expect(head.authors).toEqual([{ name: "Bo", url: "https://outlet.example/Bo" }]);
    expect(entries[0]?.authors).toEqual([{ name: "Ada", url: "https://outlet.example/Ada" }]);
  });

  test("are in RSS those of the atom:source it was taken from, which is named with its page", async () => {
    const { authors, origin } = await entryOf(
      `<title>One</title><atom:source><atom:title>Elsewhere</atom:title><atom:link href="https://else.example/"/>
        <atom:author><atom:name>Cy</atom:name></atom:author></atom:source>`,
    );
    expect(authors).toEqual([{ name: "Cy" }]);
    expect(origin).toEqual({ title: "Elsewhere", url: "https://else.example/" });
  });
});
