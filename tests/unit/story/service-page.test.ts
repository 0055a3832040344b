import { expect, test } from "vitest";
import { isServicePage } from "../../../src/story/service-page.ts";

test.each([
  "Weather forecast for Lorne: rain by noon",
  "Weather: sunny in Lorne",
  "Your daily horoscope for 20 November",
  "Powerball numbers: did anyone win?",
  "The best early Black Friday laptop deals",
  "Promo codes for December",
  "Météo : quel temps fera-t-il demain ?",
  "Soldes : les bons plans du jour",
  "Lottozahlen vom Samstag",
  "Wetter in Lorne: Sturm am Abend",
  "Horóscopo de hoy",
  "Weerbericht voor het weekend",
  "上海天气预报",
  "오늘의 운세",
  "Business Highlights",
  "The week in pictures: floods and flowers",
  "Morning briefing: what you need to know",
  "Obituaries for Friday, 20 November",
  "Nachrichten kompakt am Abend",
  "Avis de décès du 20 novembre",
])("“%s” is printed by the yard", (title) => expect(isServicePage(title)).toBe(true));

test.each([
  "Weather station in Lorne turns one hundred",
  "Storm tears roofs off houses in Lorne",
  "Minister weathers a vote of no confidence",
  "Airline deals with strike by cancelling flights",
  "Deal reached on fishing rights",
  "Le temps des cathédrales",
  "Ferry sinks off Lorne: live updates", // of one event
  "Titanfall review round-up",
  "Obituary: Ane Solberg, who led the grain talks",
  "Death toll of the ferry rises",
  "Wettervogel", // a word that begins like one
  "",
])("“%s” is not", (title) => expect(isServicePage(title)).toBe(false));
