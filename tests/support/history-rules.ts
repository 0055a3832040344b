import { isWebAddress, mustBe } from "./feed-values.ts";
import { type XmlElement, all } from "./xml-tree.ts";

const fh = "http://purl.org/syndication/history/1.0";
const atom = "http://www.w3.org/2005/Atom";
const relations = ["self", "current", "prev-archive", "next-archive"] as const;

/** RFC 5005, section 4, of Atom's `feed` or RSS' `channel` (Appendix B). */
export function faultsOfHistory(feed: XmlElement): string[] {
  const marks = all(feed, "archive", fh);
  const links = all(feed, "link", atom);
  const of = (relation: (typeof relations)[number]) =>
    links.filter((link) => link.attributes["rel"] === relation).map((link) => link.attributes["href"] ?? "");
  const [self] = of("self");
  const faults = relations.flatMap((relation) => [
    ...(of(relation).length > 1 ? [`${relation} is linked twice`] : []),
    ...of(relation).flatMap((href) => mustBe(`The link to ${relation}`, href, isWebAddress, "an address")),
    ...(relation !== "self" && of(relation)[0] !== undefined && of(relation)[0] === self
      ? [`${relation} is the document itself`]
      : []),
  ]);
  if (marks.length > 1) faults.push("fh:archive is there twice");
  if (marks.some(({ text, elements }) => text !== "" || elements.length > 0))
    faults.push("fh:archive is not empty");
  if (marks.length > 0 && of("current").length === 0) faults.push("An archive does not say what is current");
  if (marks.length > 0 && links.some((link) => link.attributes["rel"] === "hub"))
    faults.push("An archive has a hub");
  if (marks.length === 0 && all(feed, "complete", fh).length > 0 && of("prev-archive").length > 0)
    faults.push("A complete feed has archives");
  return faults;
}
