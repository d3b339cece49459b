/**
 * Marks of seats on a canvas: for a section seen whole, where thousands of elements would cost more than they show. It
 * draws all at once, or one seat anew where it stands. Stands apart from who decides what a seat is.
 * IO: the canvas it was given.
 */
import type { Place } from '@fashionista/domain/plan';
import type { SectionDrawing, SeatSpot } from './hallGeometry.ts';
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
  path: Path2D;
  fill?: string | undefined;
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
  readonly #inks: Inks;
  readonly #outlines = new Map<string, Path2D>();
  readonly #shapes: Record<keyof typeof glyphPaths, Path2D>;

  /** `scale`: CSS pixels a plan unit. Sizes the canvas and leaves it empty. */
  constructor(canvas: HTMLCanvasElement, drawing: SectionDrawing, scale: number) {
    const [width, height] = [drawing.width * scale, drawing.height * scale];
    const sharpness = Math.min(devicePixelRatio, Math.sqrt(mostPixels / (width * height)));
    canvas.width = Math.ceil(width * sharpness);
    canvas.height = Math.ceil(height * sharpness);
    this.#drawing = drawing;
    this.#pixelsPerUnit = scale * sharpness;
    this.#inks = readInks(canvas);
    this.#context = canvas.getContext('2d');
    const shape = (name: keyof typeof glyphPaths) => new Path2D(glyphPaths[name]);
    this.#shapes = {
      ...{ cross: shape('cross'), dash: shape('dash'), half: shape('half') },
      ...{ inner: shape('inner'), tick: shape('tick'), outside: shape('outside') },
    };
  }

  paintAll(spots: readonly SeatSpot[], looks: readonly MarkLook[]): void {
    spots.forEach((spot, i) => this.#paint(spot, looks[i] ?? 'unknown'));
  }

  repaint(spot: SeatSpot, look: MarkLook): void {
    this.#stand(spot);
    this.#context?.clearRect(-0.48, -0.48, 0.96, 0.96);
    this.#paint(spot, look);
  }

  /** Puts the seat's own box of side 1 where the seat stands. */
  #stand({ x, y, turnDegrees }: SeatSpot): void {
    const radians = (turnDegrees * Math.PI) / 180;
    const size = this.#pixelsPerUnit * this.#drawing.pitch;
    const [cos, sin] = [Math.cos(radians) * size, Math.sin(radians) * size];
    const left = (x - this.#drawing.left) * this.#pixelsPerUnit;
    const top = (y - this.#drawing.top) * this.#pixelsPerUnit;
    this.#context?.setTransform(cos, sin, -sin, cos, left, top);
  }

  #paint(spot: SeatSpot, look: MarkLook): void {
    const context = this.#context;
    if (!context) return;
    this.#stand(spot);
    // No thinner than a pixel: a mark that cannot be seen says nothing.
    const least = 1 / (this.#pixelsPerUnit * this.#drawing.pitch);
    for (const { path, fill, stroke, width = 0.05, dash = [] } of this.#strokesOf(spot.place, look)) {
      if (fill) {
        context.fillStyle = fill;
        context.fill(path);
      }
      if (!stroke) continue;
      context.strokeStyle = stroke;
      context.lineWidth = Math.max(width, least);
      context.setLineDash(dash);
      context.stroke(path);
    }
  }

  #outline({ attributes }: Place): Path2D {
    const text = outlineOf(attributes);
    const known = this.#outlines.get(text) ?? new Path2D(text);
    this.#outlines.set(text, known);
    return known;
  }

  #strokesOf(place: Place, look: MarkLook): Stroke[] {
    const { ink, edge, paper, accent, hairline } = this.#inks;
    const { cross, dash, half, inner, tick, outside } = this.#shapes;
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
          { path: this.#outline(place), stroke: edge, dash: [0.12, 0.08] },
          { path: half, fill: edge },
        ];
      case 'unknown':
        return [{ path: this.#outline(place), stroke: hairline }];
      case 'free':
        return [{ path: this.#outline(place), stroke: ink }];
      case 'chosen':
        return [
          { path: this.#outline(place), fill: ink, stroke: ink },
          { path: tick, fill: paper },
        ];
      case 'yours':
        return [
          { path: this.#outline(place), fill: accent, stroke: accent },
          { path: inner, stroke: paper, width: 0.04 },
        ];
    }
  }
}
