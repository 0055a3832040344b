import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { ParseOutcome } from "../model/parsed-feed.ts";
import type { FeedDocument } from "./parse-feed.ts";

/** What one document may cost in a thread of its own. */
export type ParseLimits = Readonly<{
  /** Documents of fewer bytes are read at once, by whoever asks: for a command that ends before a thread pays. */
  apartFromBytes: number;
  /** Processor time in ms: what a busy machine takes for other things does not count. */
  cpuMs: number;
  /** Time in all, in ms: for a thread that waits for what never comes. */
  wallMs: number;
  /** Of the thread's heap, in MB: some 65 are taken before anything is read (Node 24, its own heap statistics). */
  memoryMb: number;
}>;

/**
 * A typical document has 24 kB and takes 2 ms, one of 10 MB about a second of a core (`npm run bench`). What takes longer
 * was made to.
 */
const usualLimits: ParseLimits = { apartFromBytes: 0, cpuMs: 2000, wallMs: 60_000, memoryMb: 512 };

/** How often the time of a thread is looked at, in ms. */
const watchEveryMs = 100;
/** A thread without work is let go after so long, in ms: it holds some 100 MB, and takes half a second to start. */
const idleMs = 120_000;

/**
 * For what is made while a document is read, in MB, in a third of which new objects are begun: with more the thread keeps
 * 90 MB that it has no use for (200 MB instead of 290 after 100 feeds), with less it is longer at clearing up.
 */
const youngMb = 32;

/**
 * Reads documents as `parseFeed` does, one after another in a thread beside ours and within limits: while one is read,
 * requests are answered, and none makes the others wait for longer than its limits.
 */
export type FeedParser = Readonly<{
  /** Begins the thread where there is none, for a document that is sure to come: it takes as long to start as a server to answer. */
  prepare(): void;
  /** Never rejects: a document that takes too much time or memory is `no-feed` with a sentence that says so. */
  parse(document: FeedDocument): Promise<ParseOutcome>;
  /** Ends the thread, and what is being read in it. */
  close(): Promise<void>;
}>;

export function createFeedParser(limits: Partial<ParseLimits> = {}): FeedParser {
  const own = { ...usualLimits, ...limits };
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  const start = async (): Promise<Worker> => {
    const started = new Worker(new URL("./parse-worker.ts", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: own.memoryMb, maxYoungGenerationSizeMb: youngMb },
    });
    thread = started;
    const ended = new Promise((resolve) => started.once("exit", resolve).on("error", () => {}));
    // Whoever waits for it hears of its end; one that ends without work is simply started anew.
    void ended.then(() => (thread = thread === started ? undefined : thread));
    await Promise.race([once(started, "message").catch(() => {}), ended]);
    started.unref(); // without work it keeps no process alive
    return started;
  };
  const letGo = async () => {
    clearTimeout(idle);
    const ending = thread;
    thread = undefined;
    await ending?.terminate();
  };
  const waitForWork = () => {
    clearTimeout(idle);
    idle = setTimeout(() => void letGo(), idleMs);
    idle.unref();
  };
  const startEarly = async () => {
    if (closed || thread) return;
    await start();
    waitForWork();
  };
  const parseInThread = async (document: FeedDocument): Promise<ParseOutcome> => {
    clearTimeout(idle);
    if (closed) return { kind: "no-feed", error: sentence(document, "reading it was broken off") };
    const answer = await askThread(thread ?? (await start()), document, own);
    if (answer.kind === "broken") await letGo();
    waitForWork();
    return answer.kind === "broken" ? { kind: "no-feed", error: sentence(document, answer.why) } : answer;
  };

  return {
    prepare: () => {
      if (!thread) last = last.then(startEarly).catch(() => undefined);
    },
    parse: (document) => {
      if (document.bytes.byteLength < own.apartFromBytes) return parseHere(document);
      const mine = last.then(() => parseInThread(document));
      last = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      closed = true;
      await letGo();
    },
  };
}

/** Loaded only where it is used: two hundred modules that a service needs in the thread alone. */
const parseHere = async (document: FeedDocument): Promise<ParseOutcome> =>
  (await import("./parse-feed.ts")).parseFeed(document);

type Answer = ParseOutcome | Readonly<{ kind: "broken"; why: string }>;

/** The outcome of one document, or why the thread has none. The thread is of no more use then. */
function askThread(thread: Worker, document: FeedDocument, limits: ParseLimits): Promise<Answer> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    let before: NodeJS.CpuUsage | undefined;
    const settle = (answer: Answer) => {
      clearInterval(watch);
      thread.off("message", settle).off("error", onError).off("exit", onExit);
      resolve(answer);
    };
    const broken = (why: string) => settle({ kind: "broken", why });
    const onError = (error: Error) =>
      broken(
        (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY"
          ? `reading it takes more than ${limits.memoryMb} MB of memory`
          : `reading it failed: ${error.message.slice(0, 200)}`,
      );
    const onExit = () => broken("reading it was broken off");
    const look = async () => {
      // Counted from the first look on: nearly all documents are done before it.
      const used = await thread.cpuUsage().catch(() => undefined);
      before ??= used;
      if (used && before && (used.user + used.system - before.user - before.system) / 1000 > limits.cpuMs)
        broken(`reading it takes more than ${limits.cpuMs / 1000} s of a processor`);
      else if (performance.now() - startedAt > limits.wallMs)
        broken(`it was not read within ${limits.wallMs / 1000} s`);
    };
    const watch = setInterval(() => void look(), watchEveryMs);
    if (thread.threadId < 0) return onExit(); // it ended before it was asked
    thread.on("message", settle).on("error", onError).on("exit", onExit);
    thread.postMessage(document);
  });
}

const sentence = ({ url }: FeedDocument, why: string): string =>
  `Cannot parse ${url ?? "the document"}: ${why}`;
