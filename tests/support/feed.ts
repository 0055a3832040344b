import type { PollingSettings } from "../../src/model/settings.ts";
import type { Feed, FeedPolling } from "../../src/model/source.ts";

/** A feed that was never polled; a test names only what it is about. */
export function feed({
  polling,
  ...given
}: Partial<Omit<Feed, "polling">> & { polling?: Partial<FeedPolling> } = {}): Feed {
  const url = "https://outlet.example/feed";
  return {
    id: 1,
    source: { url },
    fetchUrl: url,
    state: "new",
    entryCount: 0,
    ...given,
    polling: {
      validators: {},
      nextPollAt: new Date("2026-11-20T12:00:00Z"),
      nextPollReason: "not asked yet",
      failures: 0,
      notes: [],
      ...polling,
    },
  };
}

export const pollingSettings = (given: Partial<PollingSettings> = {}): PollingSettings => ({
  every: { kind: "interval", ms: 1_800_000 },
  minEveryMs: 900_000,
  maxEveryMs: 86_400_000,
  push: true,
  concurrency: 32,
  perHost: 2,
  perHostGapMs: 0,
  ownHostGapMs: given.perHostGapMs ?? 0,
  ...given,
});
