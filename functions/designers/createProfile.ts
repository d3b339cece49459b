/**
 * `POST /api/designers/create`: makes whoever asks a designer, by a profile that is theirs ([R7]). IO: Firestore.
 */
import type { ActionAnswer, ActionRequest } from '@fashionista/domain/actions';
import { designerIdOf, newDesigner, profilesPerOwner } from '@fashionista/domain/designer';
import type { Designer } from '@fashionista/domain/designer';
import { refuse, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { RequestId, Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { Caller } from '../platform/identity.ts';
import { recallAnswer, rememberAnswer } from '../platform/rememberedRequests.ts';
import type { Asked } from '../platform/rememberedRequests.ts';
import type { Store } from '../platform/store.ts';
import { untilDone } from '../platform/untilDone.ts';
import type { Repeat } from '../platform/untilDone.ts';
import type { Services } from '../services.ts';
import { slugOf } from './slugOf.ts';

const action = 'designers/create';
type Request = ActionRequest<typeof action> & { requestId: RequestId };
type Answer = ActionAnswer<typeof action>;

/** Names that are looked at in one go, before one is drawn at random. */
const numbered = 20;

/** [R7] `studio-vento`, or the first of `studio-vento-2`, … that nobody has. */
async function chooseSlug(
  { store, newId }: Pick<Services, 'store' | 'newId'>,
  name: string,
): Promise<string> {
  const slug = slugOf(name);
  const slugs = [slug, ...Array.from({ length: numbered - 1 }, (_, i) => `${slug}-${i + 2}`)];
  const taken = await store.readAll(slugs.map((one) => paths.designer(designerIdOf(one))));
  return slugs.find((_, i) => taken[i] === undefined) ?? `${slug}-${slugOf(newId())}`;
}

async function countOwned(store: Store, uid: Uid): Promise<number> {
  const where: [string, 'array-contains', Uid][] = [['memberUids', 'array-contains', uid]];
  const profiles = await store.query<Pick<Designer, 'members'>>(paths.designers, {
    where,
    select: ['members'],
  });
  return profiles.filter(({ data }) => data.members[uid] === 'owner').length;
}

async function createOnce(
  services: Services,
  caller: Caller,
  request: Request,
): Promise<Result<Answer> | Repeat> {
  const { store, clock } = services;
  const { requestId: _, ...identity } = request;
  const asked: Asked<typeof action> = { uid: caller.uid, action, request };
  const [done, owned, slug] = await Promise.all([
    recallAnswer(store, asked),
    countOwned(store, caller.uid),
    chooseSlug(services, identity.name),
  ]);
  if (done) return done;
  if (owned >= profilesPerOwner)
    return refuse('limit-reached', `One account has at most ${profilesPerOwner} profiles.`, {
      limit: profilesPerOwner,
      has: owned,
    });
  const designer = newDesigner(slug, caller.uid, identity);
  const answer: Answer = { designerId: designer.designerId, slug };
  const outcome = await store.commit([
    { kind: 'create', path: paths.designer(designer.designerId), data: designer },
    rememberAnswer(asked, clock(), answer),
  ]);
  return outcome === 'committed' ? succeed(answer) : outcome;
}

export const createProfile = (
  services: Services,
  caller: Caller,
  request: Request,
): Promise<Result<Answer>> => untilDone(() => createOnce(services, caller, request));
