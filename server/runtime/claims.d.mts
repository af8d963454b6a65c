import type { ProcessIdentity } from './processes.mjs';
export type FolderClaim = { claimed: true; release(): void } | { claimed: false; holder: ProcessIdentity };
export function writeAtomically(path: string, text: string): void;
export function readJson(path: string): unknown;
export function claimHolder(folder: string): ProcessIdentity | undefined;
export function claimFolder(folder: string, patienceMs?: number): Promise<FolderClaim>;
