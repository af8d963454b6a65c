import { spawn } from 'node:child_process';

/** Shows the address in the person's browser. The start does not depend on it: whatever fails is passed over. */
export function openBrowser(address: string): void {
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  try {
    const child = spawn(command, [address], { stdio: 'ignore', detached: true });
    child.once('error', () => {});
    child.unref();
  } catch {
    // No such program, or none may be started.
  }
}
