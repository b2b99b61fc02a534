import type { State, StateMachineDefinition, StateScope } from '@/lib/asl/types'

/**
 * A definition of exactly so many states as people write them at size: stretches of tasks with a shared handler, a choice
 * with branches that meet again, a polling loop, a Parallel of three and a Map, over and over.
 */
export function generateDefinition(count: number): StateMachineDefinition {
  const states: Record<string, State> = {}
  let made = 1
  const task = (name: string, next: string | null, more: object = {}): void => {
    made++
    states[name] = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: `work-${made}` },
      ...(next === null ? { End: true } : { Next: next }),
      ...more,
    } as State
  }
  const oops = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Broken' }] }
  const chain = (names: string[]): StateScope => ({
    StartAt: names[0]!,
    States: Object.fromEntries(
      names.map((name, index) => {
        made++
        const next = names[index + 1]
        return [name, { Type: 'Pass', ...(next ? { Next: next } : { End: true }) } as State]
      }),
    ),
  })
  let block = 0
  while (count - made > 20) {
    const at = (name: string) => `${name}${block}`
    const next = `Load${block + 1}`
    task(at('Load'), at('Fan'), oops)
    states[at('Fan')] = {
      Type: 'Parallel',
      Branches: [chain(['A1', 'A2']), chain(['B1', 'B2']), chain(['C1'])],
      Next: at('Poll'),
    } as State
    task(at('Poll'), at('Ready'), oops)
    states[at('Ready')] = {
      Type: 'Choice',
      Choices: [
        { Variable: '$.state', StringEquals: 'ready', Next: at('Each') },
        { Variable: '$.state', StringEquals: 'running', Next: at('Pause') },
      ],
      Default: 'Broken',
    }
    states[at('Pause')] = { Type: 'Wait', Seconds: 10, Next: at('Poll') }
    states[at('Each')] = { Type: 'Map', ItemProcessor: chain(['Read', 'Write']), Next: at('Route') } as State
    states[at('Route')] = {
      Type: 'Choice',
      Choices: [{ Variable: '$.size', NumericGreaterThan: 10, Next: at('Split') }],
      Default: at('Store'),
    }
    made += 5
    task(at('Split'), at('Store'))
    task(at('Store'), next, oops)
    block++
  }
  for (let rest = count - made, first = true; rest > 0; rest--, first = false) {
    const name = first ? `Load${block}` : `Rest${rest}`
    task(name, rest === 1 ? null : `Rest${rest - 1}`)
  }
  states.Broken = { Type: 'Fail', Error: 'Broken' }
  return { StartAt: 'Load0', States: states }
}
