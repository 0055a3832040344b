// The keys that readers share; src/reader/key-map.ts lists them for people. Whatever a key does, a link or a button
// does too: a key presses it. None works with a modifier, in a field, or where they are switched off.

const root = document.documentElement;
const one = (selector) => document.querySelector(selector) ?? undefined;
const all = (selector) => [...document.querySelectorAll(selector)];
/** The same of a part of the page; nothing of no part: a key that is about a story means none where nobody stands on one. */
const oneIn = (within, selector) => within?.querySelector(selector) ?? undefined;
const allIn = (within, selector) => [...(within?.querySelectorAll(selector) ?? [])];

/** The card last stood on; focus may since have gone elsewhere. */
let current;
const stops = "[data-list] .card, .coverage-lists li[id^='entry-']";

/** What the keys are about: the card or report with the focus, the one last stood on, or the story of the page. */
const here = () => document.activeElement.closest(stops) ?? (current?.isConnected ? current : undefined);
const subject = () => here()?.closest(".card") ?? one(".story");
const headline = (stop) => oneIn(stop, ":is(h2, h3, p) a");

const pathOf = (card) => new URL(headline(card).href).pathname;

/** What this tab remembers; a browser that keeps nothing goes without. */
const recalled = (name, kept) => {
  try {
    return JSON.parse(globalThis[kept].getItem(name)) ?? undefined;
  } catch {
    return undefined;
  }
};
const remember = (name, value, kept) => {
  try {
    globalThis[kept].setItem(name, JSON.stringify(value));
  } catch {
    // Nothing depends on it.
  }
};

const press = (element) => element?.click();
const visit = (path) => location.assign(path);

function stand(stop, isRepeated) {
  const link = headline(stop);
  if (!link) return;
  current = stop;
  link.focus({ preventScroll: true });
  const isTall = stop.offsetHeight > innerHeight * 0.8;
  stop.scrollIntoView({
    block: isTall ? "start" : "nearest",
    ...(isRepeated && { behavior: "instant" }),
  });
}

/** The next of these from where the reader is; at first the first that can be seen. */
function next(found, step) {
  const at = found.indexOf(found.find((each) => each === here() || each === document.activeElement));
  if (at >= 0) return found[at + step];
  return step > 0 ? found.find((each) => each.getBoundingClientRect().bottom > 80) : undefined;
}

function move(step, isRepeated) {
  if (one(".story")) return neighbour(step);
  const cards = all("[data-list] .card");
  const card = next(cards, step);
  if (card) stand(card, isRepeated);
  else if (step > 0 && cards.length > 0) one("a[rel=next]")?.focus();
}

/** The story after or before this one in the list it was opened from. "Back" then still leads to that list. */
function neighbour(step) {
  const order = recalled("order", "sessionStorage") ?? [];
  const at = order.indexOf(location.pathname);
  const path = at < 0 ? undefined : order[at + step];
  if (!path) return;
  remember("at", path, "sessionStorage");
  location.replace(path);
}

/** The page of the story that the keys are about: this one, or fetched to show a part of it in place. */
function storyPage() {
  const card = here()?.closest(".card");
  return card ? pageAt(headline(card).href) : Promise.resolve(document);
}

// A document that XMLHttpRequest has parsed runs no script and needs no string that becomes HTML here.
const pageAt = (href) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.responseType = "document";
    request.addEventListener("load", () => resolve(request.response));
    request.addEventListener("error", reject);
    request.open("GET", href);
    request.send();
  });

/** In the present card: folds away the part of that name, or fetches it from the story's page. */
async function unfold(name, select) {
  const card = here()?.closest(".card");
  const shown = oneIn(card, `.${name}`);
  if (!card || shown) {
    if (shown?.contains(document.activeElement)) headline(card).focus({ preventScroll: true });
    return shown?.remove();
  }
  card.setAttribute("aria-busy", "true");
  const found = select(await storyPage().catch(() => document.createDocumentFragment()));
  card.removeAttribute("aria-busy");
  if (found.length === 0) return press(headline(card));
  const part = document.createElement("div");
  part.className = `in-place ${name}`;
  part.append(...found.map((node) => document.importNode(node, true)));
  card.append(part);
}

function fullText() {
  if (!one(".story")) return unfold("prose", (page) => [...(oneIn(page, ".lead .prose")?.childNodes ?? [])]);
  press(oneIn(here() ?? one(".coverage-lists"), "details:has(.prose) > summary"));
}

function coverage() {
  if (!one(".story"))
    return unfold("unfolded", (page) =>
      allIn(page, ".coverage-lists li[id^='entry-'] :is(h3, h3 + .meta, .copies p)"),
    );
  const folds = all(".coverage-lists details:not(.correct, .facts)");
  const opens = folds.some((fold) => !fold.open);
  for (const fold of folds) fold.open = opens;
}

