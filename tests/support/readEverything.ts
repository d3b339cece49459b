/**
 * Every document of the stack's Firestore, whatever its collection: to see that something stands nowhere. A query without a
 * collection is Firestore's own way; no SDK has it. IO: HTTP, Firestore's emulator.
 */
import { stack } from './stack.ts';

/** Each with its path, as Firestore's JSON writes it. */
export async function readEverything(): Promise<{ path: string; text: string }[]> {
  const { firestore, projectId } = stack();
  const root = `projects/${projectId}/databases/(default)/documents`;
  const answer = await fetch(`${firestore}/v1/${root}:runQuery`, {
    method: 'POST',
    headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
    body: JSON.stringify({ structuredQuery: { from: [{ allDescendants: true }] } }),
  });
  if (!answer.ok) throw new Error(`Firestore answered ${answer.status}: ${await answer.text()}`);
  const found = (await answer.json()) as { document?: { name: string; fields?: object } }[];
  return found.flatMap(({ document }) =>
    document
      ? [
          {
            path: document.name.slice(root.length + 1),
            text: JSON.stringify([document.name, document.fields ?? {}]),
          },
        ]
      : [],
  );
}

/** The paths of all documents that say one of these words, in their path or anywhere in them. */
export async function findAnywhere(words: readonly string[]): Promise<string[]> {
  const all = await readEverything();
  if (all.length === 0) throw new Error('Nothing was read: nothing would be found.');
  return all.filter(({ text }) => words.some((word) => text.includes(word))).map(({ path }) => path);
}
