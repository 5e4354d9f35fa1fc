import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { emitPage, emitSvg } from '../../../../compiler/targets/svg/emit-svg.ts';
import { inception, resNet34, uNet } from './networks.ts';
import { Sketch } from './sketch.ts';

/** How large a picture is; throws where it is not well-formed. In a process whose decoder takes no SVG, none is: this has its own. */
const sizeOf = async (svg: string) => sharp(Buffer.from(svg)).metadata();

function hostile() {
  const g = new Sketch('</title><script>alert("1")</script>');
  const name = `]]>&amp;<b a='"\u0000\u001b\ud800\uffff é中🙂`;
  const x = g.input(name, 4, 4, 1);
  const layer = g.layer(`<g>.${name}`, 'Activation', x, { activation: 'Odd<kind>&' }, [4]);
  g.head('x'.repeat(500), layer);
  return g.graph();
}

describe('a drawn picture', () => {
  it.each([resNet34(), inception(), uNet()])(
    'of $name is well-formed, as large as it says, and opaque',
    async (graph) => {
      const svg = await emitSvg(graph, { frozen: new Set(graph.layers.map(({ path }) => path)) });
      const { width, height } = await sizeOf(svg);
      expect(svg).toContain(`width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`);
      const { data } = await sharp(Buffer.from(svg)).raw().toBuffer({ resolveWithObject: true });
      expect([...data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
    },
  );

  it('is the same each time', async () => {
    expect(await emitSvg(resNet34())).toBe(await emitSvg(resNet34()));
  });

  it('says and marks what is frozen', async () => {
    const svg = await emitSvg(uNet(), { frozen: new Set(['bottom.conv2d', 'bottom.conv2d_1']) });
    expect(svg.match(/class="frozen"/g)).toHaveLength(2);
    expect(svg).toContain('frozen in training');
    expect(await emitSvg(uNet())).not.toContain('frozen');
  });

  it('is not broken by hostile names', async () => {
    const svg = await emitSvg(hostile());
    await sizeOf(svg);
    expect(svg).not.toMatch(/<script|<b |<kind|\u0000|\u001b|x{100}/);
    expect(svg).toContain('Odd&lt;kind&gt;&amp;');
    const page = await emitPage(hostile());
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page.match(/<\/script/g)).toHaveLength(2);
  });

  it('has a scalar, a huge shape and no layers at all', async () => {
    const g = new Sketch('Odd');
    const x = g.input('x', 100_000, 100_000, 512);
    g.head('same', x);
    g.head('loss', g.layer('sum', 'ReduceSum', x, {}, []));
    const svg = await emitSvg(g.graph());
    expect(svg).toContain('>100000×100000×512<');
    expect(svg).toContain('>scalar<');
  });
});
