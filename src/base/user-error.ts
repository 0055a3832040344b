/**
 * A fault that the person at the keyboard can mend: its message is the whole of what is shown (what was tried, on
 * what, what was found, what to do), without a stack. `exitCode` 2 is for wrong arguments, 1 for all else.
 */
export class UserError extends Error {
  readonly exitCode: 1 | 2;

  constructor(message: string, options: { exitCode?: 1 | 2; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "UserError";
    this.exitCode = options.exitCode ?? 1;
  }
}
