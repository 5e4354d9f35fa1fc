import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emitOnnxModel, emitOnnxStep } from '../../../compiler/targets/onnx/emit-onnx-model.ts';
import { emitOnnx, onnxModel } from '../../../compiler/targets/onnx/emit-onnx.ts';
import type { OnnxGraph, OnnxNode } from '../../../compiler/targets/onnx/onnx-model.ts';
import { isConcrete } from '../../../compiler/graph/graph.ts';
import { legalizeFor } from '../../../compiler/targets/onnx/provider.ts';
import type { OpKind } from '../../../compiler/ir/op-attributes.ts';
import { buildPredict } from '../../../compiler/lower/build-programs.ts';
import { initialize } from '../../../runtime/weights/initialize.ts';
import { cnnc, repositoryFile } from '../../cli/run-cnnc.ts';
import { opCases } from '../../laws/cases/all.ts';
import { networks } from '../../laws/networks.ts';
import type { OpCase } from '../../laws/op-case.ts';
import { programOf } from '../../laws/run-op.ts';
import { classifierPrograms } from '../../support/classifier-programs.ts';
import { modelOf, openModelOf } from '../../support/compile-text.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { hasOnnxChecker, onnxProblems } from '../../support/onnx-checker.ts';
import { smallSpec } from '../../support/small-spec.ts';

/* ONNX's own checker, with its shape inference, finds nothing against what is written for others to read. */

async function built(file: string, ...options: readonly string[]): Promise<Map<string, Uint8Array>> {
  const out = join(temporaryDirectory(), 'out');
  const { code, err } = await cnnc(['build', file, '--target', 'onnx', '-o', out, ...options]);
  if (code !== 0) throw new Error(err);
  const names = readdirSync(out).filter((name) => name.endsWith('.onnx'));
  return new Map(names.map((name) => [name, readFileSync(join(out, name))]));
}

const examples = readdirSync(repositoryFile('examples')).map((name): readonly [string, string] => {
  const path = repositoryFile(`examples/${name}`);
  return [path, readFileSync(path, 'utf8')];
});

const casesOf = (kind: OpKind): readonly OpCase<OpKind>[] => opCases[kind];

describe.skipIf(!hasOnnxChecker)('ONNX’s checker', { timeout: 300_000 }, () => {
  it('takes every example, for an open batch and a fixed one', async () => {
    const graphs = new Map<string, Uint8Array>();
    for (const [path, text] of examples) {
      if (/^import .*"\./m.test(text)) continue;
      const graph = openModelOf(text);
      if (!isConcrete(graph)) continue;
      const program = buildPredict(graph);
      // Weights as inputs: those of the largest examples are half a gigabyte.
      graphs.set(path, onnxModel(emitOnnx(program, 'open')));
      graphs.set(`${path}, 3`, emitOnnxStep(program, 3));
    }
    expect(graphs.size).toBeGreaterThan(30);
    expect(await onnxProblems(graphs)).toEqual([]);
  });

  it('takes the training of every example that has one, as it is built', async () => {
    const graphs = new Map<string, Uint8Array>();
    for (const [path, text] of examples.filter(([, text]) => /^train /m.test(text))) {
      // Its graphs are the same whatever the weights are, and those of a declared set are on another host.
      const file = join(temporaryDirectory(), basename(path));
      writeFileSync(file, text.replaceAll('weights=imagenet', 'weights=none'));
      for (const [name, bytes] of await built(file, '--training')) graphs.set(`${path} ${name}`, bytes);
    }
    expect([...graphs.keys()].filter((name) => /step.*\.onnx$/.test(name)).length).toBeGreaterThan(4);
    expect(await onnxProblems(graphs)).toEqual([]);
  });

  it('takes the training of kinds of layers that no example trains', async () => {
    const graphs = new Map<string, Uint8Array>();
    for (const [name, text] of Object.entries(networks)) {
      const graph = modelOf(text);
      const { step, evaluate, predict, variables } = classifierPrograms(graph, 'Adam', {});
      const values = new Map(variables.map((variable) => [variable, initialize(variable, 1)]));
      graphs.set(`${name} step`, emitOnnxStep(step, 4));
      graphs.set(`${name} evaluate`, emitOnnxStep(evaluate, 4));
      graphs.set(`${name} model`, emitOnnxModel(predict, values));
    }
    expect(await onnxProblems(graphs)).toEqual([]);
  });

  it('takes a step whose gradients are added up, and one that makes activations again', async () => {
    const file = (settings: string): string =>
      smallSpec(temporaryDirectory(), { 'batch = 10': `batch = 10  ${settings}` });
    const whole = await built(file(''), '--training');
    const added = await built(file('accumulate = 3'), '--training');
    const again = await built(file('recompute = max'), '--training');
    expect([...added.keys()]).toContain('apply_main.onnx');
    expect(again.get('step_main.onnx')).not.toEqual(whole.get('step_main.onnx'));
    expect(await onnxProblems(added)).toEqual([]);
    expect(await onnxProblems(again)).toEqual([]);
  });

  it.each(['cpu', 'webgpu'] as const)('takes every op as it is written for %s', async (provider) => {
    const graphs = new Map<string, Uint8Array>();
    for (const kind of Object.keys(opCases) as OpKind[]) {
      for (const opCase of casesOf(kind)) {
        const program = legalizeFor(provider, programOf(kind, opCase));
        const bytes = onnxModel(emitOnnx(program, opCase.batch, { provider }));
        graphs.set(`${kind}, ${opCase.title}`, bytes);
      }
    }
    expect(graphs.size).toBeGreaterThan(100);
    expect(await onnxProblems(graphs)).toEqual([]);
  });

  it('refuses an operator that there is not, an attribute that it lacks, and a shape that is not so', async () => {
    const emitted = emitOnnx(buildPredict(modelOf(networks.mobile)), 2);
    const { graph } = emitted;
    const convolutions = (change: Partial<OnnxNode>): OnnxGraph => ({
      ...graph,
      nodes: graph.nodes.map((node) => (node.opType === 'Conv' ? { ...node, ...change } : node)),
    });
    const broken = {
      operator: convolutions({ opType: 'Convolution' }),
      attribute: convolutions({ attributes: { stride: [2, 2] } }),
      shape: { ...graph, outputs: graph.outputs.map((output) => ({ ...output, dims: [2, 4] })) },
    };
    const problems = await onnxProblems(
      new Map(
        Object.entries(broken).map(([name, each]) => [name, onnxModel({ ...emitted, graph: each })] as const),
      ),
    );
    expect(problems[0]).toContain('No Op registered for Convolution');
    expect(problems[1]).toContain('Unrecognized attribute: stride');
    expect(problems[2]).toMatch(/inferred shape and existing shape differ/i);
  });
});
