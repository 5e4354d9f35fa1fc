import { join } from 'node:path';
import { InstallFailure } from '../../install/install-failure.ts';
import { runTool } from '../../install/run-tool.ts';

/** Prints where the package lies, without importing it: that takes seconds. */
const locate = [
  'import importlib.util as u',
  's = u.find_spec("tensorflow")',
  'print(s.submodule_search_locations[0] if s else "")',
].join('\n');

/** The folder of the package tensorflow of a Python; undefined where that Python, or the package, is missing. */
async function packageOf(python: string): Promise<string | undefined> {
  const { ok, out } = await runTool(python, ['-c', locate], { timeout: 30_000 });
  const folder = out.trim();
  return ok && folder !== '' ? folder : undefined;
}

/** The Python that was asked for; throws an InstallFailure where it has no TensorFlow. */
export async function tensorflowOfPython(python: string): Promise<string> {
  const folder = await packageOf(python);
  if (folder !== undefined) return folder;
  throw new InstallFailure(
    `\`${python}\` is no Python that has the package tensorflow`,
    `run \`${python} -m pip install tensorflow\`, or name another Python`,
  );
}

/** The package of the environment that is active, or of the Python on the path; undefined where neither has it. */
export async function findPythonTensorflow(): Promise<string | undefined> {
  const { VIRTUAL_ENV, CONDA_PREFIX } = process.env;
  const environments = [VIRTUAL_ENV, CONDA_PREFIX].flatMap((root) =>
    root ? [join(root, 'bin', 'python')] : [],
  );
  for (const python of [...environments, 'python3', 'python']) {
    const folder = await packageOf(python);
    if (folder !== undefined) return folder;
  }
  return undefined;
}
