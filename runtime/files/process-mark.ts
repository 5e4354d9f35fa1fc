import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** What tells a process from every other, on this machine and on others that see the same files. */
export interface ProcessMark {
  /** The machine, since it was started, and which of its lists of processes: of a container, or its own. */
  readonly place: string;
  /** What the machine calls itself, for people. */
  readonly host: string;
  readonly pid: number;
  /** When the system started the process, in its own count; empty where it does not tell. */
  readonly started: string;
}

/** Whether a process lives; `unknown`: it is one of another machine or container. */
export type ProcessState = 'living' | 'gone' | 'unknown';

const readOr = (read: () => string, otherwise: string): string => {
  try {
    return read().trim();
  } catch {
    return otherwise;
  }
};

const machine = [hostname(), readOr(() => readFileSync('/etc/machine-id', 'utf8'), '')].join();
const boot = readOr(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'), '');
const processes = readOr(() => readlinkSync('/proc/self/ns/pid'), '');
const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** `machine-boot-processes`, each as a few digits. */
const place = [machine, boot, processes].map(short).join('-');

/** This process. */
export const ownMark: ProcessMark = {
  place,
  host: hostname(),
  pid: process.pid,
  started: startOf(process.pid) ?? '',
};

/** Whether the process of a mark lives. */
export function stateOf(mark: ProcessMark): ProcessState {
  if (mark.place !== place) return bootEnded(mark.place) ? 'gone' : 'unknown';
  if (!isRunning(mark.pid)) return 'gone';
  return mark.started === '' || startOf(mark.pid) === mark.started ? 'living' : 'gone';
}

/** Whether a place is this machine before it was started the last time: nothing of that time lives. */
function bootEnded(other: string): boolean {
  const [otherMachine, otherBoot] = other.split('-');
  const [ownMachine, ownBoot] = place.split('-');
  return boot !== '' && otherMachine === ownMachine && otherBoot !== ownBoot;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The 22nd field of `/proc/PID/stat`, as proc(5) has it; undefined where there is none, or of a process that has ended. */
function startOf(pid: number): string | undefined {
  const stat = readOr(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), '');
  // The name of the program, in brackets, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}
