/**
 * `POST /api/accounts/export`: all that is held about a person, as a file that they alone read, for seven days ([X6]–[X8]). The
 * record comes first: a file without one would never be removed. IO: Firestore, Firebase Auth, Storage.
 */
import type { ActionAnswer, ActionRequest } from '@fashionista/domain/actions';
import { refuse, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { RequestId, Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { exportsFolder, exportsPerPerson, newExport } from '@fashionista/domain/personalData';
import type { PersonalExport } from '@fashionista/domain/personalData';
import type { Caller } from '../../platform/identity.ts';
import type { Snapshot } from '../../platform/store.ts';
import { untilDone } from '../../platform/untilDone.ts';
import type { Repeat } from '../../platform/untilDone.ts';
import type { Services } from '../../services.ts';
import { readPersonalData } from './readPersonalData.ts';

type Begun = Result<Snapshot<PersonalExport>> | Repeat;

async function beginOnce({ store, clock }: Services, uid: Uid, requestId: RequestId): Promise<Begun> {
  const path = paths.export(uid, requestId);
  const begun = await store.read<PersonalExport>(path);
  if (begun) return succeed(begun);
  const others = await store.query(paths.exports(uid), { select: ['exportId'] });
  if (others.length >= exportsPerPerson)
    return refuse('limit-reached', 'There are enough of these files already; they go after seven days.', {
      ...{ limit: exportsPerPerson, has: others.length },
    });
  const outcome = await store.commit([{ kind: 'create', path, data: newExport(uid, requestId, clock()) }]);
  // What was made is read, for its time.
  return outcome === 'committed' ? 'again' : outcome;
}

/** Two who make one at once make the same. */
async function makeFile(
  services: Services,
  uid: Uid,
  { path, data }: Snapshot<PersonalExport>,
): Promise<boolean> {
  const content = JSON.stringify(await readPersonalData(services, uid), null, 2);
  await services.files.save(data.path, content, 'application/json');
  const ready: Pick<PersonalExport, 'state'> = { state: 'ready' };
  if ((await services.store.commit([{ kind: 'update', path, data: ready }])) === 'committed') return true;
  const read = await services.store.read<PersonalExport>(path);
  // Its owner left meanwhile: no record, no file.
  if (!read) await services.files.remove(data.path);
  return read?.data.state === 'ready';
}

export async function exportData(
  services: Services,
  { uid }: Caller,
  { requestId }: ActionRequest<'accounts/export'> & { requestId: RequestId },
): Promise<Result<ActionAnswer<'accounts/export'>>> {
  const begun = await untilDone(() => beginOnce(services, uid, requestId));
  if (!begun.ok) return begun;
  const { exportId, state, path, expiresAt } = begun.value.data;
  if (state === 'making' && !(await makeFile(services, uid, begun.value)))
    return refuse('unavailable', 'Your file is not ready. Try again: nothing is done twice.');
  return succeed({ exportId, path, expiresAt: expiresAt.toISOString() });
}

/** [X7] The file first: who dies in between finds the record again. */
export async function removeExport(
  { files, store }: Services,
  { path, data }: Snapshot<PersonalExport>,
): Promise<void> {
  await files.remove(data.path);
  await store.commit([{ kind: 'delete', path }]);
}

/** All of a person's, files without a record too. Answers whether there were records. */
export async function removeExports({ files, store }: Services, uid: Uid): Promise<boolean> {
  await files.removeAll(exportsFolder(uid));
  const records = await store.query<PersonalExport>(paths.exports(uid), { select: ['exportId'] });
  if (records.length > 0) await store.commit(records.map(({ path }) => ({ kind: 'delete', path })));
  return records.length > 0;
}
