import { setTimeout } from "node:timers/promises";

/** What `work` answers, if it does within so long; else rejects, and what it does yet is nobody's any more. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const stopping = new AbortController();
  const late = setTimeout(ms, undefined, { signal: stopping.signal }).then(() => {
    throw new Error(`no answer within ${ms / 1000} s`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stopping.abort();
    late.catch(() => undefined);
    work.catch(() => undefined);
  }
}
