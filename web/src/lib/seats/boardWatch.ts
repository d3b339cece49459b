/**
 * Listens to the boards of the sections on screen, one listener a section. Told what is on screen, it begins and ends
 * listeners as that changes; the others go on. Told which versions the server has, it notices a listener that has gone
 * silent ([B5]). Who made it stops it. IO: the live store passed in.
 */
import type { Board } from '@fashionista/domain/board';
import type { EventId, SectionId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { LiveStore } from '#lib/platform/liveStore.svelte.ts';

interface Parts {
  live: Pick<LiveStore, 'listenDocument' | 'doubt'>;
  eventId: EventId;
  onBoard: (board: Board) => void;
  /** A listener ended by itself. */
  onFailure: () => void;
}

export class BoardWatch {
  readonly #parts: Parts;
  readonly #stops = new Map<SectionId, () => void>();
  readonly #heard = new Map<SectionId, number>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  show(sectionIds: readonly SectionId[]): void {
    const wanted = new Set(sectionIds);
    for (const [sectionId, stop] of this.#stops)
      if (!wanted.has(sectionId)) {
        stop();
        this.#forget(sectionId);
      }
    for (const sectionId of wanted) if (!this.#stops.has(sectionId)) this.#listen(sectionId);
  }

  stop(): void {
    this.show([]);
  }

  /** The server has this version since that instant (by this device's clock). Where a newer one was heard, or none yet: nothing. */
  compare(sectionId: SectionId, version: number, sinceMs: number): void {
    const heard = this.#heard.get(sectionId);
    if (heard !== undefined && heard < version)
      this.#parts.live.doubt(paths.board(this.#parts.eventId, sectionId), sinceMs);
  }

  #forget(sectionId: SectionId): void {
    this.#stops.delete(sectionId);
    this.#heard.delete(sectionId);
  }

  #listen(sectionId: SectionId): void {
    const { live, eventId, onBoard, onFailure } = this.#parts;
    const stop = live.listenDocument<Board>(paths.board(eventId, sectionId), {
      onValue: (board) => {
        if (!board) return;
        this.#heard.set(sectionId, board.version);
        onBoard(board);
      },
      onFailure: () => {
        this.#forget(sectionId);
        onFailure();
      },
    });
    this.#stops.set(sectionId, stop);
  }
}
