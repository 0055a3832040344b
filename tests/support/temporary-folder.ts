import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of its own for one test, removed at the end of its block. */
export async function temporaryFolder(): Promise<Readonly<{ path: string }> & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), "wirefold-test-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
