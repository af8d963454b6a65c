/** neo4j-driver used directly, in a process of its own: one question, its rows taken as they come and let go of. */
import neo4j from 'neo4j-driver';
import { connectionFrom, measured, peakMiB, Question } from './measure.ts';

const { uri, user, password } = connectionFrom(process.argv[2]);
const question = Question.parse(JSON.parse(process.argv[3] ?? ''));
const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
const measure = await measured(question, async (rows, first) => {
  const session = driver.session({ defaultAccessMode: neo4j.session.READ, database: 'neo4j' });
  let count = 0;
  for await (const _ of session.run(question.query, { rows: neo4j.int(rows) })) {
    if (count === 0) first();
    count += 1;
  }
  await session.close();
  return count;
});
process.stdout.write(`${JSON.stringify({ ...measure, peak: peakMiB() })}\n`);
await driver.close();
