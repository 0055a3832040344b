/** What a transaction throws to leave everything as it was: others were quicker, so that what was decided does not hold. */
const overtaken = new Error("Others have changed these stories meanwhile");

/** Ends the transaction that it stands in, unless that holds. */
export function holdsOrOvertaken(holds: boolean): void {
  if (!holds) throw overtaken;
}

/** Answers `otherwise` where the work was overtaken. */
export async function unlessOvertaken<T>(work: () => T | Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error === overtaken) return otherwise;
    throw error;
  }
}
