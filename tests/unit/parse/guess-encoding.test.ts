import { describe, expect, test } from "vitest";
import { decodeText } from "../../../src/parse/decode-text.ts";
import { guessEncoding } from "../../../src/parse/guess-encoding.ts";
import { encodeText } from "../../support/encode-text.ts";

/** One report of ours in many languages: what stands in an undeclared document of one item. */
const reports = {
  ru: [
    "Паром сел на мель у входа в гавань",
    "Никто из пассажиров не пострадал. Спасатели доставили людей на берег до рассвета, сообщил начальник порта. Причину аварии выясняют.",
  ],
  uk: [
    "Пором сів на мілину біля входу до гавані",
    "Ніхто з пасажирів не постраждав. Рятувальники доставили людей на берег ще до світанку, повідомив начальник порту. Її причину з'ясовують.",
  ],
  bg: [
    "Ферибот заседна при входа на пристанището",
    "Никой от пътниците не е пострадал. Спасителите изведоха хората на брега преди разсъмване, съобщи началникът на порта.",
  ],
  sr: [
    "Трајект се насукао на улазу у луку",
    "Нико од путника није повређен. Спасиоци су превезли људе на обалу пре зоре, саопштио је лучки капетан.",
  ],
  ja: [
    "港の入り口でフェリーが座礁",
    "乗客にけがはなかった。救助隊は夜明け前に全員を岸まで運んだと港長は話している。原因を調べている。",
  ],
  ko: [
    "항구 입구에서 여객선 좌초",
    "승객은 아무도 다치지 않았다. 구조대가 새벽이 되기 전에 모두를 육지로 옮겼다고 항만 책임자가 밝혔다.",
  ],
  "zh-TW": [
    "渡輪在港口入口擱淺",
    "沒有乘客受傷。港口負責人表示，救援人員在天亮以前把所有人送上岸。事故原因仍在調查。",
  ],
  "zh-CN": [
    "渡轮在港口入口搁浅",
    "没有乘客受伤。港口负责人表示，救援人员在天亮以前把所有人送上岸。事故原因仍在调查。",
  ],
  pl: [
    "Prom osiadł na mieliźnie przy wejściu do portu",
    "Żaden z pasażerów nie odniósł obrażeń. Ratownicy przewieźli ludzi na brzeg jeszcze przed świtem, powiedział kapitan portu. Śledztwo trwa.",
  ],
  cs: [
    "Trajekt uvázl na mělčině u vjezdu do přístavu",
    "Nikdo z cestujících nebyl zraněn. Záchranáři dopravili lidi na břeh ještě před úsvitem, řekl velitel přístavu. Příčinu šetří úřady.",
  ],
  hu: [
    "Zátonyra futott egy komp a kikötő bejáratánál",
    "Az utasok közül senki sem sérült meg. A mentők még hajnal előtt partra vitték az embereket, közölte a kikötő főnöke. Az okát kutatják.",
  ],
  ro: [
    "Un feribot a eşuat la intrarea în port",
    "Niciunul dintre pasageri nu a fost rănit. Salvatorii au dus oamenii la ţărm înainte de zorii zilei, a spus şeful portului.",
  ],
  hr: [
    "Trajekt se nasukao na ulazu u luku",
    "Nitko od putnika nije ozlijeđen. Spasioci su još prije zore prevezli ljude na obalu, rekao je lučki kapetan. Uzrok se još istražuje, čuje se iz luke.",
  ],
  el: [
    "Το πλοίο προσάραξε στην είσοδο του λιμανιού",
    "Κανένας από τους επιβάτες δεν τραυματίστηκε. Οι διασώστες μετέφεραν τους ανθρώπους στη στεριά πριν από την αυγή, είπε ο λιμενάρχης.",
  ],
  he: [
    "המעבורת עלתה על שרטון בכניסה לנמל",
    "איש מהנוסעים לא נפגע. המצילים הביאו את האנשים אל החוף לפני עלות השחר, אמר מנהל הנמל. הסיבה נבדקת.",
  ],
  tr: [
    "Feribot liman girişinde karaya oturdu",
    "Yolculardan hiç kimse yaralanmadı. Kurtarma ekipleri insanları gün doğmadan kıyıya taşıdı, dedi liman başkanı. Kazanın nedeni araştırılıyor.",
  ],
  ar: [
    "جنوح عبارة عند مدخل الميناء",
    "لم يصب أحد من الركاب بأذى. وقال رئيس الميناء إن رجال الإنقاذ نقلوا الناس إلى الشاطئ قبل الفجر. ولا يزال التحقيق جاريا في السبب.",
  ],
  fa: [
    "کشتي مسافري در ورودي بندر به گل نشست",
    "هيچ يک از مسافران آسيب نديد. رئيس بندر گفت که امدادگران پيش از سپيده دم همه را به ساحل رساندند.",
  ],
  th: [
    "เรือข้ามฟากเกยตื้นที่ปากอ่าว",
    "ไม่มีผู้โดยสารได้รับบาดเจ็บ เจ้าหน้าที่กู้ภัยพาทุกคนขึ้นฝั่งก่อนรุ่งสาง หัวหน้าท่าเรือกล่าว กำลังสอบสวนหาสาเหตุ",
  ],
  lt: [
    "Keltas užplaukė ant seklumos prie įėjimo į uostą",
    "Nė vienas keleivis nenukentėjo. Gelbėtojai žmones į krantą nugabeno dar prieš aušrą, pranešė uosto viršininkas. Priežastis aiškinama.",
  ],
  lv: [
    "Prāmis uzskrēja uz sēkļa pie ostas ieejas",
    "Neviens no pasažieriem necieta. Glābēji cilvēkus nogādāja krastā vēl pirms rītausmas, sacīja ostas kapteinis. Cēloni vēl noskaidro.",
  ],
  de: [
    "Fähre läuft an der Hafeneinfahrt auf Grund",
    "Keiner der Fahrgäste wurde verletzt. Rettungskräfte brachten die Menschen noch vor der Morgendämmerung ans Ufer, sagte der Hafenkapitän. Die Ursache prüfen Behörden.",
  ],
  fr: [
    "Un ferry s’échoue à l’entrée du port",
    "Aucun passager n’a été blessé. Les sauveteurs ont ramené les gens à terre avant l’aube, a déclaré le capitaine du port. La cause reste à établir.",
  ],
  es: [
    "Un transbordador encalla a la entrada del puerto",
    "Ningún pasajero resultó herido. Los equipos de rescate llevaron a la gente a la orilla antes del amanecer, según el capitán del puerto. La investigación continuará mañana.",
  ],
  pt: [
    "Balsa encalha na entrada do porto",
    "Nenhum passageiro ficou ferido. As equipes de resgate levaram as pessoas à margem antes do amanhecer, disse o capitão do porto. A investigação não terminou.",
  ],
  sv: [
    "Färja gick på grund vid hamninloppet",
    "Ingen av passagerarna skadades. Räddningstjänsten förde människorna i land före gryningen, sade hamnkaptenen. Orsaken är ännu oklar.",
  ],
  en: [
    "Ferry runs aground at the harbour’s mouth",
    "None of the passengers was hurt. Rescuers brought people ashore before dawn, “and nobody panicked”, the harbour master said. A café stayed open all night.",
  ],
  fi: [
    "Lautta ajoi karille sataman suulla",
    "Kukaan matkustajista ei loukkaantunut. Pelastajat toivat ihmiset rantaan ennen aamunkoittoa, sanoi satamakapteeni. Syytä selvitetään yhä.",
  ],
  is: [
    "Ferja strandaði við hafnarmynnið",
    "Enginn farþeganna slasaðist. Björgunarmenn fluttu fólkið í land fyrir dögun, sagði hafnarstjórinn. Orsökin er enn í rannsókn.",
  ],
  da: [
    "Færge gik på grund ved havneindløbet",
    "Ingen af passagererne kom til skade. Redningsfolk bragte folk i land før daggry, sagde havnekaptajnen. Årsagen undersøges endnu.",
  ],
  it: [
    "Un traghetto si arena all’imbocco del porto",
    "Nessun passeggero è rimasto ferito. I soccorritori hanno portato a terra la gente prima dell’alba, ha detto il comandante del porto. La causa è ancora ignota: perché è successo?",
  ],
} as const;

