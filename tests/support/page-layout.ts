import type { Page } from "playwright-core";

/** What of a page is cut off, sticks out or lies over something else; a line each, empty where all can be read. */
export const layoutFaults = (page: Page): Promise<readonly string[]> => page.evaluate<string[]>(looked);

// Runs in the page.
const looked = `(() => {
  const faults = [];
  const root = document.documentElement;
  const name = (element) => {
    const own = element.id ? "#" + element.id : element.className && typeof element.className === "string" ? "." + element.className.trim().split(/\\s+/).join(".") : "";
    const up = element.parentElement && element.parentElement !== document.body ? name1(element.parentElement) + " > " : "";
    return up + element.localName + own;
  };
  const name1 = (element) => element.localName + (element.id ? "#" + element.id : typeof element.className === "string" && element.className ? "." + element.className.trim().split(/\\s+/)[0] : "");
  const said = (text) => JSON.stringify(text.trim().replace(/\\s+/g, " ").slice(0, 50));
  if (root.scrollWidth > root.clientWidth) faults.push("the page is " + root.scrollWidth + " px wide in a window of " + root.clientWidth);

  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) && !element.closest(".unseen, .skip, .pages-unseen, [aria-hidden=true], svg");
  // What is scrolled within itself is within reach.
  const scroller = (element) => { for (let up = element; up && up !== document.body; up = up.parentElement) if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return up; };
  const clips = (element) => /hidden|clip/.test(getComputedStyle(element).overflowX + getComputedStyle(element).overflowY);

  const lines = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !isSeen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width < 1 || rect.height < 1) continue;
      if (!scroller(element) && (rect.right > root.clientWidth + 1 || rect.left < -1))
        faults.push(name(element) + " sticks out to " + Math.round(rect.left) + ".." + Math.round(rect.right) + ": " + said(node.data));
      for (let up = element; up && up !== document.body; up = up.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(up).overflowX)) break;
        if (!clips(up)) continue;
        const box = up.getBoundingClientRect();
        if (rect.right > box.right + 1 || rect.left < box.left - 1 || rect.bottom > box.bottom + 3 || rect.top < box.top - 3)
          faults.push(name(up) + " cuts off " + said(node.data));
      }
      // Of a line's box the letters fill the middle.
      const inset = rect.height * 0.22;
      if (!element.closest("#says, #news")) lines.push({ node, element, left: rect.left + 1, right: rect.right - 1, top: rect.top + inset, bottom: rect.bottom - inset, box: scroller(element) });
    }
  }
  for (const element of document.querySelectorAll("body *")) {
    if (!isSeen(element) || scroller(element.parentElement)) continue;
    const { left, right, width } = element.getBoundingClientRect();
    if (width > 0 && (right > root.clientWidth + 1 || left < -1)) faults.push(name(element) + " is at " + Math.round(left) + ".." + Math.round(right));
    if (/^(input|button|select)$/.test(element.localName) && element.localName !== "input" && element.scrollWidth > element.clientWidth + 1) faults.push(name(element) + " cuts off its own words");
  }
  for (const target of document.querySelectorAll("button, input, select, img, video, audio")) {
    const rect = target.getBoundingClientRect();
    if (!isSeen(target) || rect.width < 2 || scroller(target)) continue;
    lines.push({ node: target, element: target, left: rect.left + 1, right: rect.right - 1, top: rect.top + 1, bottom: rect.bottom - 1 });
  }
  lines.sort((a, b) => a.top - b.top);
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < one.bottom; next++) {
      const other = lines[next];
      if (one.node === other.node || one.node === other.element || other.node === one.element || one.box !== other.box || one.element.contains(other.element) && one.element !== other.element || other.element.contains(one.element) && one.element !== other.element) continue;
      const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (width > 2 && height > 2) faults.push(name(one.element) + " " + said(one.element.textContent) + " lies over " + name(other.element) + " " + said(other.element.textContent));
    }
  });
  return [...new Set(faults)].slice(0, 8);
})()`;
