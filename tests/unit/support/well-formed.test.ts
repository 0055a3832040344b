import { expect, test } from "vitest";
import { wellFormed } from "../../support/well-formed.ts";

test.each([
  "<a/>",
  '<?xml version="1.0" encoding="utf-8"?>\n<a>text</a>\n',
  "<a b='1' c=\"&lt;'&quot;\"><!-- - --><b >]] > &#10; &#x1F600; ></b ></a>",
  "<a><![CDATA[<b> & ]] > ]]>]]&gt;</a><?pi x?>",
  '<x:a xmlns:x="urn:x"><x:b x:c=""/></x:a>',
  '<a xml:lang="en"/>',
])("%s is well-formed", (xml) => {
  expect(() => wellFormed(xml)).not.toThrow();
});

test.each([
  "",
  "text",
  "<a>",
  "<a></b>",
  "<a/><b/>",
  "<a/>text",
  "<a><b></a></b>",
  "<a>&</a>",
  "<a>&nbsp;</a>",
  "<a>&#0;</a>",
  "<a>&#xD800;</a>",
  '<a b="&#1;"/>',
  "<a>]]></a>",
  "<a><![CDATA[ ]]> ]]></a>",
  "<a><!-- -- --></a>",
  '<a b="<"/>',
  "<a b=1/>",
  "<a b/>",
  '<a b="1" b="2"/>',
  '<a b="1"c="2"/>',
  "<x:a/>",
  '<a x:b=""/>',
  '<a><b xmlns:x="urn:x"/><x:c/></a>',
  "<a>\u0000</a>",
  "<a>\uFFFF</a>",
  "<a>\uD83D</a>",
  "<a><?xml version='1.0'?></a>",
  "<1/>",
])("%j is not", (xml) => {
  expect(() => wellFormed(xml)).toThrow(/at \d+|Not closed/);
});
