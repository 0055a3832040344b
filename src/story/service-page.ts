/**
 * What outlets print by the yard from one template: forecasts, horoscopes, lottery numbers, shopping, listings, death notices,
 * and the day's news on one page. Two of them share most of their words and still speak of different things. In the languages
 * we can judge; titles alone. Live blogs are none: each is of one event, where the labelled sets put it.
 */
const phrases: readonly RegExp[] = [
  // English
  /\b(weather|pollen) (forecast|report|update|outlook)\b|^weather:|\bhoroscopes?\b|\bcrossword\b|\bsudoku\b|\bwordle\b|\blotter(y|ies) (results?|numbers?)\b|\bpowerball (results?|numbers?)\b/iu,
  /\b(best|top|today'?s|prime day|black friday|cyber monday) (\S+ ){0,3}deals\b|\bdeals of the (day|week)\b|\b(promo|discount|coupon) codes?\b|\btv (guide|listings)\b/iu,
  // French
  /\bmétéo\b|\bprévisions météo\S*|\bquel temps (est|fait|fera)\b|\bsoldes\b|\bbons? plans?\b|\bloto\b|\beuromillions?\b|\bmots croisés\b|\bprogramme tv\b/iu,
  // German
  /\bwetter(vorhersage|bericht)?\b|\bhoroskop\b|\blottozahlen\b|\bschnäppchen\b|\bkreuzworträtsel\b|\btv-programm\b/iu,
  // Spanish, Portuguese, Italian
  /\b(pronóstico|previsão|previsioni) (del|do|meteo)\b|\bhoróscopo\b|\boroscopo\b|\b(el tiempo|tempo) (hoy|hoje)\b|\bmeteo\b|\blotería\b|\blotto\b|\bofertas del día\b|\bcrucigrama\b/iu,
  // Dutch, Swedish, Danish, Norwegian
  /\bweerbericht\b|\bhoroscoop\b|\bväderprognos\w*\b|\bhoroskop\b|\bvejrudsigt\w*\b|\bværmelding\w*\b/iu,
  // Chinese, Japanese, Korean
  // The day's news on one page, and who has died
  /^(the )?((business|market|sports?|tech|world|national|local|entertainment|science|health) (highlights|in brief|briefs|wrap|digest)|(morning|midday|evening|daily|weekend) (briefing|digest|headlines)|news in brief|(the )?week in (review|pictures|photos)|(photo|picture)s? of the (day|week)|obituaries|death notices)\b/iu,
  /^(la revue de presse|les titres du|l[’']essentiel de l[’']actu|avis de décès|nécrologies?|nachrichten kompakt|kurzmeldungen|das wichtigste (am|vom|des)|traueranzeigen|resumen de noticias|titulares del|esquelas|necrologi(e|os))(?!\p{L})/iu,
  /天气预报|天氣預報|星座运势|今日运势|天気予報|今日の運勢|占い|오늘의 날씨|오늘의 운세/u,
];

/** Whether a title announces a service page. */
export const isServicePage = (title: string): boolean => phrases.some((phrase) => phrase.test(title));
