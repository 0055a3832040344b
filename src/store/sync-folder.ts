import { open } from "node:fs/promises";

/** That a file has another name is on the disk only when its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, "r").catch(() => undefined); // Windows opens none
  try {
    await opened?.sync();
  } catch {
    // nor do some file systems: then the name comes there with the next write
  } finally {
    await opened?.close();
  }
}
