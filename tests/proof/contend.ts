/**
 * A rush: many clients after few seats, half of their attempts aimed at a handful, on several `api` processes of which
 * one may be killed on the way. Then every client goes on for the best place that is left, until nothing is or they may
 * have no more. What each asked and was told is kept; an attempt without an answer is asked again elsewhere under the
 * same request id, as our own client does. IO: HTTP.
 */
import { placesPerBuyer } from '@fashionista/domain/holdRecord';
import type { PlaceId } from '@fashionista/domain/ids';
import type { PlanIndex } from '@fashionista/domain/plan';
import { seedRandom } from '../../local/seed/seededRandom.ts';
import type { Attempt } from './history.ts';

export interface Rush {
  eventId: string;
  index: PlanIndex;
  tokens: readonly string[];
  attempts: number;
  /** How many seats half of the attempts aim at. */
  hotSeats: number;
  seed: number;
  /** The `api` origins still there: asked before each attempt. */
  origins: () => readonly string[];
  /** Called once, when half of the attempts have begun. */
  onHalfWay: () => void;
}

interface Client {
  number: number;
  token: string;
  has: PlaceId[];
}

/** What a client is after: these places, or the best that are left. */
interface Wish {
  requestId: string;
  size: number;
  places: PlaceId[];
}

type Answer = { places: { placeId: PlaceId }[] } | { error: { code: string; details?: Refused } };
interface Refused {
  taken?: PlaceId[];
  nearest?: PlaceId[];
}

/** Answers of the system, not of the rules: the client asks again. */
const passing = ['unavailable', 'conflict'];
const asksPerAttempt = 5;
const greedyShare = 0.02;
/** A client takes its last places one by one. */
const mostLast = 2 * placesPerBuyer;

async function ask(origin: string, token: string, body: object): Promise<Answer | undefined> {
  try {
    const answer = await fetch(`${origin}/api/seats/hold`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Answer;
  } catch {
    // The process was killed before it answered, or is no longer there.
    return undefined;
  }
}

function outcomeOf(answer: Answer | undefined, client: Client): Attempt['outcome'] {
  if (!answer) return { kind: 'unknown' };
  if ('places' in answer) {
    const has = answer.places.map((place) => place.placeId);
    return { kind: 'held', added: has.filter((placeId) => !client.has.includes(placeId)), has };
  }
  const { code, details } = answer.error;
  if (passing.includes(code)) return { kind: 'unknown' };
  const { taken = [], nearest = [] } = details ?? {};
  return { kind: 'refused', code, taken, nearest, hadBefore: client.has.length };
}

/** One or two neighbouring seats, of the hot ones half of the time; now and then more than anybody may have. */
function chooseWanted({ index, hotSeats }: Rush, random: () => number): PlaceId[] {
  const all = index.plan.sections.flatMap((section) => section.places);
  if (random() < greedyShare) return all.slice(0, placesPerBuyer + 1).map((place) => place.placeId);
  const from = random() < 0.5 ? all.slice(0, hotSeats) : all;
  const first = from[Math.floor(random() * from.length)];
  const located = first && index.place(first.placeId);
  if (!located) return [];
  const size = random() < 0.5 ? 1 : 2;
  return located.run.slice(located.indexInRun, located.indexInRun + size).map((place) => place.placeId);
}

/** One attempt to its end: asked, and asked again where there is no answer, of any process that is there. */
async function attempt(rush: Rush, client: Client, wish: Wish, random: () => number): Promise<Attempt> {
  const { requestId, size, places } = wish;
  const asked = places.length > 0 ? { places } : { quantity: size };
  const body = { eventId: rush.eventId, ...asked, requestId };
  const beganAt = performance.now();
  let outcome: Attempt['outcome'] = { kind: 'unknown' };
  let unanswered = 0;
  for (let asks = 0; asks < asksPerAttempt && outcome.kind === 'unknown'; asks += 1) {
    const origins = rush.origins();
    const origin = origins[Math.floor(random() * origins.length)] ?? '';
    outcome = outcomeOf(await ask(origin, client.token, body), client);
    // A process that was killed meanwhile owes no answer.
    if (outcome.kind === 'unknown' && rush.origins().includes(origin)) unanswered += 1;
  }
  if (outcome.kind === 'held') client.has = outcome.has;
  const endedAt = performance.now();
  return { client: client.number, beganAt, endedAt, wanted: places, size, unanswered, outcome };
}

const isOver = ({ outcome }: Attempt): boolean =>
  outcome.kind === 'refused' && ['sold-out', 'limit-reached'].includes(outcome.code);

export async function runRush(rush: Rush): Promise<Attempt[]> {
  const seeded = seedRandom(`rush ${rush.seed}`);
  const random = () => seeded.next();
  const history: Attempt[] = [];
  let begun = 0;
  const nextRequestId = () => {
    begun += 1;
    return `rush-${rush.seed}-${begun}`;
  };
  const contend = async (client: Client): Promise<void> => {
    while (begun < rush.attempts) {
      const requestId = nextRequestId();
      if (begun === Math.floor(rush.attempts / 2)) rush.onHalfWay();
      const places = chooseWanted(rush, random);
      history.push(await attempt(rush, client, { requestId, size: places.length, places }, random));
    }
  };
  const takeWhatIsLeft = async (client: Client): Promise<void> => {
    for (let last = 0; last < mostLast; last += 1) {
      const wish = { requestId: nextRequestId(), size: 1, places: [] };
      const made = await attempt(rush, client, wish, random);
      history.push(made);
      if (isOver(made)) return;
    }
  };
  const clients = rush.tokens.map((token, number): Client => ({ number, token, has: [] }));
  await Promise.all(clients.map(contend));
  await Promise.all(clients.map(takeWhatIsLeft));
  return history;
}
