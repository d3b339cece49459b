/**
 * Asks now and then which version each board has ([B5]), so that a listener that has gone silent is told from a hall in
 * which nothing happens. One small answer that caches share; asks nothing while the page is hidden. IO: HTTP, a timer.
 */
import type { EventId, SectionId } from '@fashionista/domain/ids';
import type { Pulse } from '@fashionista/domain/pulse';

const everyMs = 3_000;
const patienceMs = 2_500;

/** `onVersion`: since when the server has it, by this device's clock. Stops when the returned function is called. */
export function followPulse(
  eventId: EventId,
  onVersion: (sectionId: SectionId, version: number, sinceMs: number) => void,
): () => void {
  const ends = new AbortController();
  const ask = async () => {
    if (document.visibilityState === 'hidden') return;
    const pulse = await readPulse(eventId, ends.signal);
    if (!pulse || ends.signal.aborted) return;
    const serverMs = Date.parse(pulse.serverTime);
    for (const { sectionId, version, changedAt } of pulse.boards)
      onVersion(sectionId, version, Date.now() - Math.max(0, serverMs - Date.parse(changedAt)));
  };
  const timer = setInterval(() => void ask(), everyMs);
  return () => {
    clearInterval(timer);
    ends.abort();
  };
}

async function readPulse(eventId: EventId, signal: AbortSignal): Promise<Pulse | undefined> {
  try {
    const response = await fetch(`/api/events/${eventId}/pulse`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    });
    return response.ok ? ((await response.json()) as Pulse) : undefined;
  } catch {
    // Offline, too slow, or the page moved on: the connection's own probes say so.
    return undefined;
  }
}
