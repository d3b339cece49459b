/**
 * `POST /api/events/setTeamRole`: an event's organizers say who is on its team, and as what ([R8]–[R10]). One commit: the event,
 * the member, the request, and what is written down of it. IO: Firestore, Firebase Auth.
 */
import type { ActionAnswer, ActionRequest } from '@fashionista/domain/actions';
import type { AuditEntry } from '@fashionista/domain/audit';
import { refuse, refuseField, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import { isForEveryone } from '@fashionista/domain/event';
import type { FashionEvent } from '@fashionista/domain/event';
import type { EventId, RequestId, Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { Session } from '@fashionista/domain/session';
import { checkRoom, decideTeamChange, isLeavingTeam, mayChangeTeam } from '@fashionista/domain/team';
import type { TeamChange, TeamMember } from '@fashionista/domain/team';
import type { Caller } from '../platform/identity.ts';
import { recallAnswer, rememberAnswer } from '../platform/rememberedRequests.ts';
import type { Asked } from '../platform/rememberedRequests.ts';
import type { Snapshot, Write } from '../platform/store.ts';
import { untilDone } from '../platform/untilDone.ts';
import type { Repeat } from '../platform/untilDone.ts';
import type { Services } from '../services.ts';

const action = 'events/setTeamRole';
type Request = ActionRequest<typeof action> & { requestId: RequestId };
type Answer = ActionAnswer<typeof action>;

/** Whom the request names. `email` is of those alone who were found by it. */
interface Person {
  uid: Uid;
  email?: string;
  field: 'uid' | 'email';
}

/**
 * [R10] An address that is not proven may be anybody's: whoever took it first would be let in. Of whoever is not on the team
 * one thing alone is said, whatever it is: an organizer could learn of any address whether it has an account.
 */
const refuseAddress = () =>
  refuseField(
    'email',
    'is of nobody who can be put on a team: they need an account, with this address confirmed',
  );

async function findPerson({ authUsers }: Services, request: Request): Promise<Result<Person>> {
  if ('uid' in request) return succeed({ uid: request.uid, field: 'uid' });
  const user = await authUsers.findByEmail(request.email);
  return user?.isEmailVerified
    ? succeed({ uid: user.uid, email: request.email, field: 'email' })
    : refuseAddress();
}

/** Drafts are nobody else's business: of those it is not even said that they are there. */
function checkMayChange(
  event: Snapshot<FashionEvent> | undefined,
  caller: Caller,
  request: Request,
): Result<Snapshot<FashionEvent>> {
  if (event && (mayChangeTeam(event.data, caller) || isLeavingTeam(event.data, caller, request)))
    return succeed(event);
  const isSeen = event && (isForEveryone(event.data.state) || event.data.teamUids.includes(caller.uid));
  return isSeen
    ? refuse('permission-denied', 'This is for the event’s organizers.', { needs: 'ownership' })
    : refuse('not-found', 'There is no such event.');
}

/** Who is named, as the team and their session have them now. */
async function readMember({ store }: Services, eventId: EventId, uid: Uid) {
  const [member, session] = await Promise.all([
    store.read<TeamMember>(paths.teamMember(eventId, uid)),
    store.read<Session>(paths.session(uid)),
  ]);
  return { member: member?.data, isSuspended: session?.data.isSuspended ?? false };
}

/** Needs the event as it was read: no two changes of a team meet, and whoever asks is an organizer still. */
function writesOf(
  event: Snapshot<FashionEvent>,
  { event: team, member }: TeamChange,
  entry: AuditEntry,
  { of: uid, by }: { of: Uid; by: Uid },
): Write[] {
  const { path, data, updateTime } = event;
  const memberPath = paths.teamMember(data.eventId, uid);
  return [
    { kind: 'update', path, data: team, unchangedSince: updateTime },
    member ? { kind: 'set', path: memberPath, data: member } : { kind: 'delete', path: memberPath },
    { kind: 'create', path: paths.audit(`${by}_${entry.requestId}`), data: entry },
  ];
}

async function changeOnce(
  services: Services,
  caller: Caller,
  request: Request,
): Promise<Result<Answer> | Repeat> {
  const { store, clock } = services;
  const { eventId, role, reason, requestId } = request;
  const asked: Asked<typeof action> = { uid: caller.uid, action, request };
  const [event, done] = await Promise.all([
    store.read<FashionEvent>(paths.event(eventId)),
    recallAnswer(store, asked),
  ]);
  if (done) return done;
  const allowed = checkMayChange(event, caller, request);
  if (!allowed.ok) return allowed;
  // Before anybody is looked for: a full team would tell who has an account.
  const room = 'email' in request ? checkRoom(allowed.value.data) : succeed(undefined);
  if (!room.ok) return room;
  const person = await findPerson(services, request);
  if (!person.ok) return person;
  const { uid, email, field } = person.value;
  const { member, isSuspended } = await readMember(services, eventId, uid);
  const isStranger = !member && uid !== allowed.value.data.organizerUid;
  if (isStranger && email === undefined)
    return refuse('not-found', 'They are not on this event’s team: name a new person by their address.');
  if (isStranger && isSuspended) return refuseAddress();
  const now = clock();
  const decided = decideTeamChange({
    ...{ event: allowed.value.data, member, isSuspended, uid, wanted: role, field, now },
    email: email ?? member?.email ?? '',
  });
  if (!decided.ok) return decided;
  const entry: AuditEntry = {
    at: now,
    actor: { kind: 'person', uid: caller.uid, role: caller.role },
    action,
    on: { kind: 'event', id: eventId },
    before: { uid, role: member?.role ?? null },
    after: { uid, role },
    reason,
    requestId,
  };
  const answer: Answer = { eventId, role };
  const outcome = await store.commit([
    ...writesOf(allowed.value, decided.value, entry, { of: uid, by: caller.uid }),
    rememberAnswer(asked, now, answer),
  ]);
  return outcome === 'committed' ? succeed(answer) : outcome;
}

export const setTeamRole = (services: Services, caller: Caller, request: Request): Promise<Result<Answer>> =>
  untilDone(() => changeOnce(services, caller, request));
