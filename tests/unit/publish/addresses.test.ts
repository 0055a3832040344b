import { describe, expect, test } from "vitest";
import { addressesOf } from "../../../src/publish/addresses.ts";
import { testSite } from "../../support/wire.ts";

const asked = "http://192.168.1.5:3000";
const { url: _, ...unnamed } = testSite;
const of = (url: string) => addressesOf({ ...testSite, url }, asked);

test("pages and stories stand where the config says the site is", () => {
  const addresses = of("https://wire.example.org");
  expect(addresses.page("/feed.rss")).toBe("https://wire.example.org/feed.rss");
  expect(addresses.story(12)).toBe("https://wire.example.org/stories/12");
});

test("a site below a path keeps it, a slash at the end is none too many", () => {
  expect(of("https://example.org/wire/").page("/feed.rss")).toBe("https://example.org/wire/feed.rss");
});

test("an international name stands as a header can hold it", () => {
  expect(of("https://münchen.example").page("/a")).toBe("https://xn--mnchen-3ya.example/a");
});

test("without an address in the config, pages stand where we were reached", () => {
  expect(addressesOf(unnamed, asked).story(3)).toBe("http://192.168.1.5:3000/stories/3");
});

describe("ids", () => {
  test("are of the site's host, whatever its scheme, port or path", () => {
    expect(of("https://wire.example.org").tag("story/12")).toBe("tag:wire.example.org,2026:story/12");
    expect(of("http://wire.example.org:8080/x").tag("story/12")).toBe("tag:wire.example.org,2026:story/12");
  });

  test("do not change with the way we were reached", () => {
    const ids = [asked, "http://localhost:3000", "http://[::1]:3000"].map((origin) =>
      addressesOf(unnamed, origin).tag("story/12"),
    );
    expect(new Set(ids)).toEqual(new Set(["tag:wirefold.local,2026:story/12"]));
  });

  test("are the store's own where the site has no address: two services' stories are not each other's", () => {
    const named = (storeName: string) => addressesOf({ ...unnamed, storeName }, asked).tag("story/1");
    expect(named("k3x9")).toBe("tag:k3x9.wirefold.local,2026:story/1");
    expect(named("k3x9")).not.toBe(named("7ab2"));
    expect(
      addressesOf({ ...testSite, url: "https://wire.example.org", storeName: "k3x9" }, asked).tag("story/1"),
    ).toBe("tag:wire.example.org,2026:story/1");
  });

  test("are of no IPv6 address, which a tag cannot be of", () => {
    expect(of("http://[2001:db8::1]:3000").tag("feed")).toBe("tag:wirefold.local,2026:feed");
  });
});
