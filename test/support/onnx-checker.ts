import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from './directory.ts';
import { pythonWith } from './python.ts';

/** A Python with ONNX's own checker: that of the package onnx, else the same in C++ that torch carries. */
const python = pythonWith('onnx', 'torch');

/** Prints what the checker has against each file. Torch warns of what shape inference finds, where onnx raises. */
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
print(json.dumps([problem(file) for file in sys.argv[1:]]))
`;

export const hasOnnxChecker = python !== undefined;

/** What ONNX's checker has against graphs, with their names: its rules, its schemas and full shape inference. */
export function onnxProblems(graphs: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const directory = temporaryDirectory();
  const files = [...graphs.values()].map((bytes, index) => {
    const file = join(directory, `${index}.onnx`);
    writeFileSync(file, bytes);
    return file;
  });
  const printed = execFileSync(python ?? '', ['-c', script, ...files], { encoding: 'utf8' });
  const problems = JSON.parse(printed) as readonly (string | null)[];
  return [...graphs.keys()].flatMap((name, index) => {
    const problem = problems[index];
    return typeof problem === 'string' ? [`${name}: ${problem}`] : [];
  });
}
