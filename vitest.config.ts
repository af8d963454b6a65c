import { defineConfig } from 'vitest/config';

/** Stages, their order and their workers are `tests/run.mjs`'s; here is only what all of them share. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 120_000,
  },
});
