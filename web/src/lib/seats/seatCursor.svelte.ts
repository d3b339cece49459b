/**
 * Where the reader is in a section: the seat that keys go on from, the one that has the focus, the one under the mouse; and
 * what a press, a key and a mouse do there. Knows nothing of how seats are drawn, or whether they can be had. One listener
 * of each kind for all seats. IO: the paper that it listens to.
 */
import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { PlaceId } from '@fashionista/domain/ids';
import { moveInGrid } from './gridMoves.ts';
import type { SeatSpot, SectionDrawing } from './hallGeometry.ts';
import type { MapZoom } from './mapZoom.svelte.ts';

/** Read anew at each use: they change with what is shown. */
interface Parts {
  readonly drawing: SectionDrawing;
  readonly zoom: MapZoom;
  /** Where keys begin, until they have gone elsewhere. */
  readonly startId: PlaceId | undefined;
  /** Seen from afar seats are no elements. */
  readonly isFar: boolean;
  readonly onToggle: (placeId: PlaceId) => void;
}

const placeOf = (target: EventTarget | null): PlaceId | undefined =>
  target instanceof Element
    ? (target.closest<SVGElement>('[data-place]')?.dataset['place'] as PlaceId | undefined)
    : undefined;

export class SeatCursor {
  readonly #parts: Parts;
  #activeId = $derived.by(() => this.#parts.startId);
  #pointedId = $state<PlaceId>();
  #focusedId = $state<PlaceId>();
  /** A mouse that rests does not speak over the keys, though seats scroll by beneath it. */
  #isByKeys = $state(false);
  #lastPointer = 'mouse';

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The one tab stop. */
  get activeId(): PlaceId | undefined {
    return this.#activeId;
  }
  get focusedId(): PlaceId | undefined {
    return this.#focusedId;
  }
  get underMouseId(): PlaceId | undefined {
    return this.#isByKeys ? undefined : this.#pointedId;
  }

  readonly listen: Attachment<SVGElement> = (paper) => {
    const ends = new AbortController();
    const on = { signal: ends.signal };
    paper.addEventListener('pointerdown', (down) => (this.#lastPointer = down.pointerType), on);
    paper.addEventListener('click', (click) => this.#press(click, paper), on);
    paper.addEventListener('keydown', (key) => void this.#moveByKey(key, paper), on);
    paper.addEventListener(
      'focusin',
      (focus) => (this.#focusedId = this.#activeId = placeOf(focus.target) ?? this.#activeId),
      on,
    );
    // A cell that leaves the page loses the focus while it is being taken out: then is no time to change anything.
    const noteFocusLost = () => {
      if (!paper.contains(document.activeElement)) this.#focusedId = undefined;
    };
    paper.addEventListener('focusout', () => queueMicrotask(noteFocusLost), on);
    paper.addEventListener('pointerover', (over) => (this.#pointedId = placeOf(over.target)), on);
    paper.addEventListener('pointermove', (move) => this.#follow(move, paper), on);
    paper.addEventListener('pointerleave', () => (this.#pointedId = undefined), on);
    return () => ends.abort();
  };

  #press(click: MouseEvent, paper: Element): void {
    const { zoom, onToggle } = this.#parts;
    if (zoom.wasDragged) return;
    const isByHand = click.detail > 0;
    if (isByHand && this.#lastPointer === 'touch' && !zoom.isThumbSized) {
      void zoom.comeCloser(click);
      return;
    }
    const placeId = placeOf(click.target) ?? (isByHand ? this.#nearestTo(click, paper) : undefined);
    if (placeId === undefined) return;
    this.#activeId = placeId;
    onToggle(placeId);
  }

  async #moveByKey(key: KeyboardEvent, paper: Element): Promise<void> {
    const { drawing, onToggle } = this.#parts;
    const from = placeOf(key.target);
    if (from === undefined) return;
    if (key.key === 'Enter' || key.key === ' ') {
      key.preventDefault();
      onToggle(from);
      return;
    }
    const next = moveInGrid(drawing.rows, from, key);
    if (!next) return;
    key.preventDefault();
    this.#activeId = next.place.placeId;
    this.#isByKeys = true;
    await tick();
    const cell = paper.querySelector<SVGElement>(`[data-place="${this.#activeId}"]`);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  #follow(move: PointerEvent, paper: Element): void {
    if (move.movementX !== 0 || move.movementY !== 0) this.#isByKeys = false;
    // From afar the nearest one is read about.
    if (this.#parts.isFar) this.#pointedId = this.#nearestTo(move, paper);
  }

  /** Between seats, the nearest one is meant. */
  #nearestTo(at: MouseEvent, paper: Element): PlaceId | undefined {
    const { drawing, zoom } = this.#parts;
    const box = paper.getBoundingClientRect();
    const x = drawing.left + (at.clientX - box.left) / zoom.scale;
    const y = drawing.top + (at.clientY - box.top) / zoom.scale;
    let nearest: SeatSpot | undefined;
    let least = drawing.pitch * 0.75;
    for (const { seats } of drawing.rows)
      for (const spot of seats) {
        const distance = Math.hypot(spot.x - x, spot.y - y);
        if (distance < least) [nearest, least] = [spot, distance];
      }
    return nearest?.place.placeId;
  }
}
