/**
 * Everything that the parts of one seat picker share: the map, the choice, the hold, the desk. Made once a plan is
 * there, given through context, so that a component takes what it needs and nothing is global. No IO.
 */
import { createContext } from 'svelte';
import type { FashionEvent } from '@fashionista/domain/event';
import type { PlanIndex } from '@fashionista/domain/plan';
import type { Portal } from '#lib/platform/portal.ts';
import { HallViewers } from './hallViewers.svelte.ts';
import { HoldState } from './holdState.svelte.ts';
import { SeatDesk } from './seatDesk.svelte.ts';
import { SeatMapState } from './seatMap.svelte.ts';
import { Selection } from './selection.svelte.ts';

export interface SeatRoom {
  event: FashionEvent;
  map: SeatMapState;
  selection: Selection;
  hold: HoldState;
  desk: SeatDesk;
  viewers: HallViewers;
}

export function createSeatRoom(event: FashionEvent, index: PlanIndex, portal: Portal): SeatRoom {
  const map = new SeatMapState(event, index);
  const selection = new Selection(map, sessionStorage);
  const hold = new HoldState(portal.clock);
  const ensureUser = () => portal.session.ensureUser();
  const desk = new SeatDesk({ map, selection, hold, api: portal.api, ensureUser });
  const viewers = new HallViewers(portal.api, event.eventId);
  return { event, map, selection, hold, desk, viewers };
}

export const [getSeatRoom, setSeatRoom] = createContext<SeatRoom>();
