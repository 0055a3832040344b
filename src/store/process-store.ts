/** Hearing of what other processes have stored. */
export type NewsStore = Readonly<{
  /**
   * Calls `wake` soon after any process has stored new entries, where the engine can tell. It may be called for nothing, and
   * may be missed: it saves waiting for the next look, and never stands in for it.
   */
  onNews(wake: () => void): Promise<Readonly<{ stop(): Promise<void> }>>;
}>;

/** What several processes on one store have to agree on. */
export type ProcessStore = Readonly<{
  /**
   * Takes a role that one process has at a time, or shows that it is still held, which moves its beat on. It is taken where
   * nobody has it, or where its beat is still `silentBeat`: whoever has looked at it long enough, and saw it stand still,
   * or knows that its holder has ended, takes it from a process that is dead or frozen. No clock is asked. `holder` must be no other process's, ever.
   */
  holdRole(wish: Readonly<{ role: string; holder: string; silentBeat?: number }>): Promise<RoleHeld>;
  /** Gives it up, so that a successor need not wait; nothing where it is somebody else's by now. */
  leaveRole(role: Readonly<{ role: string; holder: string }>): Promise<void>;
  /**
   * Holds hosts until then, for this process to ask; answers those that it has now, which others may not ask meanwhile.
   * What it has already it holds on to, and what nobody else holds at `now` it gets. Of the others it may say until when it
   * `wants` them: nobody claims feeds of these then, so that they become free.
   */
  holdHosts(
    wish: Readonly<{ hosts: readonly string[]; now: Date; hold: HostHold; wantedUntil?: Date }>,
  ): Promise<readonly string[]>;
  /** Lets go of hosts: others may ask them from `until` on. */
  leaveHosts(left: Readonly<{ hosts: readonly string[]; holder: string; until: Date }>): Promise<void>;
  /** Says that a process lives; those that have not said so since `forgetBefore` are forgotten. */
  noteProcess(process: Omit<RunningProcess, "holds"> & Readonly<{ forgetBefore: Date }>): Promise<void>;
  forgetProcess(name: string): Promise<void>;
  /** In the order in which they began. */
  processes(): Promise<readonly RunningProcess[]>;
}>;

/** `by`: whose it is, where it is somebody's. */
export type RoleHeld = Readonly<{ isHeld: boolean; beat: number; by?: string }>;

/** Whoever claims feeds takes their hosts with them. */
export type HostHold = Readonly<{ holder: string; until: Date }>;

/** What processes of one store should agree on. */
export const configParts = ["sources", "stories", "retention"] as const;
export type ConfigPart = (typeof configParts)[number];

/** A process's config: of each part a text, equal where the parts are; and when its file was changed last. */
export type ProcessConfig = Readonly<Record<ConfigPart, string> & { changedAt: Date }>;

/** `roles`: what it was started for; `holds`: the roles of one process at a time that it has. */
export type RunningProcess = Readonly<{
  name: string;
  roles: readonly string[];
  holds: readonly string[];
  config: ProcessConfig;
  since: Date;
  seenAt: Date;
}>;
