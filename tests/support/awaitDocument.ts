/**
 * Waits for what the server writes, by listening as a browser would: no polling, no sleeping. IO: Firestore.
 */
import type { DocumentReference, DocumentSnapshot, Query, QuerySnapshot } from 'firebase-admin/firestore';

const defaultWithinMs = 10_000;

/** The first state of the document that satisfies `isMet`; rejects with the last seen when there is none in time. */
export function awaitDocument(
  reference: DocumentReference,
  isMet: (snapshot: DocumentSnapshot) => boolean,
  withinMs = defaultWithinMs,
): Promise<DocumentSnapshot> {
  return listenUntil<DocumentSnapshot>(
    (next, fail) => reference.onSnapshot(next, fail),
    isMet,
    withinMs,
    (last) => `${reference.path}: ${JSON.stringify(last?.data())}`,
  );
}

/** The same for the results of a query. */
export function awaitQuery(
  query: Query,
  isMet: (snapshot: QuerySnapshot) => boolean,
  withinMs = defaultWithinMs,
): Promise<QuerySnapshot> {
  return listenUntil<QuerySnapshot>(
    (next, fail) => query.onSnapshot(next, fail),
    isMet,
    withinMs,
    (last) => `${last?.size ?? 'no'} documents: ${JSON.stringify(last?.docs.map((found) => found.data()))}`,
  );
}

function listenUntil<Snapshot>(
  listen: (next: (snapshot: Snapshot) => void, fail: (error: Error) => void) => () => void,
  isMet: (snapshot: Snapshot) => boolean,
  withinMs: number,
  describeLast: (last: Snapshot | undefined) => string,
): Promise<Snapshot> {
  return new Promise((resolve, reject) => {
    let last: Snapshot | undefined;
    const settle = (tell: () => void) => {
      clearTimeout(deadline);
      stop();
      tell();
    };
    const deadline = setTimeout(
      () =>
        settle(() => reject(new Error(`Not met within ${withinMs} ms. Last seen: ${describeLast(last)}`))),
      withinMs,
    );
    const stop = listen(
      (snapshot) => {
        last = snapshot;
        if (isMet(snapshot)) settle(() => resolve(snapshot));
      },
      (error) => settle(() => reject(error)),
    );
  });
}
