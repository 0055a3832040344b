import { expect, test } from "vitest";
import { isServicePage } from "../../../src/story/service-page.ts";

test.each([
  "Weather forecast for Lorne: rain by noon",
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
])("“%s” is printed by the yard", (title) => expect(isServicePage(title)).toBe(true));

test.each([
  "Storm tears roofs off houses in Lorne",
  "Minister weathers a vote of no confidence",
  "Airline deals with strike by cancelling flights",
  "Deal reached on fishing rights",
  "Le temps des cathédrales",
  "Wettervogel", // a word that begins like one
  "",
])("“%s” is not", (title) => expect(isServicePage(title)).toBe(false));
