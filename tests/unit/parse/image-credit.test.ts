import { describe, expect, test } from "vitest";
import { creditAlone, creditIn, readImageCredit } from "../../../src/parse/image-credit.ts";
import { fieldsIn, rss } from "../../support/parsed.ts";

describe("a caption says whose the picture is", () => {
  test.each([
    ["The quay at dawn. REUTERS/Ada Hill", "REUTERS/Ada Hill"],
    ["The quay at dawn. Photo: Ada Hill/AFP", "Ada Hill/AFP"],
    ["The quay at dawn. (AP Photo/Ada Hill)", "AP Photo/Ada Hill"],
    ["The quay at dawn. © Ada Hill / AFP", "Ada Hill / AFP"],
    ["Die Fähre im Hafen. Foto: Ada Hill/dpa", "Ada Hill/dpa"],
    ["© Ada Hill/picture alliance/dpa", "Ada Hill/picture alliance/dpa"],
    ["Reuters", "Reuters"],
    ["Photo by Ada Hill", "Ada Hill"],
    ["Image credit: Getty Images", "Getty Images"],
    ["Фото: РИА Новости", "РИА Новости"],
    ["港の朝＝共同", "共同"],
  ])("%s", (caption, credit) => expect(creditIn(caption)).toBe(credit));

  test.each([
    "The quay at dawn.",
    "Envoy Marta Quill speaks to reporters (Reuters has more on this below)",
    "Photo: the ferry as it left the quay at dawn",
    "Bild von Berlin",
    "The captain told Reuters.",
    "",
  ])("or does not: %s", (caption) => expect(creditIn(caption)).toBeUndefined());
});

test("a by-line is no credit", () => expect(creditAlone("By Ada Hill, Reuters")).toBeUndefined());

describe("media:credit", () => {
  const creditOf = async (item: string) =>
    readImageCredit((await fieldsIn(rss(`<item>${item}</item>`))).item);

  test("of the picture goes before that of the item", async () => {
    const item =
      '<media:credit>Coast</media:credit><media:content url="/a.jpg"><media:credit role="photographer">Ada Hill</media:credit></media:content>';
    expect(await creditOf(item)).toBe("Ada Hill");
  });

  test("that names the author of the text is none", async () => {
    expect(await creditOf('<media:credit role="author">Ada Hill</media:credit>')).toBeUndefined();
  });
});
