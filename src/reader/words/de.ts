import { hourMs } from "../../base/duration.ts";
import { formatsOf } from "./formats.ts";
import type { Words } from "./en.ts";

const formats = formatsOf("de-DE");
const { count } = formats;

/** Everything the interface says, in German. */
export const de: Words = {
  tag: "de",
  name: "Deutsch",
  formats,
  moment: { justNow: "gerade eben", inAMoment: "gleich" },
  frame: {
    skip: "Zum Inhalt springen",
    sections: "Rubriken",
    frontPage: "Titelseite",
    search: "Suche",
    starred: "Gemerkt",
    feeds: "Feeds",
    sources: "Quellen",
    status: "Status",
    settings: "Einstellungen",
    takeAlong: "Diese Liste mitnehmen:",
    about: "Über",
  },
  list: {
    order: "Reihenfolge",
    orders: { top: "Wichtigste", latest: "Neueste", unread: "Ungelesen" },
    oddOrder: (asked, shown) =>
      `„${asked}“ ist keine Reihenfolge dieser Liste: Sie steht wie unter „${shown}“.`,
    subscribe: "Abonnieren",
    pages: "Seiten dieser Liste",
    backToStart: "Zurück zum Anfang",
    moreStories: "Weitere Geschichten",
  },
  card: { sameText: "gleicher Text", earlier: "Was vorher geschah" },
  andMore: (left) => `und ${formats.number(left)} weitere`,
  coverage: {
    byline: (agency, outlet) => `${agency} bei ${outlet}`,
    sameText: (outlets) => `Gleicher Text in ${formats.number(outlets)}`,
    copyOf: (agency, outlets) => `${agency}-Text in ${formats.number(outlets)}`,
    ownReports: (reports) => count(reports, { one: "eigener Bericht", other: "eigene Berichte" }),
  },
  front: {
    lookAgain: "Noch einmal nachsehen",
    eachAnswer: "Was jede Quelle geantwortet hat",
    noSources: {
      heading: "Noch keine Quellen",
      text: "Welche Feeds gelesen werden, steht in feeds.config.json unter „sources“. Die Datei wird beobachtet: Was dort gespeichert wird, ist nach Sekunden abgerufen.",
    },
    offline: {
      heading: (failing) =>
        failing === 1
          ? "Die Quelle antwortet nicht"
          : `Keine der ${count(failing, { one: "Quelle", other: "Quellen" })} antwortet`,
      withStories:
        "Zu sehen ist, was vorher abgerufen wurde. Wahrscheinlich hat dieser Rechner gerade kein Netz.",
      withoutStories:
        "Wahrscheinlich hat dieser Rechner gerade kein Netz. Wirefold versucht es von selbst weiter.",
    },
    starting: {
      heading: "Wirefold ruft die ersten Feeds ab …",
      text: (answering, all, entries) => {
        const have = formats.form(answering, { one: "hat", other: "haben" });
        const sources = count(all, { one: "Quelle", other: "Quellen" });
        const soFar = `${formats.number(answering)} von ${sources} ${have} bisher geantwortet`;
        return entries === 0
          ? `${soFar}. Die ersten Geschichten sind gleich da.`
          : `${soFar}, mit zusammen ${count(entries, { one: "Eintrag", other: "Einträgen" })}, aus denen gerade Geschichten werden.`;
      },
    },
  },
  charts: {
    coverage: (outlets) => `${count(outlets, { one: "Medium", other: "Medien" })}, eines nach dem anderen`,
    firstReport: "erster Bericht",
    later: (spanMs) => `${formats.duration(spanMs)} später`,
    ownReport: "eigener Bericht",
    copy: "gleicher Text",
    week: (entries, busiestHour) =>
      `${count(entries, { one: "Eintrag", other: "Einträge" })} in den letzten sieben Tagen` +
      (busiestHour === undefined ? "" : `, die meisten von ${busiestHour} bis ${busiestHour + 1} Uhr UTC`),
    hour: (hour) => `${hour} Uhr`,
    inHour: (day, hour, entries) =>
      `${day}, ${hour} Uhr: ${count(entries, { one: "Eintrag", other: "Einträge" })}`,
    polls: ({ polls, faults, news }) =>
      `Die letzten ${count(polls, { one: "Abfrage", other: "Abfragen" })}: ` +
      `${formats.number(news)} mit Neuem, ${faults === 0 ? "keine gescheitert" : `${formats.number(faults)} gescheitert`}`,
  },
  category: {
    empty: {
      before:
        "Noch keine Geschichten. Sie kommen mit dem nächsten Abruf der Quellen dieser Rubrik; wann das ist, sagt die ",
      link: "Statusseite",
      after: ".",
    },
  },
  view: {
    empty: "Zurzeit passt keine Geschichte hierher. Kommt eine passende herein, steht sie von selbst hier.",
    describing: {
      all: "Alle Geschichten.",
      stories: (parts) => `Geschichten ${parts.join(", ")}`,
      copiesCountOnce: "ein kopierter Text zählt einmal",
      having: (what) => `mit ${formats.list(what)}`,
      quoted: (text) => `„${text}“`,
      reports: (least) => `mindestens ${formats.number(least)} unabhängigen Berichten`,
      categories: (names) => `aus der Rubrik ${names}`,
      sources: (names) => `von ${names}`,
      languages: (names) => `auf ${names}`,
      without: (phrases) => `ohne ${phrases} in der Überschrift`,
      more: (left) => `${formats.number(left)} weiteren`,
      either: formats.either,
      languageName: formats.languageName,
    },
  },
  marks: {
    read: "Gelesen",
    starred: "Merken",
    markAll: "Alle als gelesen markieren",
    allRead: "Was in dieser Liste stand, ist als gelesen markiert.",
    undo: "Rückgängig",
    picture: "Bild",
    nothingChanged: "Nichts wurde geändert",
    unreadable: "Gesendet wurde weder ein kleines Formular noch ein kleines JSON-Objekt.",
    onlyPosted: "Sie beantwortet POST: Die Knöpfe auf den Seiten senden es.",
    tooManyNew:
      "Zu viele Browser haben in dieser Stunde zum ersten Mal etwas markiert. Später geht es wieder.",
    badStory: "„story“ muss die Nummer einer Geschichte sein, oder mehrere davon.",
    tooMany: (most) => `Höchstens ${formats.number(most)} Geschichten lassen sich auf einmal markieren.`,
    badAct: (acts) => `„act“ muss eines davon sein: ${acts.join(", ")}.`,
    badBack: "„back“ muss die Adresse einer Seite dieser Website sein: ein Pfad mit höchstens 2.000 Zeichen.",
    badList: "„list“ muss die Adresse einer Liste von Geschichten hier sein, etwa /categories/World.",
    badAsOf: "„asOf“ muss ein Zeitpunkt sein, wie ihn die Seiten schreiben, etwa 2026-11-30T12:00:00.000Z.",
    badChange: "„change“ muss die Nummer einer Änderung von Markierungen sein.",
    noSuchStories: (stories) => ({
      heading: stories === 1 ? "Diese Geschichte gibt es nicht" : "Diese Geschichten gibt es nicht",
      text: "Vielleicht sind sie ihres Alters wegen entfallen, seit die Seite entstand. Nichts wurde markiert.",
    }),
  },
  unread: {
    title: "Ungelesen",
    nobodyYet:
      "Hier wurde noch nichts markiert, also ist alles ungelesen. Was gelesen und gemerkt ist, wird für diesen Browser gespeichert, von der ersten Markierung an.",
    allRead: { heading: "Alles gelesen", text: "Hier ist nichts, was noch nicht gelesen wäre." },
    nothingHere: {
      heading: "Noch nichts zu lesen",
      text: "Bisher hat keine Quelle etwas gebracht. Die Statusseite sagt, was jede geantwortet hat.",
    },
    nextLook: "Die nächste Abfrage der Quellen:",
    readAgain: "Neueste Geschichten, auch gelesene",
  },
  starred: {
    title: "Gemerkt",
    nothingYet: "Noch nichts gemerkt",
    howTo:
      "„Gemerkt“ neben einer Geschichte, oder die Taste s, hält sie hier fest, bis sie wieder losgelassen wird.",
    whereKept:
      "Dafür braucht es kein Konto: Markierungen werden für diesen Browser gespeichert, von der ersten an. Wie, steht in den Einstellungen.",
  },
  settings: {
    title: "Einstellungen",
    standfirst: "Nur für diesen Browser. Wer sonst hier liest, behält die eigenen.",
    save: "Speichern",
    saved: "Gespeichert.",
    forgotten: "Vergessen: Markierungen und Einstellungen sind weg, das Cookie auch.",
    badChoice: (name, values) => `„${name}“ muss eines davon sein: ${values.join(", ")}.`,
    fields: {
      theme: { legend: "Farben", choices: { system: "Wie im System", light: "Hell", dark: "Dunkel" } },
      density: {
        legend: "Dichte",
        choices: { comfortable: "Luftig", compact: "Dicht: mehr Geschichten auf dem Bildschirm" },
      },
      images: {
        legend: "Bilder",
        hint: "Bilder kommen von den Medien, und die sehen, an welche Adresse sie geladen werden. Ohne sie wird nichts von anderswo geladen, bis ein Abspieler gestartet wird.",
        choices: { on: "Laden", off: "Weglassen" },
      },
      readsOnScroll: {
        legend: "Wenn an einer Geschichte vorbeigeblättert wird",
        hint: "Beim Öffnen wird eine Geschichte in jedem Fall als gelesen markiert.",
        choices: { off: "Bleibt sie ungelesen", on: "Ist sie gelesen" },
      },
      language: {
        legend: "Sprache der Seiten",
        hint: "Artikel bleiben in ihrer.",
        choices: { auto: "Wie der Browser es wünscht" },
      },
    },
    cookie: {
      heading: "Was gespeichert ist",
      what: "Mit der ersten Markierung oder Einstellung bekommt dieser Browser ein Cookie, „wirefold-reader“. Darin stehen eine Nummer und ihre Unterschrift, kein Skript kann es lesen, und es hält 400 Tage von der letzten Änderung an. Unter dieser Nummer speichert dieser Dienst, welche Geschichten gelesen und gemerkt sind, diese Einstellungen und den Tag des letzten Besuchs: keinen Namen, keine Adresse, sonst nichts.",
      noneYet: "Dieser Browser hat noch keines.",
      forget: "Alles vergessen",
      forgetHint:
        "Verwirft alle Markierungen und Einstellungen, und das Cookie. Das lässt sich nicht rückgängig machen.",
    },
  },
  problem: {
    searchAll: "Alle Geschichten durchsuchen",
    search: "Suchen",
    nearest: "Vielleicht war das gemeint:",
    links: { front: "Titelseite", search: "Suche", sources: "Alle Quellen", feeds: "Alle Feeds" },
    noPage: {
      heading: "Diese Seite gibt es nicht",
      text: "Vielleicht ist die Adresse falsch geschrieben, oder die Seite wurde entfernt.",
    },
    noCategory: (name) => ({
      heading: "Diese Rubrik gibt es nicht",
      text: `Keine Quelle in der Konfiguration hat die Rubrik „${name}“.`,
    }),
    noView: (slug) => ({
      heading: "Diese Ansicht gibt es nicht",
      text: `In der Konfiguration hat keine Ansicht den Kurznamen „${slug}“.`,
    }),
    noStory: {
      heading: "Diese Geschichte gibt es nicht",
      text: "Vielleicht ist die Adresse falsch geschrieben, oder die Geschichte ist so alt, dass sie nicht mehr aufbewahrt wird. Die Suche findet, was noch da ist.",
    },
    noFeedOfStory: {
      heading: "Eine Geschichte hat keinen Feed",
      text: "Listen haben Feeds, und eine Geschichte ist ein Eintrag darin.",
    },
    noFeed: "Diesen Feed gibt es nicht",
    feedNotLikeThat: "So ist dieser Feed nicht zu haben",
    noPlace: (cursor) => ({
      heading: "Diese Stelle gibt es in der Liste nicht",
      text: `„${cursor}“ ist keine Stelle in dieser Liste. Von ihrer ersten Seite aus geht es weiter.`,
    }),
    firstPage: "Erste Seite dieser Liste",
    damaged: {
      heading: "Diese Adresse ist nicht lesbar",
      text: "Ein Teil davon ist beschädigt, wahrscheinlich ein Prozentzeichen, dem seine zwei Ziffern fehlen.",
    },
    readOnly: (method) => ({
      heading: "Diese Adresse ist nur zum Lesen da",
      text: `Sie beantwortet GET und HEAD, nicht ${method}.`,
    }),
    fromElsewhere: {
      heading: "Das kam von der Seite einer anderen Website",
      text: "Was hier etwas ändert, geht nur von den Seiten hier aus. Nichts wurde geändert.",
    },
    nothingToRead: "Unter dieser Adresse gibt es nichts zu lesen",
    postedOfSource: "Sie beantwortet POST: Der Knopf auf der Seite der Quelle schickt es.",
    postedOfStory: "Sie beantwortet POST: Die Knöpfe auf der Seite der Geschichte schicken es.",
    databaseAway: {
      heading: "Der Datenbestand ist nicht zu erreichen",
      text: (reason) =>
        `Die Datenbank ist zurzeit nicht zu benutzen. Der Dienst versucht es von selbst weiter; verloren geht nichts. Was fehlt: ${reason}.`,
    },
    ourFault: {
      heading: "Hier ist etwas schiefgegangen",
      text: "Die Seite konnte nicht erstellt werden; der Grund steht im Protokoll des Dienstes. Vielleicht hilft es, es gleich noch einmal zu versuchen.",
    },
  },
  saga: {
    later: "Später:",
    earlier: "Was vorher geschah",
    whyLinked: "Warum sie verbunden ist",
    reports: (reports) => count(reports, { one: "unabhängiger Bericht", other: "unabhängige Berichte" }),
    why: (follows, hours, terms) => {
      const who = follows === "this" ? "Diese Geschichte" : "Die Geschichte darüber";
      const began =
        hours < 1
          ? "begann, als noch Berichte von ihr kamen"
          : `begann ${formats.duration(hours * hourMs)} nach ihrem letzten Bericht`;
      return `${who} ${began}, und beide handeln von ${formats.list(terms.map((term) => `„${term}“`))}`;
    },
    measure: (score, threshold) =>
      `Ähnlichkeit ${formats.decimal(score, 3)}; verbunden wird ab ${formats.decimal(threshold, 3)}`,
  },
  story: {
    readAt: (place) => `Bei ${place} lesen`,
    readItAt: (place) => `Bei ${place} lesen`,
    readHere: "Hier lesen",
    watchOn: (place) => `Auf ${place} ansehen`,
    standsAbove: "Steht oben.",
    copyStandsAbove: "steht oben",
    alsoIn: "Auch in",
    ownReports: (reports) => `Eigene Berichte (${formats.number(reports)})`,
    sameText: (copies) => `Der gleiche Text (${formats.number(copies)})`,
    fromAgencies: (copies) => `Von Agenturen (${formats.number(copies)})`,
    textIn: (agency, outlets) =>
      `${agency === undefined ? "Ein Text" : `${agency}-Text`} in ${count(outlets, { one: "Medium", other: "Medien" })}`,
    timeline: "Wie es hereinkam",
    earliest: "Zuerst",
    onlyOne: (byline) => `Bisher berichtet nur ${byline}.`,
    inAll: (earliest, entries, outlets) =>
      `Zuerst: ${formats.list(earliest)}. Zusammen ${count(entries, { one: "Eintrag", other: "Einträge" })} aus ${count(outlets, { one: "Medium", other: "Medien" })}.`,
    whyLeads: (byline) => `Warum ${byline} oben steht`,
    whyHere: "Warum das hier steht:",
    layers: {
      first: "damit fing die Geschichte an",
      identity: "derselbe Artikel",
      copy: "der gleiche Text",
      story: "dasselbe Ereignis",
      hand: "von Hand hierher gestellt",
    },
    reasons: {
      first: (found) => {
        switch (found) {
          case "near":
            return "Eröffnete die Geschichte: Der ähnlichste damals bekannte Eintrag schien von etwas anderem zu handeln";
          case "nothing":
            return "Eröffnete die Geschichte: Kein damals bekannter Eintrag in dieser Sprache hat ein bezeichnendes Wort damit gemeinsam";
          case "no text":
            return "Kein Eintrag der letzten Tage hat diesen Text";
        }
      },
      identity: () => "Derselbe Artikel noch einmal: gleiche Adresse oder gleiche Überschrift",
      copy: (share) =>
        share === undefined
          ? "Wort für Wort die Überschrift eines anderen Mediums"
          : `Der gleiche Text wie in einem anderen Eintrag: ${Math.round(share * 100)} % seiner Wendungen`,
      story: (terms, all) => {
        const left = all - terms.length;
        const more = left > 0 ? [count(left, { one: "weiteres Wort", other: "weitere Wörter" })] : [];
        const shared = formats.list([...terms.map((term) => `„${term}“`), ...more]);
        return `Gemeinsam mit den ähnlichsten Einträgen: ${shared}`;
      },
      apart: (hours) => (hours === 0 ? "zur selben Zeit" : `${formats.duration(hours * hourMs)} auseinander`),
    },
    measure: (score, threshold) =>
      threshold === undefined
        ? `Wert ${formats.decimal(score, 2)}`
        : `Wert ${formats.decimal(score, 3)}; dazu gehört, was ${formats.decimal(threshold, 3)} erreicht`,
    nearest: "Am nächsten:",
    merged: "Eine andere Geschichte ging in dieser auf,",
  },
  edits: {
    headlineChanged: (times) =>
      `Überschrift ${times === 1 ? "" : times === 2 ? "zweimal " : `${formats.number(times)}-mal `}geändert`,
    before: "Vorher:",
    until: "bis",
    edited: "Bearbeitet",
    show: "Zeigen, was sich geändert hat",
    textAdded: "Text hinzugefügt",
    punctuation: "Zeichensetzung",
    words: (added, taken) =>
      [
        ...(added > 0 ? [`${count(added, { one: "Wort", other: "Wörter" })} hinzugefügt`] : []),
        ...(taken > 0
          ? [
              `${added > 0 ? formats.number(taken) : count(taken, { one: "Wort", other: "Wörter" })} gestrichen`,
            ]
          : []),
      ].join(", "),
  },
  attached: {
    kinds: { audio: "Audio", video: "Video", file: "Datei" },
    at: (what, place) => `${what} bei ${place}`,
    comments: "Kommentare",
    commentCount: (comments) => count(comments, { one: "Kommentar", other: "Kommentare" }),
    facts: {
      transcript: "Abschrift",
      chapters: "Kapitel",
      answers: "Antwort auf",
      comments: "Kommentare",
      writers: "Verfasser",
      picture: "Bild",
      rights: "Rechte",
    },
    heading: (names) => formats.list(names),
    chaptersAt: (place) => `bei ${place}, als JSON`,
    articleAt: (place) => `einen Artikel bei ${place}`,
    asFeed: "als Feed",
    asFile: "als Datei",
    theirPage: "eigene Seite",
    json: "JSON",
    subtitles: "Untertitel",
    page: "eine Seite",
    plainText: "reiner Text",
  },
  corrections: {
    label: "Korrekturen",
    heading: "Von Hand",
    together: { before: "", after: "wurde von Hand mit dieser Geschichte zusammengelegt" },
    apartHere: { before: "Von Hand abgetrennt von", after: "" },
    apartThere: (others) => ({
      before: "",
      after: `${others === 0 ? "wurde" : others === 1 ? "und ein weiterer Eintrag mit diesem Text wurden" : `und ${formats.number(others)} weitere Einträge mit diesem Text wurden`} von Hand von dieser Geschichte abgetrennt`,
    }),
    undone: "Zurückgenommen,",
    undo: "Zurücknehmen",
    otherStory: "Die andere Geschichte",
    correct: "Diese Geschichte korrigieren",
    hint: "Eine andere Geschichte berichtet vom selben Ereignis? Dann lassen sich beide zusammenlegen; die ältere behält ihre Adresse. Ein Eintrag, der nicht hierher gehört, wird neben ihm unter „Nicht dieselbe Geschichte?“ abgetrennt.",
    wordsOfOther: "Wörter der anderen Geschichte",
    find: "Suchen",
    sameStory: "Dieselbe Geschichte",
    noneFound: "Keine andere Geschichte hat eines dieser Wörter.",
    orAddress: "Oder ihre Adresse",
    entries: (entries) => count(entries, { one: "Eintrag", other: "Einträge" }),
    notSame: "Nicht dieselbe Geschichte?",
    setApart: "Abtrennen",
    withCopies: (others) =>
      others === 1
        ? "samt dem anderen mit diesem Text"
        : `samt den ${formats.number(others)} anderen mit diesem Text`,
    nothingChanged: "Nichts wurde geändert",
    backToStory: "Zurück zur Geschichte",
    faults: {
      entry: "„entry“ muss die Nummer eines Eintrags der Geschichte sein.",
      story:
        "„story“ muss die Adresse einer anderen Geschichte sein, wie der Browser sie zeigt, oder ihre Nummer.",
      correction: "„correction“ muss die Nummer einer Korrektur sein.",
      unread: "Was geschickt wurde, ist weder ein kleines Formular noch ein kleines JSON-Objekt.",
    },
  },
  quotes: { open: "„", close: "“" },
  moved: {
    heading: "Diese Geschichte ist in einer anderen aufgegangen",
    before: "Diese Geschichte ist in ",
    link: "einer anderen",
    after: " aufgegangen.",
  },
  search: {
    heading: "Suche",
    words: "Wörter, die ein Bericht haben muss",
    submit: "Suchen",
    hint: '"Wörter in Anführungszeichen" stehen beieinander, -Wort darf nicht vorkommen, Wort* ist der Anfang eines Wortes, OR steht zwischen zweien, von denen eines genügt. Dazu gibt es title: author: agency: source: category: lang:de after:2026-11-24 before:7d, wobei Tage vom neuesten Bericht an zurück zählen.',
    wasCut: (characters) =>
      `Das war lang: Nur nach den ersten ${formats.number(characters)} Zeichen wurde gesucht.`,
    nothing: { before: "Nirgends kommt ", after: " vor." },
    more: "Alle Wörter müssen in einem Bericht vorkommen. Weniger Wörter, oder der Anfang eines Wortes mit * dahinter, finden mehr.",
    found: (stories) => count(stories, { one: "Geschichte", other: "Geschichten" }),
    foundMore: (stories) => `Mehr als ${count(stories, { one: "Geschichte", other: "Geschichten" })}`,
    narrow: {
      heading: "Eingrenzen",
      source: "Quelle",
      category: "Rubrik",
      anyCategory: "Alle",
      after: "Ab diesem Tag (UTC)",
      before: "Vor diesem Tag (UTC)",
    },
    understood: (parts) => `Gesucht wurde: ${formats.list(parts)}.`,
    without: (what) => `nicht ${what}`,
    beginning: (word) => `Wörter, die mit ${word} anfangen`,
    in: {
      title: (what) => `${what} in der Überschrift`,
      author: (what) => `${what} als Autor`,
      agency: (what) => `${what} als Agentur`,
    },
    of: {
      source: (name) => `die Quelle ${name}`,
      category: (name) => `die Rubrik ${name}`,
    },
    language: (name) => `auf ${name}`,
    after: (day) => `ab ${day} (UTC)`,
    before: (day) => `vor ${day} (UTC)`,
    notes: {
      "unknown-operator": (text) => `${text} wurde als Wörter gesucht: Einen solchen Operator gibt es nicht.`,
      "empty-operator": (text) => `${text} wurde ausgelassen, denn dahinter steht nichts.`,
      "bad-day": (text) =>
        `${text} wurde ausgelassen: Ein Tag wird 2026-11-24, 2026-11, today (heute), yesterday (gestern) oder 7d (sieben Tage zurück) geschrieben, vom neuesten Bericht an gezählt.`,
      "bad-language": (text) => `${text} wurde ausgelassen: Eine Sprache wird en oder de geschrieben.`,
      "open-quote": (text) =>
        `Das Anführungszeichen von ${text} ist nicht geschlossen; gelesen wurde es bis zum Ende.`,
      "no-word": (text) => `${text} wurde ausgelassen: Darin ist kein Buchstabe und keine Ziffer.`,
      "lone-or": (text) =>
        `${text} wurde ausgelassen: Es steht nicht zwischen zwei Wörtern, die vorkommen sollen.`,
      "too-many": (text) => `Das war viel: Alles ab ${text} wurde ausgelassen.`,
      "only-unwanted": (text) =>
        `${text} sagt nur, was nicht vorkommen soll. Eine Suche braucht etwas, das vorkommen soll.`,
    },
    nearest: "Das hier findet etwas:",
    view: {
      heading: "Diese Suche als Ansicht behalten",
      text: "Mit dieser Zeile unter „views“ in feeds.config.json hat sie eine eigene Seite und eigene Feeds:",
    },
    outlet: (name) => `${name}:`,
  },
  keys: {
    heading: "Tasten",
    hint: "Sie wirken auf jeder Seite, außer beim Schreiben in einem Feld, und bei jeder Tastaturbelegung nach der Lage der Taste. Wo ? sie zeigt, lassen sie sich abschalten.",
    key: "Taste",
    meaning: "Was sie tut",
    or: "oder",
    followedBy: "dann",
    enter: "Eingabe",
    groups: {
      moving: "In einer Liste",
      story: "Mit einer Geschichte",
      going: "Zu anderen Seiten",
      everywhere: "Überall",
    },
    meanings: {
      next: "nächste Geschichte",
      previous: "vorige Geschichte",
      open: "Geschichte öffnen",
      original: "Originalartikel öffnen",
      read: "als gelesen oder ungelesen markieren",
      star: "merken oder nicht mehr merken",
      fullText: "ganzen Text zeigen",
      unfold: "aufklappen, wer noch berichtet",
      nextOutlet: "Bericht des nächsten Mediums",
      markAll: "alle als gelesen markieren",
      undo: "das rückgängig machen",
      refresh: "Seite neu laden",
      top: "zum Anfang",
      bottom: "zum Ende",
      home: "Titelseite",
      unread: "ungelesene Geschichten",
      starred: "gemerkte Geschichten",
      categories: "Quellen nach Rubrik",
      feeds: "Feeds",
      status: "Status",
      search: "Suche",
      help: "diese Tasten zeigen",
    },
  },
  scripts: {
    read: "Als gelesen markiert.",
    unread: "Als ungelesen markiert.",
    star: "Gemerkt.",
    unstar: "Nicht mehr gemerkt.",
    allRead: {
      one: "Eine Geschichte als gelesen markiert.",
      other: "{n} Geschichten als gelesen markiert.",
    },
    undo: "Rückgängig",
    undone: "Rückgängig gemacht.",
    failed: "Das ließ sich nicht speichern: Der Dienst antwortet nicht. Alles ist wie vorher.",
    news: { one: "{n} neue Geschichte", other: "{n} neue Geschichten" },
    closeKeys: "Schließen",
    useKeys: "Einzelne Tasten lösen etwas aus",
  },
  reasons: {
    notAsked: "noch nicht abgefragt",
    beingAsked: "wird gerade abgefragt",
    byHand: "von Hand verlangt",
    clockBack: "die Uhr wurde zurückgestellt",
    loginChanged: "Anmeldung oder Header der Quelle wurden geändert",
    every: (time) => `alle ${time}`,
    minEvery: (time) => `nie öfter als alle ${time} (minEvery)`,
    maxEvery: (time, otherwise) => `mindestens alle ${time} (maxEvery), sonst gälte: ${otherwise}`,
    serverSaid: (says) => `der Server gab ${says} an`,
    serverSaidSo: "der Server verlangt es so",
    feedAsks: (time) => `der Feed bittet, höchstens alle ${time} abgefragt zu werden`,
    unchanged: (time) => `${time} lang unverändert, und nichts, woran sich Neues vorab erkennen ließe`,
    skipped: "der Feed bittet, bis dahin in Ruhe gelassen zu werden (skipHours, skipDays)",
    slowed: (reason) => `${reason}; vorerst länger, weil der Server zuletzt überlastet war (429, 503)`,
    cron: (times) => `zu den Zeiten von ${times} (cron)`,
    cronNever: (times) => `${times} (cron) tritt nie ein`,
    hubTold: "der Hub der Quelle hat Neues gemeldet",
    hubAhead: "der Hub der Quelle hat Neues gemeldet, das noch nicht da ist",
    hubTells: "der Hub der Quelle meldet Neues; trotzdem täglich abgefragt",
    askedEvery: (why, time) => `${why}, abgefragt alle ${time}`,
    askedAgain: (why, time) => `${why}, Abstand diesmal ${time}`,
    paceUnknown: "wie oft die Quelle veröffentlicht, ist noch nicht bekannt",
    halfWasNew: "mehr als die Hälfte des Dokuments war neu, und nichts davon soll verloren gehen",
    holdsOnly: (why, amount) => `${why}, und das Dokument fasst nicht mehr als ${formats.number(amount)}`,
    nothingNew: (time) => `${time} lang nichts Neues`,
    about: (articles) => `etwa ${articles}`,
    aboutLately: (articles) => `zuletzt etwa ${articles}`,
    aboutNow: (articles) => `um diese Tageszeit etwa ${articles}`,
    publishes: (articles) => `veröffentlicht etwa ${articles}`,
    publishesNow: (articles) => `veröffentlicht etwa ${articles}, eher um diese Zeit`,
    publishesLater: (articles) => `veröffentlicht etwa ${articles}, eher zu anderen Tageszeiten`,
    articles: (amount, time) =>
      `${formats.number(amount)} Artikel ${{ hour: "in der Stunde", day: "am Tag", week: "in der Woche", month: "im Monat", year: "im Jahr" }[time]}`,
    orMore: (articles) => `${articles} oder mehr`,
    ownNetwork: "das Netz dieses Rechners war gestört: bald wieder versucht, später wie üblich",
    retryAfter: (status, time) => `der Server antwortete ${status} und verlangte Retry-After: ${time}`,
    notBeforeInterval: (time, otherwise) =>
      `erst nach dem üblichen Abstand (${time}), auch wenn es weniger sein dürfte: ${otherwise}`,
    busy: (status) => `der Server antwortete ${status}, ohne zu sagen, bis wann: mindestens eine Stunde`,
    notFound: (times, time) => `${formats.number(times)}-mal 404 in Folge: einmal alle ${time}`,
    again: "nach einem Fehler noch einmal versucht",
    backOff: (errors) => `länger gewartet nach ${formats.number(errors)} Fehlern in Folge`,
    answersAgain: (host) => `${host} antwortet wieder`,
    oneForAll: (host) =>
      `${host} antwortete auch auf einen anderen Feed nicht: einer wird für alle abgefragt`,
    askedElsewhere: "ein anderer Prozess fragt dort gerade ab",
    leadsTo: (host, there) => `die Adresse führt zu ${host}, und dort gilt: ${there}`,
    gone: "verschwunden: nicht mehr abgefragt",
    lost: (day) => `404 seit ${day}: nicht mehr abgefragt`,
  },
  faults: {
    cannotFetch: (address, why) => `${address} lässt sich nicht abrufen: ${why}`,
    cannotParse: (address, why) => `${address} lässt sich nicht lesen: ${why}`,
    redirectsTo: (address, to) => `${address} (weitergeleitet zu ${to})`,
    answered: (answer) => `der Server antwortete ${answer}`,
    wantsLogin: (answer) =>
      `der Server antwortete ${answer}. Er verlangt eine Anmeldung: die Adresse der Quelle (https://benutzer:passwort@…) oder headers in der Konfiguration können sie geben`,
    challenge: (who, answer) =>
      `eine Schranke gegen Programme (${who}) steht davor (der Server antwortete ${answer})`,
    noSuchHost: (host) =>
      `den Namen ${host} gibt es im Netz nicht: zu prüfen sind seine Schreibung und ob es die Website noch gibt`,
    noNameServer: (host) =>
      `kein Namensserver kennt gerade ${host}: dieser Rechner hat kein Netz, oder sein Namensserver ist ausgefallen`,
    noNameServerWithin: (host, time) => `kein Namensserver antwortete für ${host}; gewartet wurde ${time}`,
    noNetworkTo: (host) => `dieser Rechner hat kein Netz, das zu ${host} führt`,
    networkDown: "das Netz dieses Rechners ist ausgefallen",
    refused: (who) => `${who} nahm die Verbindung nicht an`,
    unreachable: (who) => `${who} ist nicht zu erreichen: abgeschaltet, oder das Netz dort ist es`,
    noConnection: (who, time) => `${who} nahm die Verbindung nicht an; gewartet wurde ${time}`,
    noAnswer: (who, time) => `${who} nahm die Anfrage an und antwortete nicht; gewartet wurde ${time}`,
    fellSilent: (who, time) => `${who} verstummte mitten in der Antwort; gewartet wurde ${time}`,
    closedBefore: (who) => `${who} schloss die Verbindung vor der Antwort`,
    closedWithin: (who) => `${who} schloss die Verbindung mitten in der Antwort`,
    nothingWithin: (time) => `keine Antwort; gewartet wurde ${time}`,
    expired: (who) =>
      `das Zertifikat von ${who} ist abgelaufen: der Betreiber muss es erneuern, oder diese Uhr geht falsch`,
    tooLarge: (size) => `der Inhalt ist größer als ${size}`,
    redirectCircle: "die Weiterleitungen führen im Kreis",
    tooManyRedirects: (times) => `mehr als ${formats.number(times)} Weiterleitungen`,
    isEmpty: "das Dokument ist leer",
    isPage: "es ist eine Webseite (HTML), kein Feed",
    isOpml: "es ist eine OPML-Liste von Abonnements, kein Feed",
    isBinary: "es sind Binärdaten",
    beginsWith: (tag) => `es beginnt mit ${tag}`,
    holdsNoFeed: "darin steht kein <rss>, <feed> oder <rdf:RDF>",
    isCutOff: "das Dokument ist vor dem Ende des ersten Eintrags abgeschnitten",
  },
  report: {
    states: { new: "Noch nicht abgefragt", ok: "Antwortet", failing: "Gestört", gone: "Verschwunden" },
    entries: (amount) => count(amount, { one: "Eintrag", other: "Einträge" }),
    changed: "geändert",
    next: "Nächste",
    dueSince: "fällig seit",
    notBefore: "nicht vor",
    askedAgainAt: "Abfrage um",
    notAskedAgain: "nicht mehr abgefragt",
    interval: "Abstand",
    hub: "Hub",
    lastAnswer: "Antwort",
    noneSoFar: "noch keine",
    has: "Bestand",
    feedChanged: "Feed geändert",
    address: "Adresse",
    nowAt: (address) => `jetzt ${address}`,
    since: "seit",
    failedPolls: (times) =>
      times === 1 ? "1 Abfrage fehlgeschlagen" : `${formats.number(times)} Abfragen in Folge fehlgeschlagen`,
    endedBy404: "nicht mehr abgefragt: einen Monat lang hat der Server dort nichts gefunden (404)",
    endedBy410: "nicht mehr abgefragt: der Server sagte, der Feed sei für immer verschwunden (410)",
    answers: {
      ok: "ein Dokument",
      "not-modified": "nichts Neues",
      error: "keine Antwort",
      gone: "verschwunden",
      skipped: "nicht abgefragt",
    },
    repaired: (repairs) => `Im letzten Dokument ausgebessert (${formats.number(repairs)})`,
  },
  push: {
    tells: (hub, until) => `${hub} meldet Neues, bis ${until}`,
    lastTold: (time) => `zuletzt ${time}`,
    missed: (time) => `verschwieg etwas ${time}`,
    notRenewed: (trouble) => `noch nicht verlängert: ${trouble}`,
    tellsNot: (hub, trouble) => `${hub} meldet nichts Neues: ${trouble}.`,
    notConfirmed: "darum gebeten, aber noch keine Bestätigung",
    askedAgainIn: (time) => `noch ${time} bis zur nächsten Bitte`,
    askedAgainNow: "gerade wieder darum gebeten",
  },
  polling: {
    heading: "Wie sie abgefragt wird",
    pollNow: "Jetzt abfragen",
    lookAgain: "Noch einmal nachsehen",
    lastPolls: "Ihre letzten Abfragen, die neueste zuerst",
    pollsBefore: "Frühere Abfragen",
    olderPolls: (polls) => count(polls, { one: "frühere Abfrage", other: "frühere Abfragen" }),
    asJson: "Ihre Abfragen als JSON",
    never:
      "Sie ist noch nicht abgefragt worden. Was ihr Server antwortet, steht dann hier, Abfrage für Abfrage.",
    when: "Wann (UTC)",
    answer: "Antwort",
    next: "Nächste",
    took: (time) => `in ${time}`,
    newOf: (added, all) =>
      `${formats.number(added)} neu von ${count(all, { one: "Eintrag", other: "Einträgen" })}`,
    edited: (entries) => `${formats.number(entries)} bearbeitet`,
    askedAt: (host) => `abgefragt bei ${host}`,
    ended: (why) =>
      `Sie wird ${why}. Wer sie noch einmal versuchen will, nimmt sie aus der Konfiguration, speichert und setzt sie wieder ein.`,
    underWay: "Sie wird gerade abgefragt oder wartet, bis ihr Server an der Reihe ist.",
    tooSoon:
      "Sie ist vor weniger als einer Minute abgefragt worden. Eine Minute danach geht es wieder von Hand.",
    refusedUntil: (time, why) => `Sie wird nicht vor ${time} abgefragt, auch nicht von Hand: ${why}.`,
    askedForAt: (time) => `Verlangt um ${time}: gleich wird sie abgefragt.`,
    dueSince: (time) => `Fällig seit ${time}: gleich wird sie abgefragt.`,
    askedForStalled: (time) =>
      `Verlangt um ${time}, aber zurzeit wird gar nichts abgefragt: läuft ein Prozess mit der Rolle „poll“?`,
    dueStalled: (time) =>
      `Fällig seit ${time}, aber zurzeit wird gar nichts abgefragt: läuft ein Prozess mit der Rolle „poll“?`,
    askedMeanwhile: "Sie ist inzwischen abgefragt worden.",
  },
  source: {
    week: "Wann sie veröffentlicht",
    noSuch: {
      heading: "Diese Quelle gibt es nicht",
      text: "Vielleicht steht sie nicht mehr in der Konfiguration. Alle Quellen stehen unter „Quellen“.",
    },
    website: "Website",
    originalFeed: "Original-Feed",
    anotherFeed: "Ihre Geschichten als Feed nach Maß",
    latest: "Ihre neuesten Berichte und die Geschichten, zu denen sie gehören",
    emptyNew:
      "Sie ist noch nicht abgefragt worden. Ihre ersten Einträge stehen gleich nach der ersten Abfrage hier.",
    emptyFailing:
      "Von dieser Quelle ist noch nichts gekommen: sie antwortet nicht, wie ein Feed es soll. Was sie antwortete, steht unten.",
    emptyOk:
      "Ihr Feed antwortet und enthält keinen Eintrag, der sich zeigen ließe. Was er antwortete, steht unten.",
    emptyStatic: "Von dieser Quelle ist noch nichts gekommen.",
  },
  sources: {
    heading: "Quellen",
    amount: (sources, categories) =>
      categories === 0
        ? count(sources, { one: "Quelle", other: "Quellen" })
        : `${count(sources, { one: "Quelle", other: "Quellen" })} in ${count(categories, { one: "Rubrik", other: "Rubriken" })}`,
    asOpml: "Als OPML mitnehmen",
    find: "Name oder Adresse einer Quelle",
    findButton: "Suchen",
    found: (sources, text) =>
      sources === 0
        ? `Keine Quelle hat „${text}“ in Namen oder Adresse.`
        : `${count(sources, { one: "Quelle hat", other: "Quellen haben" })} „${text}“ in Namen oder Adresse.`,
    all: "Alle Quellen",
    categories: "Rubriken",
    withoutCategory: "Ohne Rubrik",
    feedOnly: "Nur Feed",
    pages: "Seiten dieser Liste",
    page: (page, pages) => `Seite ${formats.number(page)} von ${formats.number(pages)}`,
    previous: "Vorige Seite",
    next: "Nächste Seite",
    none: "Noch keine Quellen. Welche Feeds gelesen werden, steht in feeds.config.json unter „sources“. Was dort gespeichert wird, wird binnen Sekunden abgefragt.",
  },
  processes: {
    heading: "Prozesse",
    named: (number, machine) => `${number} auf ${machine}`,
    polls: "fragt ab",
    groups: "gruppiert",
    standsBy: "ist zum Gruppieren bereit",
    serves: "liefert Seiten",
    since: (time) => `seit ${time}`,
    silentSince: (time) => `seit ${time} ohne Lebenszeichen`,
    configApplies: (changed) =>
      `seine Konfiguration wurde zuletzt geändert (${changed}), darum gelten ihre Quellen`,
    otherConfig: (parts) => `seine Konfiguration ist eine andere: ${parts}`,
    configParts: {
      sources: "andere Quellen",
      stories: "andere Gruppierung",
      retention: "andere Aufbewahrung",
    },
  },
  databaseFaults: {
    away: "sie antwortet nicht",
    full: "sie hat keinen Platz mehr",
    "read-only": "sie darf nur gelesen werden",
    disk: "ihr Speicher meldet Fehler",
    damaged: "sie ist beschädigt (den Dienst anhalten, eine Sicherung zurückspielen und ihn wieder starten)",
    busy: "etwas anderes hält sie fest",
  },
  status: {
    heading: "Status",
    asJson: "Als JSON",
    states: "Zustand",
    all: "Alle",
    filters: { failing: "Gestört", gone: "Verschwunden", new: "Noch nicht abgefragt", ok: "Antworten" },
    answering: (ok, all) =>
      `${formats.number(ok)} von ${count(all, { one: "Quelle", other: "Quellen" })} ${formats.form(all === 1 ? 1 : ok, { one: "antwortet", other: "antworten" })}`,
    exceptions: {
      failing: (sources) => `${formats.number(sources)} gestört`,
      gone: (sources) => `${formats.number(sources)} verschwunden`,
      new: (sources) => `${formats.number(sources)} noch nicht abgefragt`,
    },
    inStore: (entries) => `${count(entries, { one: "Eintrag", other: "Einträge" })} im Bestand.`,
    more: "Weitere Quellen",
    backToStart: "Zurück zum Anfang",
    configFault: {
      heading: "Die Konfigurationsdatei hat einen Fehler",
      text: "Was sie vorher sagte, gilt weiter, bis dies behoben ist:",
    },
    notWritten: {
      heading: "Nichts lässt sich speichern",
      text: (reason) =>
        `Die Datenbank nimmt nichts an: ${reason}. Gezeigt wird, was sie enthält; Abfragen und Gruppieren gehen von selbst weiter, sobald das behoben ist, und Markierungen werden bis dahin nicht behalten.`,
    },
    stalled: {
      heading: "Zurzeit wird nichts abgefragt",
      text: (time) =>
        `Quellen sind seit ${time} fällig, und keine wird abgefragt. Läuft ein Prozess mit der Rolle „poll“?`,
    },
    offline: {
      heading: "Nichts ist zu erreichen",
      text: (sources, time) =>
        `${sources === 1 ? "Die Quelle hat" : `Keine von ${formats.number(sources)} Quellen hat`} seit ${time} geantwortet: höchstwahrscheinlich hat dieser Rechner kein Netz. Zu prüfen sind seine Verbindung und sein Namensserver; Wirefold versucht es von selbst weiter, und was vorher abgerufen wurde, lässt sich weiter lesen.`,
      each: "Was bei jeder Quelle gefunden wurde",
    },
    noneAnswers: {
      heading: (sources) =>
        sources === 1
          ? "Die Quelle antwortet nicht"
          : `Keine von ${formats.number(sources)} Quellen antwortet, wie ein Feed es soll`,
      text: "Bei jeder steht unten, was gefunden wurde. Ihre Server sind zu erreichen; am Netz dieses Rechners liegt es also nicht.",
    },
  },
  chores: {
    backedUp: (time, size) => `Letzte Sicherung: ${time}${size === undefined ? "" : ` (${size})`}.`,
    backupFailed: "Die letzte Sicherung ist gescheitert",
    upkeepFailed: "Alte Artikel ließen sich nicht entfernen",
    triedAgain: (time) => `Versucht um ${time}; eine Stunde später folgt der nächste Versuch.`,
  },
  hub: {
    heading: "Abonnenten, denen Änderungen gemeldet werden (WebSub)",
    subscriptions: (subscriptions, feeds) =>
      `${count(subscriptions, { one: "Abonnement", other: "Abonnements" })} von ${count(feeds, { one: "Feed", other: "Feeds" })}`,
    beingTold: (subscribers) =>
      `${count(subscribers, { one: "Abonnent erfährt", other: "Abonnenten erfahren" })} gerade von einer Änderung`,
    failing: (subscribers) => `${formats.number(subscribers)} gestört`,
    toBeAsked: (callbacks) =>
      `${count(callbacks, { one: "Callback ist", other: "Callbacks sind" })} noch zu fragen`,
    subscribers: (subscribers) => count(subscribers, { one: "Abonnent", other: "Abonnenten" }),
    times: (times) => (times === 1 ? "einmal" : `${formats.number(times)}-mal`),
    since: "seit",
    toldAgain: (time) => `noch ${time} bis zur nächsten Meldung`,
    endsBefore: (time) => `keine weitere Meldung: das Abonnement endet ${time}`,
  },
  feeds: {
    heading: "Feeds",
    standfirst: "Jede Liste hier ist ein Feed für das Leseprogramm der Wahl.",
    asOpml: "Alle als OPML",
    measured: "Ein Feed nach Maß",
    toMeasured: "Einen Feed nach Maß machen",
    groups: { front: "Alles", views: "Ansichten", categories: "Rubriken", sources: "Quellen" },
    frontPage: "Titelseite",
    asFormat: (list, format) => `${list} als ${format}`,
    manySources: (sources) =>
      sources === 1
        ? "Die Quelle hat ihren Feed auf ihrer Seite."
        : `Jede der ${formats.number(sources)} Quellen hat ihren Feed auf ihrer Seite.`,
    findSource: "Eine Quelle suchen",
    what: "Was",
    format: "Format",
    fold: "Ein Eintrag ist",
    folds: {
      story: {
        label: "jede Geschichte einmal",
        explained:
          "Ein Eintrag für alles, was über ein Ereignis berichtet wird: der Artikel, der dafür spricht, und darunter, wer noch berichtet. So sind Feeds, wenn ihre Adresse nichts anderes sagt.",
      },
      copy: {
        label: "jeder Text einmal",
        explained:
          "Jeder eigene Bericht ist ein Eintrag; ein Text, den mehrere Medien bringen, wie die der Agenturen, ist einer.",
      },
      none: {
        label: "jeder Artikel",
        explained: "Was immer die Quellen veröffentlichen, auch jede Kopie eines Textes.",
      },
    },
    min: {
      label: "Von wie vielen Medien",
      term: "von wie vielen Medien",
      explained:
        "Nur Geschichten, über die mindestens so viele Medien selbst berichten. Ein kopierter Text zählt einmal, wie viele ihn auch bringen: mit 2 bleibt draußen, was noch niemand sonst bestätigt hat.",
    },
    limit: {
      label: "Höchstens so viele Einträge",
      term: "höchstens so viele Einträge",
      placeholder: "so viele wie nötig",
      explained:
        "Ohne das hat ein Feed die 100 neuesten Einträge, und bis zu 300, wo zwei Tage mehr bringen. Älteres steht in seinen Archiven, die er für Programme nennt, die ihnen folgen.",
    },
    language: {
      label: "Sprache",
      term: "Sprache",
      placeholder: "jede",
      title: "Zwei oder drei Buchstaben, etwa en oder de",
      explained: "Nur Geschichten in dieser Sprache.",
    },
    make: "Adresse machen",
    made: (list) => `Der Feed von ${list}:`,
    noSuchList: "Diese Liste gibt es hier nicht. Zur Wahl stehen die angebotenen.",
  },
  about: {
    heading: "Über Wirefold",
    version: (version) => `Wirefold ${version}`,
    intro:
      "Wirefold liest die Feeds vieler Medien und faltet, was sie über ein Ereignis berichten, zu einer Geschichte: die Kopien eines Agenturtextes zusammen, den eigenen Bericht jedes Mediums daneben. Es läuft auf jemandes eigenem Rechner und ist niemandes Dienst.",
    stories: {
      heading: "Wie eine Geschichte entsteht",
      text: "Derselbe Artikel in zwei Feeds ist ein Artikel. Derselbe Text unter zwei Namen ist eine Kopie: der Reuters-Text in sechs Zeitungen ist ein Bericht, den sechs drucken. Andere Berichte kommen dazu, wenn sie genug seltene Wörter mit einer Geschichte teilen und zeitlich nah genug sind. Kein Sprachmodell rät, und niemand im Netz wird gefragt.",
      why: "Auf der Seite jeder Geschichte steht zu jedem Eintrag, warum er dort ist, warum der oberste für alle spricht und welcher früheren Geschichte sie folgt. Was falsch gefaltet wurde, lässt sich dort berichtigen und wieder zurücknehmen.",
      example: "Zum Beispiel die Geschichte, die jetzt oben steht:",
    },
    ranking: {
      heading: "Was oben steht",
      text: "Geschichten, über die viele Medien selbst berichten und die neu sind. Ein kopierter Text zählt einmal, wie oft er auch gedruckt wird.",
      latest: "„Neueste“ lässt alles Gewichten weg",
    },
    remembered: {
      heading: "Was gespeichert wird",
      nothing:
        "Solange keine Geschichte geöffnet wird, nichts: kein Cookie, kein fremdes Skript, kein Zähler. Die Seiten laden von anderswo nur die Bilder der Artikel; deren Herausgeber sehen dabei die Adresse des Lesenden.",
      marks:
        "Wer zum ersten Mal eine Geschichte öffnet, sie markiert oder etwas einstellt, bekommt ein Cookie, „wirefold-reader“. Darin stehen eine Nummer und ihre Unterschrift, kein Skript kann es lesen, und es hält 400 Tage. Unter dieser Nummer ist hier gespeichert, welche Geschichten gelesen und welche gemerkt sind, die Einstellungen und der Tag des letzten Besuchs: sonst nichts, und nichts darüber, wer es ist.",
      forget: "Wer das Cookie löscht, fängt neu an. Bilder lassen sich in den Einstellungen weglassen.",
    },
    along: {
      heading: "Zum Mitnehmen",
      text: "Jede Liste hier ist auch ein Feed: an ihre Adresse kommt .rss, .atom oder .json.",
      textStatic: "Jede Liste hier ist auch ein Feed.",
      front: "Die Titelseite als Feed",
      feeds: "Alle Feeds",
      opml: "Die Quellen als OPML",
      status: "Der Zustand jeder Quelle als JSON",
    },
    rights: {
      heading: "Wem es gehört",
      articles:
        "Die Artikel gehören denen, die sie veröffentlicht haben. Jeder nennt sein Medium und führt zum Original; eine Lizenz, die ein Feed angibt, steht beim Artikel.",
      software:
        "Wirefold ist freie Software unter der MIT-Lizenz. Die Bibliotheken, aus denen es besteht, sind es unter dieser oder ähnlichen Lizenzen.",
    },
  },
};
