import type { Plugin as EsbuildPlugin } from 'esbuild';
import type { Plugin as VitePlugin } from 'vite';

export declare const partsForEsbuild: EsbuildPlugin;
export declare const partsForVite: VitePlugin;
