import type { Showing } from "../model/showing.ts";
import type { SettingsSource } from "./watch.ts";

/** What feeds and pages go by: the settings as they are whenever one is made. */
export const showingBy = (settings: SettingsSource): Required<Showing> => ({
  site: () => settings.current().site,
  views: () => settings.current().views,
  sagaOnce: () => settings.current().stories.granularity === "topic",
  mute: () => settings.current().mute,
  content: () => settings.current().content,
});
