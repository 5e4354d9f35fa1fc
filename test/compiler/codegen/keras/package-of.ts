import { printKeras } from '../../../../compiler/codegen/keras/print-keras.ts';
import { layOutPython } from '../../../../runtime/build/code/lay-out-python.ts';
import { codeOf } from '../model/code-of.ts';

/** The files of a spec's package, laid out. */
export async function packageOf(text: string, name = 'net.cnn'): Promise<ReadonlyMap<string, string>> {
  const layOut = await layOutPython();
  return new Map(printKeras(codeOf(text, { name })).map((file) => [file.name, layOut(file.text)]));
}
