import { statfsSync } from 'node:fs';

/**
 * Linux's file systems whose files are made as they are read, by the numbers of statfs(2): proc, sysfs, cgroup, cgroup2, debugfs,
 * tracefs, securityfs, configfs, bpf, efivarfs, pstore, nsfs, selinuxfs.
 */
const generated = new Set([
  0x9fa0, 0x62656572, 0x27e0eb, 0x63677270, 0x64626720, 0x74726163, 0x73636673, 0x62656570, 0xcafe4a11,
  0xde5e81e4, 0x6165676c, 0x6e736673, 0xf97cff8c,
]);

const known = new Map<number, boolean>();

/** Whether the system makes a file's content as it is read; `device` is that of its file system, of which each is asked once. */
export function isGenerated(path: string, device: number): boolean {
  if (process.platform !== 'linux') return false;
  const before = known.get(device);
  if (before !== undefined) return before;
  const found = ask(path);
  if (found !== undefined) known.set(device, found);
  return found ?? false;
}

function ask(path: string): boolean | undefined {
  try {
    return generated.has(statfsSync(path).type);
  } catch {
    return undefined;
  }
}
