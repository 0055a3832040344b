import { fillNewsroom, newsroomNow } from "./newsroom.ts";
import { startReader } from "./reader-app.ts";
import { freshStore } from "./store.ts";

/** The reader over the made-up newsroom, pictures and all, until the end of its block. */
export async function startNewsroom() {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore());
  const reader = stack.use(await startReader({ store, now: newsroomNow }));
  await fillNewsroom(store, { pictures: reader.base });
  return { store, base: reader.base, get: reader.get, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}
