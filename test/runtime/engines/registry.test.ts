import { expect, it } from 'vitest';
import { onnxEngine } from '../../../runtime/engines/onnx/onnx-engine.ts';
import { engines, parseEngineName } from '../../../runtime/engines/registry.ts';
import { tensorflowEngine } from '../../../runtime/engines/tensorflow/tensorflow-engine.ts';
import { tfjsEngine } from '../../../runtime/engines/tfjs/node.ts';

it('knows each engine by the name that it has itself', () => {
  const made = [tensorflowEngine(), onnxEngine(), tfjsEngine('wasm'), tfjsEngine('cpu')];
  expect(made.map(({ name }) => name)).toEqual(['tensorflow', 'onnx', 'wasm', 'cpu']);
  expect(engines.map(({ name }) => name)).toEqual(['tensorflow', 'onnx', 'webgpu', 'wasm', 'cpu']);
});

it.each([
  ['onnx', 'onnx'],
  ['onnxruntime ort native MKL', 'onnx'],
  ['cuda gpu tf keras torch', 'tensorflow'],
  ['metal vulkan rocm', 'webgpu'],
  ['webassembly simd', 'wasm'],
  ['js node', 'cpu'],
  ['wams', 'wasm'],
])('takes %s for %s', (words, name) => {
  for (const word of words.split(' ')) {
    const meant = parseEngineName(word);
    expect('name' in meant ? meant.name : meant.suggestion).toBe(name);
  }
});

it('makes nothing of what is like no engine', () => {
  expect(parseEngineName('abacus')).toEqual({ suggestion: undefined });
});
