import { describe, expect, test } from "vitest";
import { destinationOf, isTracking } from "../../../src/base/tracking.ts";

test.each([
  "utm_source",
  "UTM_Medium",
  "fbclid",
  "WT.mc_id",
  "wt_zmc",
  "at_campaign",
  "pk_kwd",
  "PHPSESSID",
  "elqTrackId",
])("%s says how a reader came", (name) => expect(isTracking(name)).toBe(true));

test.each([
  ..."id p page q s sid cid pk pkid utm at at_id ref source share_id session_id campaign_id wt elq v story".split(
    " ",
  ),
  "",
  "utm_",
])("%j may select what is read, and stays", (name) => expect(isTracking(name)).toBe(false));

describe("a counting service leads on to", () => {
  test.each([
    [
      "https://www.google.com/url?rct=j&sa=t&url=https://a.example/x%3Fid%3D1&ct=ga",
      "https://a.example/x?id=1",
    ],
    ["https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2Fx&h=1", "https://a.example/x"],
    ["https://out.reddit.com/t3_1?url=https%3A%2F%2Fa.example%2Fx&token=1", "https://a.example/x"],
    [
      "http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fa.example%2fx",
      "https://a.example/x",
    ],
    [
      "https://go.theregister.com/feed/www.theregister.com/2026/11/24/x/",
      "https://www.theregister.com/2026/11/24/x/",
    ],
    ["https://www.google.com/amp/s/a.example/x", "https://a.example/x"],
    ["https://a-example.cdn.ampproject.org/c/s/a.example/x", "https://a.example/x"],
  ])("%s", (counted, page) => expect(destinationOf(new URL(counted))?.href).toBe(page));

  test.each([
    "https://www.google.com/search?q=https://a.example/",
    "https://www.google.com/url?url=javascript:alert(1)",
    "https://a.example/url?url=https://b.example/",
    "https://go.theregister.com/feed/",
  ])("nowhere: %s", (address) => expect(destinationOf(new URL(address))).toBeUndefined());
});
