/**
 * Which files the drawn pictures have: the sizes they are rendered in, and the record (`rendered.json`, written by
 * `render.ts`) of their placeholders. The seed reads it to describe an event's picture. No IO.
 */
import type { Picture } from '@fashionista/domain/event';
import rendered from './rendered.json' with { type: 'json' };

/** 720: a phone's width at its density. */
export const renderedWidths = [480, 720, 960, 1600];
/** Every picture in 4:5, and as an opener in 16:9 under the same name with `-wide`. */
export const shapes = {
  portrait: { suffix: '', width: 1600, height: 2000 },
  wide: { suffix: '-wide', width: 1600, height: 900 },
} as const;
export type ShapeName = keyof typeof shapes;

/** The picture of this name and shape. Throws where it was never rendered. */
export function pictureOf(name: string, alt: string, shape: ShapeName = 'portrait'): Picture {
  const { suffix, width, height } = shapes[shape];
  const placeholders: Record<string, string> = rendered;
  const placeholder = placeholders[`${name}${suffix}`];
  if (placeholder === undefined)
    throw new Error(`No picture ${name}${suffix}: run local/pictures/render.ts.`);
  return { src: `/pictures/${name}${suffix}`, widths: renderedWidths, width, height, alt, placeholder };
}
