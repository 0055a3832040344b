import { beforeAll, describe, expect, test } from "vitest";
import { canBe, detectLanguage, languageTag } from "../../../src/parse/language.ts";

test.each([
  ["en", "en"],
  ["EN_us", "en-US"],
  [" pt-br ", "pt-BR"],
  ["zh-hans-cn", "zh-Hans-CN"],
  ["iw", "he"],
  ["English", undefined],
  ["und", undefined],
  ["none", undefined],
  ["x", undefined],
  ["en, fr", undefined],
  ["", undefined],
  [undefined, undefined],
])("the declaration %j is %j (BCP 47)", (written, tag) => expect(languageTag(written)).toBe(tag));

describe("a text is", () => {
  // The detector's tables are loaded once, which takes seconds on a busy machine.
  beforeAll(() => detectLanguage("a text that is long enough to need the tables of the detector"), 60_000);

  test.each([
    ["en", "The ferry was freed from the rocks at high tide, and nobody on board was hurt."],
    ["de", "Die Fähre wurde bei Flut von den Felsen befreit, und niemand an Bord wurde verletzt."],
    ["fr", "Le ferry a été dégagé des rochers à marée haute, et personne à bord n’a été blessé."],
    ["es", "El transbordador fue liberado de las rocas con la marea alta y nadie a bordo resultó herido."],
    ["ru", "Паром сняли с камней во время прилива, и никто из пассажиров на борту не пострадал."],
    ["uk", "Пором зняли з каміння під час припливу, і ніхто з пасажирів на борту не постраждав."],
    ["ar", "تم تحرير العبارة من الصخور عند ارتفاع المد ولم يصب أحد من الركاب على متنها بأذى."],
    ["ja", "フェリーは満潮時に離礁し、けが人はなかった。"],
    ["zh", "渡轮在涨潮时脱困，船上无人受伤。"],
    ["ko", "여객선은 만조 때 암초에서 벗어났고 다친 사람은 없었다."],
    ["el", "Το πλοίο ελευθερώθηκε με την παλίρροια."],
  ])("%s: %s", async (language, text) => expect(await detectLanguage(text)).toBe(language));

  test("of no language where it is short", async () => {
    expect(await detectLanguage("Ferry")).toBeUndefined();
    expect(await detectLanguage("12:30 – 14:00")).toBeUndefined();
  });
});

test("a declaration that a text's script belies does not hold", () => {
  const russian = "Паром сняли с камней во время прилива, и никто из пассажиров не пострадал.";
  expect(canBe("en", russian)).toBe(false);
  expect(canBe("ru", russian)).toBe(true);
  expect(canBe("bg-BG", russian)).toBe(true);
  expect(canBe("en", "Паром")).toBe(true);
});
