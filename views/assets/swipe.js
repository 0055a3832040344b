// On touch screens a card is pushed: to the right it is read, to the left starred. Buttons of the card do the same.

/** From the edges of the screen the system goes back. */
const edge = 32;
/** From here on it is meant: in px. */
const enough = 88;

let push;

addEventListener("pointerdown", (event) => {
  const card = event.target.closest(".card:has(.marks)");
  const isAtEdge = event.clientX < edge || event.clientX > innerWidth - edge;
  push = undefined;
  if (event.pointerType !== "touch" || !event.isPrimary || !card || isAtEdge) return;
  push = { card, id: event.pointerId, x: event.clientX, y: event.clientY, by: 0, isSure: false };
});

addEventListener("pointermove", (event) => {
  if (event.pointerId !== push?.id) return;
  const by = event.clientX - push.x;
  if (!push.isSure) {
    const down = Math.abs(event.clientY - push.y);
    if (Math.max(Math.abs(by), down) < 12) return;
    // The page is scrolled: this finger means no card any more.
    if (down * 1.5 > Math.abs(by)) return void (push = undefined);
    push.isSure = true;
    push.card.setPointerCapture(push.id);
  }
  // Beyond what is enough it moves along less and less.
  const beyond = Math.max(0, Math.abs(by) - enough);
  push.by = by;
  push.card.style.setProperty("--push", `${Math.sign(by) * (Math.abs(by) - beyond * 0.75)}px`);
  push.card.dataset.push = buttonOf(push)?.textContent.trim() ?? "";
  push.card.dataset.side = by > 0 ? "start" : "end";
  push.card.toggleAttribute("data-pushed", Math.abs(by) >= enough);
});

const buttonOf = ({ card, by }) =>
  card.querySelector(by > 0 ? ".marks [value$=read]" : ".marks [value$=star]");

function letGo(event, isMeant) {
  if (event.pointerId !== push?.id) return;
  const { card, by, isSure } = push;
  if (isMeant && isSure && Math.abs(by) >= enough) buttonOf(push)?.click();
  card.style.removeProperty("--push");
  for (const name of ["data-push", "data-side", "data-pushed"]) card.removeAttribute(name);
  push = undefined;
  // The finger was on a link perhaps, which is not what it meant.
  if (isSure) pushedAt = event.timeStamp;
}

let pushedAt = -Infinity;
addEventListener("pointerup", (event) => letGo(event, true));
addEventListener("pointercancel", (event) => letGo(event, false));
addEventListener(
  "click",
  (event) => {
    if (event.isTrusted && event.timeStamp - pushedAt < 300 && event.target.closest(".card"))
      event.preventDefault();
  },
  true,
);
