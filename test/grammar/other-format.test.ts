import { expect, test } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { Source } from '../../grammar/source.ts';

const told = (text: string): readonly string[] =>
  compile(new Source('net.cnn', text)).diagnostics.map(({ code, message }) => `${code} ${message}`);

test.each([
  ['a picture in SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="10"><rect/></svg>'],
  ['a picture in SVG', '<?xml version="1.0"?>\n<!-- made by hand -->\n<svg width="10"/>'],
  ['XML', '<?xml version="1.0"?>\n<net/>'],
  ['a page in HTML', '\n<!DOCTYPE html>\n<html></html>'],
  ['JSON', '{"model": {"class_name": "Functional", "config": []}}'],
  ['JSON', '[{ "layer": "Dense" }]'],
  ['a document in PDF', '%PDF-1.7\n1 0 obj'],
  ['YAML', '---\nname: net\nlayers:\n  - conv\n'],
  [
    'a program in Python',
    'import keras\nfrom keras import layers\nmodel = keras.Sequential([\n  layers.Dense(10)\n])\n',
  ],
  [
    'a program in Python',
    '"""A net."""\nimport torch.nn as nn\n\nclass Net(nn.Module):\n  def __init__(self):\n    pass\n',
  ],
])('%s given as a spec is one message', (what, text) => {
  expect(told(text)).toEqual([`CNN158 this is no .cnn file: it looks like ${what}`]);
});

test.each(['', ' \n', '# to be written\n'])('%j declares nothing', (text) => {
  expect(told(text)).toEqual(['CNN159 the file declares nothing']);
});

test('characters that mean nothing are told once, with edits for all their places', () => {
  const text = '\u200bmodel M {\n  input x: float32[8]\n  Dense\u200b(4)\n}\n';
  const { diagnostics } = compile(new Source('net.cnn', text));
  expect(diagnostics.map(({ code, fix }) => [code, fix?.edits?.length])).toEqual([['CNN001', 2]]);
});
