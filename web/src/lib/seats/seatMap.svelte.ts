/**
 * What this browser knows of a hall: the status of each place, as the boards said last. One small state a seat, so that
 * a change of one seat draws one seat. Boards arrive from outside; nothing here listens. No IO.
 */
import { readBoard } from '@fashionista/domain/board';
import type { Board, PlaceStatus } from '@fashionista/domain/board';
import { findNearest } from '@fashionista/domain/bestAvailable';
import type { FashionEvent } from '@fashionista/domain/event';
import { ticketTypeOf } from '@fashionista/domain/event';
import type { TicketType } from '@fashionista/domain/event';
import type { PlaceId } from '@fashionista/domain/ids';
import type { LocatedPlace, Place, PlanIndex, Section } from '@fashionista/domain/plan';
import { admitsType, countTally, everySeat, tallyFree, wishBitsOf } from './seatFilter.ts';
import type { SeatFilter } from './seatFilter.ts';

/** What a seat is to this buyer. `yours`: in their hold. `closed`: not for sale. `unknown`: no board yet. */
export type SeatLook = PlaceStatus | 'yours' | 'chosen' | 'closed' | 'unknown';

export class SeatState {
  readonly place: Place;
  readonly section: Section;
  readonly ticketType: TicketType | undefined;
  #status = $state<PlaceStatus | undefined>();
  #changes = $state(0);
  isChosen = $state(false);
  isMine = $state(false);

  constructor(place: Place, section: Section, ticketType: TicketType | undefined) {
    this.place = place;
    this.section = section;
    this.ticketType = ticketType;
  }

  /** As the board says; `undefined` until there was one. */
  get status(): PlaceStatus | undefined {
    return this.#status;
  }
  /** How often it changed before the reader's eyes: each time it pulses once. */
  get changes(): number {
    return this.#changes;
  }
  get look(): SeatLook {
    if (this.isMine) return 'yours';
    if (this.isChosen) return 'chosen';
    if (this.ticketType === undefined) return 'closed';
    return this.#status ?? 'unknown';
  }
  get isFree(): boolean {
    return this.ticketType !== undefined && this.#status === 'free';
  }

  /** Whether that was a change before the reader's eyes. */
  apply(status: PlaceStatus): boolean {
    if (this.#status === status) return false;
    const isSeen = this.#status !== undefined && !this.isMine;
    if (isSeen) this.#changes += 1;
    this.#status = status;
    return isSeen;
  }
}

export class SectionState {
  readonly section: Section;
  readonly ticketType: TicketType | undefined;
  #board = $state.raw<string | undefined>();
  #changed = $state.raw<readonly Place[]>([]);
  readonly #tally: number[] | undefined;

  constructor(section: Section, ticketType: TicketType | undefined) {
    this.section = section;
    this.ticketType = ticketType;
    const wishes = wishBitsOf(section.places);
    this.#tally = $derived(this.#board === undefined ? undefined : tallyFree(this.#board, wishes));
  }

  /** A character a place in plan order; `undefined` until a board arrived. */
  get board(): string | undefined {
    return this.#board;
  }
  get freeCount(): number | undefined {
    return this.countFree(everySeat);
  }
  /** What the last board changed before the reader's eyes. */
  get changed(): readonly Place[] {
    return this.#changed;
  }

  /** How many free places a filter leaves; `undefined` until a board arrived. */
  countFree(filter: SeatFilter): number | undefined {
    if (this.ticketType === undefined || !admitsType(filter, this.ticketType.ticketTypeId)) return 0;
    return this.#tally && countTally(this.#tally, filter);
  }

  show(places: string, changed: readonly Place[]): void {
    this.#board = places;
    if (changed.length > 0) this.#changed = changed;
  }
}

export class SeatMapState {
  readonly event: FashionEvent;
  readonly index: PlanIndex;
  readonly sections: readonly SectionState[];
  readonly #seats = new Map<PlaceId, SeatState>();
  readonly #sectionById = new Map<string, SectionState>();

  constructor(event: FashionEvent, index: PlanIndex) {
    this.event = event;
    this.index = index;
    this.sections = index.plan.sections.map((section) => {
      const ticketType = ticketTypeOf(event, section.sectionId);
      for (const place of section.places)
        this.#seats.set(place.placeId, new SeatState(place, section, ticketType));
      const state = new SectionState(section, ticketType);
      this.#sectionById.set(section.sectionId, state);
      return state;
    });
  }

  seat(placeId: PlaceId): SeatState | undefined {
    return this.#seats.get(placeId);
  }
  section(sectionId: string): SectionState | undefined {
    return this.#sectionById.get(sectionId);
  }
  locate(placeId: PlaceId): LocatedPlace | undefined {
    return this.index.place(placeId);
  }

  /** Takes in a board. One of another plan is ignored. */
  applyBoard(board: Pick<Board, 'sectionId' | 'places'>): void {
    const state = this.#sectionById.get(board.sectionId);
    if (state?.board === board.places) return;
    const statuses = state && readBoard(state.section, board.places);
    if (!state || !statuses) return;
    const before = state.board;
    const changed: Place[] = [];
    for (const [i, place] of state.section.places.entries()) {
      if (before?.charAt(i) === board.places.charAt(i)) continue;
      const status = statuses.get(place.placeId);
      if (status && this.#seats.get(place.placeId)?.apply(status)) changed.push(place);
    }
    state.show(board.places, changed);
  }

  /** Marks the places of the buyer's own hold, and unmarks all others. */
  markMine(placeIds: readonly PlaceId[]): void {
    const mine = new Set(placeIds);
    for (const [placeId, seat] of this.#seats) {
      const isMine = mine.has(placeId);
      if (seat.isMine !== isMine) seat.isMine = isMine;
    }
  }

  /** As many free places as close as can be to `wanted`, as far as this browser knows; none where none are free. */
  nearestTo(wanted: readonly PlaceId[]): PlaceId[] {
    const isTaken = (placeId: PlaceId) => {
      const seat = this.#seats.get(placeId);
      return !seat?.isFree || seat.isChosen || seat.isMine;
    };
    return findNearest({ event: this.event, index: this.index, isTaken }, wanted);
  }
}
