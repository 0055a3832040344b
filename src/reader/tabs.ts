import type { NavLink } from "./frame.ts";
import type { Words } from "./words/words.ts";

/** The three ways through all stories, as tabs; `current` is the address of one of them. */
export function frontTabs({ list: { orders } }: Words, current: string): readonly NavLink[] {
  const tabs = [
    { href: "/", label: orders.top },
    { href: "/?order=latest", label: orders.latest },
    { href: "/unread", label: orders.unread },
  ];
  return tabs.map((tab) => ({ ...tab, isCurrent: tab.href === current }));
}
