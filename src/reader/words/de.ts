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
    feeds: "Feeds",
    sources: "Quellen",
    status: "Status",
  },
  list: {
    order: "Reihenfolge",
    orders: { top: "Wichtigste", latest: "Neueste" },
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
  problem: {
    searchAll: "Alle Geschichten durchsuchen",
    search: "Suchen",
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
  keys: {
    heading: "Tasten",
    hint: "Sie wirken auf jeder Seite, außer beim Schreiben in einem Feld, und bei jeder Tastaturbelegung nach der Lage der Taste.",
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
      star: "Stern setzen oder wegnehmen",
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
      starred: "Geschichten mit Stern",
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
};
