import type { IOptions } from "sanitize-html";

/** MathML Core's presentation elements. Without maction, which acts, and mglyph, which loads and confuses parsers. */
export const mathTags: readonly string[] =
  `math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt
  mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics`.split(/\s+/);

/** The same formula in another notation: it would stand beside the one that is shown. */
export const mathAnnotations: readonly string[] = ["annotation", "annotation-xml"];

/** Looks and layout only: MathML's links (href, xlink:href, altimg) stay out. */
export const mathAttributes: NonNullable<IOptions["allowedAttributes"]> = {
  math: ["alttext", "display"],
  mfrac: ["linethickness"],
  mi: ["mathvariant"],
  mo: [
    "fence",
    "form",
    "largeop",
    "lspace",
    "maxsize",
    "minsize",
    "movablelimits",
    "rspace",
    "separator",
    "stretchy",
    "symmetric",
  ],
  mover: ["accent"],
  mspace: ["width"],
  mstyle: ["displaystyle", "scriptlevel"],
  mtable: ["columnalign", "rowspacing", "columnspacing"],
  mtd: ["columnalign", "columnspan", "rowspan"],
  munder: ["accentunder"],
  munderover: ["accent", "accentunder"],
};
