/**
 * Puts objects in place of their ids where `expand` asks for it: `latest_charge`, `data.payment_intent`, up to four levels.
 * IO: reads the store.
 */
import { invalidRequest } from '../model/apiRefusal.ts';
import type { Store } from '../store/store.ts';
import { listPage } from './listing.ts';

const DEEPEST = 4;

type Members = Record<string, unknown>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function findObject(store: Store, member: string, id: string): unknown {
  switch (member) {
    case 'charge':
    case 'latest_charge':
      return store.charges.get(id);
    case 'payment_intent':
      return store.intents.get(id)?.intent;
    case 'payment_method':
      return store.methods.get(id)?.method;
    default:
      return undefined;
  }
}

/** A charge's refunds are not an id but a list that is left out unless asked for. */
function listRefundsOf(store: Store, chargeId: string): unknown {
  const refunds = store.refunds.list().map(({ refund }) => refund);
  const own = refunds.filter((refund) => refund.charge === chargeId);
  return listPage(own, {}, `/v1/charges/${chargeId}/refunds`, 'refund');
}

function resolveMember(store: Store, owner: Members, member: string, path: string): unknown {
  const value = owner[member];
  if (member === 'refunds' && owner['object'] === 'charge') return listRefundsOf(store, String(owner['id']));
  if (typeof value === 'string') {
    const found = findObject(store, member, value);
    if (found !== undefined) return found;
  }
  if (value === null || isMembers(value) || Array.isArray(value)) return value;
  throw invalidRequest(`This property cannot be expanded (${path}).`, { param: 'expand' });
}

function expandPath(store: Store, owner: unknown, steps: readonly string[], path: string): unknown {
  const [member, ...rest] = steps;
  if (member === undefined) return owner;
  if (Array.isArray(owner)) return owner.map((item: unknown) => expandPath(store, item, steps, path));
  if (!isMembers(owner)) return owner;
  const resolved = resolveMember(store, owner, member, path);
  return { ...owner, [member]: expandPath(store, resolved, rest, path) };
}

export function expandObject(store: Store, body: unknown, paths: readonly string[]): unknown {
  return paths.reduce((expanded: unknown, path) => {
    const steps = path.split('.');
    if (steps.length > DEEPEST) {
      throw invalidRequest(`You cannot expand more than ${DEEPEST} levels of a property (${path}).`, {
        param: 'expand',
      });
    }
    return expandPath(store, expanded, steps, path);
  }, body);
}
