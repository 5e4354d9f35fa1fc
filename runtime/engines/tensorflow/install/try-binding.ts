import { bindingIn } from '../binding-places.ts';
import { runTool } from '../../install/run-tool.ts';

/** What a binding says of itself, or why it does not run. */
export type Trial =
  { readonly ok: true; readonly version: string } | { readonly ok: false; readonly reason: string };

const script = `
  const binding = require(process.argv[1]);
  const one = binding.createTensor([1], 1, Float32Array.of(2));
  if (binding.tensorDataSync(one)[0] !== 2) throw new Error('it does not keep a number');
  console.log(JSON.stringify({ version: binding.TF_Version }));
`;

/** Loads the binding of a folder in a process of its own: a library of another processor ends the process it is in. */
export async function tryBinding(folder: string): Promise<Trial> {
  const { ok, out, err, signal } = await runTool(process.execPath, ['-e', script, bindingIn(folder)], {
    environment: { TF_CPP_MIN_LOG_LEVEL: '3' },
    timeout: 120_000,
  });
  if (!ok) return { ok: false, reason: signal ? `loading it ended with ${signal}` : errorLine(err) };
  const { version } = JSON.parse(out.trim().split('\n').at(-1) ?? '{}') as { readonly version?: string };
  return version === undefined ? { ok: false, reason: 'it says no version' } : { ok: true, version };
}

const errorLine = (err: string): string =>
  err
    .split('\n')
    .find((line) => line.startsWith('Error: '))
    ?.slice('Error: '.length) ?? 'it does not load';
