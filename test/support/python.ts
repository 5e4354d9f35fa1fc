import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A Python of this machine that has one of some modules; undefined where none does. */
export function pythonWith(...modules: readonly string[]): string | undefined {
  const { VIRTUAL_ENV } = process.env;
  const environments = [VIRTUAL_ENV, join(homedir(), '.cache/cnnc-peers')].flatMap((root) =>
    root ? [join(root, 'bin/python')] : [],
  );
  const has = 'import importlib.util, sys; sys.exit(not any(map(importlib.util.find_spec, sys.argv[1:])))';
  return [...environments, 'python3'].find(
    (python) => spawnSync(python, ['-c', has, ...modules], { stdio: 'ignore' }).status === 0,
  );
}
