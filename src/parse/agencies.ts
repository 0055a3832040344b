/**
 * A news agency, by the names it goes by: `names` are told by any letter case, `marks` (short forms that are also words,
 * initials or places) only as they stand.
 */
type Agency = Readonly<{ name: string; names: readonly string[]; marks?: readonly string[] }>;

const agencies: readonly Agency[] = [
  {
    name: "Reuters",
    names: [
      "reuters",
      "thomson reuters",
      "reuters news",
      "reuters staff",
      "reuters.com",
      "рейтер",
      "رويترز",
      "路透社",
      "路透",
      "ロイター",
      "로이터",
      "רויטרס",
    ],
  },
  {
    name: "AP",
    names: [
      "associated press",
      "the associated press",
      "ap news",
      "ap staff",
      "美联社",
      "أسوشيتد برس",
      "ap通信",
    ],
    marks: ["AP", "A.P."],
  },
  {
    name: "AFP",
    names: [
      "agence france-presse",
      "agence france presse",
      "afp",
      "afp news",
      "afp news agency",
      "法新社",
      "فرانس برس",
      "أ ف ب",
      "afpbb news",
      "afp=時事",
      "afp時事",
      "afpbb",
    ],
  },
  {
    name: "dpa",
    names: [
      "deutsche presse-agentur",
      "deutsche presse agentur",
      "dpa-infocom",
      "dpa-infocom gmbh",
      "dpa gmbh",
      "dpa international",
      "dpa-afx",
    ],
    marks: ["dpa", "DPA"],
  },
  { name: "EFE", names: ["agencia efe", "efe noticias", "agência efe"], marks: ["EFE", "Efe"] },
  { name: "Europa Press", names: ["europa press", "europapress"] },
  { name: "ANSA", names: ["agenzia ansa"], marks: ["ANSA", "Ansa"] },
  { name: "Adnkronos", names: ["adnkronos", "adnkronos salute"] },
  { name: "TASS", names: ["tass", "тасс", "itar-tass", "итар-тасс"] },
  { name: "Interfax", names: ["interfax", "интерфакс", "interfax.ru"] },
  { name: "Interfax-Ukraine", names: ["interfax-ukraine", "інтерфакс-україна", "интерфакс-украина"] },
  { name: "RIA Novosti", names: ["ria novosti", "риа новости", "рiа новини"] },
  { name: "Ukrinform", names: ["ukrinform", "укрінформ", "укринформ"] },
  { name: "Xinhua", names: ["xinhua", "xinhua news agency", "新华社", "新華社", "新华网", "新華網"] },
  { name: "China News Service", names: ["china news service", "中新社", "中新网"] },
  {
    name: "Kyodo",
    names: ["kyodo", "kyodo news", "kyodo news agency", "共同通信", "共同通信社", "共同社", "共同"],
  },
  { name: "Jiji", names: ["jiji", "jiji press", "時事通信", "時事通信社", "時事"] },
  {
    name: "Yonhap",
    names: ["yonhap", "yonhap news", "yonhap news agency", "연합뉴스", "聯合ニュース", "韩联社"],
  },
  { name: "Newsis", names: ["newsis", "뉴시스"] },
  { name: "CNA (Taiwan)", names: ["central news agency", "focus taiwan", "中央社", "中央通訊社"] },
  { name: "PTI", names: ["press trust of india", "pti", "भाषा"] },
  { name: "ANI", names: ["asian news international", "ani news", "एएनआई"], marks: ["ANI"] },
  { name: "IANS", names: ["ians", "indo-asian news service", "आईएएनएस"] },
  { name: "Antara", names: ["antara news"], marks: ["ANTARA", "Antara"] },
  { name: "Bernama", names: ["bernama"] },
  {
    name: "Anadolu",
    names: ["anadolu", "anadolu agency", "anadolu ajansı", "anadolu ajansi"],
    marks: ["AA"],
  },
  { name: "Belga", names: ["belga", "agence belga", "belga news agency"] },
  { name: "ANP", names: ["algemeen nederlands persbureau"], marks: ["ANP"] },
  { name: "APA", names: ["austria presse agentur"], marks: ["APA"] },
  {
    name: "Keystone-SDA",
    names: ["keystone-sda", "keystone-ats", "sda-ats"],
    marks: ["SDA", "sda", "ATS", "ats"],
  },
  { name: "Ritzau", names: ["ritzau", "ritzaus bureau", "ritzau/bureauet"] },
  { name: "TT", names: ["tidningarnas telegrambyrå", "tt nyhetsbyrån", "tt-reuters"], marks: ["TT"] },
  { name: "NTB", names: ["norsk telegrambyrå", "ntbs", "ntb scanpix"], marks: ["NTB"] },
  { name: "STT", names: ["suomen tietotoimisto"], marks: ["STT"] },
  {
    name: "PA Media",
    names: ["pa media", "press association", "the press association", "pa news agency"],
    marks: ["PA"],
  },
  { name: "AAP", names: ["australian associated press"], marks: ["AAP"] },
  {
    name: "The Canadian Press",
    names: ["the canadian press", "canadian press", "la presse canadienne", "presse canadienne"],
    marks: ["CP", "PC"],
  },
  { name: "Bloomberg", names: ["bloomberg", "bloomberg news", "bloomberg l.p", "bloomberg lp"] },
  { name: "UPI", names: ["united press international"], marks: ["UPI"] },
  { name: "PAP", names: ["polska agencja prasowa"], marks: ["PAP"] },
  { name: "ČTK", names: ["čtk", "česká tisková kancelář"] },
  { name: "TASR", names: ["tasr"] },
  { name: "MTI", names: ["magyar távirati iroda"], marks: ["MTI"] },
  { name: "LaPresse", names: ["lapresse"] },
  { name: "AMNA", names: ["απε-μπε", "ανα-mpa", "athens-macedonian news agency"], marks: ["ΑΠΕ"] },
  { name: "Hina", names: [], marks: ["Hina", "HINA"] },
  { name: "Tanjug", names: ["tanjug", "танјуг"] },
  { name: "BTA", names: ["българска телеграфна агенция"], marks: ["БТА"] },
  { name: "Agerpres", names: ["agerpres"] },
  { name: "Lusa", names: ["agência lusa"], marks: ["Lusa", "LUSA"] },
  { name: "Agência Brasil", names: ["agência brasil", "agencia brasil"] },
  { name: "Télam", names: ["télam"], marks: ["Telam"] },
  { name: "Notimex", names: ["notimex"] },
  { name: "SPA", names: ["saudi press agency"] },
  { name: "WAM", names: ["emirates news agency"], marks: ["WAM"] },
  { name: "MENA", names: ["middle east news agency"] },
  { name: "NAN", names: ["news agency of nigeria"], marks: ["NAN"] },
  { name: "dts", names: ["dts nachrichtenagentur"], marks: ["dts"] },
  { name: "AFX", names: ["dpa-afx broker"] },
];

