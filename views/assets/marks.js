// Marks without leaving the page: the same forms as the browser would send, and what becomes of them said in the
// page's own words (#says). Where this does not run, the forms go by themselves and the server leads back.

const root = document.documentElement;
const says = document.querySelector("#says");
const navigation = performance.getEntriesByType("navigation")[0]?.type;

/** What the page shows of a story; the card of a list and the story's own page say it alike. */
const holders = (id) => document.querySelectorAll(`[data-story="${CSS.escape(id)}"]`);
const shownOf = (id) => {
  const [holder] = holders(id);
  return {
    read: holder?.hasAttribute("data-read") ?? false,
    starred: holder?.hasAttribute("data-starred") ?? false,
  };
};
const marksNow = (ids) => new Map(ids.map((id) => [id, shownOf(id)]));
const idsOf = (elements) => [...elements].map(({ dataset }) => dataset.story);

/** Shows marks, and remembers them for the pages that "Back" leads to: those were made before. */
function show(marks) {
  for (const [id, mark] of marks) for (const holder of holders(id)) showOn(holder, mark);
  const known = new Map([...remembered(), ...marks]);
  try {
    sessionStorage.setItem("marks", JSON.stringify([...known].slice(-500)));
  } catch {
    // A browser that keeps nothing shows marks as the server has them.
  }
}

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem("marks") ?? "[]");
  } catch {
    return [];
  }
}

/** With the reader goes what this tab has kept of their marks. */
function forget() {
  try {
    sessionStorage.removeItem("marks");
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

function showOn(holder, { read, starred }) {
  holder.toggleAttribute("data-read", read);
  holder.toggleAttribute("data-starred", starred);
  for (const button of holder.querySelectorAll(".marks [name=act]")) {
    const isStar = button.value.endsWith("star");
    const isOn = isStar ? starred : read;
    button.value = `${isOn ? "un" : ""}${isStar ? "star" : "read"}`;
    button.setAttribute("aria-pressed", String(isOn));
  }
}

/** One after the other: the first makes this browser known, and a second at once would make it known twice. */
let sending = Promise.resolve();
function send(path, fields) {
  sending = sending.catch(() => {}).then(() => post(path, fields));
  return sending;
}

async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
    keepalive: true,
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

/** Where the focus was before it came to what is said: it goes back there when that goes away. */
let cameFrom;
says.addEventListener("focusin", ({ relatedTarget }) => {
  if (!says.contains(relatedTarget)) cameFrom = relatedTarget;
});

function saysNow(...parts) {
  const hadFocus = says.contains(document.activeElement);
  says.replaceChildren(...parts);
  const back = cameFrom?.isConnected ? cameFrom : document.querySelector("main");
  if (hadFocus) back.focus({ preventScroll: true });
}

let silence;
/** Says it aloud too; with a change, together with the way back. It stays while the reader is on it. */
function say(text, change) {
  const undo = change === undefined ? undefined : undoForm(change);
  saysNow(text, ...(undo ? [" ", undo] : []));
  clearTimeout(silence);
  silence = setTimeout(function hush() {
    if (says.matches(":hover, :focus-within")) silence = setTimeout(hush, 4000);
    else says.replaceChildren();
  }, 8000);
}

function undoForm(change) {
  const form = document.querySelector("#undo").content.cloneNode(true).firstElementChild;
  form.elements.change.value = change;
  form.elements.back.value = location.pathname + location.search;
  return form;
}

/** "{n}" of the form that the plural rules of the language ask for. */
const counted = (name, amount) => {
  const form = new Intl.PluralRules(root.lang).select(amount);
  const text =
    says.dataset[`${name}${form[0].toUpperCase()}${form.slice(1)}`] ?? says.dataset[`${name}Other`];
  return text.replace("{n}", amount.toLocaleString(root.lang));
};

/** What the page showed before each change of this visit, by the change's id. */
const before = new Map();

/** Shows at once what will be, sends it, and shows again what was where it cannot be kept. */
async function change(path, fields, marks, text) {
  const shown = marksNow([...marks.keys()]);
  show(marks);
  try {
    const { change, stories } = await send(path, fields);
    if (change !== undefined && change !== null) before.set(String(change), shown);
    const said = text?.(stories ?? marks.size);
    if (said) say(said, change ?? undefined);
  } catch {
    show(shown);
    say(says.dataset.failed);
  }
}

const withAct = (mark, act) =>
  act.endsWith("star") ? { ...mark, starred: act === "star" } : { ...mark, read: act === "read" };

function markStory(fields) {
  const act = fields.get("act");
  const marks = new Map(fields.getAll("story").map((id) => [id, withAct(shownOf(id), act)]));
  for (const id of marks.keys()) chosen.add(id);
  return change("/marks", fields, marks, () => says.dataset[act]);
}

function markAll(fields) {
  const ids = idsOf(document.querySelectorAll("[data-list] [data-story]"));
  const marks = new Map(ids.map((id) => [id, { ...shownOf(id), read: true }]));
  // Asked for twice by a slip, the second leaves the way back that the first offers.
  const isOffered = (stories) => stories === 0 && says.querySelector("form");
  return change("/marks/all", fields, marks, (stories) =>
    isOffered(stories) ? undefined : counted("all", stories),
  );
}

async function undo(fields) {
  const shown = before.get(fields.get("change"));
  try {
    const { undone } = await send("/marks/undo", fields);
    if (undone) show(shown);
    say(undone ? says.dataset.undone : says.dataset.failed);
  } catch {
    say(says.dataset.failed);
  }
}

addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  const act = { "/marks": markStory, "/marks/all": markAll, "/marks/undo": undo }[
    form.getAttribute("action")
  ];
  const fields = new URLSearchParams(new FormData(form, submitter));
  // What was done before this page was there, the page does not know how to show undone: the server makes it anew.
  if (form.getAttribute("action") === "/settings/forget") forget();
  if (!act || (act === undo && !before.has(fields.get("change")))) return;
  event.preventDefault();
  if (form.closest("#says")) saysNow();
  act(fields);
});

