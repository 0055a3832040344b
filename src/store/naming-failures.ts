import { BadCursorError } from "./page.ts";
import type { Store } from "./store.ts";

/** A store whose errors say what was tried on which database: the engine's own errors do not. */
export function namingFailures(place: string, store: Store): Store {
  const named = Object.entries(store).map(([name, method]) => {
    const call = method as (...parameters: unknown[]) => Promise<unknown>;
    const naming = (...parameters: unknown[]) =>
      call(...parameters).catch((error: unknown) => {
        if (error instanceof BadCursorError) throw error;
        throw new Error(`Cannot do "${name}" on the database ${place}`, { cause: error });
      });
    return [name, naming] as const;
  });
  return Object.fromEntries(named) as Store;
}
