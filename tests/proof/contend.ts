/**
 * A rush: many clients after few seats, half of their attempts aimed at a handful, on several `api` processes of which
 * one may be killed on the way. What every client asked and was told is kept; an attempt without an answer is asked
 * again elsewhere under the same request id, as our own client does. IO: HTTP.
 */
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
  has: PlaceId[];
}

type Answer = { places: { placeId: PlaceId }[] } | { error: { code: string; details?: Refused } };
interface Refused {
  taken?: PlaceId[];
  nearest?: PlaceId[];
}

/** Answers of the system, not of the rules: the client asks again. */
const passing = ['unavailable', 'conflict', 'internal'];
const asksPerAttempt = 5;

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

/** One or two neighbouring seats, of the hot ones half of the time. */
function chooseWanted({ index, hotSeats }: Rush, random: () => number): PlaceId[] {
  const all = index.plan.sections.flatMap((section) => section.places);
  const from = random() < 0.5 ? all.slice(0, hotSeats) : all;
  const first = from[Math.floor(random() * from.length)];
  const located = first && index.place(first.placeId);
  if (!located) return [];
  const size = random() < 0.5 ? 1 : 2;
  return located.run.slice(located.indexInRun, located.indexInRun + size).map((place) => place.placeId);
}

export async function runRush(rush: Rush): Promise<Attempt[]> {
  const seeded = seedRandom(`rush ${rush.seed}`);
  const random = () => seeded.next();
  const history: Attempt[] = [];
  let begun = 0;
  const runClient = async (token: string, number: number): Promise<void> => {
    const client: Client = { has: [] };
    while (begun < rush.attempts) {
      begun += 1;
      if (begun === Math.floor(rush.attempts / 2)) rush.onHalfWay();
      const wanted = chooseWanted(rush, random);
      const body = { eventId: rush.eventId, places: wanted, requestId: `rush-${rush.seed}-${begun}` };
      const beganAt = performance.now();
      let outcome: Attempt['outcome'] = { kind: 'unknown' };
      for (let asked = 0; asked < asksPerAttempt && outcome.kind === 'unknown'; asked += 1) {
        const origins = rush.origins();
        const origin = origins[Math.floor(random() * origins.length)] ?? '';
        outcome = outcomeOf(await ask(origin, token, body), client);
      }
      history.push({ client: number, beganAt, endedAt: performance.now(), wanted, outcome });
      if (outcome.kind === 'held') client.has = outcome.has;
    }
  };
  await Promise.all(rush.tokens.map(runClient));
  return history;
}
