import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealed } from '../../runtime/train/checkpoint.ts';
import {
  decodeSafetensors,
  encodeSafetensors,
  type StoredTensor,
} from '../../runtime/weights/safetensors.ts';

/** What a checkpoint holds, for a test to change. */
export interface OpenCheckpoint {
  readonly tensors: Map<string, StoredTensor>;
  readonly metadata: Map<string, string>;
  progress: Record<string, unknown>;
}

/** Changes the checkpoint of a run's folder, with all else as it is; its checksum is that of what it holds then. */
export function editCheckpoint(folder: string, change: (open: OpenCheckpoint) => void): void {
  const file = join(folder, 'checkpoint.safetensors');
  const decoded = decodeSafetensors(readFileSync(file));
  if (!decoded.ok) throw new Error(decoded.problem);
  const metadata = new Map(decoded.file.metadata);
  const progress = JSON.parse(metadata.get('progress') ?? '') as Record<string, unknown>;
  const open = { tensors: new Map(decoded.file.tensors), metadata, progress };
  change(open);
  if (metadata.has('progress')) metadata.set('progress', JSON.stringify(open.progress));
  writeFileSync(file, encodeSafetensors(sealed(open)));
}
