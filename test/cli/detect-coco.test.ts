import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawObjects } from '../../runtime/data/shapes/draw-objects.ts';
import { otherEngines } from '../laws/engines.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { cnnc } from './run-cnnc.ts';

const onnx = otherEngines.find(({ engine: { name } }) => name === 'onnx');
const count = 96;
const [height, width] = [32, 48] as const;

/** Drawn pictures, wider than high, some without objects, as people have them: files and annotations in COCO's format. */
async function writeCoco(directory: string): Promise<void> {
  mkdirSync(join(directory, 'images'), { recursive: true });
  const images: object[] = [];
  const annotations: object[] = [];
  for (let id = 1; id <= count; id++) {
    const canvas = { height, width, channels: 3 } as const;
    const { image, objects } = drawObjects(canvas, { least: 0, most: 3, classes: 2 }, 3, id);
    const name = `${id}.png`;
    await sharp(Buffer.from(image.data), { raw: canvas })
      .png()
      .toFile(join(directory, 'images', name));
    images.push({ id, file_name: name, height, width });
    for (const { box, label } of objects) {
      const [left, top, right, bottom] = box;
      const bbox = [left * width, top * height, (right - left) * width, (bottom - top) * height];
      annotations.push({
        id: annotations.length + 1,
        image_id: id,
        category_id: 10 + label,
        bbox,
        iscrowd: 0,
      });
    }
  }
  const categories = [
    { id: 10, name: 'disc' },
    { id: 11, name: 'tile' },
  ];
  writeFileSync(join(directory, 'instances.json'), JSON.stringify({ images, annotations, categories }));
}

const text = `
import { FCOSHead, FCOSLoss } from "cnn:detection"
model Small {
  input image: float32[48, 48, 3]
  Conv2D(16, 3, strides=2, padding=same, activation=relu)
  Conv2D(24, 3, strides=2, padding=same, activation=relu)
  FCOSHead(2, filters=24, convolutions=1)
  output objects: Detections(reach=6)
}
data Pictures {
  source = coco("instances.json", pictures="images")
  field objects: boxes[3, 2]
  split { train = 80%  test = 20% }
  prepare { Resizing(48, 48, pad_to_aspect_ratio=true)  Rescaling(1/255) }
  augment { RandomFlip(horizontal) }
}
train Small on Pictures {
  batch = 4
  objective objects { loss = FCOSLoss  metrics = [ap50] }
  phase main { epochs = 12  optimizer = Adam(learning_rate=0.01) }
}
`;

test.skipIf(onnx?.availability.available !== true)(
  'a detector learns from data in COCO’s format, letterboxed, and names what it finds',
  async () => {
    const folder = temporaryDirectory();
    await writeCoco(folder);
    const [file, run] = [join(folder, 'net.cnn'), join(folder, 'run')];
    writeFileSync(file, text);
    expect(await cnnc(['run', file, '--out', run, '--engine', 'onnx'])).toMatchObject({ code: 0 });
    const losses = readFileSync(join(run, 'log.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly loss: number }).loss);
    expect(losses.at(-1)).toBeLessThan(0.75 * (losses[0] ?? 0));
    const evaluated = await cnnc(['evaluate', run, '--part', 'all', '--json']);
    const { detection, classes } = JSON.parse(evaluated.out) as {
      readonly detection: { readonly ap50: number };
      readonly classes: readonly string[];
    };
    expect(classes).toEqual(['disc', 'tile']);
    expect(detection.ap50).toBeGreaterThan(0.1);
  },
);
