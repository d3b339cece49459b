/**
 * The wire contract of the actions by which somebody becomes a designer, or is put on an event's team ([R7]–[R9]). No IO.
 */
import * as v from 'valibot';
import { accountAddress, fields, reason, requestId, text } from './actionFields.ts';
import { countryCodes } from './countries.ts';
import { designerKinds } from './designer.ts';
import { eventIdSchema, uidSchema } from './idSchemas.ts';
import type { DesignerId, EventId } from './ids.ts';
import { teamRoles } from './team.ts';
import type { TeamRole } from './team.ts';

const teamChange = { eventId: eventIdSchema, reason, requestId };
/** Somebody who is given a role, known by their address. */
const changeByEmail = fields({
  ...teamChange,
  email: accountAddress,
  role: v.picklist(teamRoles, `must be one of ${teamRoles.join(', ')}, or null with a uid`),
});
/** Somebody who is on the team. `null`: off it. */
const changeByUid = fields({
  ...teamChange,
  uid: uidSchema,
  role: v.nullable(v.picklist(teamRoles, `must be null or one of ${teamRoles.join(', ')}`)),
});

export const roleActionSchemas = {
  'designers/create': fields({
    name: text(80),
    kind: v.picklist(designerKinds, `must be one of ${designerKinds.join(', ')}`),
    city: text(80),
    country: v.picklist(countryCodes, 'must be a country’s two letters, such as IT'),
    requestId,
  }),
  'events/setTeamRole': v.lazy((input) =>
    typeof input === 'object' && input !== null && 'uid' in input ? changeByUid : changeByEmail,
  ),
} as const;

export interface RoleActionAnswers {
  'designers/create': { designerId: DesignerId; slug: string };
  'events/setTeamRole': { eventId: EventId; role: TeamRole | null };
}
