import type { Explanations } from '../../grammar/explanation.ts';

/** CNN601 to CNN616, and from CNN700 on: files and data, which only a run sees. */
export const dataExplanations: Explanations = {
  CNN601: {
    title: 'there is no such directory',
    rule: 'The directory of a source is relative to the `.cnn` file, not to where the command was called. For `check` it is a warning, since a run may be given another, for `run` an error.',
    remedy: 'Correct the path, or give another for this run with `--data NAME=PATH`.',
  },
  CNN602: {
    title: 'a file is missing from the data',
    rule: '`idx` reads the files of MNIST under their original names, gzipped or not: images and labels for training, and, where they are there, the t10k files as a test set. `folder` reads the file of boxes that it names from its directory.',
    remedy: 'Put the file there under the name that the message gives.',
  },
  CNN603: {
    title: 'a file of the data cannot be read',
    rule: 'The file is not what its name says: cut off, of another format, or with a header that does not fit its length. An IDX file of n images of h×w bytes has 16 + n · h · w bytes.',
    remedy: 'Fetch the file again.',
  },
  CNN604: {
    title: 'images and labels differ in number',
    rule: 'Each image has one label, by its place in the file.',
    remedy: 'Take both files from the same set.',
  },
  CNN605: {
    title: 'a label is outside of the declared classes',
    rule: '`class[n]` has the labels 0 to n − 1.',
    remedy: 'Declare as many classes as there are, or correct the file.',
  },
  CNN801: {
    title: 'a picture is in two parts',
    rule: 'Before a run begins, files of pictures that are as long as one of another part are compared byte for byte, up to 50,000 examples and 134 MB. A picture that is learnt from and measured on makes the figures better than the model is.',
    remedy:
      'Remove the copies: `cnnc data check` names all of them. Pictures that belong together stay in one part with `split { by = group(…) }`.',
  },
  CNN625: {
    title: 'the data does not fit the memory',
    rule: 'A gzipped IDX file is held in memory as a whole, unpacked (a plain one that is large is read where it lies), and a picture while it is decoded. Both are known from the headers of the files, before anything is unpacked or trained, and have to fit: each by itself the `memory` of the phases, where they have one, and what the machine, or the limit of its container, has.',
    remedy:
      'Unpack the IDX file (`gunzip`), take fewer examples or smaller pictures, or raise `memory` where the machine has more.',
  },
  CNN638: {
    title: 'training and its data together are over the memory budget',
    rule: 'Each fits by itself, and a run has both at once: what a phase needs on the engine, the files of the data that are held in memory (`idx`), and one picture while it is decoded and prepared. Examples that are kept so that a second epoch need not prepare them take no more than is left.',
    remedy:
      'Raise `memory`, take a smaller batch, unpack a gzipped file (a plain one that is large is read where it lies), or make pictures smaller.',
  },
  CNN606: {
    title: 'the source does not bring a field as it is declared',
    rule: 'What is declared is checked against the files when the run begins.',
    remedy: 'Declare the field as the message says, leave sizes open with `?h`, or remove it.',
    patch: `
  data D {
    source = idx("mnist")
-   field image: uint8[32, 32, 1]
+   field image: uint8[28, 28, 1]
    field label: class[4]
    prepare { Resizing(32, 32)  Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
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
  CNN607: {
    title: 'there are more or fewer class folders than classes',
    rule: '`folder` takes each folder in the directory as a class, in alphabetical order, so there are as many as the class field declares. A link to one of them, or to what holds them, is no class.',
    remedy: 'Declare that number, or correct the folders.',
  },
  CNN608: {
    title: 'a class has no images',
    rule: 'A class without examples cannot be learnt. The endings of pictures that are read are in a table of docs/training.md.',
    remedy: 'Put images into the folder, or remove it.',
  },
  CNN609: {
    title: 'a link leads out of the data',
    rule: 'A directory of data may be someone else’s; a link in it could make a run read any file of yours.',
    remedy: 'Give `--follow-links` where you know the links, or copy the files into the directory.',
  },
  CNN610: {
    title: 'there are too many files',
    rule: 'The directory is read at the start, so its size is bounded; a home directory given by mistake is told before it is searched.',
    remedy: 'Give the directory that holds the class folders.',
  },
  CNN611: {
    title: 'an image cannot be read',
    rule: 'The file is damaged, no image, or larger than is safe to decode. Without `strict` such files are skipped, named and counted; with it, or when none is left, the run stops.',
    remedy: 'Replace or remove the file.',
    patch: `
  data D {
    source = folder("photos")
    field label: class[4]
-   strict = true
    prepare { Resizing(32, 32)  Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 3]
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
  CNN612: {
    title: 'a part of the split has no example',
    rule: 'A share of few examples can be less than one: 10% of 5 is 0.5.',
    remedy: 'Give the part a larger share, or bring more data.',
    patch: `
  data D {
-   source = shapes(5)
+   source = shapes(50)
    field label: class[4]
    split { train = 90%  valid = 10% }
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
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN613: {
    title: 'a batch is larger than the training part',
    rule: 'Not one batch could be filled: each step would see fewer examples than the learning rate was chosen for.',
    remedy: 'Use a smaller batch, or bring more data.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
-   batch = 32
+   batch = 8
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN614: {
    title: 'a prepared image does not fit the input',
    rule: 'The sizes of files are known when they are read; all of them have to come out as the input takes them.',
    remedy: 'Add `Resizing(height, width)` to `prepare`.',
    patch: `
  data D {
    source = folder("photos")
    field label: class[4]
+   prepare { Resizing(32, 32) }
  }
  model M {
    input image: float32[32, 32, 3]
    Rescaling(1/255)
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
  CNN615: {
    title: 'the source has a test set of its own',
    rule: 'A `test` part of the split would be a second one, so its share goes to the other parts in proportion.',
    remedy: 'Leave `test` out of the split.',
    patch: `
  data D {
    source = idx("mnist")
    field label: class[4]
-   split { train = 80%  valid = 10%  test = 10% }
+   split { train = 90%  valid = 10% }
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[28, 28, 1]
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
  CNN616: {
    title: 'balancing the classes would take too many draws',
    rule: 'With `balance = oversample` an epoch draws every class as often as the largest. Many small classes beside a huge one make an epoch that would not end, and whose order would not fit into memory.',
    remedy: 'Bring more examples of the small classes, or leave `balance` out.',
  },
  CNN700: {
    title: 'files of the data are left out',
    rule: 'In the folder of a class lies what is no picture that is read: a file with another ending, a link to nothing, a link to what is there without it, a pipe or a device; or a picture lies in no class folder. The first of them are named and all are counted. Hidden files are left out without a word. With `strict = true` nothing may be left out, and the run stops.',
    remedy:
      'Save the pictures in a format that is read (a table of them is in docs/training.md) and take the other files away.',
    patch: `
  data D {
    source = folder("photos")
    field label: class[4]
-   strict = true
    prepare { Resizing(32, 32)  Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 3]
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
  CNN701: {
    title: 'the folders are parts of a data set, not classes',
    rule: '`folder` takes each folder in its directory as a class. Here they are called `train`, `valid` or `test` and hold the folders of the classes: the network would learn which part a picture is in.',
    remedy:
      'Say that they are parts, `split { by = folder }`; or take the folder of one part, of which `split` makes the others.',
    patch: `
  data D {
    source = folder("photos")
    field label: class[4]
-   split { train = 80%  valid = 20% }
+   split { by = folder }
    prepare { Resizing(32, 32)  Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 3]
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
  CNN713: {
    title: 'the data has no validation part',
    rule: '`by` takes the parts as they come: folders, a column or lists. None is called `valid` (or `validation`, `val`, `dev`), and whether a run has a validation part has to be known beforehand: `monitor` goes by it.',
    remedy: 'Cut it from the training part, `valid = 10%`, or say that there is none, `valid = 0%`.',
    patch: `
  data D {
    source = folder("photos")
    field label: class[4]
-   split { by = folder }
+   split { by = folder  valid = 10% }
    prepare { Resizing(32, 32)  Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 3]
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
  CNN714: {
    title: 'the data has no such column',
    rule: '`by = group(…)` and `by = column(…)` go by a column of the data. A file of values has those that its first line names; of `folder` there is `"folder"`, the folder that a picture lies in.',
    remedy: 'Correct the name.',
    patch: `
  data D {
    source = folder("photos")
    field label: class[4]
-   split { train = 80%  valid = 20%  by = group("patient") }
+   split { train = 80%  valid = 20%  by = group("folder") }
    prepare { Resizing(32, 32)  Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 3]
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
  CNN715: {
    title: 'a cell names no part',
    rule: '`by = column(…)` takes the part of each example from a column, in which `train`, `valid` (or `validation`, `val`, `dev`) or `test` is written. Here stands something else.',
    remedy: 'Correct the cell; or divide by something else.',
  },
  CNN716: {
    title: 'a column has more or fewer classes than its field',
    rule: 'Every name that stands in the column of a class field is a class; they are numbered in the order of their names. Whole numbers alone, from 0 to n − 1, are themselves the numbers. A misspelt name makes a class of its own.',
    remedy: 'Declare as many classes as there are, or correct the names.',
    patch: `
  data D {
    source = csv("photos/labels.csv")
-   field label: class[3]
+   field label: class[4]
    prepare { Resizing(32, 32)  Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 3]
    Flatten
-   output label: Dense(3, activation=softmax)
+   output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN717: {
    title: 'a fold has no example',
    rule: 'Folds are cut from what is no test part, as equally as may be; groups stay whole. There are too few examples, or groups, for so many folds.',
    remedy: 'Make fewer folds.',
  },
  CNN718: {
    title: 'a part has a class of its own',
    rule: 'With `by = folder` the classes are those of the folder `train`, in the order of their names. A class folder that is in another part alone has no number: nothing would have been learnt of it.',
    remedy: 'Name the folders of each part alike, or take the strange one away.',
  },
  CNN719: {
    title: 'there is no folder to train on',
    rule: 'With `by = folder` the folders of the directory are parts, and `train` (or `training`) is needed.',
    remedy:
      'Give the directory that holds `train`, `valid` and `test`. Where its folders are classes, leave `by = folder` out.',
    patch: `
  data D {
    source = folder("photos")
    field label: class[4]
-   split { by = folder }
+   split { train = 80%  valid = 20% }
    prepare { Resizing(32, 32)  Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 3]
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
  CNN694: {
    title: 'a folder has a name that is not UTF-8',
    rule: 'Classes are called as their folders, and the names of files are read as UTF-8: bytes that are none cannot be given back to the system. Such names come from archives that were packed under another encoding.',
    remedy:
      'Rename the folder (`convmv` does it for many), or unpack the archive with its encoding (`unzip -O CP1252`).',
  },
  CNN702: {
    title: 'a folder of the data cannot be read',
    rule: 'The system refused to list it, mostly for want of the right to.',
    remedy: 'Give yourself the right to read it and to enter it, or take it away.',
  },
  CNN820: {
    title: 'the folder of pictures has none',
    rule: 'Where a source has `masks` or `targets`, its pictures lie in a folder of their own in the directory, `images` if nothing else is said; a partner is found by the name of its picture.',
    remedy: 'Name the folder that has them with `pictures=`.',
    patch: `
  data D {
-   source = folder("pets", masks="trimaps")
+   source = folder("pets", pictures="photos", masks="trimaps")
    field mask: mask[2]
    prepare { Resizing(32, 32)  Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 3]
    output mask: Conv2D(2, 1, activation=softmax)
  }
  train M on D {
    batch = 2
    objective mask { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
};
