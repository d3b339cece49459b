/** Calls a function that is there without being written, or asks for a document of Firestore. No IO of its own. */
import { builtInFunctions, lookUpNames } from './builtInFunctions.ts';
import { convertToText } from './convertToText.ts';
import { misfit } from './methodTable.ts';
import { bool, fail } from './values.ts';
import type { Outcome, Value } from './values.ts';

/** Answers the document at a path (`/databases/…`): null where there is none. */
export type LookUp = (path: string) => Value;

/** By the name that rules call it, with its namespace. */
export function callBuiltIn(name: string, args: readonly Value[], lookUp: LookUp): Outcome {
  if (lookUpNames.includes(name)) return askForDocument(name, args, lookUp);
  const builtIn = builtInFunctions.get(name);
  if (!builtIn) return fail(`there is no function ${name}`);
  return misfit(name, builtIn.takes, args) ?? builtIn.run(args);
}

function askForDocument(name: string, args: readonly Value[], lookUp: LookUp): Outcome {
  const [path] = args;
  if (args.length !== 1 || path?.kind !== 'path') return fail(`${name} takes a path`);
  const [databases, , documents, ...rest] = path.segments;
  if (databases !== 'databases' || documents !== 'documents' || rest.length === 0 || rest.length % 2 !== 0)
    return fail(`${convertToText(path)} is no document's path`);
  // A segment with a slash would name another document than the one that was meant; an empty one, none.
  if (path.segments.some((segment) => segment === '' || segment.includes('/')))
    return fail('a path’s segment is empty or has a slash in it');
  const document = lookUp(`/${path.segments.join('/')}`);
  return name === 'firestore.exists' ? bool(document.kind !== 'null') : document;
}
