// Who a process is. A pid alone is reused by the system, so a pid is only believed together with the moment its
// process started. Node built-ins only: start.mjs needs this before anything is installed.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const onLinux = process.platform === 'linux';
let bootId;

/** A mark that no other process, before or after a reboot, shares; undefined when no such process lives. */
export function startMark(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return onLinux ? markFromProc(pid) : markFromPs(pid);
}

function markFromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; only its parent has not looked yet.
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    bootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
    return `${bootId}-${fields[19]}`;
  } catch {
    return undefined;
  }
}

function markFromPs(pid) {
  try {
    const line = ps(pid, 'stat=,lstart=');
    return line === '' || line.startsWith('Z')
      ? undefined
      : line.replace(/^\S+\s+/, '').replace(/[^A-Za-z0-9]+/g, '-');
  } catch {
    return undefined;
  }
}

function ps(pid, columns) {
  return execFileSync('ps', ['-ww', '-o', columns, '-p', String(pid)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

export function identify(pid) {
  const started = startMark(pid);
  return started === undefined ? undefined : { pid, started };
}

export function isAlive(identity) {
  return startMark(identity.pid) === identity.started;
}

export function commandLine(pid) {
  try {
    return onLinux ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') : ps(pid, 'args=');
  } catch {
    return '';
  }
}

/** Polls: the end of a process that is not our child cannot be awaited otherwise. */
export async function waitForEnd(identity, ms) {
  const deadline = Date.now() + ms;
  while (isAlive(identity)) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

/** Ends a process of ours: asks, waits, then kills. A pid whose process is another one, or whose command line
 * does not carry `mustMention`, is a stranger and is left alone. True when the process is gone. */
export async function endProcess(identity, mustMention, graceMs) {
  for (const [signal, patience] of [
    ['SIGTERM', graceMs],
    ['SIGKILL', 5_000],
  ]) {
    if (!isAlive(identity)) return true;
    if (!commandLine(identity.pid).includes(mustMention)) return true;
    try {
      process.kill(identity.pid, signal);
    } catch (error) {
      if (error.code === 'EPERM') return false;
    }
    if (await waitForEnd(identity, patience)) return true;
  }
  return false;
}
