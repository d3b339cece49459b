/**
 * Marks of seats on a canvas: for a section seen whole, where thousands of elements would cost more than they show. It
 * draws all at once, or one seat anew where it stands. Each mark is drawn once as a picture and then stamped. Stands
 * apart from who decides what a seat is. IO: the canvas it was given.
 */
import type { Place } from '@fashionista/domain/plan';
import type { Point, SectionDrawing, SeatSpot } from './hallGeometry.ts';
import { glyphPaths, outlineOf } from './seatGlyphPaths.ts';
import type { MarkLook } from './seatFilterState.svelte.ts';

/** A canvas of more pixels costs more memory than a sharper mark is worth. */
const mostPixels = 6_000_000;

/** The colours of marks, as the page's theme has them now. */
interface Inks {
  ink: string;
  edge: string;
  paper: string;
  accent: string;
  hairline: string;
}

interface Stroke {
  path: string;
  fill?: string;
  stroke?: string;
  width?: number;
  dash?: number[];
}

/** The canvas carries each of the theme's colours in a property that a canvas does not use itself. */
function readInks(canvas: HTMLCanvasElement): Inks {
  const style = getComputedStyle(canvas);
  return {
    ink: style.color,
    edge: style.outlineColor,
    paper: style.textDecorationColor,
    accent: style.caretColor,
    hairline: style.columnRuleColor,
  };
}

export class SeatPainter {
  readonly #context: CanvasRenderingContext2D | null;
  readonly #drawing: SectionDrawing;
  readonly #pixelsPerUnit: number;
  /** The side of a seat's box, in the canvas's pixels. */
  readonly #side: number;
  readonly #inks: Inks;
  readonly #stamps = new Map<string, HTMLCanvasElement>();

  /** `scale`: CSS pixels a plan unit, more than 0. Sizes the canvas and leaves it empty. */
  constructor(canvas: HTMLCanvasElement, drawing: SectionDrawing, scale: number) {
    const [width, height] = [drawing.width * scale, drawing.height * scale];
    const sharpness = Math.min(devicePixelRatio, Math.sqrt(mostPixels / (width * height)));
    canvas.width = Math.ceil(width * sharpness);
    canvas.height = Math.ceil(height * sharpness);
    this.#drawing = drawing;
    this.#pixelsPerUnit = scale * sharpness;
    this.#side = Math.max(1, Math.round(this.#pixelsPerUnit * drawing.pitch));
    this.#inks = readInks(canvas);
    this.#context = canvas.getContext('2d');
  }

  paint(spot: SeatSpot, look: MarkLook): void {
    const { x, y } = this.#stand(spot);
    this.#context?.drawImage(this.#stampOf(spot.place, look), x, y);
  }

  repaint(spot: SeatSpot, look: MarkLook): void {
    const { x, y } = this.#stand(spot);
    this.#context?.clearRect(x, y, this.#side, this.#side);
    this.paint(spot, look);
  }

  /** Turns the canvas as the seat is turned, and answers its box's top left there. Level seats stand on whole pixels. */
  #stand({ x, y, turnDegrees }: SeatSpot): Point {
    const left = (x - this.#drawing.left) * this.#pixelsPerUnit;
    const top = (y - this.#drawing.top) * this.#pixelsPerUnit;
    const half = this.#side / 2;
    if (turnDegrees === 0) {
      this.#context?.resetTransform();
      return { x: Math.round(left - half), y: Math.round(top - half) };
    }
    const radians = (turnDegrees * Math.PI) / 180;
    const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
    this.#context?.setTransform(cos, sin, -sin, cos, left, top);
    return { x: -half, y: -half };
  }

  #stampOf({ attributes }: Place, look: MarkLook): HTMLCanvasElement {
    const outline = outlineOf(attributes);
    const key = `${look} ${outline}`;
    const known = this.#stamps.get(key) ?? this.#drawStamp(strokesOf(look, outline, this.#inks));
    this.#stamps.set(key, known);
    return known;
  }

  #drawStamp(strokes: readonly Stroke[]): HTMLCanvasElement {
    const stamp = document.createElement('canvas');
    stamp.width = stamp.height = this.#side;
    const context = stamp.getContext('2d');
    if (!context) return stamp;
    const half = this.#side / 2;
    context.setTransform(this.#side, 0, 0, this.#side, half, half);
    for (const { path, fill, stroke, width = 0.05, dash = [] } of strokes) {
      const shape = new Path2D(path);
      if (fill) {
        context.fillStyle = fill;
        context.fill(shape);
      }
      if (!stroke) continue;
      context.strokeStyle = stroke;
      // No thinner than a pixel: a mark that cannot be seen says nothing.
      context.lineWidth = Math.max(width, 1 / this.#side);
      context.setLineDash(dash);
      context.stroke(shape);
    }
    return stamp;
  }
}

function strokesOf(look: MarkLook, outline: string, inks: Inks): Stroke[] {
  const { ink, edge, paper, accent, hairline } = inks;
  const { cross, dash, half, inner, tick, outside } = glyphPaths;
  switch (look) {
    case 'sold':
      return [{ path: cross, stroke: edge, width: 0.07 }];
    case 'blocked':
    case 'closed':
      return [{ path: dash, stroke: edge, width: 0.07 }];
    case 'outside':
      return [{ path: outside, stroke: edge }];
    case 'held':
      return [
        { path: outline, stroke: edge, dash: [0.12, 0.08] },
        { path: half, fill: edge },
      ];
    case 'unknown':
      return [{ path: outline, stroke: hairline }];
    case 'free':
      return [{ path: outline, stroke: ink }];
    case 'chosen':
      return [
        { path: outline, fill: ink, stroke: ink },
        { path: tick, fill: paper },
      ];
    case 'yours':
      return [
        { path: outline, fill: accent, stroke: accent },
        { path: inner, stroke: paper, width: 0.04 },
      ];
  }
}
