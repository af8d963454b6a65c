import { defineConfig } from 'vitest/config';

/**
 * Two projects: what is pure, and what runs against the one real Neo4j of the run. Stages, their order and their workers are
 * `tests/run.mjs`'s.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/{unit,docs}/**/*.test.{ts,tsx}'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'neo4j',
          include: ['tests/{store,http,browser}/**/*.test.ts'],
          globalSetup: ['tests/neo4j.ts'],
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'runtime',
          include: ['tests/runtime/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