function nextOutlet() {
  if (one(".story")) {
    const report = next(all(stops), 1);
    return report && stand(report);
  }
  const card = here()?.closest(".card");
  const links = allIn(card, ".others a, .unfolded a");
  (links[links.indexOf(document.activeElement) + 1] ?? headline(card))?.focus();
}

/** In a tab of its own, as readers do: the list stays where it is. */
async function original() {
  const link = oneIn(await storyPage(), ".original");
  if (!link) return;
  const opened = Object.assign(document.createElement("a"), {
    href: link.href,
    target: "_blank",
    rel: "noopener noreferrer",
  });
  opened.click();
}

const mark = (...acts) => press(acts.map((act) => oneIn(subject(), `.marks [value=${act}]`)).find(Boolean));

function search() {
  const field = one("main input[type=search]");
  if (field) field.select();
  else visit("/search");
}

/** The map, which /about shows to all, over the page. */
async function help() {
  const open = one("dialog[open]");
  if (open) return open.close();
  const dialog = one("dialog.help") ?? (await helpDialog());
  if (dialog) dialog.showModal();
  else visit("/about#keys");
}

async function helpDialog() {
  const keys = oneIn(await pageAt("/about").catch(() => undefined), "#keys");
  const dialog = one("#help")?.content.cloneNode(true).firstElementChild;
  if (!keys || !dialog) return undefined;
  dialog.append(document.importNode(keys, true));
  const uses = oneIn(dialog, "input");
  uses.checked = !areOff();
  uses.addEventListener("change", () => remember("keys", uses.checked ? "on" : "off", "localStorage"));
  document.body.append(dialog);
  return dialog;
}

const areOff = () => recalled("keys", "localStorage") === "off";

const acts = {
  j: ({ repeat }) => move(1, repeat),
  k: ({ repeat }) => move(-1, repeat),
  o: () => press(here()?.contains(document.activeElement) ? document.activeElement : headline(here())),
  v: original,
  m: () => mark("read", "unread"),
  s: () => mark("star", "unstar"),
  d: fullText,
  x: coverage,
  ".": nextOutlet,
  A: () => one("form[action='/marks/all']")?.requestSubmit(),
  u: () => press(all("form[action='/marks/undo'] button").at(-1)),
  r: () => (one("#news a") ? press(one("#news a")) : location.reload()),
  "/": search,
  "?": help,
  G: () => scrollTo({ top: root.scrollHeight, behavior: "instant" }),
  gg: () => scrollTo({ top: 0, behavior: "instant" }),
  gh: () => visit("/"),
  gu: () => visit("/unread"),
  gs: () => visit("/starred"),
  gc: () => visit("/sources"),
  gf: () => visit("/feeds"),
  gt: () => visit("/status"),
};
Object.assign(acts, { n: acts.j, p: acts.k, f: acts.s });

/** The key by its letter; on a layout without Latin ones by its place. Shift decides the case, never Caps Lock. */
function keyOf({ key, code, shiftKey }) {
  const placed = { Slash: shiftKey ? "?" : "/", Period: "." };
  const sign = /^[ -~]$/.test(key) ? key : (/^Key([A-Z])$/.exec(code)?.[1] ?? placed[code] ?? "");
  return shiftKey ? sign.toUpperCase() : sign.toLowerCase();
}

const isTyping = (target) =>
  target.closest(
    "input:not([type=checkbox], [type=radio]), textarea, select, audio, video, [contenteditable]",
  );

/** When "g" was pressed: the next key within two seconds belongs to it. */
let wentAt = -Infinity;

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const key = keyOf(event);
  if (!key || areOff() || isTyping(event.target) || (one("dialog[open]") && key !== "?")) return;
  const isSecond = event.timeStamp - wentAt < 2000;
  wentAt = !isSecond && key === "g" ? event.timeStamp : -Infinity;
  const name = isSecond ? `g${key}` : key;
  if (!Object.hasOwn(acts, name) || (event.repeat && !"jknp".includes(name))) return;
  event.preventDefault();
  acts[name](event);
});

addEventListener("focusin", ({ target }) => (current = target.closest(stops) ?? current));

addEventListener("click", (event) => {
  if (event.target.closest("a[href='/about#keys']") && one("#help")) {
    event.preventDefault();
    return void help();
  }
  const card = event.target.closest("[data-list] .card");
  if (!card) return;
  remember("order", all("[data-list] .card").map(pathOf), "sessionStorage");
  remember("at", pathOf(card), "sessionStorage");
});

// "Back" leads to the list at the story that was read last.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted && performance.getEntriesByType("navigation")[0]?.type !== "back_forward") return;
  const at = recalled("at", "sessionStorage");
  current = all("[data-list] .card").find((card) => pathOf(card) === at) ?? current;
});
