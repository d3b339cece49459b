/** A change of a team as its form hands it over. No IO. */
import type { RequestId } from '@fashionista/domain/ids';
import type { ActionBody } from '#lib/platform/api.ts';

type WithoutEvent<Change> = Change extends unknown ? Omit<Change, 'eventId'> : never;

export interface TeamWish {
  change: WithoutEvent<ActionBody<'events/setTeamRole'>>;
  /** What is said once it is done. */
  words: string;
  requestId: RequestId;
}
