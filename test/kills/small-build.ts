import { writeBuild } from '../../runtime/build/write-build.ts';

/** Writes a build of a few bytes, as `cnnc build --force` does: one of two that differ. */
export async function smallBuild(folder: string, which: 'old' | 'new'): Promise<void> {
  const names = which === 'old' ? ['model.onnx'] : ['saved_model.pb', 'variables/variables.index'];
  const files = new Map(names.map((name) => [name, Buffer.from(name.repeat(1000))]));
  await writeBuild(folder, { target: which, model: 'M', files: names }, files, true);
}
