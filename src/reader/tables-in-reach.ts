import type { SafeHtml } from "../model/entry.ts";

/**
 * A text whose tables can be reached by keys: a wide one is scrolled sideways in its own box, and not every browser lets
 * keys scroll what has no place in their order. The sanitiser writes no "<" that is not a tag's.
 */
export const tablesInReach = (html: SafeHtml): SafeHtml =>
  html.replaceAll(/<table(?=[\s>])/g, '<table tabindex="0"') as SafeHtml;
