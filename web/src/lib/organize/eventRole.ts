/** What somebody is to an event that they run, and how its states are called. No IO. */
import type { EventState, FashionEvent } from '@fashionista/domain/event';
import type { TeamRole } from '@fashionista/domain/team';
import { m } from '#lib/paraglide/messages.js';

export const roleOf = (
  { organizerUid, coOrganizerUids = [] }: Pick<FashionEvent, 'organizerUid' | 'coOrganizerUids'>,
  uid: string,
): TeamRole => (organizerUid === uid || coOrganizerUids.some((one) => one === uid) ? 'organizer' : 'door');

const roleWords: Record<TeamRole, () => string> = {
  organizer: m.team_role_organizer,
  door: m.team_role_door,
};
export const nameRole = (role: TeamRole): string => roleWords[role]();

const stateWords: Record<EventState, () => string> = {
  draft: m.organize_state_draft,
  review: m.organize_state_review,
  revision: m.organize_state_revision,
  published: m.organize_state_published,
  cancelled: m.organize_state_cancelled,
};
export const nameState = (state: EventState): string => stateWords[state]();
