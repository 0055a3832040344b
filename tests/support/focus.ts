import type { Page } from "playwright-core";

/** A place where Tab stopped: what it is, and what is wrong with how it shows. */
export type Stop = Readonly<{ what: string; faults: readonly string[] }>;

/** Goes through a page by Tab from its beginning, at most `most` times; ends where the page does. */
export async function tabThrough(page: Page, most = 400): Promise<readonly Stop[]> {
  await page.evaluate(prepared);
  const stops: Stop[] = [];
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate<Stop | null>("wherePressed()");
    if (!stop) return stops;
    stops.push(stop);
  }
  throw new Error(`${page.url()} has no end for who goes through it by Tab`);
}

/** What could have had the focus and had not, after `tabThrough`. */
export const passedOver = (page: Page): Promise<readonly string[]> => page.evaluate<string[]>("passedOver()");

// Runs in the page. Radio buttons of a question are one stop; players have several of their own.
const prepared = `
// Players show the focus on their own buttons, which nobody outside sees.
const isPlayer = (element) => /^(audio|video)$/.test(element.localName);
globalThis.stopped = [];
globalThis.nameOf = (element) => element.localName + (element.id ? "#" + element.id : "") + " " + JSON.stringify((element.textContent || element.name || element.value || "").trim().slice(0, 40));
const channels = (colour) => { const canvas = globalThis.inkCanvas ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true }); canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
const light = (colour) => { const [r, g, b] = channels(colour).map((value) => { const part = value / 255; return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const contrast = (one, other) => { const [high, low] = [light(one), light(other)].sort((a, b) => b - a); return (high + 0.05) / (low + 0.05); };
const behind = (element) => { for (let up = element; up; up = up.parentElement) { const colour = getComputedStyle(up).backgroundColor; if (channels(colour)[3] === 255) return colour; } return "white"; };
globalThis.wherePressed = () => {
  const element = document.activeElement;
  if (element === document.body || element === document.documentElement) return null;
  const faults = [];
  const last = stopped.at(-1);
  if (last && last !== element && !(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) {
    if (element === stopped[0]) return null;
    faults.push("comes after " + nameOf(last) + ", which stands below it");
  }
  stopped.push(element);
  const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(element);
  if (!isPlayer(element) && (outlineStyle === "none" || parseFloat(outlineWidth) < 2)) faults.push("has no outline: " + outlineStyle + " " + outlineWidth);
  const ground = behind(parseFloat(outlineOffset) < 0 ? element : element.parentElement);
  if (contrast(outlineColor, ground) < 3) faults.push("has an outline of " + outlineColor + " on " + ground);
  const rects = [...element.getClientRects()];
  const box = rects[0] ?? element.getBoundingClientRect();
  const [x, y] = [box.left + Math.min(box.width, 300) / 2, box.top + Math.min(box.height, 20) / 2];
  if (box.width < 1 || x < 0 || y < 0 || x > innerWidth || y > innerHeight) faults.push("is out of sight at " + Math.round(x) + ", " + Math.round(y));
  else { const top = document.elementFromPoint(x, y); if (top && !element.contains(top) && !top.contains(element)) faults.push("lies under " + nameOf(top)); }
  return { what: nameOf(element), faults };
};
globalThis.passedOver = () => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0'], audio, video")]
  .filter((element) => element.tabIndex >= 0 && element.checkVisibility() && !(element.type === "radio" && !element.checked) && !stopped.includes(element)).map(nameOf);
`;