const written: readonly (readonly [label: string, language: keyof typeof reports])[] = [
  ["windows-1251", "ru"],
  ["koi8-r", "ru"],
  ["koi8-u", "uk"],
  ["windows-1251", "uk"],
  ["windows-1251", "bg"],
  ["windows-1251", "sr"],
  ["iso-8859-5", "ru"],
  ["ibm866", "ru"],
  ["shift_jis", "ja"],
  ["euc-jp", "ja"],
  ["iso-2022-jp", "ja"],
  ["euc-kr", "ko"],
  ["big5", "zh-TW"],
  ["gb18030", "zh-CN"],
  ["iso-8859-2", "pl"],
  ["windows-1250", "pl"],
  ["windows-1250", "cs"],
  ["iso-8859-2", "cs"],
  ["iso-8859-2", "hu"],
  ["windows-1250", "ro"],
  ["windows-1250", "hr"],
  ["iso-8859-7", "el"],
  ["windows-1253", "el"],
  ["iso-8859-8", "he"],
  ["windows-1255", "he"],
  ["windows-1254", "tr"],
  ["iso-8859-9", "tr"],
  ["windows-1256", "ar"],
  ["iso-8859-6", "ar"],
  ["windows-1256", "fa"],
  ["windows-874", "th"],
  ["windows-1257", "lt"],
  ["windows-1257", "lv"],
  ["windows-1252", "de"],
  ["windows-1252", "fr"],
  ["windows-1252", "es"],
  ["windows-1252", "pt"],
  ["windows-1252", "sv"],
  ["windows-1252", "en"],
  ["windows-1252", "fi"],
  ["windows-1252", "is"],
  ["windows-1252", "da"],
  ["windows-1252", "it"],
];

