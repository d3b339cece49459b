/**
 * Who may do what with which file: the table that the rules of Storage are held to. The emulator's test walks it, and so
 * does whatever evaluates a rules text by itself (`evaluateCase.ts`), a mutated one for instance. No IO.
 */
import type { Method } from '../../../local/storage-rules/syntax.ts';
import { everyone } from './people.ts';
import type { Who } from './people.ts';

export interface FileFacts {
  size: number;
  contentType: string;
  /** Set by whoever wrote it. */
  metadata?: Record<string, string>;
}

export interface StorageAttempt {
  /** What is tried, as a test's title. */
  title: string;
  method: Method;
  /** Of the file, or of the folder that is listed; `{who}` becomes the name of whoever tries. */
  path: string;
  /** The file that is there. */
  existing?: FileFacts;
  /** The file as it would be afterwards. */
  incoming?: FileFacts;
  /** Those who are let; all others are refused. */
  allowed: readonly Who[];
  /** Only these try; all others are known to be refused before it matters. */
  tried?: readonly Who[];
}

/** One person's attempt. */
export interface StorageCase extends Omit<StorageAttempt, 'allowed' | 'tried'> {
  who: Who;
  isAllowed: boolean;
}

const mebibyte = 1024 * 1024;
const picture: FileFacts = { size: 3, contentType: 'image/png' };
const paper: FileFacts = { size: 3, contentType: 'application/pdf' };
const json: FileFacts = { size: 2, contentType: 'application/json' };

const nobody: readonly Who[] = [];
const admins: readonly Who[] = ['admin', 'adminByTotp'];
const editors: readonly Who[] = ['houseOwner', 'houseEditor'];
const members: readonly Who[] = [...editors, 'houseWriter', 'houseReader'];

/** Everything that can be tried with a file and the folder that it is in. */
function tryEverything(
  folder: string,
  existing: FileFacts,
  allowed: Partial<Record<Method, readonly Who[]>>,
): StorageAttempt[] {
  const file = `${folder}/kept`;
  const may = (method: Method) => allowed[method] ?? nobody;
  return [
    { title: 'read', method: 'get', path: file, existing, allowed: may('get') },
    { title: 'list', method: 'list', path: folder, allowed: may('list') },
    {
      title: 'bring',
      method: 'create',
      path: `${folder}/new-{who}`,
      incoming: existing,
      allowed: may('create'),
    },
    { title: 'replace', method: 'create', path: file, existing, incoming: existing, allowed: may('create') },
    {
      title: 'describe anew',
      method: 'update',
      path: file,
      existing,
      incoming: existing,
      allowed: may('update'),
    },
    { title: 'delete', method: 'delete', path: `${folder}/old-{who}`, existing, allowed: may('delete') },
  ];
}

/** What is brought to a designer's private files, and whether it is taken. */
const bring = (
  what: string,
  incoming: FileFacts,
  isTaken: boolean,
  tried?: readonly Who[],
): StorageAttempt => ({
  title: `bring ${what}`,
  method: 'create',
  path: 'designers/house/private/brought-{who}',
  incoming,
  allowed: isTaken ? editors.filter((who) => !tried || tried.includes(who)) : nobody,
  ...(tried && { tried }),
});

const private_ = 'designers/house/private';

export const attempts: readonly StorageAttempt[] = [
  ...tryEverything('exports/owner', json, { get: ['owner'], list: ['owner'] }),
  ...tryEverything('exports/guest', json, { get: ['guest'], list: ['guest'] }),
  ...tryEverything('exports/suspended', json, {}),
  ...tryEverything('tickets/owner', paper, { get: ['owner'], list: ['owner'] }),
  ...tryEverything(
    'reports/takings',
    { ...json, metadata: { eventId: 'gala' } },
    { get: [...admins, 'organizer', 'coOrganizer'], list: admins },
  ),
  // Of an event that is gone, and of none: admins alone.
  {
    title: 'read',
    method: 'get',
    path: 'reports/lost/kept',
    existing: { ...json, metadata: { eventId: 'gone' } },
    allowed: admins,
  },
  { title: 'read', method: 'get', path: 'reports/house/kept', existing: json, allowed: admins },
  ...tryEverything(private_, picture, {
    get: members,
    list: members,
    create: editors,
    update: editors,
    delete: editors,
  }),
  ...tryEverything('designers/nowhere/private', picture, {}),
  ...['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'application/pdf'].map((contentType) =>
    bring(contentType, { size: 3, contentType }, true, members),
  ),
  ...[
    'text/html',
    'image/svg+xml',
    'image/gif',
    'IMAGE/PNG',
    'image/png; charset=x',
    'application/octet-stream',
  ].map((contentType) => bring(contentType, { size: 3, contentType }, false, members)),
  bring('20 MiB', { ...picture, size: 20 * mebibyte }, true, ['houseEditor']),
  bring('a byte more than 20 MiB', { ...picture, size: 20 * mebibyte + 1 }, false, ['houseEditor']),
  {
    title: 'describe as a web page',
    method: 'update',
    path: `${private_}/kept`,
    existing: picture,
    incoming: { ...picture, contentType: 'text/html' },
    allowed: nobody,
    tried: members,
  },
  // Deeper than files lie: read like them, but nothing is brought there.
  {
    title: 'bring',
    method: 'create',
    path: `${private_}/deeper/new-{who}`,
    incoming: picture,
    allowed: nobody,
  },
  // Where no line of the rules is: nobody, not even admins.
  ...tryEverything('elsewhere', picture, {}),
  // One's own name in a folder that is not among them is no right to it.
  ...tryEverything('elsewhere/owner', picture, {}),
  ...tryEverything('elsewhere/house/private', picture, {}),
  ...tryEverything('designers/house', picture, {}),
  ...tryEverything('exports', json, {}),
];

export const cases: readonly StorageCase[] = attempts.flatMap(({ allowed, tried = everyone, ...attempt }) =>
  tried.map((who) => ({
    ...attempt,
    path: attempt.path.replace('{who}', who),
    who,
    isAllowed: allowed.includes(who),
  })),
);

export const describeCase = ({ who, title, path, isAllowed }: StorageCase): string =>
  `${who} ${isAllowed ? 'may' : 'may not'} ${title}: ${path}`;
