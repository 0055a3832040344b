import type { IncomingHttpHeaders } from "node:http";

/** Pages that want a browser and a human before they let anybody through, by what stands in them. */
const challengers: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    "Cloudflare",
    /cf-chl|cf_chl|challenge-platform|<title>just a moment\.\.\.|attention required! \| cloudflare/i,
  ],
  ["DDoS-Guard", /ddos-guard/i],
  ["Imperva", /_incapsula_resource|incapsula incident/i],
  ["DataDome", /captcha-delivery\.com|datadome/i],
  ["Akamai", /errors\.edgesuite\.net|akamai.{0,40}bot/i],
  ["AWS WAF", /awswaf|aws-waf-token/i],
  ["Sucuri", /sucuri (?:website firewall|cloudproxy)/i],
  ["Anubis", /anubis_challenge|making sure you(?:'|&#39;|’)re not a bot/i],
  ["a captcha", /g-recaptcha|h-captcha|hcaptcha\.com|are you a robot|verify (?:that )?you are (?:a )?human/i],
];

/**
 * Who put a bot challenge before the feed ("Cloudflare", "a captcha"), or undefined where the page is none. `text` is
 * the beginning of an HTML page: a feed may well write about captchas.
 */
export function challengeOf(text: string, headers: IncomingHttpHeaders = {}): string | undefined {
  if (headers["cf-mitigated"] === "challenge") return "Cloudflare";
  if (!/^\s*(?:<!--[^]*?-->\s*)*<(?:!doctype html|html|head|body|script)/i.test(text.slice(0, 2000)))
    return undefined;
  return challengers.find(([, pattern]) => pattern.test(text))?.[0];
}
