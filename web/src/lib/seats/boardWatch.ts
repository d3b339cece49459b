/**
 * Listens to the boards of the sections on screen, one listener a section. Told what is on screen, it begins and ends
 * listeners as that changes; the others go on. Who made it stops it. IO: the live store passed in.
 */
import type { Board } from '@fashionista/domain/board';
import type { EventId, SectionId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { LiveStore } from '#lib/platform/liveStore.svelte.ts';

interface Parts {
  live: Pick<LiveStore, 'listenDocument'>;
  eventId: EventId;
  onBoard: (board: Board) => void;
  /** A listener ended by itself. */
  onFailure: () => void;
}

export class BoardWatch {
  readonly #parts: Parts;
  readonly #stops = new Map<SectionId, () => void>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  show(sectionIds: readonly SectionId[]): void {
    const wanted = new Set(sectionIds);
    for (const [sectionId, stop] of this.#stops)
      if (!wanted.has(sectionId)) {
        stop();
        this.#stops.delete(sectionId);
      }
    for (const sectionId of wanted) if (!this.#stops.has(sectionId)) this.#listen(sectionId);
  }

  stop(): void {
    this.show([]);
  }

  #listen(sectionId: SectionId): void {
    const { live, eventId, onBoard, onFailure } = this.#parts;
    const stop = live.listenDocument<Board>(paths.board(eventId, sectionId), {
      onValue: (board) => {
        if (board) onBoard(board);
      },
      onFailure: () => {
        this.#stops.delete(sectionId);
        onFailure();
      },
    });
    this.#stops.set(sectionId, stop);
  }
}
