/**
 * Everything that a floor listens to while it is on screen: the boards of what is shown, their pulse, how many others
 * look, and the buyer's own hold once they are signed in. Call it as a component is made; it ends with the component.
 * IO: the portal passed in.
 */
import { untrack } from 'svelte';
import type { PlaceId, SectionId } from '@fashionista/domain/ids';
import type { Portal } from '#lib/platform/portal.ts';
import { BoardWatch } from './boardWatch.ts';
import { noteHold } from './elsewhere/noteHold.svelte.ts';
import { followHold } from './followHold.ts';
import { followPulse } from './hallPulse.ts';
import type { SeatRoom } from './seatRoom.ts';

export interface FloorWatch {
  /** A listener ended by itself: what is shown may be out of date until `listenAgain`. */
  readonly hasFailed: boolean;
  listenAgain(): void;
}

/** `openSection`: the section that is open, none for the hall. */
export function watchFloor(
  { event, map, selection, hold, desk, viewers }: SeatRoom,
  { clock, live, session }: Portal,
  openSection: () => SectionId | undefined,
): FloorWatch {
  const { eventId } = event;
  let hasFailed = $state(false);
  const onFailure = () => (hasFailed = true);

  const boards = new BoardWatch({
    live,
    eventId,
    onBoard: (board) => {
      map.applyBoard(board);
      desk.checkChosen();
    },
    onFailure,
  });
  const sectionsOf = (placeIds: readonly PlaceId[]): SectionId[] =>
    placeIds.flatMap((placeId) => map.locate(placeId)?.section.sectionId ?? []);
  const opened = $derived(openSection());
  const onScreen = $derived(
    opened === undefined
      ? map.sections.map(({ section }) => section.sectionId)
      : [
          opened,
          ...sectionsOf(selection.placeIds),
          ...sectionsOf([...hold.places, ...hold.lost].map(({ placeId }) => placeId)),
        ],
  );
  $effect(() => boards.show(onScreen));
  $effect(() => () => boards.stop());
  $effect(() =>
    followPulse(eventId, (sectionId, version, sinceMs) => boards.compare(sectionId, version, sinceMs)),
  );
  $effect(() => viewers.view(opened));

  const uid = $derived(session.user?.uid);
  $effect(() => {
    if (uid === undefined || hasFailed) return;
    return followHold(hold, live, { eventId, uid, onFailure });
  });
  noteHold(event, hold, clock);
  $effect(() => {
    const mine = hold.places.map(({ placeId }) => placeId);
    const { bought } = hold;
    untrack(() => {
      map.markMine(mine);
      selection.countOwned(mine.length, bought);
      selection.drop(mine);
    });
  });

  return {
    get hasFailed() {
      return hasFailed;
    },
    listenAgain: () => {
      hasFailed = false;
      boards.show(onScreen);
    },
  };
}
