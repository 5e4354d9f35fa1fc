import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll } from 'vitest';
import { temporaryDirectory } from './directory.ts';
import { pythonWith } from './python.ts';

/** A Python with ONNX's own checker: that of the package onnx, else the same in C++ that torch carries. */
const python = pythonWith('onnx', 'torch');

/**
 * Answers each line of files with what the checker has against each. Torch warns of what shape inference finds, where onnx
 * raises.
 */
const script = `
import importlib.util, json, sys, warnings
warnings.simplefilter('error')
if importlib.util.find_spec('onnx'):
    import onnx
    check = lambda file: onnx.checker.check_model(file, full_check=True)
else:
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        import torch
    def check(file):
        with open(file, 'rb') as opened: torch._C._check_onnx_proto(opened.read())
def problem(file):
    try: check(file)
    except Exception as error: return str(error)
for line in sys.stdin:
    print(json.dumps([problem(file) for file in json.loads(line)]), flush=True)
`;

export const hasOnnxChecker = python !== undefined;

/** The checker in a process of its own: to load it takes longer than to ask it. */
class Checker {
  readonly #child = spawn(python ?? '', ['-c', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  readonly #lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]();

  async check(files: readonly string[]): Promise<readonly (string | null)[]> {
    this.#child.stdin.write(`${JSON.stringify(files)}\n`);
    const line = await this.#lines.next();
    if (line.done === true) throw new Error('the checker of ONNX has ended');
    return JSON.parse(line.value) as readonly (string | null)[];
  }

  end(): void {
    this.#child.stdin.end();
  }
}

/** One for all tests of a file. */
let checker: Checker | undefined;
afterAll(() => checker?.end());

/** What ONNX's checker has against graphs, with their names: its rules, its schemas and full shape inference. */
export async function onnxProblems(graphs: ReadonlyMap<string, Uint8Array>): Promise<readonly string[]> {
  const directory = temporaryDirectory();
  const files = [...graphs.values()].map((bytes, index) => {
    const file = join(directory, `${index}.onnx`);
    writeFileSync(file, bytes);
    return file;
  });
  checker ??= new Checker();
  const problems = await checker.check(files);
  return [...graphs.keys()].flatMap((name, index) => {
    const problem = problems[index];
    return typeof problem === 'string' ? [`${name}: ${problem}`] : [];
  });
}
