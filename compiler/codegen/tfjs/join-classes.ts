import texts from 'cnnc:layer-classes';
import { joinParts } from '../typescript/join-parts.ts';

/** Parts and all that they stand on as one module of JavaScript, without the functions that make layers. */
export const joinClasses = (names: readonly string[]): string => joinParts(names, texts);
