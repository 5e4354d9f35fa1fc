import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Cores that do not share their arithmetic units with another: a second thread on one only gets in the way. */
export function physicalCores(): number {
  const logical = availableParallelism();
  const siblings = new Set<string>();
  try {
    for (let cpu = 0; cpu < logical; cpu++) {
      siblings.add(readFileSync(`/sys/devices/system/cpu/cpu${cpu}/topology/thread_siblings_list`, 'utf8'));
    }
    return Math.min(logical, siblings.size);
  } catch {
    return logical;
  }
}
