import { buildCodeProgram } from '../../../compiler/codegen/builder/build-program.ts';
import type { PrepareStep } from '../../../compiler/catalogue/steps/preparations.ts';
import type { ExpectedPrediction } from '../../../compiler/codegen/typescript/expected-prediction.ts';
import type { ConcreteGraph } from '../../../compiler/graph/graph.ts';
import type { Source } from '../../../grammar/source.ts';
import type { Answers } from '../../../compiler/program/answers.ts';
import type { BuildRecord } from '../build-record.ts';
import { digestOf, sourceName, specDigest } from '../spec-digest.ts';
import type { CodeOptions, CodeTarget } from './code-target.ts';
import { predictFixed } from './predict-fixed.ts';

/** A spec as it was read, and what is asked of it. */
export interface CodeSubject extends CodeOptions {
  readonly source: Source;
  readonly answers: Answers;
  /** Texts of imported files by their paths, as they were read. */
  readonly imports: ReadonlyMap<string, string>;
  /** A model by itself, without training. */
  readonly model?: string | undefined;
  /** One training of several. */
  readonly train?: string | undefined;
  /** What the classes of fields are called. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  /** Of cnnc. */
  readonly version: string;
  /** The models that a project's test predicts with. */
  readonly models?: readonly BuiltModel[];
  /** Files besides the code, by their paths: weights. */
  readonly others?: ReadonlyMap<string, Uint8Array>;
}

/** A model whose sizes are known, and what its weights are where they come with the code. */
export interface BuiltModel {
  readonly graph: ConcreteGraph;
  readonly weights?: ReadonlyMap<string, Float32Array>;
}

/** What a build of code is made of. */
export interface CodeBuild {
  readonly record: BuildRecord;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Writes a spec without mistakes in a language: the files, and what the build says of itself. */
export async function codeBuild(target: CodeTarget, subject: CodeSubject): Promise<CodeBuild> {
  const {
    source,
    answers,
    imports,
    model,
    train,
    classes,
    version,
    others = new Map<string, Uint8Array>(),
  } = subject;
  const digest = specDigest(source, imports);
  const name = sourceName(source);
  const program = buildCodeProgram(answers, {
    origin: { version, source: name, digest },
    classes,
    ...(model !== undefined && { model }),
    ...(train !== undefined && { train }),
  });
  const predictions = subject.project
    ? await predictionsOf(subject.models ?? [])
    : new Map<string, ExpectedPrediction>();
  const texts = await target.print(program, { ...subject, predictions });
  const encoder = new TextEncoder();
  const code = [...texts].map(([path, text]) => [path, encoder.encode(text)] as const);
  const files = new Map([...code, ...others]);
  const models = program.main.items.flatMap((item) =>
    item.type === 'model' && item.isMade ? [item.symbol.name] : [],
  );
  const datas = program.main.items.filter((item) => item.type === 'data');
  const named = datas.flatMap(({ fields }) => fields.flatMap((field) => field.classes ?? []));
  const prepare: readonly PrepareStep[] = datas.flatMap((data) => data.prepare);
  const record = {
    target: target.name,
    model: models[0] ?? program.main.name,
    ...(models.length > 1 && { models }),
    ...(named.length > 0 && { classes: named }),
    ...(prepare.length > 0 && { prepare }),
    made: {
      ...{ version, spec: digest, source: name },
      ...(target.tfjs !== undefined && { tfjs: subject.tfjs ?? target.tfjs }),
      ...(subject.project && { project: true }),
    },
    files: [...files.keys()],
    digests: Object.fromEntries([...files].map(([path, bytes]) => [path, digestOf([bytes])])),
  };
  return { record, files };
}

/** What each model predicts, by its name. */
async function predictionsOf(
  models: readonly BuiltModel[],
): Promise<ReadonlyMap<string, ExpectedPrediction>> {
  const found = new Map<string, ExpectedPrediction>();
  for (const { graph, weights } of models) {
    const prediction = await predictFixed(graph, weights);
    if (prediction !== undefined) found.set(graph.name, prediction);
  }
  return found;
}
