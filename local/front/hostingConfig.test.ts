import { describe, expect, test } from 'vitest';
import { readTarget } from './hostingConfig.ts';

describe('where a rewrite leads', () => {
  test.each([
    [{ function: { functionId: 'api', region: 'europe-west1' } }, 'api', 'europe-west1'],
    [{ function: 'api', region: 'europe-west1' }, 'api', 'europe-west1'],
    [{ function: 'api' }, 'api', 'us-central1'],
    [{ run: { serviceId: 'api', region: 'europe-west1' } }, 'api', 'europe-west1'],
  ])('%o', (rewrite, functionId, region) => {
    expect(readTarget(rewrite)).toEqual({ functionId, region });
  });
});
