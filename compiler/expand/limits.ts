/*
 * What a file may expand to. Far above any network in use; low enough that a mistake (`repeat 1e12`) is an
 * error at once rather than a hang.
 */

/** Layers of all models of a file. */
export const maximumLayers = 30_000;

/** Iterations of loops, nested ones multiplied, and statements that are expanded, of all models of a file; long ones count as several. */
export const maximumSteps = 100_000;

/** Characters of a statement that count as one step: its arguments are read each time it is expanded. */
export const charactersPerStep = 100;

/** Parameters of a block that count as one step each time it is applied. */
export const parametersPerStep = 10;

/** Outputs of a model, and objectives. */
export const maximumHeads = 300;

/** Fields of a data block. */
export const maximumFields = 300;

/** Phases of a train block. */
export const maximumPhases = 100;

/** `freeze` lines of a phase. */
export const maximumFreezes = 1_000;

/** Files that are imported, and their characters together. */
export const maximumImports = 1_000;
export const maximumImported = 2 ** 20;

/** Arguments of one application. */
export const maximumArguments = 1_000;

/**
 * Statements that are expanded after a mistake in the same model, of all models of a file: what is repeated many times
 * after it tells nothing new.
 */
export const maximumStepsAfterMistake = 5_000;

/** Bodies within bodies, expressions within expressions. */
export const maximumDepth = 200;

/** Elements of one tensor of one example: 4 TiB in float32. */
export const maximumElements = 2 ** 40;

/** Characters of a text, values of a list. */
export const maximumLength = 100_000;
