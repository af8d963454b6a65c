export type ProcessIdentity = { pid: number; started: string };
export function startMark(pid: number): string | undefined;
export function identify(pid: number): ProcessIdentity | undefined;
export function isAlive(identity: ProcessIdentity): boolean;
export function commandLine(pid: number): string;
export function waitForEnd(identity: ProcessIdentity, ms: number): Promise<boolean>;
export function endProcess(identity: ProcessIdentity, mustMention: string, graceMs: number): Promise<boolean>;
