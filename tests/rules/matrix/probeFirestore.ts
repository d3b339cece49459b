/**
 * Tries everything that a browser can ask, as everybody there is, with the plain client SDK: get, list, create, update and
 * delete of a document of every path that firestore.rules know, and of one that they do not. IO: the Firestore emulator.
 */
import { serverTimestamp } from 'firebase/firestore';
import { everyone } from '../cast.ts';
import type { Cast, Database, Who } from '../cast.ts';
import { documents, setStage } from '../stage.ts';
import type { MatrixRow } from './drawMatrix.ts';
import { matches } from './readMatches.ts';

/** What is written where only some shapes are taken; elsewhere the document that is there, or a field of it. */
const shapes: Record<string, { create?: (id: string) => object; update?: object }> = {
  'users/{uid}': { update: { displayName: 'Bea' } },
  'users/{uid}/saved/{eventId}': { create: (eventId) => ({ eventId, savedAt: serverTimestamp() }) },
};

/** As a denial, for those who are not to try. */
const notAsked = Object.assign(new Error('not asked'), { code: 'permission-denied' });

/** Questions that somebody may be answered who may not see everything. */
const filters: readonly ((uid: string) => [string, '==' | 'array-contains', string])[] = [
  (uid) => ['uid', '==', uid],
  () => ['state', '==', 'published'],
  () => ['eventState', '==', 'published'],
  (uid) => ['teamUids', 'array-contains', uid],
  (uid) => ['memberUids', 'array-contains', uid],
];

async function isLet(
  cast: Cast,
  attempt: (database: Database, uid: string) => Promise<unknown>,
): Promise<Set<Who>> {
  return new Set(await cast.whoMay(attempt));
}

async function lettersOf(cast: Cast, template: string, path: string): Promise<Map<Who, string>> {
  const parent = path.slice(0, path.lastIndexOf('/'));
  const data = documents[path] ?? {};
  const { create = () => data, update = { probed: true } } = shapes[template] ?? {};
  const read = {
    g: await isLet(cast, (database) => database.doc(path).get()),
    l: await isLet(cast, (database) => database.collection(parent).get()),
  };
  const filtered = new Set<Who>();
  for (const filter of filters)
    for (const who of await isLet(cast, (database, uid) =>
      database
        .collection(parent)
        .where(...filter(uid))
        .get(),
    ))
      if (!read.l.has(who)) filtered.add(who);
  const written = {
    // Each makes a document of their own.
    c: await isLet(cast, (database, uid) =>
      database.doc(`${parent}/probed${uid}`).set(create(`probed${uid}`)),
    ),
    u: await isLet(cast, (database) => database.doc(path).update(update)),
    d: new Set<Who>(),
  };
  if (written.c.size + written.u.size > 0) await setStage(cast);
  // A rule may ask what is there: whoever deletes it must find it.
  const deleters = await isLet(cast, (database) => database.doc(path).delete());
  if (deleters.size > 0) await setStage(cast);
  for (const who of deleters.size > 0 ? everyone : []) {
    const [deleter] = await cast.whoMay((database) =>
      database === cast.as(who) ? database.doc(path).delete() : Promise.reject(notAsked),
    );
    if (deleter === undefined) continue;
    written.d.add(deleter);
    await setStage(cast);
  }
  return new Map(
    everyone.map((who) => [
      who,
      [
        read.g.has(who) ? 'g' : '',
        read.l.has(who) ? 'l' : filtered.has(who) ? 'f' : '',
        ...(['c', 'u', 'd'] as const).map((letter) => (written[letter].has(who) ? letter : '')),
      ].join(''),
    ]),
  );
}

/** @throws {Error} where rules have a path of which no document is on the stage: it would not be probed. */
export async function probeFirestore(cast: Cast, templates: readonly string[]): Promise<MatrixRow[]> {
  const rows: MatrixRow[] = [];
  const probed = new Set<string>();
  for (const path of Object.keys(documents)) {
    if (path.startsWith('sessions/') && path !== 'sessions/owner') continue;
    const template = templates.find((one) => matches(one, path));
    if (template !== undefined) probed.add(template);
    rows.push({
      template: template ?? 'anything else',
      example: path,
      letters: await lettersOf(cast, template ?? '', path),
    });
  }
  const unprobed = templates.filter((template) => !probed.has(template));
  if (unprobed.length > 0) throw new Error(`No document of the stage is at ${unprobed.join(', ')}.`);
  return rows;
}
