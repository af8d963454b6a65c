import type { Plan, ProfiledPlan } from 'neo4j-driver';
import type { PlanStep } from '../../core/contract/cypher.ts';
import { plain } from '../connection.ts';

/** An operator as the judge sees it: without its variant in brackets, and in which database it works. */
export type Operator = { name: string; database: string; details: string };

const SHOWN = new Set(['Details', 'EstimatedRows', 'Rows', 'DbHits']);

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** The operators of a plan, each after its parent. */
export function stepsOf(plan: Plan | ProfiledPlan): PlanStep[] {
  const steps: PlanStep[] = [];
  const pending: { plan: Plan | ProfiledPlan; parent: number | null }[] = [{ plan, parent: null }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const given = new Map(Object.entries(next.plan.arguments).map(([key, value]) => [key, plain(value)]));
    const profiled = 'dbHits' in next.plan;
    pending.push(...next.plan.children.map((child) => ({ plan: child, parent: steps.length })).reverse());
    steps.push({
      operator: next.plan.operatorType.split('@')[0] ?? '',
      parent: next.parent,
      details: textOf(given.get('Details') ?? ''),
      estimatedRows: numberOf(given.get('EstimatedRows')),
      rows: profiled ? numberOf(given.get('Rows')) : null,
      dbHits: profiled ? numberOf(given.get('DbHits')) : null,
      more: Object.fromEntries(
        [...given].filter(([key]) => !SHOWN.has(key)).map(([key, value]) => [key, textOf(value)]),
      ),
    });
  }
  return steps;
}

export function operatorsOf(plan: Plan): Operator[] {
  const pending = [plan];
  const operators: Operator[] = [];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [operator = '', database = ''] = next.operatorType.split('@');
    operators.push({
      name: operator.replace(/\(.*$/, ''),
      database,
      details: textOf(next.arguments.Details ?? ''),
    });
    pending.push(...next.children);
  }
  return operators;
}
