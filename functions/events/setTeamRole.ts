/**
 * `POST /api/events/setTeamRole`: an event's organizers say who is on its team, and as what ([R8]–[R10]). One commit: the event,
 * the member, the request, and what is written down of it. IO: Firestore, Firebase Auth.
 */
import type { ActionAnswer, ActionRequest } from '@fashionista/domain/actions';
import type { AuditEntry } from '@fashionista/domain/audit';
import { refuse, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import { isForEveryone } from '@fashionista/domain/event';
import type { FashionEvent } from '@fashionista/domain/event';
import type { RequestId, Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { Session } from '@fashionista/domain/session';
import { decideTeamChange, mayChangeTeam } from '@fashionista/domain/team';
import type { TeamMember } from '@fashionista/domain/team';
import type { Caller } from '../platform/identity.ts';
import type { Snapshot } from '../platform/store.ts';
import { untilDone } from '../platform/untilDone.ts';
import type { Repeat } from '../platform/untilDone.ts';
import type { Services } from '../services.ts';

type Request = ActionRequest<'events/setTeamRole'> & { requestId: RequestId };
type Answer = ActionAnswer<'events/setTeamRole'>;

/** Whom the request names. `email` is of those alone who were found by it. */
interface Person {
  uid: Uid;
  email?: string;
  field: 'uid' | 'email';
}

/** [R10] An address that is not proven may be anybody's: whoever took it first would be let in. */
async function findPerson({ authUsers }: Services, request: Request): Promise<Result<Person>> {
  if ('uid' in request) return succeed({ uid: request.uid, field: 'uid' });
  const user = await authUsers.findByEmail(request.email);
  if (!user) return refuse('not-found', 'Nobody has an account with this address yet.');
  if (request.role !== null && !user.isEmailVerified)
    return refuse('conflict', 'Whoever has this account has not yet shown that the address is theirs.');
  return succeed({ uid: user.uid, email: request.email, field: 'email' });
}

/** Drafts are nobody else's business: of those it is not even said that they are there. */
function checkOrganizer(
  event: Snapshot<FashionEvent> | undefined,
  caller: Caller,
): Result<Snapshot<FashionEvent>> {
  if (event && mayChangeTeam(event.data, caller)) return succeed(event);
  const isSeen = event && (isForEveryone(event.data.state) || event.data.teamUids.includes(caller.uid));
  return isSeen
    ? refuse('permission-denied', 'This is for the event’s organizers.', { needs: 'ownership' })
    : refuse('not-found', 'There is no such event.');
}

async function changeOnce(
  services: Services,
  caller: Caller,
  request: Request,
): Promise<Result<Answer> | Repeat> {
  const { store, clock } = services;
  const { eventId, role, reason, requestId } = request;
  const [event, done] = await Promise.all([
    store.read<FashionEvent>(paths.event(eventId)),
    store.read<{ answer: Answer }>(paths.request(caller.uid, requestId)),
  ]);
  if (done) return succeed(done.data.answer);
  const allowed = checkOrganizer(event, caller);
  if (!allowed.ok) return allowed;
  const person = await findPerson(services, request);
  if (!person.ok) return person;
  const { uid, email, field } = person.value;
  const path = paths.teamMember(eventId, uid);
  const [member, session] = await Promise.all([
    store.read<TeamMember>(path),
    store.read<Session>(paths.session(uid)),
  ]);
  if (!member && email === undefined)
    return refuse('not-found', 'They are not on this event’s team: name a new person by their address.');
  const now = clock();
  const decided = decideTeamChange({
    event: allowed.value.data,
    member: member?.data,
    isSuspended: session?.data.isSuspended ?? false,
    uid,
    email: email ?? member?.data.email ?? '',
    wanted: role,
    by: caller.uid,
    field,
    now,
  });
  if (!decided.ok) return decided;
  const answer: Answer = { eventId, uid, role };
  const entry: AuditEntry = {
    at: now,
    actor: { kind: 'person', uid: caller.uid, role: caller.role },
    action: 'events/setTeamRole',
    on: { kind: 'event', id: eventId },
    before: { uid, role: member?.data.role ?? null },
    after: { uid, role },
    reason,
    requestId,
  };
  const { updateTime } = allowed.value;
  const outcome = await store.commit([
    // Every change of the team needs the event as it was read, so that no two meet.
    {
      kind: 'update',
      path: paths.event(eventId),
      data: decided.value.event,
      unchangedSince: updateTime,
    },
    decided.value.member ? { kind: 'set', path, data: decided.value.member } : { kind: 'delete', path },
    {
      kind: 'create',
      path: paths.request(caller.uid, requestId),
      data: { uid: caller.uid, at: now, answer },
    },
    { kind: 'create', path: paths.audit(`${caller.uid}_${requestId}`), data: entry },
  ]);
  return outcome === 'committed' ? succeed(answer) : outcome;
}

export const setTeamRole = (services: Services, caller: Caller, request: Request): Promise<Result<Answer>> =>
  untilDone(() => changeOnce(services, caller, request));
