/** The options of `npm start`, in words. */
export const USAGE: string;
export type Arguments = {
  open: boolean;
  reset: boolean;
  prebuilt: boolean;
  help: boolean;
  port?: number;
  /** Set where the command line says something that is not an option. */
  problem?: string;
};
export function parseArguments(words: readonly string[]): Arguments;
