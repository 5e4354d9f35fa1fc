import { readFileSync } from 'node:fs';

/**
 * The most bytes of memory that this process had since its program began. On Linux what `getrusage` says of it begins with
 * what the process that started it had then: a run that a large one starts would seem as large.
 */
export function processPeak(): number {
  const ofProgram = process.platform === 'linux' ? peakIn(readStatus()) : undefined;
  return ofProgram ?? process.resourceUsage().maxRSS * 1024;
}

/** The peak in the text of `/proc/PID/status`, in bytes, as proc(5) has it; undefined where it does not say. */
export function peakIn(status: string): number | undefined {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

/** What the system says of this process; nothing where it denies that. */
function readStatus(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    return '';
  }
}
