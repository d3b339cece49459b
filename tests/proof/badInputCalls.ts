/**
 * Every way to call an action wrongly: by its body, by how that is sent, by whose things it names, by who asks. A call
 * follows from a seed and the stage's ids alone. No IO.
 */
import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { ActionName } from '@fashionista/domain/actions';
import { isOpenAction } from '@fashionista/domain/openActions';
import { accessTo } from '../../functions/http/access.ts';
import { isCallersActionName } from '../../functions/http/actions.ts';
import type { SignedInUser } from '../support/users.ts';
import type { BadCall } from './badInputAnswers.ts';
import { bodiesOf, bodyLimit } from './badInputBodies.ts';
import type { Draft } from './badInputBodies.ts';
import { foreignCalls } from './badInputForeign.ts';
import { actionNames, examplesOf } from './badInputStage.ts';
import type { BadInputStage } from './badInputStage.ts';
import { badAuthorizations } from './badInputTokens.ts';

const contentTypes = [
  ...[
    'application/json',
    'application/json; charset=utf-8',
    'application/vnd.api+json',
    'text/plain',
    'text/html',
  ],
  ...[
    'application/octet-stream',
    'application/x-protobuf',
    'multipart/form-data; boundary=x',
    'nonsense',
    '',
  ],
];
/** No such charset or encoding, or not what it says: nothing of ours is asked. */
const unreadable: Record<string, string>[] = [
  { 'content-type': 'application/json; charset=iso-8859-1' },
  { 'content-type': 'text/plain; charset=x-klingon' },
  { 'content-encoding': 'rot13' },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'deflate' },
];
const wrongMethods = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];
const wrongNames = [
  ...[
    'seats',
    'seats/',
    'seats/fly',
    'seats/hold/',
    'seats/hold/more',
    'seats//hold',
    'Seats/hold',
    'seats/HOLD',
  ],
  ...[
    'seats%2Fhold',
    'seats/hold%00',
    'seats/%2e%2e/hold',
    'constructor/prototype',
    'toString/valueOf',
    'plans/a',
  ],
  ...[
    '__proto__/toString',
    'hasOwnProperty/call',
    `${'a'.repeat(500)}/b`,
    'orders/checkout;x=1',
    'seats/hold.json',
  ],
];

/** Hosting itself refuses an address that climbs, before any rewrite. */
const climbs = /%2e%2e/;

interface ActionDraft extends Draft {
  action: ActionName;
}

/** A request id of its own, so that what was answered before is not answered again. */
const requestIds = fc.stringMatching(/^[A-Za-z0-9_-]{24}$/);
const anyAction = fc.constantFrom(...actionNames);

/** A body for any action: broken, and now and then still valid. */
const brokenBody = ({ own }: BadInputStage): fc.Arbitrary<ActionDraft> =>
  fc.tuple(anyAction, requestIds).chain(([action, requestId]) =>
    fc
      .constantFrom(...examplesOf(action, own, requestId))
      .chain((example) => bodiesOf(action, example))
      .map((draft) => ({ ...draft, action })),
  );

/** A body that is right. */
const rightBody = ({ own }: BadInputStage): fc.Arbitrary<ActionDraft> =>
  fc.tuple(anyAction, requestIds).chain(([action, requestId]) =>
    fc.constantFrom(...examplesOf(action, own, requestId)).map(({ body }) => ({
      action,
      what: 'a right body',
      bytes: Buffer.from(JSON.stringify(body)),
      wanted: { kind: 'valid' as const },
    })),
  );

/** Who asks too little of themselves is refused before the body is looked at: here whoever may call sends it. */
const callerOf = (
  { intruder, leaver, quitter, callers }: BadInputStage,
  action: ActionName,
): SignedInUser => {
  if (action === 'accounts/delete') return leaver;
  if (action === 'accounts/signOutEverywhere') return quitter;
  return isCallersActionName(action) ? callers[accessTo[action]] : intruder;
};

const callOf = (
  stage: BadInputStage,
  family: string,
  { action, what, bytes, wanted }: Omit<ActionDraft, 'wanted'> & Pick<BadCall, 'wanted'>,
): Omit<BadCall, 'isByFront'> => ({
  family,
  what,
  action,
  method: 'POST',
  path: `/api/${action}`,
  headers: { 'content-type': 'application/json', authorization: `Bearer ${callerOf(stage, action).token}` },
  bytes,
  wanted,
});

type Calls = fc.Arbitrary<Omit<BadCall, 'isByFront'>>;

const wrongBodies = (stage: BadInputStage): Calls =>
  brokenBody(stage).map((draft) => callOf(stage, 'wrong body', draft));

