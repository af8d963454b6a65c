/** A server that holds a folder; `answers` once its health does. */
export type Instance = { pid: number; address?: string; answers: boolean };
export type InstanceClaim =
  | { claimed: true; publish(address: string): void; release(): void }
  | { claimed: false; holder: { pid: number; started: string } };
export function claimInstance(home: string): Promise<InstanceClaim>;
export function runningInstance(home: string): Promise<Instance | undefined>;
