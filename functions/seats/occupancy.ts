/**
 * Which places of an event are taken, as its boards say, for those who look further than single places: best
 * available and nearest. Boards may lag a second behind their claims anyway, so one reading is shared by all who ask
 * within a quarter of one; a rush then reads eight boards four times a second, not four hundred times. IO: Firestore.
 */
import { readBoard } from '@fashionista/domain/board';
import type { Board } from '@fashionista/domain/board';
import type { FashionEvent } from '@fashionista/domain/event';
import type { EventId, PlaceId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { PlanIndex } from '@fashionista/domain/plan';
import { rankWindows } from '@fashionista/domain/seatWindows';
import type { SeatWindow } from '@fashionista/domain/seatWindows';
import type { Plans } from '../plans/plans.ts';
import { keepReading } from '../platform/keepReading.ts';
import { shareReading } from '../platform/shareReading.ts';
import type { Store } from '../platform/store.ts';

export interface Occupancy {
  event: FashionEvent;
  index: PlanIndex;
  /** A section without a board counts as taken. */
  isTaken: (placeId: PlaceId) => boolean;
  /** Windows of this size all of whose places are free, the best first; looked for once a reading, not once a buyer. */
  windows: (size: number) => readonly SeatWindow[];
}

export interface Occupancies {
  /** `undefined` where there is no such event or plan. At most a quarter of a second old, beside the boards' own lag. */
  read(eventId: EventId): Promise<Occupancy | undefined>;
  /** The same by the claims themselves, read after it was asked for: thousands of documents, so only before a no. */
  readClaims(eventId: EventId): Promise<Occupancy | undefined>;
}

/** What many buyers share of one reading. */
function occupancyOf(
  event: FashionEvent,
  index: PlanIndex,
  isTaken: (placeId: PlaceId) => boolean,
): Occupancy {
  const bySize = new Map<number, readonly SeatWindow[]>();
  const freeWindows = (size: number): readonly SeatWindow[] => {
    const known = bySize.get(size);
    if (known) return known;
    const found = rankWindows(index, size).filter((window) => !window.ids.some(isTaken));
    bySize.set(size, found);
    return found;
  };
  return { event, index, isTaken, windows: freeWindows };
}

const keptMs = 250;
const keptEvents = 200;

async function readOccupancy(store: Store, plans: Plans, eventId: EventId): Promise<Occupancy | undefined> {
  const index = await plans.indexOfEvent(eventId);
  if (!index) return undefined;
  const [event, ...boards] = await store.readAll<unknown>([
    paths.event(eventId),
    ...index.plan.sections.map(({ sectionId }) => paths.board(eventId, sectionId)),
  ]);
  if (!event) return undefined;
  const free = new Set<PlaceId>();
  for (const read of boards) {
    const board = read?.data as Board | undefined;
    const section = board && index.section(board.sectionId);
    for (const [placeId, status] of (section && readBoard(section, board.places)) ?? [])
      if (status === 'free') free.add(placeId);
  }
  return occupancyOf(event.data as FashionEvent, index, (placeId) => !free.has(placeId));
}

async function readByClaims(store: Store, plans: Plans, eventId: EventId): Promise<Occupancy | undefined> {
  const index = await plans.indexOfEvent(eventId);
  if (!index) return undefined;
  const [event, claims] = await Promise.all([
    store.read<FashionEvent>(paths.event(eventId)),
    store.query<{ placeId: PlaceId }>(paths.claims(eventId), { select: ['placeId'] }),
  ]);
  if (!event) return undefined;
  const taken = new Set(claims.map(({ data }) => data.placeId));
  return occupancyOf(event.data, index, (placeId) => taken.has(placeId));
}

export function createOccupancies(store: Store, plans: Plans): Occupancies {
  const room = { max: keptEvents, ttl: keptMs };
  return {
    read: keepReading(room, (eventId: EventId) => readOccupancy(store, plans, eventId)),
    readClaims: shareReading((eventId: EventId) => readByClaims(store, plans, eventId)),
  };
}
