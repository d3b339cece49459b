import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventCopies } from '../seed/events/eventCopy.ts';
import { pictures } from './catalogue.ts';
import { rampOf } from './colour.ts';
import { drawPicture } from './drawPicture.ts';
import { pictureOf, renderedWidths, shapes } from './pictureFiles.ts';
import type { ShapeName } from './pictureFiles.ts';

const folder = path.resolve(import.meta.dirname, '../../web/static');
const shapeNames = Object.keys(shapes) as ShapeName[];
const files = Object.keys(pictures).flatMap((name) =>
  shapeNames.flatMap((shape) => {
    const { src } = pictureOf(name, '', shape);
    return renderedWidths.flatMap((width) => ['avif', 'webp'].map((kind) => `${src}-${width}.${kind}`));
  }),
);

describe('the pictures', () => {
  it('are drawn for every event, and for the house', () => {
    const slugs = eventCopies.map(({ slug }) => slug);
    expect(Object.keys(pictures).toSorted()).toEqual([...slugs, 'house'].toSorted());
  });

  it('are drawn the same each time', () => {
    const draw = () => drawPicture('loud-cloth', 'wide') + drawPicture('grammar-of-folds', 'portrait');
    expect(draw()).toBe(draw());
  });

  it('are rendered in every width and format that an event names', () => {
    expect(files.filter((file) => !existsSync(path.join(folder, file)))).toEqual([]);
  });

  it('weigh less than 8 MB together', () => {
    const bytes = files.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
    expect(bytes).toBeLessThan(8_000_000);
  });

  it('have placeholders small enough to stand in a list', () => {
    for (const name of Object.keys(pictures))
      for (const shape of shapeNames) {
        const { placeholder } = pictureOf(name, '', shape);
        expect(placeholder).toMatch(/^data:image\/webp;base64,/);
        expect(placeholder.length).toBeLessThan(600);
      }
  });
});

describe('a colour ramp', () => {
  it('begins and ends with the colours it was given, and stays there beyond', () => {
    const ramp = rampOf('#140c0b', '#fff6e6');
    expect([ramp(-1), ramp(0), ramp(1), ramp(2)]).toEqual(['#140c0b', '#140c0b', '#fff6e6', '#fff6e6']);
  });

  it('grows lighter on its way', () => {
    const ramp = rampOf('#000000', '#ffffff');
    const greys = [0, 0.25, 0.5, 0.75, 1].map((at) => parseInt(ramp(at).slice(1, 3), 16));
    expect(greys).toEqual(greys.toSorted((a, b) => a - b));
    expect(new Set(greys).size).toBe(5);
  });
});