const wrongTypes = (stage: BadInputStage): Calls =>
  fc.tuple(brokenBody(stage), fc.constantFrom(...contentTypes)).map(([draft, type]) => {
    const call = callOf(stage, 'wrong content type', draft);
    return { ...call, what: `${draft.what} as ${type}`, headers: { ...call.headers, 'content-type': type } };
  });

const bomb = gzipSync(Buffer.alloc(bodyLimit * 16, ' '));

function compressed(stage: BadInputStage): Calls {
  const packed = fc.tuple(brokenBody(stage), fc.constantFrom('gzip', 'deflate')).map(([draft, encoding]) => {
    const call = callOf(stage, 'compressed', draft);
    const bytes = encoding === 'gzip' ? gzipSync(draft.bytes) : deflateSync(draft.bytes);
    return { ...call, bytes, headers: { ...call.headers, 'content-encoding': encoding } };
  });
  const swelling = anyAction.map((action) => {
    const wanted = { kind: 'field' as const, path: '' };
    const call = callOf(stage, 'compressed', { action, what: 'a body that swells', bytes: bomb, wanted });
    return { ...call, headers: { ...call.headers, 'content-encoding': 'gzip' } };
  });
  return fc.oneof({ weight: 5, arbitrary: packed }, { weight: 1, arbitrary: swelling });
}

const unreadableBodies = (stage: BadInputStage): Calls =>
  fc.tuple(rightBody(stage), fc.constantFrom(...unreadable)).map(([draft, headers]) => {
    const what = JSON.stringify(headers);
    const call = callOf(stage, 'unreadable', { ...draft, what, wanted: { kind: 'parser' } });
    return { ...call, headers: { ...call.headers, ...headers } };
  });

const notFound: BadCall['wanted'] = { kind: 'codes', codes: ['not-found'] };

const wrongMethod = (stage: BadInputStage): Calls =>
  fc.tuple(rightBody(stage), fc.constantFrom(...wrongMethods)).map(([draft, method]) => ({
    ...callOf(stage, 'wrong method', { ...draft, wanted: notFound }),
    method,
  }));

const wrongName = (stage: BadInputStage): Calls =>
  fc.tuple(rightBody(stage), fc.constantFrom(...wrongNames)).map(([draft, name]) => ({
    ...callOf(stage, 'wrong name', { ...draft, wanted: notFound }),
    path: `/api/${name}`,
  }));

const foreign = (stage: BadInputStage): Calls =>
  fc.constantFrom(...foreignCalls(stage)).map(({ action, what, body, refusal }) => {
    const bytes = Buffer.from(JSON.stringify(body));
    const wanted =
      'field' in refusal
        ? { kind: 'field' as const, path: refusal.field }
        : { kind: 'codes' as const, codes: refusal.codes };
    return callOf(stage, 'foreign', { action, what, bytes, wanted });
  });

const asksWho = ({ action }: ActionDraft): boolean => !isOpenAction(action);

/** Whatever the body: who asks is settled first, where it matters at all. */
const unauthenticated = (stage: BadInputStage, deletedToken: string): Calls =>
  fc
    .tuple(
      fc.oneof(rightBody(stage), brokenBody(stage)).filter(asksWho),
      fc.constantFrom(...badAuthorizations(stage.intruder, deletedToken)),
    )
    .map(([draft, { what, authorization }]) => {
      const wanted = { kind: 'codes' as const, codes: ['unauthenticated' as const] };
      const call = callOf(stage, 'unauthenticated', {
        ...draft,
        what: `${draft.what}, token: ${what}`,
        wanted,
      });
      const { authorization: _own, ...headers } = call.headers;
      return { ...call, headers: authorization === undefined ? headers : { ...headers, authorization } };
    });

export const badCalls = (stage: BadInputStage, deletedToken: string): fc.Arbitrary<BadCall> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 10, arbitrary: wrongBodies(stage) },
        { weight: 2, arbitrary: wrongTypes(stage) },
        { weight: 2, arbitrary: compressed(stage) },
        { weight: 1, arbitrary: unreadableBodies(stage) },
        { weight: 1, arbitrary: wrongMethod(stage) },
        { weight: 1, arbitrary: wrongName(stage) },
        { weight: 4, arbitrary: foreign(stage) },
        { weight: 4, arbitrary: unauthenticated(stage, deletedToken) },
      ),
      fc.boolean(),
    )
    .map(([call, isByFront]) => {
      const wanted: BadCall['wanted'] =
        isByFront && climbs.test(call.path) ? { kind: 'parser' } : call.wanted;
      return { ...call, wanted, isByFront };
    });
