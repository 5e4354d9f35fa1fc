import type { OpenTarget } from './target.ts';

/** Every target by its name; a file each in `targets/`. */
export const targets: Readonly<Record<string, () => Promise<OpenTarget>>> = {
  coco: async () => (await import('./targets/coco.ts')).openCoco,
  csv: async () => (await import('./targets/csv.ts')).openCsv,
  'csv-rows': async () => (await import('./targets/csv-rows.ts')).openCsvRows,
  h5: async () => (await import('./targets/h5.ts')).openH5,
  idx: async () => (await import('./targets/idx.ts')).openIdxTarget,
  picture: async () => (await import('./targets/picture.ts')).openPicture,
  mask: async () => (await import('./targets/mask.ts')).openMask,
  'layers-model': async () => (await import('./targets/layers-model.ts')).openLayersModel,
  'run-folder': async () => (await import('./targets/run-folder.ts')).openRunFolder,
  safetensors: async () => (await import('./targets/safetensors.ts')).openSafetensors,
  npz: async () => (await import('./targets/npz.ts')).openNpzTarget,
  tar: async () => (await import('./targets/tar.ts')).openTarTarget,
  spec: async () => (await import('./targets/spec.ts')).openSpec,
  voc: async () => (await import('./targets/voc.ts')).openVoc,
  yolo: async () => (await import('./targets/yolo.ts')).openYolo,
};

/** A target, ready for its first input; undefined where there is none of that name. */
export async function openTarget(name: string): Promise<Awaited<ReturnType<OpenTarget>> | undefined> {
  const load = Object.hasOwn(targets, name) ? targets[name] : undefined;
  return load === undefined ? undefined : (await load())();
}
