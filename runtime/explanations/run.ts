import type { Explanations } from '../../grammar/explanation.ts';

/** CNN617, CNN620 to CNN642: run folders, training and engines. */
export const runExplanations: Explanations = {
  CNN620: {
    title: 'the run folder cannot be written',
    rule: 'A run keeps its weights, checkpoints and log in a folder, which is made before anything is trained.',
    remedy: 'Give a place that you may write to with `--out DIR`.',
  },
  CNN691: {
    title: 'a result would lie in the data',
    rule: 'In a directory of class folders every folder is a class, and every picture in it an example: a run folder or a build there would be data of the next run. Nor does `graph -o` replace what a data block reads. Folders of earlier runs and builds that lie there are left out when the directory is listed, and counted.',
    remedy: 'Give a place outside of the data with `--out`, or `-o` of `build` and `graph`.',
  },
  CNN621: {
    title: 'the run folder is already taken',
    rule: 'A run never overwrites another, nor files that are none of its own.',
    remedy: 'Go on with that run with `--resume`, or give another folder with `--out DIR`.',
  },
  CNN622: {
    title: 'there is no run to resume',
    rule: '`--resume` goes on with the run in the folder of `--out`, by its `run.json` and checkpoint.',
    remedy: 'Give the folder of an earlier run, or leave out `--resume`.',
  },
  CNN623: {
    title: 'the run was made from something else',
    rule: 'A resumed run ends with the weights of one that was never stopped, bit for bit. That needs the same text, data, seed, batch and engine.',
    remedy: 'Resume with what the run was made from, or begin another.',
  },
  CNN624: {
    title: 'the checkpoint is damaged',
    rule: 'Checkpoints replace one another whole, so that a crash leaves one or the other; this file was changed by something else. It holds a checksum of all its tensors and of how far the run had come, so that a single bit shows; and what a run goes on from is checked besides: its place, its history, its sums, and the shape of each tensor.',
    remedy: 'Remove the file to train from the beginning.',
  },
  CNN617: {
    title: 'the loss is no number before any update',
    rule: 'The first loss of a run comes from weights that nothing has changed yet, so that no step was too long: a layer makes what a float cannot hold, as the logarithm of 0, the root of a negative number, a division by 0 or products beyond 3.4e38; or loaded weights hold it.',
    remedy:
      'Keep what goes into a `Log`, a `Sqrt` or a division above 0, as with `Clip`, and mend large factors.',
    patch: `
  data D {
    source = shapes(100)
    field label: class[4]
  }
  model M {
    input image: float32[32, 32, 1]
-   Rescaling(0)
+   Clip(0.001, 1)
    Log
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN630: {
    title: 'the loss is no longer a number',
    rule: 'Steps that are too long make weights grow until their products exceed what a float can hold. Pixels of 0 to 255 instead of 0 to 1 make gradients 255 times larger.',
    remedy: 'Lower the learning rate, and scale the pixels. The last good checkpoint is kept.',
    patch: `
  data D {
    source = shapes(100)
    field label: class[4]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
-   phase main { epochs = 1  optimizer = SGD(learning_rate=2) }
+   phase main { epochs = 1  optimizer = SGD(learning_rate=0.01) }
  }
`,
  },
  CNN631: {
    title: 'a file of the run cannot be written',
    rule: 'The disk is full, the right to write is missing, or the folder has gone: the message says which. What was written before is whole.',
    remedy: 'Do what the message says, then go on with `--resume`.',
  },
  CNN632: {
    title: 'a phase needs more memory than its budget on this engine',
    rule: 'The check before the run counts the ops of the language; an engine that lacks one of them does it in several, which can need more. The plan for that engine is exact to the byte.',
    remedy:
      'Take a batch, an `accumulate` or the `recompute` that the message gives, another engine, or a larger budget.',
  },
  CNN633: {
    title: 'a file of weights cannot be read',
    rule: 'Weights come from `.safetensors` files and from the `.h5`, `.weights.h5` and `.keras` files of Keras: regular files, whose floats (F8_E4M3, F8_E5M2, F16, BF16, F32, F64) are read as float32. An HDF5 file is read in a thread that reaches nothing else, with so much memory and time; what lies in other files (external links and storage, virtual datasets) is refused.',
    remedy: 'Give a whole file of one of these kinds.',
  },
  CNN634: {
    title: 'the largest batch is asked for, without a budget',
    rule: '`--batch auto` takes the largest batch whose peak stays within the `memory` of each phase, at most the whole training part. How much memory may be used is for the file to say.',
    remedy: 'Give the train block a `memory`, or the run a number: `--batch 32`.',
  },
  CNN635: {
    title: 'the weights do not fit the model',
    rule: 'Weights are found by layer path, or in the order in which Keras has its layers. A label that was renamed, a layer that was added or another size shows as a path that the file lacks or has otherwise. Only the last layers of a set that a model declares may differ (a head for other classes): they begin anew.',
    remedy: 'Make the model as it was when the file was written; the message lists the paths that changed.',
  },
  CNN636: {
    title: 'a set of weights cannot be fetched',
    rule: 'A set is fetched once, checked, and kept in the cache (`$XDG_CACHE_HOME/cnnc/weights`, else `~/.cache/cnnc/weights`). It lies there under its name only when it is whole; what came before a try was broken off is gone on with where the server can. A host that says nothing for 30 seconds, or sends less than 1 kB a second, is given up; redirections lead neither to other schemes nor from HTTPS to HTTP.',
    remedy:
      'Do what the message says, or fetch the file by other means and put it where the message says, or name it with `--weights`.',
  },
  CNN637: {
    title: 'a set of weights has another checksum',
    rule: 'A file that is not the one the model declares may be damaged, or trained otherwise. It is not used.',
    remedy: 'Remove it and fetch it again.',
  },
  CNN730: {
    title: 'what was fetched is no file of weights',
    rule: 'What an address gives is opened before it is kept, so that a page that a server sends in place of a file is not used from then on.',
    remedy: 'Give the address of the file itself, and its checksum.',
  },
  CNN640: {
    title: 'the engine cannot run here',
    rule: 'Each engine needs its library, built for this machine; the message gives the reason and the remedy.',
    remedy: 'Take another engine; `cnnc engines` lists those that run here.',
  },
  CNN641: {
    title: 'the engine failed',
    rule: 'The library behind the engine gave up, most often for want of memory.',
    remedy: 'Try a smaller batch or another engine.',
  },
  CNN642: {
    title: 'a thread that prepares the data failed',
    rule: 'Pictures are decoded, resized and augmented in threads beside the one that trains. One of them ended or ran out of memory, so that the next batch cannot be made.',
    remedy:
      'Go on with `--resume`: the last checkpoint is kept. Where memory was short, use a smaller batch or `Resizing`.',
  },
  CNN643: {
    title: 'an engine could not be installed',
    rule: '`cnnc engines install tensorflow` downloads what tfjs-node offers, or builds its binding with a C++ compiler against a TensorFlow that it finds or is given. What it makes is tried before it is put in place; where that fails, what was there before is left as it was.',
    remedy: 'Do what the message says, or go on with another engine: `onnx` needs nothing installed.',
  },
  CNN670: {
    title: 'weights cannot be read',
    rule: '`--weights` takes the folder of a run, which holds `weights.safetensors`, or such a file. It is read with every length checked before it is used.',
    remedy: 'Give the folder of a run that has finished an epoch.',
  },
  CNN671: {
    title: 'weights of another model',
    rule: 'A weight goes by the path of its layer and must have the same shape. Layers that were renamed, added or resized since the run make another model.',
    remedy: 'Build from the file that the run was made from, or train again.',
  },
  CNN672: {
    title: 'a build cannot be written',
    rule: 'A build is made beside its folder and then renamed, so that nothing half-written is left.',
    remedy: 'Choose a folder that may be written, on a disk with room.',
  },
  CNN673: {
    title: 'the place of a build is taken',
    rule: 'What is there is kept: an earlier build goes only with `--force`, and anything else never. A build is known by its `cnnc.json`, which names its files. It is replaced in two steps next to one another: the old one is put aside, the new one in its place; a kill between them leaves the old one aside (`.NAME.….old`), and the next build puts it back first.',
    remedy: 'Choose another folder, or give `--force`.',
  },
  CNN680: {
    title: 'another process is at work in the run folder',
    rule: 'A run folder belongs to one living process: two would mix their weights. Whoever is at work in it has a file `.claim-…` there, which goes when the process ends; the claim of one that was killed is recognised and removed. Of a process on another machine or in another container only its sign of life is seen, every half minute; after a quarter of an hour without one it counts as gone.',
    remedy: 'Wait until the process has ended, stop it, or give another folder with `--out DIR`.',
  },
  CNN686: {
    title: 'the folder of the run has gone while it trained',
    rule: 'Before it writes a checkpoint, a run looks whether the folder is the one that it has claimed. Where somebody has moved or removed it, nothing is written: a folder of its name may by now be another run’s.',
    remedy:
      'Start the run anew with another folder; where the folder was moved, go on there with `--resume`.',
  },
  CNN684: {
    title: 'a build holds files of others',
    rule: '`--force` replaces a build as a whole, but only what a build put there: the files that its `cnnc.json` names. Whatever else is in the folder would be lost.',
    remedy: 'Move the files elsewhere, or choose another folder.',
  },
  CNN703: {
    title: 'a model is too large for a picture',
    rule: 'Layers that repeat are drawn once with a count, light ones on what they touch up. What is left is a box each; beyond a thousand a picture is laid out for minutes and tells nothing. So it is where thousands of arrows go past boxes on their way to ones far below: each has to be led around all of them.',
    remedy: 'Put what belongs together into blocks and loops, or read the layers in `cnnc summary`.',
  },
  CNN710: {
    title: 'code has been edited',
    rule: 'A build of code writes into a folder that may hold other files, and replaces what it wrote before. `cnnc.json` has the digest of each of its files: where one is not what was written, or stands where none was written, somebody has edited it, and it is not overwritten.',
    remedy:
      'Look at the differences with `cnnc build … --diff`; move the edits into the `.cnn` file or into a module of your own, or replace the file with `--force`.',
  },
  CNN711: {
    title: 'a training is left out of code',
    rule: 'Where a model leaves sizes open (`?h`) and only the files of its data make them known, what the training is cannot be said without them: the code has the model, and no `train`.',
    remedy: 'Give the sizes with `--size h=224 --size w=224`, or let `prepare { Resizing(…) }` make them.',
  },
  CNN712: {
    title: 'a folder holds the build of another spec',
    rule: 'A folder has one build, whose files its `cnnc.json` names: those that the next one does not make go. So a build of another file, or for another target, would take the one that is there away.',
    remedy:
      'Choose a folder of its own for each spec and target, or say `--force` where the one that is there may go.',
  },
  CNN731: {
    title: 'two layers have one name in Keras',
    rule: 'A layer of Keras has one name without dots, and no two of a model the same: a path is joined by `_`. A label that has `_` in it may so be called as a layer within a group or a block is: `stem_conv`, and `conv` within `stem`. So may one with `_` at its end, as `sum_`, since `sum`, which Keras calls an operation, gets one. Other targets keep the dots.',
    remedy: 'Give one of the two another label.',
  },
  CNN732: {
    title: 'no data say what an input is made of',
    rule: 'With `--with-prepare` a graph takes pictures as a data block brings them, and does what its `prepare` does. That is the block which the model is trained on, or the only one of the file, if its fields are called as the inputs.',
    remedy: 'Leave out `--with-prepare`, or choose a training with `--train`.',
  },
  CNN733: {
    title: 'the weights of a build do not fit memory',
    rule: 'A build of a model holds every weight as a number of four bytes, and the file that it is written into beside it. What the machine, or the limit of its container, has no room for is not begun.',
    remedy: 'Make the layer smaller that has most parameters, or build where there is more memory.',
  },
  CNN734: {
    title: 'a folder that Python cannot import',
    rule: 'A package of Keras is imported by the name of its folder: letters, digits and `_`, no digit first, and no word of Python. It is written all the same.',
    remedy: 'Rename the folder, or give another name with `-o`.',
  },
  CNN735: {
    title: 'code leaves out what is done to examples',
    rule: 'In TypeScript `train` takes tensors, or a function that gives batches, and trains on them as they are: to augment them and to draw classes equally often is left to who brings them. Keras has layers for the one and a sampler for the other; only what mixes whole batches, `MixUp` and `CutMix`, is left out of it, since its losses would have to take mixtures of classes.',
    remedy: 'Do it where the examples are made, or take `--target keras`.',
  },
  CNN756: {
    title: 'code does not keep the best weights',
    rule: 'A phase with `monitor` ends with the weights of its best epoch, and with `patience` it stops early. Keras does so by its `EarlyStopping`, where it tells the measure; code in TypeScript trains all epochs and has the last weights.',
    remedy: 'Train with `cnnc run`, or take `--target keras` and a measure that Keras has.',
  },
  CNN757: {
    title: 'code cannot train as a phase does',
    rule: 'The training that is written for a language is the one of the spec, or none. In TypeScript it has `SGD`, `Adam`, `Nadam` and `RMSprop` without decay, clipping and averages; a rate is one number in it. In Keras it has all optimizers and schedules, but for a warm-up before `ReduceLROnPlateau`. Rates by path, `no_decay` and an `optimizer_state` that is kept are for a run.',
    remedy:
      'Write the model alone with `--model NAME`, take `--target keras` for what Keras has, or change the optimizer.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
-   phase main { epochs = 1  optimizer = AdamW }
+   phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN830: {
    title: 'code has no such kind of field',
    rule: 'The training that is written for a language takes pictures, classes, boxes of one object and numbers. Lists of boxes, which a loss made for them compares, are for a run of cnnc.',
    remedy: 'Write the model alone with `--model NAME`, and build it with the weights of a run.',
  },
  CNN755: {
    title: 'code leaves out metrics',
    rule: 'Code tells the metrics that TensorFlow.js or Keras have as they are meant here. Those of whole confusion matrices, calibration and the like are computed by a run alone. The code is written without them.',
    remedy: 'Train with `cnnc run`, which tells them, or leave them out of `metrics`.',
  },
  CNN720: {
    title: 'a faster engine is not here',
    rule: 'Without another choice a run takes the first engine that is here. `onnx` comes with cnnc, unless npm left it out: the install script of its package asks another host, and where that does not answer, npm drops the package without a word.',
    remedy:
      'Run `cnnc engines install onnx`, which gets it from the npm registry alone; or name an engine: `--engine wasm`.',
  },
};
