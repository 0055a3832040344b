/** Why a command that would go on is to end: facts for the log. */
export type StopReason = Readonly<{ signal: NodeJS.Signals } | { reason: string }>;

/** What may ask a long command to end, from its first moment on. */
export type StopRequest = Readonly<{
  /** Resolves with the first reason to end. */
  asked: Promise<StopReason>;
  came(): boolean;
  ask(reason: StopReason): void;
  /** SIGINT and SIGTERM ask. A second one does not wait for the end. */
  listenForSignals(): void;
  /** The end of the process that started this one asks: for where that one passes no signal on. */
  watchParent(what: string): void;
  isListening(): boolean;
}>;

/** The part of `process` that this needs. */
export type Surroundings = Readonly<{
  ppid: number;
  on(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
  exit(code: number): void;
}>;

/** A terminal sends Ctrl-C to npm and to us, and npm passes its own on: within so long, two signals are one. */
const sameSignalMs = 500;
const parentEveryMs = 1000;

export function createStopRequest(
  around: Surroundings,
  elapsedMs: () => number = () => performance.now(),
): StopRequest {
  const parent = around.ppid; // read at once: it may end while we start
  const { promise: asked, resolve } = Promise.withResolvers<StopReason>();
  let came = false;
  let listening = false;
  const ask = (reason: StopReason) => {
    came = true;
    resolve(reason);
  };
  let signalledAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    if (signalledAt !== undefined && elapsedMs() - signalledAt > sameSignalMs) around.exit(1);
    signalledAt ??= elapsedMs();
    ask({ signal });
  };
  return {
    asked,
    came: () => came,
    ask,
    listenForSignals: () => {
      listening = true;
      around.on("SIGINT", onSignal);
      around.on("SIGTERM", onSignal);
    },
    watchParent: (what) => {
      const timer = setInterval(() => {
        if (around.ppid === parent) return;
        clearInterval(timer);
        ask({ reason: `${what} has ended` });
      }, parentEveryMs);
      timer.unref();
    },
    isListening: () => listening,
  };
}
