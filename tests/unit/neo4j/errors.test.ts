import { Neo4jError } from 'neo4j-driver';
import { expect, it } from 'vitest';
import { queryFault } from '../../../server/neo4j/console/errors.ts';
import { faultOf } from '../../../server/neo4j/errors.ts';

const error = (code: string, message: string) => new Neo4jError(message, code, '', '');

it.each([
  [
    'that it is over',
    'Neo.ClientError.Transaction.TransactionTimedOut',
    'The transaction has been terminated.',
  ],
  [
    'that nobody may ask for rows any more',
    'Neo.ClientError.Request.Invalid',
    'Message of type PullMessage cannot be handled by a session in the READY state.',
  ],
])('a transaction whose time is over is a timeout, where the database says %s', (_, code, message) => {
  expect(faultOf(error(code, message)).code).toBe('timeout');
  expect(queryFault(error(code, message), 'RETURN 1', '').code).toBe('timeout');
});

it('another message that the protocol does not allow is no timeout', () => {
  const { code } = faultOf(error('Neo.ClientError.Request.Invalid', 'Illegal value for field "n".'));
  expect(code).toBe('internal');
});