const byName = new Map(agencies.flatMap(({ name, names }) => names.map((one) => [one, name] as const)));
const byMark = new Map(
  agencies.flatMap(({ name, marks }) => (marks ?? []).map((mark) => [mark, name] as const)),
);

/**
 * Marks that are a common word or initials by themselves, and the languages in which they are not: elsewhere they count
 * where an agency is named by form, not alone in a list of authors or in brackets at the end of a text.
 */
const ambiguousAlone: ReadonlyMap<string, string> = new Map([
  ["AA", "tr"],
  ["PA", ""],
  ["PC", ""],
  ["CP", ""],
  ["SDA", "de"],
  ["sda", "de"],
  ["ATS", "fr it"],
  ["ats", "fr it"],
  ["TT", "sv"],
  ["NAN", ""],
  ["WAM", ""],
]);

/** The agency that these words name and nothing else: "Reuters", "THE ASSOCIATED PRESS", "AFP". */
export const agencyNamed = (text: string): string | undefined => {
  const bare = text.trim();
  return byMark.get(bare) ?? byName.get(bare.toLowerCase());
};

/** As `agencyNamed`, for places in which two letters may as well be somebody's initials. */
export function agencyNamedPlainly(text: string, language = "none"): string | undefined {
  const home = ambiguousAlone.get(text.trim());
  return home === undefined || home.split(" ").includes(language.slice(0, 2)) ? agencyNamed(text) : undefined;
}

/** Swedish by its commonest words or by its letters: also where a text is too short for its language to be detected. */
export function looksSwedish(text: string): boolean {
  const sample = text.slice(0, 400).toLowerCase();
  if (/å/.test(sample) && /[äö]/.test(sample)) return true;
  return /(?<!\p{L})(?:och|att|är|för|från|på|har|ett|inte|också|säger|uppger|två)(?!\p{L})/u.test(sample);
}
