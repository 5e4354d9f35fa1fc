/*
 * The server in one file, for both: on a machine it is a process of its own, in a browser a Worker. What only Node has is
 * loaded there alone.
 */
void (typeof importScripts === 'function' ? import('./in-worker.ts') : import('./in-node.ts'));

/** What a Worker has, and nothing else. */
declare const importScripts: unknown;
