/** A process that dies holds its feeds, and their hosts, for no longer; one that lives renews well before. */
export const leaseMs = 30_000;
export const renewEveryMs = 10_000;