const feed = (title: string, text: string) =>
  `<rss version="2.0"><channel><title>Wire</title><link>https://wire.example/</link><item><title>${title}</title>
   <link>https://wire.example/1?a=1&amp;b=2</link><description>&lt;p class="lead">${text}&lt;/p></description></item></channel></rss>`;

describe("a feed that says no encoding is read", () => {
  test.each(written)("as %s in %s", (label, language) => {
    const [title, text] = reports[language];
    const document = feed(title, text);
    const decoded = decodeText(encodeText(document, label));
    expect(decoded.text).toBe(document);
    expect(decoded.notes.join()).toContain("read as ");
  });

  test.each(written.filter(([, language]) => !/^(?:tr|ro)$/.test(language)))(
    "by its headline alone, as %s in %s",
    (label, language) => {
      const document = feed(reports[language][0], "Wire");
      expect(decodeText(encodeText(document, label)).text).toBe(document);
    },
  );
});

describe("the guess", () => {
  test("is windows-1252 where one accent is all there is", () => {
    expect(guessEncoding(encodeText("<title>A café by the harbour</title>", "windows-1252"))).toBe(
      "windows-1252",
    );
  });

  test("is made by the first words beyond ASCII, however late they come", () => {
    const text = `${"Nothing but ASCII. ".repeat(50_000)} ${reports.ru.join(" ")}`;
    expect(guessEncoding(encodeText(text, "koi8-r"))).toBe("koi8-u");
  });

  test("looks at a bounded part: megabytes of one byte take no time", () => {
    const started = process.cpuUsage();
    guessEncoding(Buffer.alloc(5_000_000, 0xe9));
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(1000);
  });
});
