import { parseVoc } from '../../../runtime/data/voc/parse-voc.ts';
import type { RandomStream } from '../../../runtime/random.ts';
import { pick } from '../choices.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzInput, FuzzTarget } from '../target.ts';

const object =
  '<object><name>dog &amp; cat</name><difficult>0</difficult><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>9</xmax><ymax>8</ymax></bndbox></object>';
const texts = [
  `<?xml version="1.0"?>\n<annotation><filename>a.jpg</filename><size><width>40</width><height>20</height></size>\n${object.repeat(4)}</annotation>`,
  `<!DOCTYPE annotation [<!ENTITY a "b">]>\n<annotation verified="yes"><!-- a --><size><width>4</width><height>2</height></size><![CDATA[x]]></annotation>`,
];

/** Annotations in Pascal VOC's format, mutated. */
export function openVoc(): FuzzTarget {
  const corpus = texts.map((text) => Buffer.from(text));
  return {
    short: 60,
    make: (stream: RandomStream): FuzzInput =>
      new Map([['a.xml', mutateBytes(pick(corpus, stream), stream, corpus)]]),
    feed: async (input) => {
      parseVoc(Buffer.from(input.get('a.xml') ?? []).toString());
      return Promise.resolve(undefined);
    },
  };
}
