import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../tensorflow/binding-places.ts';

/** Where `cnnc engines install onnx` puts onnxruntime-node: outside of node_modules, in which npm may leave it out. */
export const onnxFolder = (): string => join(cacheFolder(), 'onnx', `${platform()}-${arch()}`);