/** Marked by hand on this page: what scrolling does not overrule. */
const chosen = new Set();

/** Without a word: who opens or passes a story sees that it is read. */
function markRead(ids) {
  const marks = new Map(ids.map((id) => [id, { ...shownOf(id), read: true }]));
  const fields = new URLSearchParams([["act", "read"], ["back", "/"], ...ids.map((id) => ["story", id])]);
  return change("/marks", fields, marks);
}

/** Stories that were on the screen and have left it upwards become read, a second's worth at once. */
function readOnScroll() {
  const seen = new Set();
  const passed = new Set();
  let timer;
  const flush = () => {
    clearTimeout(timer);
    const ids = [...passed].filter((id) => !chosen.has(id) && !shownOf(id).read);
    passed.clear();
    if (ids.length > 0) void markRead(ids);
  };
  const watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, boundingClientRect, target } of entries) {
      const id = target.dataset.story;
      if (isIntersecting) seen.add(id);
      else if (seen.has(id) && boundingClientRect.bottom <= 0) passed.add(id);
    }
    clearTimeout(timer);
    timer = setTimeout(flush, 1000);
  });
  for (const card of document.querySelectorAll("[data-list] [data-story]")) watcher.observe(card);
  addEventListener("pagehide", flush);
}

/** Opening a story reads it. The server notes it of readers whom it knows; of others it learns it here. */
function readOnOpening() {
  const story = document.querySelector(".story[data-story]");
  const isLeftUnread = new URLSearchParams(location.search).get("left") === "unread";
  if (!story || isLeftUnread || navigation === "back_forward") return;
  const { story: id } = story.dataset;
  if (shownOf(id).read) show(marksNow([id]));
  else void markRead([id]);
}

if ("readsOnScroll" in root.dataset) readOnScroll();
if (document.prerendering) document.addEventListener("prerenderingchange", readOnOpening, { once: true });
else readOnOpening();

addEventListener("pageshow", ({ persisted }) => {
  if (persisted || navigation === "back_forward")
    for (const [id, mark] of remembered()) for (const holder of holders(id)) showOn(holder, mark);
});
